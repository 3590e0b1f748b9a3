"""Milestones of an Arabic register, found by other forms of their words."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import quote

import pytest
from playwright.sync_api import Page, expect
from tests.support.project import MILESTONE, write_project, year_page

if TYPE_CHECKING:
    from tests.support.project import Build

pytestmark = pytest.mark.filterwarnings("ignore:'myst_parser")  # it uses what Sphinx 11 will not have

SETTINGS = """
language = "ar"
extensions.append("sphinx_arabic_search")
"""
SCHOOLS = MILESTONE.replace("First visit", "افتتاح مدارس رقمية").replace("Body text.", "كتب وحدود جديدة للوزارة.")
TALKS = (
    MILESTONE.replace("First visit", "حديث عن الأسئلة").replace("2024-first", "2024-talks").replace("Body text.", "نص.")
)


@pytest.fixture(scope="module")
def register(tmp_path_factory: pytest.TempPathFactory) -> Build:
    """A register of two milestones, built once."""
    project = write_project(tmp_path_factory.mktemp("register"))
    conf = (project.root / "conf.py").read_text(encoding="utf-8")
    project.write("conf.py", conf + SETTINGS)
    project.write("years/2024.md", year_page(SCHOOLS, TALKS))
    return project.build()


@pytest.mark.parametrize(
    ("query", "target"),
    [
        ("المدرسة", "2024-first"),  # a broken plural
        ("كتاب", "2024-first"),  # whose letters are not in it
        ("وزارات", "2024-first"),
        ("حدود", "2024-first"),  # not “حديث”, which begins with its stem
        ("سؤال", "2024-talks"),
        ("زيارة", ""),
    ],
)
def test_a_milestone_is_found_by_another_form_of_a_word(page: Page, register: Build, query: str, target: str) -> None:
    """By its title and its text, and no other milestone."""
    page.goto(f"{(register.outdir / 'search.html').as_uri()}?q={quote(query)}")
    expect(page.locator(".search-summary")).not_to_be_empty()
    links = page.locator("ul.search > li > a[href*='#2024']")
    found = [str(link.get_attribute("href")).partition("#")[2] for link in links.all()]
    assert found == ([target] if target else [])
