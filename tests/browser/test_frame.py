"""The frame of the pages: no text jumps, fonts come with the site, and the strip on the home page needs no mouse."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from fontTools.ttLib import TTFont  # type: ignore[import-untyped]
from playwright.sync_api import Page, Request, expect
from tests.browser.conftest import KINDS
from tests.browser.test_fonts import families

if TYPE_CHECKING:
    from tests.support.html_pages import Pages

SHIFTS = """() => {
  window.shifts = [];
  new PerformanceObserver(list => list.getEntries().forEach(entry => window.shifts.push(
    [entry.value, ...entry.sources.map(source => source.node?.textContent?.slice(0, 100) ?? String(source.node))],
  ))).observe({type: 'layout-shift', buffered: true});
}"""


@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize("name", ["index", "timeline", "years/2015", "partners", "partners/un", "documents"])
def test_text_stays_where_it_is_while_a_page_loads(fresh_page: Page, name: str, width: int) -> None:
    """On a first visit too: at most a line of Arabic names moves, whose letters are requested only then."""
    fresh_page.add_init_script(f"({SHIFTS})()")
    fresh_page.set_viewport_size({"width": width, "height": 800})
    fresh_page.goto(f"/{name}.html")
    fresh_page.evaluate("document.fonts.ready")
    fresh_page.wait_for_timeout(100)
    fresh_page.evaluate("document.fonts.ready")  # of what the first fonts made the page ask for
    shifts = fresh_page.evaluate("shifts")
    assert sum(shift[0] for shift in shifts) < 0.02, shifts


def test_fonts_come_from_the_site(fresh_page: Page, base_url: str) -> None:
    """A page with Arabic names loads the two scripts that it needs, from this site alone, and is drawn with them."""
    asked: list[Request] = []
    fresh_page.on("request", lambda request: asked.append(request))
    fresh_page.goto("/partners/oman.html", wait_until="networkidle")
    fonts = [request.url for request in asked if request.resource_type == "font"]
    names = sorted(re.sub(r"-\d.*", "", url.rpartition("/")[2]) for url in fonts)
    assert set(names) == {"ibm-plex-sans-arabic-arabic", "ibm-plex-sans-latin"}
    assert all(url.startswith(f"{base_url}/_static/web-fonts/") for url in fonts)
    assert families(fresh_page, "h1") == {"IBM Plex Sans"}
    assert families(fresh_page, "bdi[lang=ar]") == {"IBM Plex Sans Arabic"}


def test_the_fonts_have_every_letter(html: Pages) -> None:
    """No page has a letter that its reader would see in another font."""
    covered: set[str] = set()
    for path in (html.folder / "_static/web-fonts").glob("*.woff2"):
        with TTFont(path) as font:
            covered |= set(map(chr, font.getBestCmap()))
    missing = {name: letters for name in html.names if (letters := set(html[name].text) - covered)}
    assert missing == {}


@pytest.mark.parametrize("width", [320, 768, 1280])
def test_the_strip_is_read_by_keyboard(page: Page, width: int) -> None:
    """Tab goes through the marks in the order of time; each shows its title, and Enter leads to its milestone."""
    page.set_viewport_size({"width": width, "height": 800})
    page.goto("/index.html")
    marks = page.locator(".ms-strip .ms-mark")
    count = marks.count()
    assert count > 10
    marks.first.focus()
    reached = []
    for _ in range(count):
        reached.append(page.evaluate("document.activeElement.getAttribute('href')"))
        focused = page.locator(":focus")
        expect(focused).to_be_in_viewport()
        name = focused.get_attribute("title") or ""
        expect(focused).to_have_accessible_name(re.compile(re.escape(name)))
        page.keyboard.press("Tab")
    assert reached == [mark.get_attribute("href") for mark in marks.all()]
    assert [int(href.partition("#")[2][:4]) for href in reached] == sorted(int(href[6:10]) for href in reached)
    marks.nth(count - 1).press("Enter")
    expect(page).to_have_url(re.compile(re.escape(reached[-1])))


@pytest.mark.parametrize("name", KINDS)
def test_the_bar_says_where_a_reader_is(html: Pages, name: str) -> None:
    """The bar has the parts of the site on each page; the link of the open page is marked, and no other."""
    page = html[f"{name}.html"]
    (bar,) = page.all("header", "bar")
    current = [link.text for link in bar.all("a") if "aria-current" in link.attributes]
    parts = {"timeline": "Timeline", "partners": "Partners", "documents": "Documents", "about": "About"}
    home = {"index": "Digital Twinning Milestones"}
    assert current == [text for page_name, text in (home | parts).items() if page_name == name]
    if name != "404":
        assert [link.text for link in bar.all("nav")[0].all("a")] == list(parts.values())
