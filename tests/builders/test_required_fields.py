"""The fields that a register requires of every milestone."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.support.project import CONF, MILESTONE, year_page

if TYPE_CHECKING:
    from tests.support.project import Project

pytestmark = pytest.mark.filterwarnings("ignore:'myst_parser")  # it uses what Sphinx 11 will not have

MANUAL = "---\norphan: true\n---\n# Manual\n\n```{register-manual} fields\n```\n"
NO_PARTNERS = MILESTONE.replace(":partners: oman, un-desa (funder)\n", "")


def test_partners_may_be_left_out(project: Project) -> None:
    """The milestone is complete, and every view has it; only the partners that nothing uses are reported."""
    project.write("conf.py", f'{CONF}milestones_required_fields = ["id", "date", "kind"]\n')
    project.write("years/2024.md", year_page(NO_PARTNERS))
    build = project.build()
    assert [line for line in build.warnings if "is not used" not in line] == []
    assert "incomplete" not in build.read("years/2024.html")
    assert "First visit" in build.read("index.html")


def test_another_field_may_be_required(project: Project) -> None:
    """Also a field that has a message of its own by default; the message has a line to copy."""
    project.write(
        "conf.py", f'{CONF}milestones_required_fields = ["id", "date", "kind", "partners", "place", "sources"]\n'
    )
    project.write("years/2024.md", year_page(MILESTONE.replace(":sources: page\n", "")))
    place, sources = project.build().warnings
    assert "milestone “2024-first” has no place. Add a line such as: :place: Oslo, Norway" in place
    assert (
        "milestone “2024-first” has no sources. Add a line such as: :sources: page [milestones.field-missing]"
        in sources
    )


def test_the_reference_page_has_the_required_fields_of_the_register(project: Project) -> None:
    """They follow the setting; the page is read again."""
    project.write("manual.md", MANUAL)
    assert "partners (required)" in project.build().text("manual.html")
    project.write("conf.py", f'{CONF}milestones_required_fields = ["id", "date", "kind", "sources"]\n')
    text = project.build().text("manual.html")
    assert "partners (required)" not in text
    assert "sources (required)" in text
