"""A page of each kind with any fonts, spaced out and enlarged: all of its text and targets are there."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from playwright.sync_api import Page
from tests.browser.conftest import KINDS, LAYOUTS
from tests.support.fonts import with_fonts
from tests.support.looking import beside_the_window, cut_off, set_style, small_targets, unfold

# WCAG 1.4.12
SPACED = "* { letter-spacing: .12em !important; word-spacing: .16em !important; line-height: 1.5 !important; }"
SPACED += "p { margin-block-end: 2em !important; }"
FILTERED = ("timeline.html?kind=visit", "partners.html?partner-words=un")
# Years that are not seen whole, or that others cover.
STRIPS = "nav:has(.ms-shape, .ms-bar) li, nav.years li"
LOST = """years => years.filter(e => {
  const box = e.getBoundingClientRect();
  const covers = other => other !== e && other.left < box.right - 1 && box.left < other.right - 1
    && other.top < box.bottom - 1 && box.top < other.bottom - 1;
  const others = [...e.parentElement.children].filter(each => each !== e).map(each => each.getBoundingClientRect());
  return box.left < -1 || box.right > innerWidth + 1 || box.width < 8 || others.some(covers);
}).map(e => e.textContent)"""
BARS = """[...document.querySelectorAll('body *')].filter(e => /sticky|fixed/.test(getComputedStyle(e).position)
  && e.checkVisibility({visibilityProperty: true}) && e.clientWidth > 160 && e.closest('header'))
  .reduce((sum, e) => sum + e.clientHeight, 0)"""


def lost_years(page: Page) -> list[str]:
    """The years of a strip that are not seen whole."""
    found: list[str] = page.locator(STRIPS).evaluate_all(LOST)
    return found


def high_bars(page: Page) -> list[str]:
    """How high the bars are that stay in sight, if they take half of the window or more."""
    high, window = page.evaluate(f"[{BARS}, innerHeight]")
    return [f"{high} of {window} px"] if high >= window / 2 else []


def unfolded_targets(page: Page) -> list[str]:
    """The links and controls outside running text that are too small, in folded parts too."""
    unfold(page)
    return small_targets(page)


class Way(NamedTuple):
    """A way to look at a page: with a style of the reader's own, in windows of some sizes, and what is looked for."""

    style: str
    windows: tuple[tuple[int, int], ...]
    checks: tuple[Callable[[Page], list[str]], ...]


TEXT = (beside_the_window, cut_off)
WAYS = {
    "spaced as in WCAG 1.4.12": Way(SPACED, ((320, 800), (1280, 800)), TEXT),
    "text of 200 % (1.4.4)": Way("html { font-size: 200% !important; }", ((1280, 800),), (*TEXT, lost_years)),
    # A window of 1280 by 1024 at 400 %.
    "enlarged four times (1.4.10)": Way("", ((320, 256),), (*TEXT, high_bars)),
    "targets of 24 px (2.5.8)": Way("", ((320, 800), (360, 800), (768, 800), (1280, 800)), (unfolded_targets,)),
}


@with_fonts("name", [*KINDS, *FILTERED], [*LAYOUTS, *FILTERED])
def test_all_is_there_however_a_page_is_enlarged(page: Page, name: str) -> None:
    """No text is cut off or beside the window, no year of a strip is lost, no bar takes most, every target is hit."""
    page.goto(f"/{name}" if "?" in name else f"/{name}.html")
    found: dict[tuple[str, int, str], list[str]] = {}
    for what, way in WAYS.items():
        set_style(page, way.style)
        for width, height in way.windows:
            page.set_viewport_size({"width": width, "height": height})
            found |= {(what, width, check.__name__): seen for check in way.checks if (seen := check(page))}
    assert found == {}
