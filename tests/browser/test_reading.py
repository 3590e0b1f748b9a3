"""Ways to read a page: without motion, colours or JavaScript, in print, from a folder, from right to left."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING
from unicodedata import bidirectional, normalize

import pytest
from playwright.sync_api import Page, expect
from pytest_playwright.pytest_playwright import CreateContextCallback
from tests.browser.conftest import KINDS
from tests.support.fonts import DEFAULT, every_font
from tests.support.looking import beside_the_window
from tests.support.pdf import page_texts

if TYPE_CHECKING:
    from tests.support.html_pages import Element, Pages

ROOT = Path(__file__).parents[2]
STYLES = sorted([*(ROOT / "docs").rglob("*.css"), *(ROOT / "ext").rglob("*.css")])
# What knows left and right, or width and height, where logical names would follow the direction of the text.
PHYSICAL = re.compile(
    r"(?<![\w(-])(?:(?:margin|padding|border|scroll-margin|scroll-padding|inset)-(?:left|right)[\w-]*|left|right"
    r"|border-(?:top|bottom)-(?:left|right)-radius|(?:margin|padding|border|inset)-(?:top|bottom)[\w-]*|top|bottom"
    r"|(?:min-|max-)?(?:width|height))\s*:"
    r"|(?:text-align|float|clear)\s*:\s*(?:left|right)\b"
)
FOUR = re.compile(r"(?<![\w-])((?:scroll-)?(?:margin|padding)|inset|border-(?:width|color|style))\s*:\s*([^;{}]+)")

YEAR_IS_ON_THE_RIGHT = (
    "e => e.firstElementChild.getBoundingClientRect().left >= e.lastElementChild.getBoundingClientRect().right"
)
BLOCKS = ("h1", "h2", "h3", "p", "li", "dt", "dd", "th", "td")
# How far each part is from the left and from the right.
EDGES = """parts => parts.map(e => {
  const box = e.getBoundingClientRect();
  return [box.left, document.documentElement.clientWidth - box.right];
})"""
# What each element does by itself, and what is before and after it.
MOTION = """() => [...document.querySelectorAll('*')].flatMap(e => [null, '::before', '::after'].map(part => {
  const style = getComputedStyle(e, part);
  const longest = Math.max(...`${style.transitionDuration},${style.animationDuration}`.split(',').map(parseFloat));
  return longest > .01 || style.scrollBehavior === 'smooth' ? e.outerHTML.slice(0, 120) : null;
})).filter(Boolean)"""


@pytest.mark.parametrize("name", ["timeline", "search"])
def test_reduced_motion(page: Page, name: str) -> None:
    """With reduced motion nothing moves; without it, the same check finds movement."""
    page.goto(f"/{name}.html")
    assert page.evaluate(MOTION) != []
    page.emulate_media(reduced_motion="reduce")
    assert page.evaluate(MOTION) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_forced_colours(page: Page, scheme: str) -> None:
    """Forced colours apply everywhere, and links look like links."""
    page.emulate_media(forced_colors="active", color_scheme=scheme)  # type: ignore[arg-type]
    page.goto("/timeline.html")
    adjustments = "[...document.querySelectorAll(':not(svg, svg *)')].map(e => getComputedStyle(e).forcedColorAdjust)"
    assert set(page.evaluate(adjustments)) == {"auto"}
    colours = """name => {
      document.body.style.setProperty('color', name);
      return getComputedStyle(document.body).color;
    }"""
    system = {name: page.evaluate(colours, name) for name in ("Canvas", "CanvasText", "LinkText")}
    assert len(set(system.values())) == 3
    link = page.locator("[role=main] a.reference").first
    assert link.evaluate("e => getComputedStyle(e).color") == system["LinkText"]


def test_without_script(new_context: CreateContextCallback, html: Pages) -> None:
    """Without JavaScript every milestone is on the timeline, its page opens, and a phone has the navigation."""
    page = new_context(java_script_enabled=False, viewport={"width": 320, "height": 800}).new_page()
    page.goto("/index.html")
    page.get_by_role("banner").get_by_role("link", name="Timeline").click()
    page.wait_for_url("**/timeline.html")
    titles = [link.text for entry in html["timeline.html"].all("p", "ms-title") for link in entry.all("a")]
    assert len(titles) > 10
    for title in titles:
        assert page.get_by_role("main").get_by_role("link", name=title, exact=True).first.is_visible()
    page.get_by_role("main").get_by_role("link", name=titles[0], exact=True).first.click()
    expect(page.get_by_role("heading", name=titles[0])).to_be_visible()
    page.locator("[role=main] a[href*='partners/']").first.click()
    page.wait_for_url("**/partners/*")
    expect(page.locator("[role=main] .ms-title a").first).to_be_visible()
    page.goto("/search.html")
    assert "JavaScript" in page.get_by_role("main").inner_text()


def test_every_word_is_there_without_script(new_context: CreateContextCallback) -> None:
    """The text of a page is the same without JavaScript, apart from folded parts and those for scripts."""
    without = new_context(java_script_enabled=False).new_page()
    for name in KINDS:
        without.goto(f"/{name}.html")
        shown = without.get_by_role("main")
        hidden = shown.locator(":scope :is(p, li, dt, dd, td, th, h1, h2, h3)").evaluate_all(
            "all => all.filter(e => e.textContent.trim() && !e.checkVisibility() && !e.closest('[hidden], details')"
            " && getComputedStyle(e).display !== 'contents' && !e.closest('.ms-columns, .ms-cells, .ms-in-years'))"
            ".map(e => e.outerHTML.slice(0, 120))"
        )
        assert hidden == [], name
        assert shown.inner_text().strip(), name


def letters(text: str) -> str:
    """Return a text without white space and separators, with ligatures taken apart, which some fonts have."""
    return "".join(normalize("NFKC", text).replace("·", "").split())


def printable(block: Element) -> str:
    """Return the letters of a block; none where some are for screen readers alone or run from right to left."""
    mixed = any(bidirectional(letter) in ("R", "AL") for letter in block.text)
    partly = any(block.all("span", name) for name in ("ms-hidden", "ms-number", "ms-text"))
    return "" if mixed or partly else letters(block.text)


def is_for_screens(element: Element) -> bool:
    """Return whether a part of a page is not printed: navigation, what is folded, what only a script shows."""
    hidden = element.tag in ("nav", "details") or "hidden" in element.attributes
    return hidden or not {"ms-neighbours", "ms-download", "ms-key", "ms-columns"}.isdisjoint(element.classes)


def printable_blocks(main: Element) -> list[str]:
    """Return the letters of each block of text that is printed."""
    left_out = {id(below) for each in main.walk() if is_for_screens(each) for below in each.walk()}
    blocks = [e for e in main.walk() if e.tag in BLOCKS and not any(below.tag in BLOCKS for below in [*e.walk()][1:])]
    return [printable(e) for e in blocks if not {id(below) for below in e.walk()} & left_out]


@every_font
@pytest.mark.parametrize("name", ["index", "timeline", "years/2024", "partners"])
def test_print(page: Page, html: Pages, name: str, fonts: str) -> None:
    """On three sizes of paper all text is printed, no sheet is empty, and nothing made for clicking is there."""
    (main,) = [each for each in html[f"{name}.html"].walk() if each.attributes.get("role") == "main"]
    blocks = printable_blocks(main)
    assert len(blocks) > 5
    page.goto(f"/{name}.html")
    for paper in ("A4", "Letter", "A3") if fonts == DEFAULT else ("A4",):
        sheets = list(map(letters, page_texts(page.pdf(format=paper))))
        assert all(sheets), f"{paper}: a sheet is empty"
        printed = re.sub(r"\(https?://[^)]*\)", "", "".join(sheets))  # after the text of each link
        assert [block for block in blocks if block not in printed] == [], paper
        needless = ("TimelinePartnersDocuments", "ContributingColophon", "Skiptocontent", "Onthispage", "Colours:")
        assert [text for text in needless if text in printed] == [], paper


def test_from_a_folder(page: Page, html: Pages, faults: list[str]) -> None:
    """A page of each kind opens without a server and without an error; none has an address that only a server knows."""
    assert {name for name in html.names if any(each.startswith("/") for each in html.addresses(name))} == {"404.html"}
    for name in KINDS:
        if name == "404":
            continue
        page.goto((html.folder / f"{name}.html").as_uri())
        assert (name, faults) == (name, [])
        assert page.get_by_role("heading", level=1).is_visible()


@pytest.mark.parametrize("name", ["index", "timeline", "partners", "documents", "about", "years/2024"])
def test_from_right_to_left(page: Page, name: str) -> None:
    """At three widths `dir` alone mirrors a page: the parts of its frame are as far from the opposite edge then."""
    page.emulate_media(reduced_motion="reduce")
    page.goto(f"/{name}.html")
    parts = page.locator(".bar > :not(script), .bar li, .years li:visible, .onpage, [role=main], .foot > *")
    for width in (1280, 768, 320):
        page.set_viewport_size({"width": width, "height": 800})
        sides = {}
        for direction in ("ltr", "rtl"):
            page.evaluate("dir => { document.documentElement.dir = dir }", direction)
            sides[direction] = parts.evaluate_all(EDGES)
        assert page.get_by_role("main").evaluate("e => getComputedStyle(e).direction") == "rtl"
        assert len(sides["ltr"]) > 7
        for left, right in zip(sides["ltr"], sides["rtl"], strict=True):
            assert left == pytest.approx(right[::-1], abs=1.5), f"{width} px"
        assert beside_the_window(page) == [], f"{width} px"
        if name == "timeline" and width > 320:
            assert page.locator(".ms-year").first.evaluate(YEAR_IS_ON_THE_RIGHT), f"{width} px"


def physical(text: str) -> list[str]:
    """Return the declarations of a style sheet that do not follow the direction of the text."""
    text = re.sub(r"/\*.*?\*/", "", text, flags=re.DOTALL)
    found = [match.group() for match in PHYSICAL.finditer(text)]
    for match in FOUR.finditer(text):
        values = re.sub(r"\([^()]*\)", "()", match.group(2).replace("!important", "")).split()
        if len(values) == 4 and values[1] != values[3]:
            found.append(match.group())
    return found


@pytest.mark.parametrize("path", STYLES, ids=lambda path: path.name)
def test_style_knows_no_left_and_right(path: Path) -> None:
    """Our own style sheets follow the direction of the text throughout."""
    assert physical(path.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize(
    "wrong",
    [
        *("margin-top: 0", "width: 1px", "max-height: 1px", "top: 0"),
        *("margin-left: 0", "padding-right: 1px", "border-left: 1px solid", "left: 0", "float: right", "clear: left"),
        *("text-align: left", "border-top-left-radius: 0", "padding: 0 1rem 0 0", "inset: 0 auto auto 0"),
    ],
)
def test_left_and_right_are_found(wrong: str) -> None:
    """The check above finds each declaration that names a side, and no logical one."""
    assert len(physical(f"a {{ {wrong}; }}")) == 1
    assert physical("a { margin: 0 1px 2px 1px; inset: 0; padding-inline-start: 0; text-align: start; }") == []
