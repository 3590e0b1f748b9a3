"""The pages by keyboard alone: everything can be reached, and the focus is visible and never covered."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice, product
from typing import Any

import pytest
from playwright.sync_api import Page, ViewportSize

PHONE: ViewportSize = {"width": 320, "height": 640}
PAGES = ("index", "timeline", "partners.html?partner-words=un", "years/2024", "search", "contributing/counts")

# The element with the focus: who it is, whether it or its label has an outline, and whether any part of it can be seen.
FOCUS = """() => {
  document.getAnimations().forEach(each => each.finish());
  const element = document.activeElement;
  if (element === document.body) return null;
  const shown = element.type === 'checkbox'
    ? [...document.querySelectorAll(`label[for=${element.id}]:not(.overlay)`)].find(e => e.checkVisibility())
    : element;
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
    inDrawer: !!element.closest('.sidebar-drawer'),
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


def test_drawer_on_a_phone(page: Page) -> None:
    """The drawer can be opened and used by keyboard, and once closed, no stop is in it."""
    page.set_viewport_size(PHONE)
    page.emulate_media(reduced_motion="reduce")
    page.goto("/about.html")
    drawer = page.locator(".sidebar-drawer")
    assert not any(stop["inDrawer"] for stop in stops(page))
    assert not drawer.is_visible()
    page.reload()
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")  # past the link that skips it
    page.keyboard.press("Space")
    assert drawer.is_visible()
    inside = [stop for stop in stops(page) if stop["inDrawer"]]
    assert len(inside) > 10
    assert all(stop["seen"] and stop["outlined"] for stop in inside)
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    assert not drawer.is_visible()
    page.keyboard.press("Space")
    drawer.get_by_role("link", name="Partners").press("Enter")
    assert page.url.endswith("/partners.html")


def test_contents_of_a_page_on_a_tablet(page: Page) -> None:
    """The drawer with the contents opens and closes in the same way; a page without contents has none."""
    page.set_viewport_size({"width": 1100, "height": 800})
    page.goto("/about.html")
    drawer = page.locator(".toc-drawer")
    assert not drawer.is_visible()
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    assert drawer.is_visible()
    page.keyboard.press("Space")
    drawer.wait_for(state="hidden")
    page.goto("/search.html")
    page.keyboard.press("Tab")
    assert page.evaluate(FOCUS)["skip"]


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
