"""The links by which readers help to keep a register right."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.support.html_pages import Pages

if TYPE_CHECKING:
    from tests.support.project import Project

pytestmark = pytest.mark.filterwarnings("ignore:'myst_parser")  # it uses what Sphinx 11 will not have

EDIT = 'milestones_edit_url = "https://example.org/edit/main/{path}#L{line}"\n'
REPORT = 'milestones_report_url = "https://example.org/new?title={id}%20{title}&body={address}"\n'


def links(project: Project, settings: str) -> dict[str, str]:
    """The links to other places below a milestone whose title needs quoting, by their words."""
    page = (project.root / "years/2024.md").read_text(encoding="utf-8").replace("First visit", "A & B?")
    project.write("years/2024.md", page)
    project.write("conf.py", (project.root / "conf.py").read_text(encoding="utf-8") + settings)
    build = project.build()
    assert build.warnings == []
    found = [line for line in Pages(build.outdir)["years/2024.html"].all("div", "ms-upkeep") if line.hrefs]
    return {a.text: a.attributes["href"] for line in found for a in line.all("a", "external")}


def test_a_milestone_can_be_edited_at_its_very_line(project: Project) -> None:
    """The link names the page as the repository does, and the line that the entry begins with."""
    line = (project.root / "years/2024.md").read_text(encoding="utf-8").splitlines().index(":id: 2024-first") + 1
    url = f"https://example.org/edit/main/years/2024.md#L{line}"
    assert links(project, EDIT) == {"Edit this milestone: A & B?": url}


def test_a_mistake_can_be_reported_with_its_place_filled_in(project: Project) -> None:
    """Id, title and address are quoted, so that none of them adds a field of its own."""
    found = links(project, REPORT + 'html_baseurl = "https://example.org/register/"\n')
    address = "https%3A//example.org/register/years/2024.html%232024-first"
    wanted = f"https://example.org/new?title=2024-first%20A%20%26%20B%3F&body={address}"
    assert found == {"Report a mistake: A & B?": wanted}


def test_a_script_is_no_address(project: Project) -> None:
    """It is reported, and no link leads to it."""
    project.write("conf.py", (project.root / "conf.py").read_text() + 'milestones_edit_url = "javascript:alert(1)"\n')
    assert "javascript:" not in project.build().read("years/2024.html")


def test_without_addresses_there_are_no_such_links(project: Project) -> None:
    """A project says where; nothing is guessed."""
    assert links(project, "") == {}
