"""The pictures of the register in a browser: their links, fixed table headers, and marks that need no colour."""

from __future__ import annotations

import re
from io import BytesIO
from typing import Literal

import pytest
from playwright.sync_api import FloatRect, Locator, Page
from pypdf import PdfReader
from tests.support.fonts import every_font
from tests.support.looking import Scheme, violations, windows


def box(element: Locator) -> FloatRect:
    """Return the position and size of an element in the window."""
    found = element.bounding_box()
    assert found
    return found


def test_each_year_of_the_strip_links_to_its_year(page: Page) -> None:
    """Each year is a link to that year, at least 24 px wide and high, with the number of milestones as its name."""
    page.goto("/timeline.html")
    links = page.locator("nav.ms-years a")
    assert links.count() > 10
    for link in links.all():
        assert re.fullmatch(r"\d{4}: \d+ milestones?", " ".join((link.text_content() or "").split()))
        assert min(box(link)["width"], box(link)["height"]) >= 24
        address = link.get_attribute("href") or ""
        link.focus()
        page.keyboard.press("Enter")
        page.wait_for_function("id => document.querySelector(':target')?.id === id", arg=address[1:])
        page.wait_for_function("() => Math.abs(document.querySelector(':target').getBoundingClientRect().top) < 200")


@pytest.mark.parametrize("name", ["partners", "partners/un"])
def test_each_mark_of_a_partner_leads_to_its_milestone(page: Page, name: str) -> None:
    """Each mark is at least 24 px wide and high, has the title of its milestone as its name, and leads to it."""
    page.goto(f"/{name}.html")
    marks = page.locator(":is(.ms-cells, .ms-strip) .ms-mark").all()
    assert len(marks) > 5
    for mark in marks:
        assert min(box(mark)["width"], box(mark)["height"]) >= 24
    found = {mark.evaluate("link => link.pathname + link.hash"): mark.get_attribute("title") or "" for mark in marks}
    for address, title in sorted(found.items()):  # those of a page follow each other, and it is loaded once
        page.goto(address)
        assert title.startswith(f"{page.locator(':target').locator('h2').first.text_content()}".rstrip("¶#"))


def test_right_to_left_mirrors_the_pictures(page: Page) -> None:
    """By `dir` alone: the first year is on the right in strip and chart, and words are not written backwards."""
    page.goto("/timeline.html")
    page.evaluate("document.documentElement.dir = 'rtl'")
    years = page.locator("nav.ms-years ol > li")
    assert box(years.first)["x"] > box(years.nth(1))["x"]
    picture, label = box(page.locator(".ms-picture")), box(page.locator(".ms-picture text", has_text="Study tour"))
    assert label["x"] + label["width"] == pytest.approx(picture["x"] + picture["width"] - 18, abs=2)
    matrix = page.evaluate("e => new DOMMatrix(getComputedStyle(document.querySelector('.ms-picture')).transform).a")
    words = page.evaluate(
        "e => new DOMMatrix(getComputedStyle(document.querySelector('.ms-picture text')).transform).a"
    )
    assert matrix * words == 1


@every_font
def test_the_pictures_are_accessible_when_open(page: Page, fonts: str) -> None:
    """With the table of numbers shown, axe finds nothing at three widths, and the page does not scroll sideways."""
    page.goto("/timeline.html")
    page.locator(".ms-chart summary").click()
    page.locator(".ms-numbers").wait_for(state="visible")
    for width, layout_only in windows(page, fonts):
        assert violations(page, layout_only=layout_only) == [], f"{width} px"
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), f"{width} px: too wide"


CONTRAST = """selector => {
  const context = document.createElement('canvas').getContext('2d', {willReadFrequently: true});
  const light = colour => {
    context.fillStyle = colour; context.fillRect(0, 0, 1, 1);
    const [r, g, b] = [...context.getImageData(0, 0, 1, 1).data].map(v => v / 255)
      .map(v => v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4);
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const [mark, ground] = [getComputedStyle(document.querySelector(selector)).fill,
    getComputedStyle(document.body).backgroundColor].map(light);
  return (Math.max(mark, ground) + 0.05) / (Math.min(mark, ground) + 0.05);
}"""


@pytest.mark.parametrize("forced", ["none", "active"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_marks_can_be_seen(page: Page, scheme: Scheme, forced: Literal["none", "active"]) -> None:
    """Marks have a contrast of at least 3 : 1 with the page, also in forced colours."""
    page.emulate_media(color_scheme=scheme, forced_colors=forced)
    page.goto("/timeline.html")
    for mark in (".ms-years ol path", ".ms-key path", ".ms-picture path", ".ms-legend path"):
        assert page.evaluate(CONTRAST, mark) >= 3, mark
    page.goto("/partners.html")
    assert page.evaluate(CONTRAST, ".ms-cells path") >= 3


def test_paper_has_the_numbers_and_nothing_to_open_them(page: Page) -> None:
    """The table below the chart is printed unfolded, without the button that opens it."""
    page.goto("/timeline.html")
    printed = " ".join(" ".join(sheet.extract_text() for sheet in PdfReader(BytesIO(page.pdf())).pages).split())
    assert "Show as a table" not in printed
    assert re.search(r"(\d+ ){7}16\b", printed)
