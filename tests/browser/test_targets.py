"""Links and controls are large enough for fingers; a small one is found."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page
from pytest_playwright.pytest_playwright import CreateContextCallback
from tests.support.looking import small_targets, unfold

# Each has a line to itself.
CONTROLS = {
    "timeline": ".ms-filter :is(summary, input[type=search], select, button, label:has([type=checkbox]))",
    "partners": ".ms-find :is(input, button), .ms-jump a",
    "years/2015": ".ms-upkeep :is(a, button, summary), .ms-neighbours a",
    "index": ".bar a, .ms-download a",
}


@pytest.mark.parametrize("name", CONTROLS)
def test_controls_are_44_px_high_for_fingers(new_context: CreateContextCallback, name: str) -> None:
    """On a touch screen each control that has a line to itself is at least 44 px high."""
    page = new_context(has_touch=True, is_mobile=True, viewport={"width": 360, "height": 800}).new_page()
    page.goto(f"/{name}.html?kind=visit&partner-words=un")
    unfold(page)
    assert small_targets(page, CONTROLS[name], 44) == []


@pytest.mark.parametrize("part", ["<p><a href='#'>UN</a></p>", "<p><a href='#'>UN</a>, <a href='#'>EU</a></p>"])
def test_a_small_target_is_found(page: Page, part: str) -> None:
    """A link that is alone or in a list is a target, and a link in a sentence is not."""
    page.set_content(f"<style>a {{ font: 8px sans-serif }}</style>{part}<p>See <a href='#'>UN</a> for more.</p>")
    assert len(small_targets(page)) == part.count("<a")
