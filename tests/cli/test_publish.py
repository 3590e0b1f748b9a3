"""`publish`: ids and pages are added to the file of published addresses; all else in it stays."""

from __future__ import annotations

import tomllib
from typing import TYPE_CHECKING

import pytest
from jsonschema import Draft7Validator
from tests.support.project import MILESTONE, year_page

from sphinx_milestones.cli.json_schema import schema_of_published
from sphinx_milestones.cli.publish import update
from sphinx_milestones.register.published import read_published

if TYPE_CHECKING:
    from tests.cli.conftest import Run
    from tests.support.project import Project

pytestmark = [
    pytest.mark.filterwarnings("ignore:'myst_parser"),  # it uses what Sphinx 11 will not have
    pytest.mark.filterwarnings("ignore:'sphinx.environment.BuildEnvironment.app"),
]

OTHER = MILESTONE.replace("2024-first", "2023-other").replace("2024-12", "2023")


def test_a_milestone_moves(run: Run, project: Project) -> None:
    """The file is made with the ids in order of date; after a move `check` asks for the command."""
    project.write("years/2023.md", year_page(OTHER, year=2023))
    assert run("check").out == "No problems found.\n"
    done = run("publish")
    assert (done.code, done.out) == (0, "data/published.toml: 2 added, 0 moved.\n")
    path = project.root / "data/published.toml"
    assert path.read_text("utf-8").endswith('\n\n2023-other = ["years/2023"]\n2024-first = ["years/2024"]\n')
    project.write("years/2024.md", year_page(MILESTONE, OTHER.replace("2023\n", "2024\n")))
    (project.root / "years/2023.md").unlink()
    assert "data/published.toml:5: [2023-other] this milestone has moved" in run("check").out
    assert run("publish").out == "data/published.toml: 0 added, 1 moved.\n"
    assert '2023-other = ["years/2024", "years/2023"]\n' in path.read_text("utf-8")
    before = path.stat()
    assert run("publish").out == "data/published.toml: 0 added, 0 moved.\n"
    assert path.stat().st_mtime_ns == before.st_mtime_ns
    assert run("check").out == "No problems found.\n"


@pytest.mark.parametrize("edit", [(":date: 2024-12\n", ""), ("Body text.", "{milestone}`2024-frist`")])
def test_problems_are_fixed_first(run: Run, project: Project, edit: tuple[str, str]) -> None:
    """What a strict build would refuse is not published."""
    project.write("years/2024.md", year_page(MILESTONE.replace(*edit)))
    done = run("publish")
    assert (done.code, done.out) == (2, "")
    assert "Run `python -m sphinx_milestones check` and fix them first. Nothing was written." in done.err
    assert not (project.root / "data/published.toml").exists()


def test_an_id_that_is_gone_stays_in_the_file(run: Run, project: Project) -> None:
    """Nothing is ever deleted: `check` goes on asking what became of it."""
    project.write("data/published.toml", '2020-gone = ["years/2020"]\n')
    assert run("publish").out == "data/published.toml: 1 added, 0 moved.\n"
    assert (project.root / "data/published.toml").read_text("utf-8") == (
        '2020-gone = ["years/2020"]\n2024-first = ["years/2024"]\n'
    )
    assert "[2020-gone] this published id is no longer on any page." in run("check").out


FORMS = {
    "a list": ('a = ["x"] # why\n', 'a = ["y", "x"] # why\n'),
    "a list over several lines": ('a = [\n  "x", # why\n]\n', 'a = [\n  "y",\n  "x", # why\n]\n'),
    "a page that it was on before": ('a = ["x", "y", "z"]\n', 'a = ["y", "x", "z"]\n'),
    "a table": ('a = { withdrawn = "w", pages = ["x"] }\n', 'a = { withdrawn = "w", pages = ["y", "x"] }\n'),
    "a header": ('[a]\npages = ["x"]\n# end\n', '[a]\npages = ["y", "x"]\n# end\n'),
    "a byte order mark": ('\ufeffa = ["x"]\n', '\ufeffa = ["y", "x"]\n'),
    "CRLF": ('# c\r\na = ["x"]\r\n', '# c\r\na = ["y", "x"]\r\n'),
    "no end of the last line": ('a = ["x"]', 'a = ["y", "x"]'),
}


@pytest.mark.parametrize(("before", "after"), FORMS.values(), ids=FORMS.keys())
def test_every_form_is_preserved(before: str, after: str) -> None:
    """Comments, line ends and the form of an entry stay; a second time nothing changes."""
    assert update(before, {"a": "y"}) == (after, 0, 1)
    assert update(after, {"a": "y"}) == (after, 0, 0)


@pytest.mark.parametrize("before", [before for before, _ in FORMS.values()], ids=FORMS.keys())
def test_new_ids_are_entries_of_their_own(before: str, project: Project) -> None:
    """Wherever the file ends, new ids are read as ids, and the schema accepts the file."""
    text, added, _ = update(before, {"b": "p", "c": "q"})
    path = project.write("data/published.toml", text)
    found, findings = read_published(path)
    assert (added, findings, {"a", "b", "c"}) == (2, [], set(found.ids))
    assert found.ids["c"].pages == ("q",)
    assert Draft7Validator(schema_of_published()).is_valid(
        tomllib.loads(text.removeprefix("\ufeff").replace("\r\n", "\n"))
    )
