"""The browser has the fonts that a test chooses, whatever else is installed."""

from __future__ import annotations

from playwright.sync_api import Page
from tests.support.fonts import FONT_SETS, every_font


def families(page: Page, selector: str) -> set[str]:
    """Return the families of the fonts that the text of an element is drawn with."""
    session = page.context.new_cdp_session(page)
    for domain in ("DOM", "CSS"):
        session.send(f"{domain}.enable")
    root = session.send("DOM.getDocument")["root"]["nodeId"]
    node = session.send("DOM.querySelector", {"nodeId": root, "selector": selector})["nodeId"]
    used = session.send("CSS.getPlatformFontsForNode", {"nodeId": node})["fonts"]
    session.detach()
    return {font["familyName"] for font in used}


@every_font
def test_text_is_drawn_with_the_chosen_fonts(page: Page, fonts: str) -> None:
    """Latin, Arabic, code and headings use the families of the set and no others."""
    page.set_content("<h1>Heading</h1><p style='font-family: Arial'>Text</p><code>Code</code><b lang=ar>البحرين</b>")
    chosen = FONT_SETS[fonts].families
    assert families(page, "h1") == families(page, "p") == families(page, "code") == {chosen[0]}
    assert families(page, "b") == {chosen[-1]}
