"""The years of the timeline: their navigation, their headings, and the page without JavaScript."""

from __future__ import annotations

from urllib.parse import urlencode

import pytest
from playwright.sync_api import Locator, Page, Route, expect
from pytest_playwright.pytest_playwright import CreateContextCallback
from tests.support.asking import OPEN, Register, assert_shows


def is_on_top(element: Locator) -> bool:
    """Return whether nothing covers the bottom centre of an element."""
    return bool(
        element.evaluate(
            "e => { const box = e.getBoundingClientRect();"
            " return e.contains(document.elementFromPoint(box.x + box.width / 2, box.bottom - 8)); }"
        )
    )


def test_a_year_shows_how_many_milestones_match(page: Page) -> None:
    """The name and the marks of a year show how many of its milestones match the filter."""
    page.goto("/timeline.html?kind=visit")
    left = (("2015", "1 of 2 milestones", 1), ("2019", "2 milestones", 2), ("2024", "0 of 1 milestone", 0))
    for year, name, marks in left:
        link = page.locator(f".ms-years a[href='#timeline_{year}']")
        expect(link).to_have_attribute("title", name)
        expect(link).to_have_text(f"{year}: {name}")
        expect(link.locator(".ms-shape:visible")).to_have_count(marks)


@pytest.mark.parametrize("width", [320, 1280])
def test_nothing_is_repeated_beside_the_year(page: Page, width: int) -> None:
    """A date that repeats the year is for screen readers only; any other comes first below the title."""
    page.set_viewport_size({"width": width, "height": 800})
    page.goto("/timeline.html")
    for year, dates in {"2025": ["2025"], "2021": ["9 June 2021", "2021"], "2014": ["about January 2014"]}.items():
        shown = page.locator(f"#timeline_{year} .ms-date")
        assert shown.all_inner_texts() == dates
        for date, element in zip(dates, shown.all(), strict=True):
            box, line = element.bounding_box(), element.locator("xpath=..").bounding_box()
            assert box
            assert line
            assert (box["width"] > 1) == (date != year)
            assert date == year or box["x"] == line["x"]


def test_years_with_nothing_left_have_no_marks_in_the_navigation(page: Page, register: Register) -> None:
    """Years without a match have no marks; a link to one of them clears the filter."""
    query = [("kind", "visit")]
    page.goto(f"/timeline.html?{urlencode(query)}")
    links = page.locator(".ms-years a").filter(has=page.locator(".ms-shape:visible"))
    years = {milestone["date"]["earliest"][:4] for milestone in register.found(query)}
    assert {place[-4:] for place in links.evaluate_all("all => all.map(link => link.hash)")} == years
    page.locator(".ms-years a[href='#timeline_2024']").click()
    expect(page.locator("#timeline_2024")).to_be_in_viewport()
    assert_shows(page, register, [])


@pytest.mark.parametrize("width", [680, 768, 1280])
def test_the_navigation_follows_the_scroll(page: Page, width: int) -> None:
    """While a reader scrolls, the navigation stays in sight, and the link of the year in view is the current one."""
    page.set_viewport_size({"width": width, "height": 600})
    page.goto("/timeline.html")
    expect(page.locator(".ms-years a[aria-current]")).to_have_count(0)
    for year in ("2021", "2013", "2024"):
        page.locator(f"#timeline_{year}").evaluate("heading => scrollBy(0, heading.getBoundingClientRect().top - 140)")
        expect(page.locator(".ms-years a[aria-current]")).to_have_attribute("href", f"#timeline_{year}")
        expect(page.locator(".ms-years a[aria-current]")).to_be_in_viewport(ratio=0.2)
        assert is_on_top(page.locator(".ms-years a[aria-current]"))


@pytest.mark.parametrize("width", [320, 768, 1280])
def test_the_year_stays_while_its_entries_scroll(page: Page, width: int) -> None:
    """The heading of a year stays in sight at any width while its entries scroll, until the next one replaces it."""
    page.set_viewport_size({"width": width, "height": 500})
    page.goto("/timeline.html")
    for year in ("2021", "2015"):
        last = page.locator(f"#timeline_{year} .ms-entry").last
        last.evaluate("row => scrollTo({ top: scrollY + row.getBoundingClientRect().top - 150, behavior: 'instant' })")
        expect(page.locator(f"#timeline_{year} > h2")).to_be_in_viewport(ratio=1)
        assert is_on_top(page.locator(f"#timeline_{year} > h2"))


@pytest.mark.parametrize("language", ["sr@latin", "en_GB", "", "x"])
def test_the_filter_works_with_any_lang_attribute(page: Page, language: str) -> None:
    """The filter works even if the page's `lang` is no language code that the browser knows."""

    def answer(route: Route) -> None:
        response = route.fetch()
        route.fulfill(response=response, body=response.text().replace('lang="en-GB"', f'lang="{language}"', 1))

    page.route("**/timeline.html*", answer)
    page.goto("/timeline.html?kind=visit")
    expect(page.locator(".ms-found")).to_have_text("4 of 16 milestones")


def test_without_javascript_all_is_there_and_nothing_that_does_nothing(
    new_context: CreateContextCallback, register: Register
) -> None:
    """Without JavaScript every milestone is there, newest first, and the filter leaves no gap."""
    page = new_context(java_script_enabled=False).new_page()
    page.goto("/timeline.html")
    titles = page.locator(".ms-entry .ms-title").all_inner_texts()
    began = {milestone["title"]: milestone["date"]["earliest"] for milestone in register.milestones}
    assert len(titles) == len(register)
    dates = [began[title] for title in titles]
    assert dates == sorted(dates, reverse=True)
    years = page.locator(".ms-year > h2:visible").all_inner_texts()
    assert years == list(dict.fromkeys(date[:4] for date in dates))
    form = page.locator(".ms-filter")
    expect(form).to_have_css("display", "none")
    assert page.locator(".ms-timeline :is(input, select, button, summary):visible").count() == 0


def test_right_to_left_it_is_mirrored(page: Page) -> None:
    """With `dir` alone, each part of the timeline is as far from the opposite edge."""
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
