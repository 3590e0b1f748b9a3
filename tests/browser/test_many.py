"""The long timeline of a generated register, and its pictures with bars and numbers."""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page
from pytest_playwright.pytest_playwright import CreateContextCallback
from tests.browser.conftest import MANY
from tests.support.asking import OPEN, Query, Register, assert_shows, choose, shown
from tests.support.looking import beside_the_window, violations
from tests.support.seeds import some_seeds
from tests.support.serving import serve
from tests.support.variants import variant

pytestmark = variant

WINDOWS = [(320, 640), (768, 1024), (1280, 900)]
HAS_SCRIPTS = "matchMedia('(scripting: enabled)').matches"
STILL = """new Promise(done => {
  let frames = 0, before = scrollY;
  const look = () => {
    frames = scrollY === before ? frames + 1 : 0;
    before = scrollY;
    if (frames < 12) requestAnimationFrame(look); else done();
  };
  look();
})"""
RARE = ("kind", "topic", "partner")


@pytest.fixture(scope="module")
def served(many: Path) -> Iterator[str]:
    """Where the generated register is served."""
    with serve(many / "_build/html") as address:
        yield address


@pytest.fixture
def base(served: str, hosts: list[str]) -> str:
    """The address of the generated register, which a test may request from."""
    hosts.append(served)
    return served


@pytest.fixture
def register(many: Path) -> Register:
    """The data of the generated register."""
    return Register(many / "_build/html", many / "data")


def settle(page: Page) -> None:
    """Wait until nothing has scrolled for some frames."""
    if page.evaluate(HAS_SCRIPTS):
        page.evaluate(STILL)
    else:
        before = -1
        while before != (before := page.evaluate("scrollY")):
            page.wait_for_timeout(100)  # without scripts nothing scrolls smoothly or late


def is_read_from_its_year_on(page: Page, year: int) -> None:
    """The heading of a year is right below what stays at the top of the window, and its first row below it."""
    place = page.locator(f"#timeline_{year}")
    settle(page)
    covered = page.evaluate(
        "[...document.querySelectorAll('.mobile-header, .ms-years')]"
        ".filter(e => e.matches('header') || getComputedStyle(e).position === 'sticky')"
        ".reduce((low, e) => Math.max(low, e.getBoundingClientRect().bottom), 0)"
    )
    heading, row = (place.locator(what).first.bounding_box() for what in ("h2", ".ms-title"))
    assert heading
    assert row
    assert covered - 1 <= heading["y"] < covered + 60
    assert covered <= row["y"] < covered + 120


@pytest.mark.parametrize(("width", "height"), WINDOWS)
def test_the_navigation_leads_to_the_year(page: Page, base: str, width: int, height: int) -> None:
    """A link to a year scrolls to it, however far, although the rows between get their layout on the way."""
    page.set_viewport_size({"width": width, "height": height})
    page.goto(f"{base}/timeline.html")
    for year in (2010, 2021, 2014):
        page.locator(f".ms-years a[href='#timeline_{year}']").evaluate("link => link.click()")
        is_read_from_its_year_on(page, year)


@pytest.mark.parametrize("script", [True, False])
def test_an_address_leads_to_the_year(new_context: CreateContextCallback, base: str, script: bool) -> None:
    """A URL with a year leads to that year on loading, with and without JavaScript."""
    page = new_context(java_script_enabled=script).new_page()
    for year, (width, height) in zip((2010, 2017, 2012), WINDOWS, strict=True):
        page.goto("about:blank")
        page.set_viewport_size({"width": width, "height": height})
        page.goto(f"{base}/timeline.html#timeline_{year}")
        is_read_from_its_year_on(page, year)


def is_at_the_top(page: Page, element: Locator) -> bool:
    """Return whether an element is in the window, at its top unless the page ends before."""
    settle(page)
    box, height = element.bounding_box(), page.evaluate("innerHeight")
    ends: bool = page.evaluate("scrollY + innerHeight >= document.documentElement.scrollHeight - 2")
    return box is not None and 0 <= box["y"] < (height - 20 if ends else 150)


@pytest.mark.parametrize("by", ["address", "link"])
@pytest.mark.parametrize(("width", "height"), WINDOWS)
def test_what_is_below_a_long_timeline_is_reached(page: Page, base: str, width: int, height: int, by: str) -> None:
    """A heading below hundreds of rows that are not laid out yet, by its address and by a link above them."""
    page.set_viewport_size({"width": width, "height": height})
    page.goto(f"{base}/below.html{'#the-end' if by == 'address' else ''}")
    if by == "link":
        page.get_by_role("link", name="To the end").first.click()
    assert is_at_the_top(page, page.get_by_role("heading", name="The end"))


@pytest.mark.parametrize(("width", "height"), WINDOWS)
def test_the_way_back_leads_to_the_same_row(page: Page, base: str, width: int, height: int) -> None:
    """Whoever leaves from far down and goes back sees the same row in the same position."""
    page.set_viewport_size({"width": width, "height": height})
    page.goto(f"{base}/timeline.html")
    row = page.locator(".ms-entry").nth(MANY // 2)
    for _ in range(5):  # rows above it are laid out meanwhile, and are higher than estimated
        row.evaluate("e => e.scrollIntoView({ block: 'center', behavior: 'instant' })")
        settle(page)
    before = row.bounding_box()
    page.goto(f"{base}/pictures.html")
    page.go_back()
    settle(page)
    after = page.locator(".ms-entry").nth(MANY // 2).bounding_box()
    assert before
    assert after
    assert 0 <= before["y"] < height
    assert abs(before["y"] - after["y"]) < 40


def test_a_text_is_found_where_it_is(page: Page, base: str) -> None:
    """The search of the browser shows a row that was far from being laid out."""
    page.goto(f"{base}/timeline.html")
    row = page.locator(".ms-entry").nth(MANY - 50)
    title = row.locator(".ms-title").text_content()
    page.keyboard.press("Control+f")
    assert page.evaluate("title => window.find(title)", title)
    settle(page)
    height = page.evaluate("innerHeight")
    found = page.evaluate("getSelection().getRangeAt(0).getBoundingClientRect().top")
    assert 0 <= found < height


def some_query(register: Register, chance: random.Random) -> Query:
    """Some of the rare values of some facets, so that few of many rows are left, wherever they stand."""
    query: Query = []
    for facet in chance.sample(RARE, chance.randint(1, 3)):
        keys = sorted({key for milestone in register.milestones for key in register.values(milestone, facet)})
        query += [(facet, key) for key in sorted(chance.sample(keys, chance.randint(1, 3)))]
    return query + [("from", str(chance.randint(2010, 2025))) for _ in range(chance.random() < 0.3)]


# The year, title and text of each link, and how its bar is clipped.
STRIP = """links => links.map(link => [link.hash.slice(-4), link.title, link.textContent,
  getComputedStyle(link.querySelector('.ms-bar')).clipPath])"""


def drawn(clipped: str) -> float:
    """Return how much of a year's bar is visible."""
    return 1.0 if clipped == "none" else 1 - float(clipped.partition("(")[2].partition("%")[0]) / 100


@pytest.mark.parametrize("seed", some_seeds(3))
def test_the_filter_finds_what_the_data_says(page: Page, base: str, register: Register, seed: int) -> None:
    """Rows, years and the count of every option, among more rows than one number holds; the strip agrees."""
    chance = random.Random(seed)
    page.goto(f"{base}/timeline.html")
    page.locator(OPEN).click()
    assert page.locator(".ms-long .ms-year").count() == page.locator(".ms-years a").count() > 10
    for _ in range(4):
        query = some_query(register, chance)
        for name, value in query:
            choose(page, name, value)
        assert_shows(page, register, query)
        found = [milestone["date"]["earliest"][:4] for milestone in register.found(query)]
        every = [milestone["date"]["earliest"][:4] for milestone in register.milestones]
        for year, title, text, clipped in page.locator(".ms-years a").evaluate_all(STRIP):
            some, many = found.count(year), every.count(year)
            assert title == (f"{some} of {many} milestones" if some < many else f"{many} milestones")
            assert " ".join(text.split()) == f"{year}: {title}"
            assert drawn(clipped) == pytest.approx(some / many, abs=0.001)
        page.get_by_role("button", name="Clear").click()
    assert len(shown(page)) == MANY


# Rows of which a page has hundreds, which would take axe seconds; those of the matrix with a number stay.
ALIKE = ".ms-entry, .ms-matrix tr:nth-child(n + 16):not(:has(.ms-mark > span[aria-hidden=true]))"


@pytest.mark.parametrize(("name", "parts"), [("timeline", (".ms-years",)), ("pictures", (".ms-chart", ".ms-matrix"))])
def test_bars_and_numbers_are_accessible(page: Page, base: str, name: str, parts: tuple[str, ...]) -> None:
    """Axe finds nothing on a strip and a chart of bars and a matrix with numbers; nothing is beside the window.

    They have the same elements and colours at any width.
    """
    page.goto(f"{base}/{name}.html")
    page.locator(ALIKE).evaluate_all("all => all.forEach(row => row.remove())")
    for part in parts:
        drawn = page.locator(part).last.locator(".ms-bar, .ms-picture > rect, .ms-mark > span[aria-hidden=true]")
        assert drawn.count() > 0
    for width, height in WINDOWS:
        page.set_viewport_size({"width": width, "height": height})
        found = violations(page, f":is({', '.join(parts)})", layout_only=width != 320, every_text=True)
        assert found == [], f"{width} px"
        assert beside_the_window(page) == [], f"{width} px"


@pytest.mark.parametrize("direction", ["ltr", "rtl"])
def test_the_headers_of_the_matrix_stay_in_sight(page: Page, base: str, direction: str) -> None:
    """At 320 px the matrix scrolls both ways, by keyboard too, from the newest year on; its headers stay in sight."""
    page.set_viewport_size({"width": 320, "height": 500})
    page.goto(f"{base}/pictures.html")
    page.evaluate("dir => document.documentElement.dir = dir", direction)
    region = page.locator(".ms-matrix:not(.ms-numbers)")
    region.scroll_into_view_if_needed()
    start = "left" if direction == "ltr" else "right"
    edge = "e => { const b = e.getBoundingClientRect(); return [b.left, b.right, b.top] }"
    newest = region.locator("thead th").last.evaluate(edge)
    assert region.evaluate(edge)[0] - 1 <= newest[0] < newest[1] <= region.evaluate(edge)[1] + 1
    region.evaluate("(e, sign) => e.scrollTo(sign * 150, 300)", -1 if direction == "ltr" else 1)
    assert abs(region.evaluate("e => e.scrollLeft")) == 150
    assert region.evaluate("e => e.scrollTop") == 300
    whole = region.evaluate(edge)
    partner, year = region.locator("tbody th[scope=row]").nth(15), region.locator("thead th").nth(9)
    side = 0 if start == "left" else 1
    assert partner.evaluate(edge)[side] == pytest.approx(whole[side], abs=1)
    assert year.evaluate(edge)[2] == pytest.approx(whole[2], abs=1)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    region.focus()
    page.keyboard.press("ArrowUp")
    page.wait_for_function("e => e.scrollTop < 300", arg=region.element_handle())
