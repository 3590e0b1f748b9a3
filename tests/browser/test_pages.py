"""A page of each kind, at three widths, light and dark, is accessible and within the window."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import Page, expect
from tests.browser.conftest import KINDS, LAYOUTS
from tests.support.fonts import with_fonts
from tests.support.looking import SCHEMES, WIDTHS, Scheme, beside_the_window, set_style, violations, windows

if TYPE_CHECKING:
    from tests.support.html_pages import Pages


@with_fonts("name", [*KINDS, "search.html?q=tunisia"], LAYOUTS)
def test_accessible(page: Page, fonts: str, name: str) -> None:
    """Axe finds no breach of WCAG 2.2 AA or good practice at three widths, and no text is beside the window."""
    page.goto(f"/{name}" if "?" in name else f"/{name}.html")
    if "?" in name:
        page.locator("#search-results li").first.wait_for()
    for width, layout_only in windows(page, fonts):
        assert violations(page, layout_only=layout_only, every_text=width == min(WIDTHS)) == [], f"{width} px"
        assert beside_the_window(page) == [], f"{width} px"


def test_each_page_says_what_it_is(html: Pages) -> None:
    """Each page has a language, a unique title, a description, and one heading of the first level."""
    titles = []
    for name in html.names:
        page = html[name]
        (root,), (title,) = page.all("html"), page.all("title")[:1]
        assert root.attributes["lang"] == "en-GB", name
        titles.append(title.text)
        descriptions = [e.attributes["content"] for e in page.all("meta") if e.attributes.get("name") == "description"]
        assert len(descriptions) == 1, name
        assert 10 < len(descriptions[0]) <= 160, name
        assert len(page.all("h1")) == 1, name
    assert len(titles) == len(set(titles))


@pytest.mark.parametrize("width", [320, 1280])
@pytest.mark.parametrize("place", ["years/2015#2015-un-study-tour", "partners#partner-oman", "about#about-twinning"])
def test_a_place_that_a_link_leads_to(page: Page, place: str, width: int) -> None:
    """The target of a link is shown close below the top of the window, with a line at its start."""
    page.set_viewport_size({"width": width, "height": 600})
    page.emulate_media(reduced_motion="reduce")
    page.goto(f"/{place.replace('#', '.html#')}")
    page.wait_for_function("scrollY > 0")
    marked = page.locator(":target > :is(h2, h3), span:target ~ h2, dt:target").first
    box = marked.bounding_box()
    assert box
    assert 8 <= box["y"] <= 80
    assert marked.evaluate("e => getComputedStyle(e).borderInlineStartWidth") == "3px"


@pytest.mark.parametrize(
    ("name", "row", "link", "beside"),
    [
        ("partners/un", ".ms-entry", ".ms-title a", ".ms-date :first-child"),
        ("documents", ".ms-citations > div", "dt > a", "dd a, dd summary"),
    ],
)
def test_rows_begin_at_the_same_height(page: Page, name: str, row: str, link: str, beside: str) -> None:
    """A date or a link beside a link of several lines is beside the first of them."""
    page.set_viewport_size({"width": 780, "height": 800})
    page.goto(f"/{name}.html")
    lines = """(rows, [link, beside]) => rows.filter(row => row.querySelector(link)).map(row => {
        const of = selector => [...row.querySelector(selector).getClientRects()].at(0);
        const range = document.createRange();
        range.selectNodeContents(row.querySelector(link));
        const rects = [...range.getClientRects()];
        return [rects.at(-1).bottom - rects[0].bottom, of(beside).top - rects[0].top];
    })"""
    found = page.locator(row).evaluate_all(lines, [link, beside])
    assert any(height > 20 for height, _ in found)
    assert [offset for _, offset in found if abs(offset) > 6] == []


def test_a_year_has_one_way_on(html: Pages) -> None:
    """Milestones link to the earlier and later ones; only pages that are read in an order link to the next page."""
    assert html["years/2015.html"].all("ul", "ms-neighbours")
    assert html["years/2015.html"].all("nav", "pages") == []
    (neighbours,) = html["contributing/dates.html"].all("nav", "pages")
    assert len(neighbours.hrefs) == 2


def test_the_page_of_a_year_has_all_years(html: Pages) -> None:
    """Above it are the years from the first to the last; those with a page are links, and its own is marked."""
    (strip,) = html["years/2015.html"].all("nav", "years")
    assert strip.text.split() == [str(year) for year in range(2010, 2026)]
    pages = [name.removeprefix("years/") for name in html.names if name.startswith("years/")]
    assert [link.replace("#", "2015.html") for link in strip.hrefs] == pages
    assert [link.text for link in strip.all("a") if "aria-current" in link.attributes] == ["2015"]
    assert html["timeline.html"].all("nav", "years") == []


def test_a_page_that_is_not_there(page: Page, faults: list[str]) -> None:
    """The page for errors says so at any depth, has the theme of the others, and links to the home page."""
    page.goto("/years/none/such.html")
    assert page.get_by_role("heading", level=1).inner_text() == "Page not found"
    assert page.evaluate("getComputedStyle(document.body).getPropertyValue('--ms-accent')") != ""
    (fault,) = faults
    assert "404" in fault
    faults.clear()
    page.get_by_role("main").get_by_role("link").first.click()
    page.wait_for_url("**/index.html")
    expect(page.get_by_role("heading", level=1)).not_to_have_text("Page not found")


@pytest.mark.parametrize("name", KINDS)
def test_nothing_moves_when_a_script_arrives(page: Page, faults: list[str], name: str) -> None:
    """Space for what a script adds is reserved, so that the text does not move while somebody reads it."""
    page.route("**/milestones.js*", lambda route: route.abort())
    page.goto(f"/{name}.html")
    height = "document.querySelector('[role=main]').getBoundingClientRect().height"
    before = page.evaluate(height)
    page.unroute("**/milestones.js*")
    faults.clear()
    page.goto(f"/{name}.html")
    assert page.evaluate(height) == pytest.approx(before, abs=4)  # a button is a little taller than its line


@pytest.mark.parametrize("scheme", SCHEMES)
def test_text_that_is_hard_to_read_is_found(page: Page, scheme: Scheme) -> None:
    """A text of another colour in one scheme is found among the others when a page is checked again."""
    page.goto("/about.html")
    assert violations(page) == []
    text = page.locator("[role=main] p").nth(3)
    text.evaluate("e => { e.className = 'faint' }")
    set_style(page, f"@media (prefers-color-scheme: {scheme}) {{ .faint {{ color: #777a }} }}")
    (found,) = violations(page)
    assert "color-contrast" in found
    assert found.startswith(scheme)
