"""Each kind of page in a browser: nothing that an accessibility checker minds, nothing that scrolls sideways."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

PAGES = ("index", "timeline", "partners", "documents", "about", "colophon", "years/2024", "search")
WIDTHS = (320, 768, 1280)
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("name", PAGES)
def test_accessible(page: Page, name: str, scheme: str) -> None:
    """WCAG 2.2 AA at three widths: axe finds nothing, and nothing scrolls sideways."""
    page.emulate_media(color_scheme=scheme)
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 800})
        page.goto(f"/{name}.html")
        found = Axe().run(page, options=RULES)
        assert found.violations_count == 0, f"{name}, {width} px, {scheme}: {found.generate_report()}"
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), f"{name}, {width} px: too wide"
