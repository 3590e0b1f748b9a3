"""The panel that authors see on every page while writing: all current problems, and none that was fixed."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from tests.support.project import MILESTONE, Project, year_page

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.filterwarnings("ignore:'myst_parser")  # it uses what Sphinx 11 will not have

OTHER = MILESTONE.replace("2024-first", "2023-other").replace("2024-12", "2023")


def problems(project: Project) -> list[str]:
    """Return the location of each problem that the preview shows after a build, with the beginning of its message."""
    build = project.build(confoverrides={"milestones_preview": True})
    script = (build.outdir / "_static/milestones-problems.js").read_text(encoding="utf-8")
    shown = json.loads(script.partition("= ")[2].partition(";\n")[0])
    assert "milestones-problems.js" in build.read("years/2024.html")
    return [f"{location} {message[:30]}" for location, message in shown]


def edit(path: Path, old: str, new: str) -> None:
    """Change a file as an author does."""
    path.write_text(path.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")


@pytest.fixture
def pages(project: Project) -> Path:
    """The folder of the year pages, two of them, in a register without a problem."""
    project.write("years/2023.md", year_page(OTHER, year=2023))
    assert problems(project) == []
    return project.root / "years"


def test_a_mistake_is_shown_until_it_is_fixed(project: Project, pages: Path) -> None:
    """A mistake stays visible in builds that read only another page that was edited."""
    edit(pages / "2024.md", ":kind: visit", ":kind: vist")
    wrong = ["years/2024.md:10 milestone “2024-first”, :kind:"]
    assert problems(project) == wrong
    edit(pages / "2023.md", "Body text.", "More text.")
    assert problems(project) == wrong
    assert problems(project) == wrong
    edit(pages / "2024.md", ":kind: vist", ":kind: visit")
    assert problems(project) == []


def test_a_reference_is_shown_until_its_target_is_there(project: Project, pages: Path) -> None:
    """A reference without a target is shown until the target exists, although its own page is not edited."""
    edit(pages / "2024.md", "Body text.", "See {milestone}`2023-older`.")
    wrong = ["years/2024.md:16 {milestone}: unknown milestone"]
    assert problems(project) == wrong
    edit(pages / "2023.md", "Body text.", "Other text.")
    assert problems(project) == wrong
    edit(pages / "2023.md", ":id: 2023-other", ":id: 2023-older")
    assert problems(project) == []


def test_what_sphinx_says_is_shown_too(project: Project, pages: Path) -> None:
    """Warnings of Sphinx, such as of an unknown directive, are shown until the page is fixed or deleted."""
    edit(pages / "2024.md", "Body text.", "[dead](nowhere.md)\n\n```{nothing}\n```")
    assert [line.partition(" ")[0] for line in problems(project)] == ["years/2024.md:16", "years/2024.md:18"]
    edit(pages / "2023.md", "Body text.", "Other text.")
    assert len(problems(project)) == 2
    (pages / "2024.md").write_text(year_page(MILESTONE), encoding="utf-8")
    assert problems(project) == []


@pytest.mark.usefixtures("pages")
def test_a_data_file_is_shown_until_it_is_fixed(project: Project) -> None:
    """A problem in a data file, which every build reads, is shown until the file is fixed."""
    edit(project.root / "data/kinds.toml", "[workshop]", "[workshop")
    assert [line.partition(" ")[0] for line in problems(project)] == ["data/kinds.toml:5"]
    edit(project.root / "data/kinds.toml", "[workshop", "[workshop]")
    assert problems(project) == []


def test_a_published_site_has_no_preview(project: Project) -> None:
    """Without the setting that `make live` gives, no page has the script of the preview."""
    build = project.build()
    assert "milestones-problems" not in build.read("years/2024.html")
    assert not (build.outdir / "_static/milestones-problems.js").exists()


@pytest.mark.parametrize("content", [b"", b"[[", b"\xff", b"[1]", b"{}"])
def test_a_damaged_list_of_problems_is_treated_as_empty(project: Project, pages: Path, content: bytes) -> None:
    """A damaged file with the problems of earlier builds is replaced by the problems of this build."""
    memory = project.root / "_build/doctrees/milestones-problems.json"
    memory.write_bytes(content)
    edit(pages / "2024.md", ":kind: visit", ":kind: vist")
    assert problems(project) == ["years/2024.md:10 milestone “2024-first”, :kind:"]
    assert json.loads(memory.read_text(encoding="utf-8"))
