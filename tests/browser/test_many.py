"""A timeline that is long, and pictures with bars and numbers: of a generated register."""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, ViewportSize, expect
from pytest_playwright.pytest_playwright import CreateContextCallback
from tests.support.asking import OPEN, Query, Register, assert_shows, choose, shown
from tests.support.looking import beside_the_window, violations
from tests.support.serving import serve

WINDOWS = [(320, 640), (768, 1024), (1280, 900)]
RARE = ("kind", "topic", "partner")


@pytest.fixture(scope="module")
def served(many: Path) -> Iterator[str]:
    """Where the generated register is served."""
    with serve(many / "_build/html") as address:
        yield address


@pytest.fixture
def base(served: str, hosts: list[str]) -> str:
    """The same, as an address that a test may ask."""
    hosts.append(served)
    return served


@pytest.fixture
def register(many: Path) -> Register:
    """Its data."""
    return Register(many / "_build/html", many / "data")


def is_read_from_its_year_on(page: Page, year: int) -> None:
    """The heading of a year stands right below what stays at the top of the window, and its first row below it."""
    place = page.locator(f"#timeline_{year}")
    before = -1
    while before != (before := page.evaluate("scrollY")):  # a smooth way there takes its time
        page.wait_for_timeout(300)
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
    """However far it is, and there and back: what lies between is laid out on the way."""
    page.set_viewport_size({"width": width, "height": height})
    page.goto(f"{base}/timeline.html")
    for year in (2010, 2021, 2014):
        page.locator(f".ms-years a[href='#timeline_{year}']").evaluate("link => link.click()")
        is_read_from_its_year_on(page, year)


@pytest.mark.parametrize("script", [True, False])
@pytest.mark.parametrize(("width", "height"), WINDOWS)
def test_an_address_leads_to_the_year(
    new_context: CreateContextCallback, base: str, width: int, height: int, script: bool
) -> None:
    """On loading too, with and without a script."""
    window: ViewportSize = {"width": width, "height": height}
    page = new_context(java_script_enabled=script, viewport=window).new_page()
    for year in (2010, 2017):
        page.goto(f"{base}/index.html")
        page.goto(f"{base}/timeline.html#timeline_{year}")
        is_read_from_its_year_on(page, year)


def some_query(register: Register, chance: random.Random) -> Query:
    """Some of the rare values of some facets, so that few of many rows are left, wherever they stand."""
    query: Query = []
    for facet in chance.sample(RARE, chance.randint(1, 3)):
        keys = sorted({key for milestone in register.milestones for key in register.values(milestone, facet)})
        query += [(facet, key) for key in sorted(chance.sample(keys, chance.randint(1, 3)))]
    return query + [("from", str(chance.randint(2010, 2025))) for _ in range(chance.random() < 0.3)]


def drawn(link: Locator) -> float:
    """How much of a year's bar is to be seen."""
    clipped: str = link.locator(".ms-bar").evaluate("bar => getComputedStyle(bar).clipPath")
    return 1.0 if clipped == "none" else 1 - float(clipped.partition("(")[2].partition("%")[0]) / 100


@pytest.mark.parametrize("seed", range(3))
def test_the_filter_finds_what_the_data_says(page: Page, base: str, register: Register, seed: int) -> None:
    """Rows, years and the count of every option, among more rows than one number holds; the strip agrees."""
    chance = random.Random(seed)
    page.goto(f"{base}/timeline.html")
    page.locator(OPEN).click()
    for _ in range(4):
        query = some_query(register, chance)
        for name, value in query:
            choose(page, name, value)
        assert_shows(page, register, query)
        found = [milestone["date"]["from"][:4] for milestone in register.found(query)]
        every = [milestone["date"]["from"][:4] for milestone in register.milestones]
        for year in set(every):
            link = page.locator(f".ms-years a[href='#timeline_{year}']")
            some, many = found.count(year), every.count(year)
            name = f"{some} of {many} milestones" if some < many else f"{many} milestones"
            assert link.get_attribute("title") == name
            expect(link).to_have_text(f"{year}: {name}")
            assert drawn(link) == pytest.approx(some / many, abs=0.001)
        page.get_by_role("button", name="Clear").click()
    assert len(shown(page)) == 250


@pytest.mark.parametrize("part", [".ms-years", ".ms-chart", ".ms-matrix"])
def test_bars_and_numbers_are_accessible(page: Page, base: str, part: str) -> None:
    """Axe finds nothing on a strip and a chart of bars and a matrix with numbers; nothing is beside the window."""
    page.goto(f"{base}/{'timeline' if part == '.ms-years' else 'pictures'}.html")
    drawn = page.locator(part).last.locator(".ms-bar, .ms-picture > rect, .ms-mark > span[aria-hidden=true]")
    assert drawn.count() > 0
    for width, height in WINDOWS:
        page.set_viewport_size({"width": width, "height": height})
        assert violations(page, part) == [], f"{width} px"
        assert beside_the_window(page) == [], f"{width} px"
