"""The Arabic edition in a browser: mirrored, accessible, searchable, and a link away from the English one."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import sphinx
from playwright.sync_api import Page, expect
from tests.browser.conftest import LAYOUTS
from tests.support.looking import WIDTHS, beside_the_window, cut_off, violations
from tests.support.variants import variant

pytestmark = pytest.mark.usefixtures("arabic")
CORRECTING = "contributing/arabic"  # in Arabic in both editions
# Of the others, those that `make test` looks at have each kind of part.
SOME = ("ar/index", "ar/timeline", "ar/partners", "ar/years/2024", "ar/search")
PAGES = [*(f"ar/{name}" for name in (*LAYOUTS, "search", "translation", CORRECTING)), CORRECTING]
# The horizontal positions of the characters of a text, in the order in which it is written.
POSITIONS = """e => {
  const text = document.createTreeWalker(e, NodeFilter.SHOW_TEXT).nextNode();
  const range = document.createRange();
  return [...text.data].map((_, index) => {
    range.setStart(text, index);
    range.setEnd(text, index + 1);
    return range.getBoundingClientRect().left;
  });
}"""


def left(page: Page, selector: str) -> float:
    """The left edge of the first element."""
    box = page.locator(selector).first.bounding_box()
    assert box, selector
    return box["x"]


@pytest.mark.parametrize("name", [pytest.param(each, marks=() if each in SOME else variant) for each in PAGES])
def test_a_page_runs_from_right_to_left(page: Page, name: str) -> None:
    """At three widths nothing is cut off or beside the window, and axe finds nothing; colours are those in English."""
    page.goto(f"/{name}.html")
    main = page.get_by_role("main")
    direction = "ltr" if "contributing" in name and CORRECTING not in name else "rtl"
    assert main.evaluate("e => getComputedStyle(e).direction") == direction
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        assert beside_the_window(page) == [], width
        assert cut_off(page) == [], width
        assert violations(page, layout_only=width != min(WIDTHS)) == [], width


def test_what_is_beside_the_text_is_mirrored(page: Page) -> None:
    """Name, navigation, dates, strip and facts are on the side opposite to that of the English page."""
    order: dict[str, list[bool]] = {}
    for language in ("", "ar/"):
        page.goto(f"/{language}index.html")
        found = [left(page, ".bar .name") < left(page, ".bar .find")]
        found += [left(page, ".bar nav li") < left(page, ".bar nav li:last-child")]
        found += [left(page, ".ms-entry .ms-date") < left(page, ".ms-entry .ms-title")]
        found += [left(page, ".ms-strip-year") < left(page, ".ms-strip-year:last-child")]
        page.goto(f"/{language}years/2024.html")
        found += [left(page, ".years li") < left(page, ".years li:last-child")]
        page.goto(f"/{language}partners.html")
        found += [left(page, ".ms-partner dt") < left(page, ".ms-partner .ms-brief")]
        order[language] = found
    assert order[""] == [True] * len(order[""])
    assert order["ar/"] == [False] * len(order[""])


def test_dates_are_not_reversed(page: Page) -> None:
    """Day, month and year follow one another from right to left, and the digits of each from left to right."""
    page.goto("/ar/years/2015.html")
    date = page.locator("time, .ms-when").filter(has_text="مارس").first
    text = date.inner_text()
    assert "مارس 2015" in text
    positions = date.evaluate(POSITIONS)
    day, month, year = (text.index(part) for part in ("15", "مارس", "2015"))
    assert positions[day] > positions[month] > positions[year]
    for start, length in ((day, 2), (year, 4)):
        digits = positions[start : start + length]
        assert digits == sorted(digits)


@pytest.mark.parametrize("name", ["index", "years/2015", "partners/oman", "contributing/dates"])
def test_the_other_language_is_a_link_away_and_back(page: Page, base_url: str, name: str) -> None:
    """The same page at the same anchor."""
    address = f"{name}.html#2015-un-study-tour" if name == "years/2015" else f"{name}.html"
    page.goto(f"/{address}")
    for link, edition, language in (("العربية", "ar/", "ar"), ("English", "", "en-GB")):
        page.get_by_role("banner").get_by_role("link", name=link).click()
        expect(page).to_have_url(f"{base_url}/{edition}{address}")
        expect(page.locator("html")).to_have_attribute("lang", language)


def test_code_runs_from_left_to_right(page: Page) -> None:
    """Within Arabic text too, so that “ar =” does not become “= ar”."""
    page.goto(f"/ar/{CORRECTING}.html")
    positions = (
        page.locator("code")
        .filter(has_text="ar =")
        .locator(".pre")
        .evaluate_all("parts => parts.map(part => part.getBoundingClientRect().left)")
    )
    assert len(positions) == 2
    assert positions == sorted(positions)


def test_each_message_of_the_search_is_in_arabic(page: Page) -> None:
    """Those in the scripts of Sphinx, with and without a number, as the search page shows them."""
    folder = Path(*sphinx.__path__) / "themes/basic/static"
    scripts = "".join((folder / name).read_text(encoding="utf-8") for name in ("searchtools.js", "sphinx_highlight.js"))
    single, counted = (set(re.findall(rf'\b{name}\(\s*"([^"]+)"', scripts)) for name in ("_", "ngettext"))
    assert len(single) > 3
    assert counted
    page.goto("/ar/search.html")
    texts = page.evaluate("texts => texts.map((text) => [text, Documentation.gettext(text)])", sorted(single))
    forms = "texts.flatMap((text) => [0, 1, 2, 3, 11, 100].map((n) => [text, Documentation.ngettext(text, text, n)]))"
    texts += page.evaluate(f"texts => {forms}", sorted(counted))
    assert [message for message, shown in texts if not re.search("[\u0600-\u06ff]", shown)] == []


def test_a_filtered_timeline_stays_filtered(page: Page) -> None:
    """A filter is in the address, which the other language reads too."""
    page.goto("/timeline.html?partner=oman")
    page.get_by_role("link", name="العربية").click()
    expect(page.locator(".ms-entry:visible")).to_have_count(2)
    assert "partner=oman" in page.url


@pytest.mark.parametrize(
    ("query", "title"),
    [
        ("عمان", "البحرين تطلع سلطنة عُمان على تجربتها في التحول الرقمي"),  # without the vowel sign
        ("مذكرات", "البحرين والكويت توقعان مذكرة بشأن الحوسبة السحابية"),  # the plural
        ("الإحصاء", "هيئة الإحصاء السعودية تطلع على كيفية استخدام البحرين للسجلات الإدارية"),
        ("SDMX", "البحرين تستضيف المؤتمر العالمي التاسع لتبادل البيانات الإحصائية والوصفية (SDMX)"),
    ],
)
def test_search_finds_other_forms_of_a_word(page: Page, query: str, title: str) -> None:
    """Without vowel signs, in the plural, with the article, and in Latin letters."""
    page.goto(f"/ar/search.html?q={query}")
    expect(page.locator("#search-results").get_by_role("link", name=title, exact=True).first).to_be_visible()
