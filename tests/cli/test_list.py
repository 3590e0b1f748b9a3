"""``list``: milestones by partner, kind, topic and year, without a build."""

from __future__ import annotations

import csv
import json
import tomllib
from importlib.metadata import EntryPoint
from io import StringIO
from typing import TYPE_CHECKING

import pytest
from tests.support.project import MILESTONE, ROOT, year_page

from sphinx_milestones.cli.main import main

if TYPE_CHECKING:
    from tests.cli.conftest import Run
    from tests.support.project import Project

EARLY = MILESTONE.replace("2024-first", "2023-early").replace(":date: 2024-12", ":date: 2023")
EARLY = EARLY.replace("First visit", "=Early, visit").replace("oman, ", "").replace(":kind: visit", ":kind: workshop")


@pytest.fixture
def years(project: Project) -> Project:
    """A register with a milestone in each of two years."""
    project.write("years/2023.md", year_page(EARLY, year=2023))
    return project


@pytest.mark.usefixtures("years")
def test_a_table_has_date_id_title_and_partners(run: Run) -> None:
    """In columns, newest first, with the number of milestones."""
    done = run("list")
    assert (done.code, done.err) == (0, "")
    assert done.out.splitlines() == [
        "2024-12  2024-first  First visit    Oman, UN DESA",
        "2023     2023-early  =Early, visit  UN DESA",
        "",
        "2 milestones",
    ]


@pytest.mark.usefixtures("years")
@pytest.mark.parametrize(
    ("options", "expected"),
    [
        ("--partner oman", ["2024-first"]),
        ("--partner oman,un-desa", ["2024-first", "2023-early"]),
        ("--kind workshop", ["2023-early"]),
        ("--topic statistics", ["2024-first", "2023-early"]),
        ("--region western-asia", ["2024-first"]),
        ("--from 2024", ["2024-first"]),
        ("--until 2023", ["2023-early"]),
        ("--from 2023 --until 2024", ["2024-first", "2023-early"]),
        ("--year 2023", ["2023-early"]),
        ("--from 2030", []),
    ],
)
def test_choices_are_those_of_views(run: Run, options: str, expected: list[str]) -> None:
    """Each alone, or together."""
    done = run("list", *options.split(), "--format", "json")
    assert [record["id"] for record in json.loads(done.out)] == expected


@pytest.mark.usefixtures("years")
def test_csv_has_the_columns_of_the_data(run: Run) -> None:
    """And no cell that a spreadsheet would run."""
    rows = list(csv.DictReader(StringIO(run("list", "--format", "csv").out)))
    assert [(row["id"], row["title_en"]) for row in rows] == [
        ("2024-first", "First visit"),
        ("2023-early", "'=Early, visit"),
    ]


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ("--partner omna", "--partner: “omna” is not in partners.toml. Did you mean “oman”?"),
        ("--partner sultanate", "--partner: “sultanate” is another name for “oman”. Use the key “oman”."),
        ("--kind visti", "--kind: “visti” is not in kinds.toml. Did you mean “visit”?"),
        ("--until 20", "--until: “20” is not a year. Write four digits, such as `2024`; `-0043` is 44 BC."),
    ],
)
def test_a_wrong_value_is_answered_with_the_closest_one(run: Run, options: str, message: str) -> None:
    """The message names the closest value, and nothing is listed."""
    done = run("list", *options.split())
    assert (done.code, done.out) == (2, "")
    assert message in done.err


def test_problems_in_the_files_are_counted(run: Run, years: Project) -> None:
    """What can be read is listed all the same."""
    years.write("years/2023.md", year_page(EARLY.replace(":kind: workshop", ":kind: party"), year=2023))
    done = run("list")
    assert done.out.endswith("2 milestones\n")
    assert done.err == "The files have 1 problem. Run `python -m sphinx_milestones check`.\n"


def test_the_command_is_installed_by_the_name_of_the_package() -> None:
    """The installed script calls the same function as the module."""
    scripts = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["scripts"]
    (name,) = scripts
    assert (name, EntryPoint(name, scripts[name], "console_scripts").load()) == ("sphinx-milestones", main)


@pytest.mark.usefixtures("years")
@pytest.mark.parametrize("form", ["json", "csv", "table"])
def test_two_milestones_with_one_id_are_both_listed(run: Run, project: Project, form: str) -> None:
    """Each with its own title."""
    project.write("years/2023.md", year_page(EARLY, EARLY.replace("Early", "Late"), year=2023))
    done = run("list", "--format", form)
    assert (done.out.count("=Early, visit"), done.out.count("=Late, visit")) == (1, 1)
