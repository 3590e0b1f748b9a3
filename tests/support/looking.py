"""What can be seen of a page: text out of reach, text that is cut off, targets too small to hit."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Literal, TypeAlias

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page
from tests.support.fonts import DEFAULT

WIDTHS = (320, 768, 1280)
Scheme: TypeAlias = Literal["light", "dark"]
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
COLOURS = ["color-contrast", "link-in-text-block"]
LAYOUT = ["scrollable-region-focusable", "target-size"]  # the rules of axe that measure boxes
SCHEMES: tuple[Scheme, ...] = ("light", "dark")

BESIDE = """() => {
  const scrolls = e => e && (/auto|scroll/.test(getComputedStyle(e).overflowX) || scrolls(e.parentElement));
  const isClipped = e => e && (getComputedStyle(e).clipPath === 'inset(50%)' || isClipped(e.parentElement));
  const hidden = e => e.closest('.skip-to-content') || isClipped(e);
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

# Within running text a link is as tall as its line (WCAG 2.5.8, "inline"); in what the extension lays out, none is.
WHOLE = "part => part || document"
# An element of each colour, size and weight of text on each ground: all others of the kind have the same contrast.
KINDS_OF_TEXT = """part => {
  const known = new Map([[null, '']]), found = new Map();
  const drawn = e => {
    if (!known.has(e)) {
      const s = getComputedStyle(e), ground = [s.backgroundColor, s.backgroundImage, s.opacity, s.filter];
      const own = [s.color, s.textShadow, s.display === 'inline', e.localName === 'a', ...ground].join();
      known.set(e, `${own}>${drawn(e.parentElement)}`);
    }
    return known.get(e);
  };
  for (const e of document.querySelectorAll(`${part || 'body'} *`)) {
    const s = getComputedStyle(e), kind = [s.fontSize, s.fontWeight, s.textDecorationLine, drawn(e)].join();
    const isText = [...e.childNodes].some(n => n.nodeType === Node.TEXT_NODE && n.data.trim()) && e.checkVisibility();
    if (isText && !found.has(kind)) found.set(kind, e);
  }
  return [...found.values()];
}"""

TARGETS = """([selector, least]) => {
  const isRunningText = e => {
    if (getComputedStyle(e).display !== 'inline' || e.closest('[class*=ms-]')) return false;
    let block = e.parentElement;
    while (/^(inline|contents)$/.test(getComputedStyle(block).display)) block = block.parentElement;
    const rest = block.cloneNode(true);
    rest.querySelectorAll('a, button').forEach(each => each.remove());
    return /\\p{L}{2}/u.test(rest.textContent);
  };
  const isClipped = e => e && (getComputedStyle(e).clipPath === 'inset(50%)' || isClipped(e.parentElement));
  const isShown = e => e.checkVisibility({visibilityProperty: true}) && !e.closest('.skip-to-content') && !isClipped(e);
  const isTarget = e => !(e.matches('label input') || e.matches('label:not([for])') && !e.querySelector('input'));
  const size = e => { const box = e.getBoundingClientRect(); return [box.width, box.height]; };
  const found = [...document.querySelectorAll(selector)].filter(e => isShown(e) && isTarget(e) && !isRunningText(e));
  return [found.length, found.filter(e => Math.min(...size(e)) < least - .01)
    .map(e => `${size(e).map(n => n.toFixed(1)).join(' x ')}: ${e.outerHTML.slice(0, 150)}`)];
}"""
EVERY_TARGET = "a[href], button, input, select, textarea, summary, label, [tabindex='0']"
UNFOLD = "document.querySelectorAll('details').forEach(e => { e.open = true; })"


def small_targets(page: Page, selector: str = EVERY_TARGET, least: int = 24) -> list[str]:
    """Return the size in px and the HTML of each link and control outside running text narrower or lower than *least*.

    :raises AssertionError: if there is no target at all.
    """
    count, small = page.evaluate(TARGETS, [selector, least])
    assert count > 0, f"no {selector} in {page.url}"
    return list(small)


def unfold(page: Page) -> None:
    """Open all that a reader can open."""
    page.evaluate(UNFOLD)


def windows(page: Page, fonts: str = DEFAULT) -> Iterator[tuple[int, bool]]:
    """Give the window each width that pages are checked at; yield it, and whether nothing but the layout is new there.

    All that is shown at a width between is shown in the narrowest window or in the widest, in the same colours.
    """
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 800})
        yield width, fonts != DEFAULT or width not in (min(WIDTHS), max(WIDTHS))


def violations(page: Page, part: str = "", *, layout_only: bool = False, every_text: bool = False) -> list[str]:
    """Return what axe finds in a page, or in a *part* of it: the rule and the HTML of each element.

    The rules of colours take most of the time. In each scheme they look at an element of each kind of text, and in
    light mode at *every_text* if asked to, for texts over others or over pictures. *layout_only* leaves out the rules
    that give the same result with any fonts and in any direction.
    """
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE_SCRIPT)
    if layout_only:
        return _axe(page, part, LAYOUT)
    found = []
    for scheme in SCHEMES:
        page.emulate_media(color_scheme=scheme)
        page.evaluate("document.getAnimations().forEach(each => each.finish())")
        is_first = scheme == SCHEMES[0]
        seen = _axe(page, part, COLOURS, elements=WHOLE if is_first and every_text else KINDS_OF_TEXT)
        seen += _axe(page, part, TAGS, without=COLOURS) if is_first else []
        found += [f"{scheme}: {each}" for each in seen]
    return found


def _axe(page: Page, part: str, rules: list[str], *, without: Iterable[str] = (), elements: str = WHOLE) -> list[str]:
    """Run rules of axe, named or by tags, on the *elements* that a function chooses in a part of a page."""
    run = f"""([part, options]) => {{
      const elements = ({elements})(part);
      return elements.length === 0 ? [] : axe.run(elements, options).then(results => results.violations);
    }}"""
    options = {"runOnly": rules, "rules": {rule: {"enabled": False} for rule in without}, "resultTypes": ["violations"]}
    found = page.evaluate(run, [part, options])
    return [f"{each['id']}: {node['html'][:150]}" for each in found for node in each["nodes"]]


def beside_the_window(page: Page) -> list[str]:
    """The text that is outside the window where nothing scrolls to it, and the page itself where it is too wide."""
    found: list[str] = page.evaluate(BESIDE)
    return found


def cut_off(page: Page) -> list[str]:
    """What hides a part of its own text."""
    found: list[str] = page.evaluate(CUT)
    return found


def set_style(page: Page, style: str) -> None:
    """Give a page a style sheet of the reader's own in place of any before, to which no policy of the site applies."""
    page.evaluate(
        "text => { const s = new CSSStyleSheet(); s.replaceSync(text); document.adoptedStyleSheets = [s]; }", style
    )
