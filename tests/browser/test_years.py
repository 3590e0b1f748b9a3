"""The timeline as a picture and a text: its years lead the reader, and it is whole without a script."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlencode

import pytest
from playwright.sync_api import Page, expect
from pytest_playwright.pytest_playwright import CreateContextCallback
from tests.browser.asking import OPEN, Register, assert_shows

if TYPE_CHECKING:
    from tests.html_pages import Pages


def test_years_with_nothing_left_have_no_marks_in_the_navigation(page: Page, register: Register) -> None:
    """It shows the years that are shown; one of the others can still be asked for, and shows all again."""
    query = [("kind", "visit")]
    page.goto(f"/timeline.html?{urlencode(query)}")
    links = page.locator(".ms-years a").filter(has=page.locator(".ms-shape:visible"))
    years = {milestone["date"]["from"][:4] for milestone in register.found(query)}
    assert {place[-4:] for place in links.evaluate_all("all => all.map(link => link.hash)")} == years
    page.locator(".ms-years a[href='#timeline_2024']").click()
    expect(page.locator("#timeline_2024")).to_be_in_viewport()
    assert_shows(page, register, [])


def test_the_navigation_marks_the_year_in_view(page: Page) -> None:
    """While a reader scrolls, one link is the current one."""
    page.set_viewport_size({"width": 800, "height": 600})
    page.goto("/timeline.html")
    for year in ("2021", "2013", "2024"):
        page.locator(f"#timeline_{year}").evaluate("heading => scrollBy(0, heading.getBoundingClientRect().top - 140)")
        expect(page.locator(".ms-years a[aria-current]")).to_have_attribute("href", f"#timeline_{year}")


def test_without_javascript_all_is_there_and_nothing_that_does_nothing(
    new_context: CreateContextCallback, register: Register
) -> None:
    """Every milestone, the newest first within its year too, no filter, and no gap where it would be."""
    page = new_context(java_script_enabled=False).new_page()
    page.goto("/timeline.html")
    titles = page.locator(".ms-entry .ms-title").all_inner_texts()
    began = {milestone["title"]: milestone["date"]["from"] for milestone in register.milestones}
    assert len(titles) == len(register)
    dates = [began[title] for title in titles]
    assert dates == sorted(dates, reverse=True)
    years = page.locator(".ms-year > h2:visible").all_inner_texts()
    assert years == list(dict.fromkeys(date[:4] for date in dates))
    form = page.locator(".ms-filter")
    expect(form).to_have_css("display", "none")
    assert page.locator(".ms-timeline :is(input, select, button, summary):visible").count() == 0


def test_right_to_left_it_is_mirrored(page: Page) -> None:
    """By `dir` alone each part of the timeline stands as far from the other edge."""
    page.set_viewport_size({"width": 1280, "height": 900})
    page.goto("/timeline.html?kind=visit")
    page.locator(OPEN).click()
    script = """all => all.map(each => {
      const frame = each.closest(".ms-timeline").getBoundingClientRect(), box = each.getBoundingClientRect();
      return [Math.round(box.left - frame.left), Math.round(frame.right - box.right)];
    })"""
    parts = page.locator(".ms-year:visible > h2, .ms-entry:visible > p, .ms-found, .ms-filter input, .ms-filter select")
    before = parts.evaluate_all(script)
    page.locator("html").evaluate("root => { root.dir = 'rtl' }")
    after = parts.evaluate_all(script)
    assert len(before) > 50
    assert all(abs(a - d) <= 1 and abs(b - c) <= 1 for (a, b), (c, d) in zip(before, after, strict=True))
