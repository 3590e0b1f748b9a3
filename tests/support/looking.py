"""Questions to a page, as one looks at it."""

from __future__ import annotations

from playwright.sync_api import Page

BESIDE = """() => {
  const scrolls = e => e && (/auto|scroll/.test(getComputedStyle(e).overflowX) || scrolls(e.parentElement));
  const hidden = e => e.closest('.ms-hidden, .skip-to-content, .visually-hidden');
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const found = new Set();
  while (texts.nextNode()) {
    const node = texts.currentNode, element = node.parentElement;
    if (!node.data.trim() || !element.checkVisibility({visibilityProperty: true}) || hidden(element)) continue;
    const range = document.createRange();
    range.selectNodeContents(node);
    const box = range.getBoundingClientRect();
    const beside = box.left < -1 || box.right > document.documentElement.clientWidth + 1;
    if (beside && !scrolls(element)) found.add(element.outerHTML.slice(0, 150));
  }
  const width = document.documentElement.scrollWidth;
  if (width > innerWidth) found.add(`the page is ${width} px wide`);
  return [...found];
}"""

CUT = """() => [...document.querySelectorAll('body *')].filter(e => {
  const style = getComputedStyle(e);
  return /hidden|clip/.test(style.overflowX + style.overflowY) && e.checkVisibility() && e.textContent.trim()
    && e.clientWidth > 1 && (e.scrollWidth > e.clientWidth + 1 || e.scrollHeight > e.clientHeight + 1);
}).map(e => e.outerHTML.slice(0, 150))"""


def beside_the_window(page: Page) -> list[str]:
    """The text that stands beside the window where nothing scrolls to it, and the page itself where it is too wide."""
    found: list[str] = page.evaluate(BESIDE)
    return found


def cut_off(page: Page) -> list[str]:
    """What hides a part of its own text."""
    found: list[str] = page.evaluate(CUT)
    return found


def set_style(page: Page, style: str) -> None:
    """Add a style sheet of the reader's own, as a browser does it, to which no policy of the site applies."""
    page.evaluate(
        "text => { const s = new CSSStyleSheet(); s.replaceSync(text); document.adoptedStyleSheets.push(s); }", style
    )
