"""Sphinx's search in a browser: a reader finds a milestone by whatever is known of it, from a server or a file."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import quote

import pytest
from playwright.sync_api import Locator, Page, expect
from tests.support.looking import violations, windows

if TYPE_CHECKING:
    from tests.support.html_pages import Pages

PILOT = "Global twinning programme opens with Tunisia and the Comoros (December 2024 · Tunisia, Comoros, UN)"
GASTAT = "Saudi statistics authority learns how Bahrain uses administrative records (2022 · GASTAT, Saudi Arabia)"
TOUR = "UN chooses Bahrain to host a study tour for 15 countries (about January 2014 · UN DESA)"
BRUNEI = "Twinning with Brunei Darussalam (2010 · Brunei Darussalam)"
EXPERTS = re.compile("^50 European experts join the Bahrain eGovernment Forum ")

# what a reader types → what comes first
FIRST: dict[str, str | re.Pattern[str]] = {
    "twinning pilot": PILOT,  # title
    "modernise portals": PILOT,  # text, in another form of the word
    "Comoros": PILOT,  # partner
    "بروناي": BRUNEI,  # in another language
    "تونس": PILOT,  # in a language in which the register itself does not name it
    "القمر": PILOT,
    "قمر": PILOT,  # without the article
    "GASTAT": GASTAT,  # acronym
    "ksa": GASTAT,  # another name
    "السعوديه": GASTAT,  # another spelling
    "السـعودية": GASTAT,
    "Kingdom of Saudi Arabia": GASTAT,
    "سلطنة عمان": re.compile("Oman"),
    "الأمم المتحدة": re.compile("UN"),
    "البحرين": re.compile("(iGA|eGA)"),
    "e-government experts": re.compile("^eGovernment experts advise on indicators "),
    "Cultural Centre": EXPERTS,  # place
    "tunisia 2024": PILOT,
    "2024": PILOT,
    "2014": TOUR,
    # as a result shows it
    "January 2015": re.compile("^UN brings a second study tour to Bahrain "),
    "9 June 2021": re.compile("^eGovernment experts advise on indicators "),
    # A word of the title, of a partner or of a kind, and one of the text: not the page that it is on.
    "tunisia portals": PILOT,
    "modernise tunisia": PILOT,
    "dates tunisia": PILOT,
    "kuwait signed": re.compile("^Bahrain and Kuwait sign a memorandum on cloud computing "),
    "oman transformation": re.compile("^Bahrain shares digital transformation experience with Oman "),
}


@pytest.fixture(params=["server", "file"])
def root(request: pytest.FixtureRequest, base_url: str, html: Pages) -> str:
    """The address of the register: a server or a folder."""
    return base_url if request.param == "server" else html.folder.as_uri()


def search(page: Page, root: str, query: str) -> Locator:
    """Open the results of a query, and return them once all are there."""
    page.goto(f"{root}/search.html?q={quote(query)}")
    expect(page.locator(".search-summary")).not_to_be_empty()
    return page.locator("ul.search > li")


@pytest.mark.parametrize("query", FIRST)
def test_a_milestone_comes_first(page: Page, base_url: str, query: str) -> None:
    """The milestone comes first for its title, text, partner, acronym, alias, location or year."""
    expect(search(page, base_url, query).first).to_have_text(FIRST[query])


@pytest.mark.parametrize("query", ["modernise portals", "بروناي", "e-government experts", "2014"])
def test_a_query_is_typed_into_the_box_of_any_page(page: Page, root: str, query: str) -> None:
    """From a server and from a folder, the box leads to the results, whatever the query is made of."""
    page.goto(f"{root}/about.html")
    box = page.locator("form[role=search] input[name=q]").first
    box.fill(query)
    box.press("Enter")
    expect(page.locator("ul.search > li").first).to_have_text(FIRST[query])


def test_a_page_that_mentions_it_comes_after_it(page: Page, base_url: str) -> None:
    """The milestone is listed once, then its partner, then pages."""
    results = search(page, base_url, "comoros")
    texts = [" ".join(text.split("\n")[:2]) for text in results.all_inner_texts()]
    assert texts[:2] == [PILOT, "Comoros (Country · 1 milestone · Brief: Comoros)"]
    assert any(text.startswith("About this register") for text in texts[2:])
    assert sum("Global twinning programme" in text for text in texts) == 1


def test_a_page_title_comes_before_the_text_of_a_milestone(page: Page, base_url: str) -> None:
    """A search for the title of a page lists that page before a milestone with these words."""
    expect(search(page, base_url, "partners").first.locator("a")).to_have_text("Partners")


@pytest.mark.parametrize(("query", "target"), [("comoros", "2024-twinning-pilot"), ("oman", "2025-")])
def test_a_result_leads_to_its_target(page: Page, root: str, query: str, target: str) -> None:
    """By keyboard, a result leads to the milestone or to the page of the partner."""
    results = search(page, root, query)
    expect(results.first.locator("a")).to_have_attribute("href", re.compile(f"#{target}"))
    results.first.locator("a").focus()
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(f"#{target}"))
    expect(page.locator(f"[id='{page.url.partition('#')[2]}']")).to_be_in_viewport()
    page.go_back()
    results.locator(f"a[href$='partners/{query}.html']").focus()
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/partners/{query}.html")
    expect(page.get_by_role("heading", name=query.capitalize(), level=1)).to_be_visible()


def test_nothing_found_is_reported(page: Page, root: str) -> None:
    """A search for a word that is on no page says that nothing was found."""
    expect(search(page, root, "zebra crossing")).to_have_count(0)
    expect(page.locator(".search-summary")).to_contain_text("No results")


def test_the_search_has_a_field_in_its_page(page: Page, root: str) -> None:
    """The search page has a field below its heading at any width, which has the query that was typed."""
    page.set_viewport_size({"width": 320, "height": 800})
    page.goto(f"{root}/search.html")
    main = page.get_by_role("main")
    main.get_by_role("searchbox").fill("tunisia")
    main.get_by_role("button", name="Search").click()
    expect(main.locator("ul.search > li").first).to_be_visible()
    expect(main.get_by_role("searchbox")).to_have_value("tunisia")


def test_without_a_script_the_search_says_where_else_to_look(html: Pages) -> None:
    """Without JavaScript the search page links to the lists of the register, and does not call it an error."""
    (main,) = (element for element in html["search.html"].all("article"))
    assert "Error" not in main.text
    assert {"timeline.html", "partners.html"} <= set(main.hrefs)


def test_whole_words_come_before_beginnings(page: Page, base_url: str) -> None:
    """UN finds the United Nations before whatever begins with these letters; letters within a word find nothing."""
    texts = [" ".join(text.split("\n")[:2]) for text in search(page, base_url, "un").all_inner_texts()]
    milestones = [text for text in texts if re.search(r"\d{4} · ", text)]
    whole = [bool(re.search(r"\bUN\b", text)) for text in milestones]
    assert sum(whole) > 5
    assert whole[:5] == [True] * 5
    assert BRUNEI not in search(page, base_url, "unei").all_inner_texts()


def test_a_beginning_is_enough(page: Page, base_url: str) -> None:
    """The beginning of a word finds it, with or without the Arabic article, as in the filter and the partner box."""
    expect(search(page, base_url, "turkm").first).to_contain_text("Turkmen delegation")
    expect(search(page, base_url, "الهيئة").first).to_be_visible()
    expect(search(page, base_url, "هيئة").first).to_be_visible()


@pytest.mark.parametrize("direction", ["ltr", "rtl"])
def test_accessible_with_results(page: Page, base_url: str, direction: str) -> None:
    """Axe finds nothing among results at three widths, and nothing scrolls sideways."""
    page.goto(f"{base_url}/search.html?q=comoros")
    page.evaluate("dir => { document.documentElement.dir = dir }", direction)
    expect(page.locator(".search-summary")).not_to_be_empty()
    for width, layout_only in windows(page):
        assert violations(page, layout_only=layout_only or direction == "rtl") == [], f"{width} px"
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), f"{width} px: too wide"
