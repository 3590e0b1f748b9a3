"""An Arabic site, searched in a browser."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import quote

import pytest
from playwright.sync_api import Page, expect

if TYPE_CHECKING:
    from tests.support.project import Build

# what a reader types → the page that has it in another form
FOUND = {
    "المدارس": "schools",  # written without an article
    "مدرسة": "schools",
    "مكتبه": "schools",
    "الأيام": "schools",
    "مشاركة": "schools",
    "ﻣﺪﺭﺳﺔ": "schools",  # in presentation forms
    "في المدرسة": "schools",  # with a function word that is not on the page
    "المدارس ٢٠٢٢": "schools",  # with a number, which Sphinx does not search for
    "api": "digital",
    "service": "digital",
    "موتمر": "vowels",
    "الاسرة": "vowels",
    "مسؤول": "vowels",
}


@pytest.mark.parametrize("query", FOUND)
def test_a_page_is_found_by_another_form_of_a_word(page: Page, base_url: str, query: str) -> None:
    """And no other page."""
    page.goto(f"{base_url}/search.html?q={quote(query)}")
    expect(page.locator(".search-summary")).not_to_be_empty()
    links = page.locator("ul.search > li > a")
    expect(links).to_have_count(1)
    assert (links.first.get_attribute("href") or "").startswith(f"{FOUND[query]}.html")


def test_what_was_typed_is_highlighted(page: Page, base_url: str) -> None:
    """In the extract and on the page; a word that the page has in another form is not, and breaks nothing."""
    page.goto(f"{base_url}/search.html?q={quote('مدرسة المكتبة API')}")
    expect(page.locator(".search-summary")).not_to_be_empty()
    page.goto(f"{base_url}/search.html?q={quote('مَدَارِس الوزارة')}")
    expect(page.locator("ul.search .highlighted")).to_have_text(["الوزارة", "مدارس"])
    page.locator("ul.search > li > a").click()
    expect(page.locator(".highlighted")).to_have_text(["الوزارة", "مدارس"])
    expect(page.get_by_role("main")).to_contain_text("افتتحت الوزارة مدارس جديدة، ولكل مدرسة مكتبتها.")


def test_a_word_on_no_page_is_not_found(page: Page, base_url: str) -> None:
    """Nor is one that has no letter; a message in Arabic says so."""
    for query in ("فضاء", "ـ"):
        page.goto(f"{base_url}/search.html?q={quote(query)}")
        expect(page.locator(".search-summary")).to_contain_text("لم يُعثر على أي صفحة")
        expect(page.locator("ul.search > li")).to_have_count(0)


@pytest.mark.parametrize(("query", "summary"), [("المدارس", "صفحة واحدة"), ("البيان", "صفحتين")])
def test_the_number_of_pages_is_reported_in_arabic(page: Page, base_url: str, query: str, summary: str) -> None:
    """In the grammatical number that it requires; Sphinx has no translation of it."""
    page.goto(f"{base_url}/search.html?q={quote(query)}")
    expect(page.locator(".search-summary")).to_contain_text(summary)
    expect(page.locator("#search-results h2")).to_have_text("نتائج البحث")


def test_the_build_warns_of_nothing(arabic_site: Build) -> None:
    """With the language and its stemmer."""
    assert arabic_site.warnings == []
