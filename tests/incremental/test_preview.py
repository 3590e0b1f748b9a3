"""What an author sees on every page while writing: all that is wrong, and nothing that was mended."""

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
    """The places of what a preview shows after a build, with the first words of each."""
    build = project.build(confoverrides={"milestones_preview": True})
    script = (build.outdir / "_static/milestones-problems.js").read_text(encoding="utf-8")
    shown = json.loads(script.partition("= ")[2].partition(";\n")[0])
    assert "milestones-problems.js" in build.read("years/2024.html")
    return [f"{place} {message[:30]}" for place, message in shown]


def edit(path: Path, old: str, new: str) -> None:
    """Change a file as an author does."""
    path.write_text(path.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")


@pytest.fixture
def pages(project: Project) -> Path:
    """Two years in which all is well."""
    project.write("years/2023.md", year_page(OTHER, year=2023))
    assert problems(project) == []
    return project.root / "years"


def test_a_mistake_is_shown_until_it_is_mended(project: Project, pages: Path) -> None:
    """Also where another page was edited meanwhile, which the build then reads alone."""
    edit(pages / "2024.md", ":kind: visit", ":kind: vist")
    wrong = ["years/2024.md:10 milestone “2024-first”, :kind:"]
    assert problems(project) == wrong
    edit(pages / "2023.md", "Body text.", "More text.")
    assert problems(project) == wrong
    assert problems(project) == wrong
    edit(pages / "2024.md", ":kind: vist", ":kind: visit")
    assert problems(project) == []


def test_a_reference_is_shown_until_its_target_is_there(project: Project, pages: Path) -> None:
    """The page with the reference is not touched."""
    edit(pages / "2024.md", "Body text.", "See {milestone}`2023-older`.")
    wrong = ["years/2024.md:16 {milestone}: unknown milestone"]
    assert problems(project) == wrong
    edit(pages / "2023.md", "Body text.", "Other text.")
    assert problems(project) == wrong
    edit(pages / "2023.md", ":id: 2023-other", ":id: 2023-older")
    assert problems(project) == []


def test_what_sphinx_says_is_shown_too(project: Project, pages: Path) -> None:
    """An unknown directive, a dead link: of whatever layer, until the page is mended or gone."""
    edit(pages / "2024.md", "Body text.", "[dead](nowhere.md)\n\n```{nothing}\n```")
    assert [line.partition(" ")[0] for line in problems(project)] == ["years/2024.md:16", "years/2024.md:18"]
    edit(pages / "2023.md", "Body text.", "Other text.")
    assert len(problems(project)) == 2
    (pages / "2024.md").write_text(year_page(MILESTONE), encoding="utf-8")
    assert problems(project) == []


@pytest.mark.usefixtures("pages")
def test_a_data_file_is_shown_until_it_is_mended(project: Project) -> None:
    """It is read in every build."""
    edit(project.root / "data/kinds.toml", "[workshop]", "[workshop")
    assert [line.partition(" ")[0] for line in problems(project)] == ["data/kinds.toml:5"]
    edit(project.root / "data/kinds.toml", "[workshop", "[workshop]")
    assert problems(project) == []


def test_a_site_that_is_published_has_no_such_script(project: Project) -> None:
    """Only `make live` asks for it."""
    build = project.build()
    assert "milestones-problems" not in build.read("years/2024.html")
    assert not (build.outdir / "_static/milestones-problems.js").exists()


@pytest.mark.parametrize("content", [b"", b"[[", b"\xff", b"[1]", b"{}"])
def test_a_memory_that_cannot_be_read_counts_as_none(project: Project, pages: Path, content: bytes) -> None:
    """A damaged file is written anew with what this build is told."""
    memory = project.root / "_build/doctrees/milestones-problems.json"
    memory.write_bytes(content)
    edit(pages / "2024.md", ":kind: visit", ":kind: vist")
    assert problems(project) == ["years/2024.md:10 milestone “2024-first”, :kind:"]
    assert json.loads(memory.read_text(encoding="utf-8"))
