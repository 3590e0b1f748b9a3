"""A register read without a build: its pages, its settings, and what is wrong in them."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest
from tests.support.project import MILESTONE, Project, with_extensions, write_project, year_page

from sphinx_milestones import load
from sphinx_milestones.core.problems import Problem
from sphinx_milestones.reading.load import LoadedRegister
from sphinx_milestones.register.queries import Selection

OTHER = MILESTONE.replace("2024-first", "2024-other")


def ids(loaded: LoadedRegister) -> list[str]:
    """The ids that were found."""
    return [milestone.id for milestone in loaded.milestones]


def test_a_milestone_has_its_fields_and_its_text_as_written(project: Project) -> None:
    """The default host of the settings, too."""
    loaded = load(project.root)
    (milestone,) = loaded.milestones
    assert (milestone.title, milestone.docname, milestone.line) == ("First visit", "years/2024", 8)
    assert (milestone.date and milestone.date.text, milestone.kind, milestone.host) == ("2024-12", "visit", "home")
    assert [(part.partner, part.roles) for part in milestone.partners] == [("oman", ()), ("un-desa", ("funder",))]
    assert (milestone.body, milestone.markup, milestone.syntax) == ("Body text.", "Body text.", "markdown")
    assert (loaded.problems, loaded.register.partners["un-desa"].kind) == ((), "organisation")


def test_queries_are_those_of_the_views(project: Project) -> None:
    """By partner and year, newest first."""
    early = MILESTONE.replace("2024-first", "2023-early").replace("2024-12", "2023").replace("oman, ", "")
    project.write("years/2023.md", year_page(early, year=2023))
    loaded = load(project.root)
    assert [each.id for each in loaded.select()] == ["2024-first", "2023-early"]
    assert [each.id for each in loaded.select(Selection(partners=("oman",)))] == ["2024-first"]
    assert [each.id for each in loaded.select(Selection(last=2023))] == ["2023-early"]


def test_nothing_of_sphinx_is_imported(project: Project) -> None:
    """Nor is `conf.py` executed: it may do anything."""
    project.write("conf.py", (project.root / "conf.py").read_text() + "\nraise SystemExit('executed')\n")
    code = "import sys, sphinx_milestones as s; print(len(s.load('.').milestones), 'sphinx' in sys.modules)"
    command = [sys.executable, "-c", code]
    done = subprocess.run(command, cwd=project.root, env=with_extensions(), capture_output=True, text=True, check=False)
    assert (done.stdout, done.stderr) == ("1 False\n", "")


def test_a_computed_setting_is_reported_unless_it_is_given(project: Project) -> None:
    """With its line; the default is used."""
    conf = (project.root / "conf.py").read_text()
    project.write("conf.py", conf.replace('milestones_host = "home"', "milestones_host = str('home')"))
    (problem,) = load(project.root).problems
    assert (problem.problem, problem.line) == (Problem.CONFIGURATION, 5)
    assert problem.message.startswith("milestones_host is computed, and this file is not executed")
    loaded = load(project.root, milestones_host="home")
    assert (loaded.problems, loaded.milestones[0].host) == ((), "home")


@pytest.mark.parametrize("text", ["extensions = [", "\0", "x = " + "(" * 300])
def test_a_file_that_is_not_python_is_a_problem(project: Project, text: str) -> None:
    """The register is read all the same, with the default settings."""
    project.write("conf.py", text)
    loaded = load(project.root)
    assert Problem.CONFIGURATION in {problem.problem for problem in loaded.problems}


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("milestones_required_fields", 5),
        ("milestones_host", ["home"]),
        ("milestones_data", "a\0b"),
        ("exclude_patterns", [5]),
        ("extensions", None),
        ("source_suffix", {5: "markdown"}),
    ],
)
def test_a_setting_of_another_type_is_a_problem(project: Project, name: str, value: Any) -> None:
    """Its default is used, whether `conf.py` has it or a caller gives it."""
    (problem,) = load(project.root, html_baseurl="", **{name: value}).problems[:1]
    assert (problem.problem, problem.message.startswith(f"{name}: “")) == (Problem.CONFIGURATION, True)


@pytest.mark.parametrize(
    ("pattern", "excluded"),
    [("[z-a]*", False), ("[[]*", False), ("[!x]ears", True), ("[a-y]ears/*", True), ("[y^]ears", True)],
)
def test_sets_of_characters_exclude_pages(project: Project, pattern: str, excluded: bool) -> None:
    """As Sphinx takes them; one that cannot match excludes nothing."""
    assert (load(project.root, exclude_patterns=[pattern]).milestones == ()) is excluded


def test_without_any_file_there_is_a_problem_and_no_milestone(tmp_path: Path) -> None:
    """An empty folder is an empty register."""
    loaded = load(tmp_path)
    assert (ids(loaded), [problem.problem for problem in loaded.problems]) == ([], [Problem.CONFIGURATION])


def test_wrong_values_are_problems_with_line_and_closest_match(project: Project) -> None:
    """As in a build, and the milestone is marked."""
    project.write("years/2024.md", year_page(MILESTONE.replace("oman,", "omna,").replace(":kind:", ":kidn:")))
    loaded = load(project.root)
    path = str(project.root / "years/2024.md")
    found = {(problem.path, problem.line, problem.problem) for problem in loaded.problems}
    assert found == {
        (path, 11, Problem.KEY_UNKNOWN),
        (path, 10, Problem.FIELD_UNKNOWN),
    }
    assert any("Did you mean “oman”?" in problem.message for problem in loaded.problems)
    assert loaded.milestones[0].incomplete


def test_excluded_pages_are_not_read(project: Project) -> None:
    """By the patterns of the settings: within a folder, in any folder, and by a set of characters."""
    for name in ("years/draft.md", "old/2020.md", "a/b/skip.md", "years/x1.md", "_build/2024.md", "other.md"):
        project.write(name, year_page(MILESTONE.replace("2024-first", name[:-3].replace("/", "-").strip("_"))))
    conf = (project.root / "conf.py").read_text()
    excluded = '["_build", "*/draft.md", "old/*", "**/skip.md", "years/x[0-9].md"]'
    project.write("conf.py", conf.replace('["_build"]', excluded))
    assert ids(load(project.root)) == ["other", "2024-first"]


def test_included_files_and_nested_blocks_are_read(project: Project) -> None:
    """A file relative to its page or to the root, a block in another; code is not."""
    project.write("part.txt", MILESTONE)
    project.write("years/other.txt", OTHER)
    third = MILESTONE.replace("2024-first", "2024-third")
    shown = MILESTONE.replace("2024-first", "2024-shown")
    page = year_page(
        "```{include} /part.txt\n```\n",
        "```{include} other.txt\n```\n",
        f"::::{{only}} html\n{third}::::\n",
        f"````md\n{shown}````\n",
        f"````{{code-block}} md\n{shown}````\n",
    )
    project.write("years/2024.md", page)
    loaded = load(project.root)
    assert ids(loaded) == ["2024-first", "2024-other", "2024-third"]
    assert {milestone.docname for milestone in loaded.milestones} == {"years/2024"}


def test_a_file_that_includes_itself_ends(project: Project) -> None:
    """Reading stops after a fixed number of levels."""
    project.write("years/2024.md", year_page("```{include} 2024.md\n```\n", MILESTONE))
    assert set(ids(load(project.root))) == {"2024-first"}


def test_a_milestone_in_a_list_is_reported(project: Project) -> None:
    """Only a build finds a milestone there, so its line is reported."""
    nested = "".join(f"  {line}\n" for line in OTHER.splitlines())
    project.write("years/2024.md", year_page(MILESTONE, "- " + nested.lstrip()))
    loaded = load(project.root)
    assert ids(loaded) == ["2024-first"]
    assert [problem.problem for problem in loaded.problems] == [Problem.PLACEMENT]


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        (r"1\. visit \*there\*", "1. visit *there*"),
        ("Dates &amp; places", "Dates & places"),
        ('The "first" visit -- Oman\'s', "The “first” visit – Oman’s"),
    ],
)
def test_titles_are_as_readers_see_them(project: Project, written: str, shown: str) -> None:
    """Escapes resolved, quotes and dashes typographic unless the project has none."""
    project.write("years/2024.md", year_page(MILESTONE.replace("First visit", written)))
    assert load(project.root).milestones[0].title == shown
    if "&" not in written and "\\" not in written:
        assert load(project.root, smartquotes=False).milestones[0].title == written


def test_a_page_that_is_not_utf8_is_a_problem(project: Project) -> None:
    """All other pages are read."""
    project.write("years/2023.md", b"\xff\xfe")
    loaded = load(project.root)
    assert ids(loaded) == ["2024-first"]
    assert [(Path(each.path).name, each.problem) for each in loaded.problems] == [("2023.md", Problem.PAGE_FILE)]


def test_a_thousand_milestones_are_read_at_once(tmp_path: Path) -> None:
    """The work grows with the number of milestones, not faster."""
    project = write_project(tmp_path)
    seconds = []
    for size in (100, 1000):
        pages = size // 50
        for page in range(pages):
            named = [MILESTONE.replace("2024-first", f"m-{page}-{each}") for each in range(50)]
            project.write(f"years/{2000 + page}.md", year_page(*named, year=2000 + page))
        (project.root / "years/2024.md").unlink(missing_ok=True)
        load(project.root)
        started = time.process_time()
        assert len(load(project.root).milestones) == size
        seconds.append(time.process_time() - started)
    assert seconds[1] < 20 * seconds[0]
