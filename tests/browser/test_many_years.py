"""The strip of a timeline of many years, several of which share a column."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import Page, expect
from tests.support.project import year_page

if TYPE_CHECKING:
    from pathlib import Path

    from tests.support.project import Project

pytestmark = pytest.mark.filterwarnings("ignore:'myst_parser")  # it uses what Sphinx 11 will not have

ENTRY = ":::{{milestone}} Event of {year}\n:id: m-{year}\n:date: {year}\n:kind: {kind}\n:sources: page\n\nText.\n:::\n"


@pytest.fixture
def years(project: Project) -> Path:
    """A register from 1843 to 2024, with three milestones in the first of its bins."""
    (project.root / "years/2024.md").unlink()
    for year, kind in ((1843, "visit"), (1844, "workshop"), (1849, "visit"), (1905, "visit"), (2024, "workshop")):
        project.write(f"years/{year}.md", year_page(ENTRY.format(year=year, kind=kind), year=year))
    return project.build().outdir / "index.html"


def test_a_column_of_several_years_follows_filter_and_scroll(years: Path, page: Page) -> None:
    """It begins with the newest years, in either direction; a column states its years, and counts their milestones."""
    page.set_viewport_size({"width": 660, "height": 500})
    page.goto(years.as_uri())
    links = page.locator(".ms-years a")
    expect(links).to_have_text(["1843–1849: 3 milestones", "1900–1909: 1 milestone", "2020–2024: 1 milestone"])
    assert page.locator(".ms-years li").count() == 19
    for direction in ("ltr", "rtl"):
        page.evaluate("direction => { document.documentElement.dir = direction }", direction)
        expect(links.last).to_be_in_viewport(ratio=1)
        expect(links.first).not_to_be_in_viewport()
    page.evaluate("document.documentElement.dir = 'ltr'")
    links.first.focus()
    page.keyboard.press("Enter")
    expect(page.locator("#timeline_1849")).to_be_in_viewport()
    expect(page.locator(".ms-years [aria-current]")).to_have_text("1843–1849: 3 milestones")
    page.locator("#timeline_1843").evaluate("year => scrollBy(0, year.getBoundingClientRect().top - 100)")
    expect(page.locator(".ms-years [aria-current]")).to_have_text("1843–1849: 3 milestones")
    page.goto(f"{years.as_uri()}?kind=visit")
    left = ["1843–1849: 2 of 3 milestones", "1900–1909: 1 milestone", "2020–2024: 0 of 1 milestone"]
    expect(links).to_have_text(left)
    expect(links.first.locator(".ms-shape:visible")).to_have_count(2)
