"""The pages by keyboard alone: everything can be reached, and the focus is visible and never covered."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice, product
from typing import Any

import pytest
from playwright.sync_api import Page, ViewportSize
from pytest_playwright.pytest_playwright import CreateContextCallback

PHONE: ViewportSize = {"width": 320, "height": 640}
PAGES = ("index", "timeline", "partners.html?partner-words=un", "years/2024", "search", "contributing/counts")

# The element with the focus: who it is, whether it or its label has an outline, and whether any part of it can be seen.
FOCUS = """() => {
  document.getAnimations().forEach(each => each.finish());
  const element = document.activeElement;
  if (element === document.body) return null;
  const shown = getComputedStyle(element).opacity === '0' ? element.closest('label') : element;
  const style = getComputedStyle(shown);
  const boxes = [...shown.getClientRects()];
  const parts = [.1, .5, .9];
  const points = boxes.flatMap(b => parts.flatMap(x => parts.map(y => [b.x + x * b.width, b.y + y * b.height])));
  const seen = points.some(([x, y]) => {
    const top = document.elementFromPoint(x, y);
    return top && (shown.contains(top) || top.closest('label')?.contains(shown));
  });
  return {
    name: [element.localName, element.id, element.getAttribute('href'), element.textContent.trim()].join(' '),
    outlined: style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 1,
    seen,
    skip: element.matches('.skip-to-content'),
    inMain: !!element.closest('[role=main]'),
    onPage: !!element.closest('.onpage a'),
  };
}"""


def stops(page: Page, key: str = "Tab") -> Iterator[dict[str, Any]]:
    """Yield what gets the focus, one stop after another, to the end of the page."""
    while True:
        page.keyboard.press(key)
        stop = page.evaluate(FOCUS)
        if stop is None:
            return
        yield stop


@pytest.mark.parametrize(("name", "width"), [*product(PAGES, (320, 1280)), ("timeline", 768)])
def test_focus_is_seen(page: Page, name: str, width: int) -> None:
    """Forwards and backwards, each stop has an outline, and no bar covers all of it (WCAG 2.4.7, 2.4.11)."""
    page.set_viewport_size({"width": width, "height": 700})
    page.emulate_media(reduced_motion="reduce")
    page.goto(f"/{name}" if "?" in name else f"/{name}.html")
    there = list(stops(page))
    back = list(islice(stops(page, "Shift+Tab"), len(there)))
    assert [stop["name"] for stop in reversed(back)] == [stop["name"] for stop in there]
    assert [stop["name"] for stop in [*there, *back] if not (stop["outlined"] and stop["seen"])] == []


@pytest.mark.parametrize("width", [320, 768, 1280])
def test_skip_link(page: Page, width: int) -> None:
    """The first stop is a link past the navigation; what has the focus after it is in the text."""
    page.set_viewport_size({"width": width, "height": 700})
    page.goto("/timeline.html")
    page.keyboard.press("Tab")
    assert page.evaluate(FOCUS)["skip"]
    page.keyboard.press("Enter")
    assert next(stops(page))["inMain"]


def test_the_bar_on_a_phone(page: Page) -> None:
    """All parts of the site are in it, without a menu: the stops after the link that skips it."""
    page.set_viewport_size(PHONE)
    page.goto("/timeline.html")
    names = [stop["name"].split()[-1] for stop in islice(stops(page), 1, 6)]
    assert names == ["Milestones", "Timeline", "Partners", "Documents", "About"]
    page.get_by_role("banner").get_by_role("link", name="Partners").press("Enter")
    page.wait_for_url("**/partners.html")


@pytest.mark.parametrize("width", [320, 1000])
def test_the_contents_of_a_page_fold(page: Page, width: int) -> None:
    """They open and close by keyboard where they are above the text; a page without contents has none."""
    page.set_viewport_size({"width": width, "height": 800})
    page.goto("/about.html")
    assert not any(stop["onPage"] for stop in stops(page))
    page.locator(".onpage summary").press("Enter")
    assert sum(stop["onPage"] for stop in stops(page)) > 3
    page.locator(".onpage summary").press("Space")
    assert not page.locator(".onpage a").last.is_visible()
    page.goto("/search.html")
    assert page.locator(".onpage").count() == 0


@pytest.mark.parametrize("script", [True, False])
def test_the_contents_of_a_page_are_beside_it_on_a_wide_screen(
    new_context: CreateContextCallback, script: bool
) -> None:
    """All of them can be seen and followed, without a script too."""
    page = new_context(java_script_enabled=script, viewport={"width": 1280, "height": 800}).new_page()
    page.goto("/about.html")
    link = page.locator(".onpage").get_by_role("link", name="How to read an entry")
    assert link.is_visible()
    beside, text = page.locator(".onpage").bounding_box(), page.get_by_role("main").bounding_box()
    assert beside
    assert text
    assert beside["x"] >= text["x"] + text["width"]
    link.press("Enter")
    page.wait_for_url("**/about.html#*")


@pytest.mark.parametrize("width", [320, 1280])
def test_light_and_dark(page: Page, width: int) -> None:
    """The switch turns the page dark and light by keyboard, and the choice applies to the next page."""
    page.set_viewport_size({"width": width, "height": 800})
    page.goto("/timeline.html")
    ground = "getComputedStyle(document.body).backgroundColor"
    light = page.evaluate(ground)
    switch = next(each for each in page.locator(".theme-toggle").all() if each.is_visible())
    for _ in range(3):
        switch.focus()
        page.keyboard.press("Enter")
        if page.evaluate(ground) != light:
            break
    dark = page.evaluate(ground)
    assert dark != light
    page.goto("/partners.html")
    assert page.evaluate(ground) == dark
