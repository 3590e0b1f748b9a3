"""A milestone on its page in a browser: its permanent link, how to cite it, and the way to its neighbours."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import Page, expect
from pytest_playwright.pytest_playwright import CreateContextCallback
from tests.support.looking import violations, windows

if TYPE_CHECKING:
    from tests.support.html_pages import Pages

PAGE = "/years/2015.html"
MILESTONE = "2015-un-study-tour"


def test_the_address_is_copied(timed_page: Page, base_url: str) -> None:
    """The button copies the URL, by keyboard too, and the status reports it without moving the focus."""
    page = timed_page
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto(PAGE)
    entry = page.locator(f"[id='{MILESTONE}']")
    button = entry.get_by_role("button", name=re.compile("^Copy link"))
    entry.get_by_role("link", name=re.compile("^Permanent link")).focus()
    page.keyboard.press("Tab")
    expect(button).to_be_focused()
    expect(entry.get_by_role("status")).to_have_text("")
    page.keyboard.press("Enter")
    expect(entry.get_by_role("status")).to_have_text("Copied")
    expect(button).to_be_focused()
    assert page.evaluate("navigator.clipboard.readText()") == f"{base_url}{PAGE}#{MILESTONE}"
    page.evaluate("later.forEach(run => run())")
    expect(entry.get_by_role("status")).to_have_text("")


def test_the_address_is_copied_from_a_file(page: Page, html: Pages) -> None:
    """The button also copies the URL of a page opened from a folder."""
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    address = (html.folder / PAGE[1:]).as_uri()
    page.goto(address)
    entry = page.locator(f"[id='{MILESTONE}']")
    entry.get_by_role("button", name=re.compile("^Copy link")).click()
    expect(entry.get_by_role("status")).to_have_text("Copied")
    assert page.evaluate("navigator.clipboard.readText()") == f"{address}#{MILESTONE}"


def test_a_refusal_leaves_the_link(fresh_page: Page) -> None:
    """If the browser refuses to copy, the button is removed, and the focus moves to the link, to be copied by hand."""
    page = fresh_page
    page.add_init_script("Clipboard.prototype.writeText = () => Promise.reject(new Error('no'))")
    page.goto(PAGE)
    entry = page.locator(f"[id='{MILESTONE}']")
    entry.get_by_role("button", name=re.compile("^Copy link")).click()
    expect(entry.get_by_role("button")).to_have_count(0)
    expect(entry.get_by_role("link", name=re.compile("^Permanent link"))).to_be_focused()


def test_without_a_clipboard_there_is_no_button(fresh_page: Page) -> None:
    """Without a clipboard, as on a page loaded without encryption, there is no button."""
    page = fresh_page
    page.add_init_script("Object.defineProperty(Navigator.prototype, 'clipboard', {value: undefined})")
    page.goto(PAGE)
    expect(page.get_by_role("link", name=re.compile("^Permanent link"))).not_to_have_count(0)
    expect(page.get_by_role("button", name=re.compile("^Copy link"))).to_have_count(0)


def test_all_is_there_without_javascript(new_context: CreateContextCallback, base_url: str) -> None:
    """Without JavaScript the permanent link, the citation and the neighbours are there, and the button is not."""
    page = new_context(java_script_enabled=False).new_page()
    page.goto(PAGE)
    entry = page.locator(f"[id='{MILESTONE}']")
    expect(entry.get_by_role("button", name=re.compile("^Copy link"))).to_have_count(0)
    entry.locator("summary").click()
    expect(entry.locator("pre")).to_contain_text(f"@misc{{{MILESTONE},")
    entry.get_by_role("link", name=re.compile("^Permanent link")).click()
    expect(page).to_have_url(f"{base_url}{PAGE}#{MILESTONE}")


def test_the_keyboard_leads_through_the_register(page: Page) -> None:
    """The citation opens by the keyboard, and the neighbours lead from page to page until there is none."""
    page.goto(PAGE)
    entry = page.locator(f"[id='{MILESTONE}']")
    entry.locator("summary").focus()
    page.keyboard.press("Enter")
    expect(entry.locator("pre")).to_be_visible()
    seen = [MILESTONE]
    while (earlier := page.locator(f"[id='{seen[-1]}'] a[rel=prev]")).count():
        earlier.focus()
        page.keyboard.press("Enter")
        page.wait_for_url(re.compile(f"#(?!{seen[-1]}$)"))
        seen.append(page.url.partition("#")[2])
    years = [int(identifier[:4]) for identifier in seen]
    assert years == sorted(years, reverse=True)
    assert years[-1] == 2010
    assert len(seen) == len(set(seen)) > 5


@pytest.mark.parametrize("direction", ["ltr", "rtl"])
def test_accessible_with_all_of_it_open(page: Page, direction: str) -> None:
    """With citations open axe finds nothing at three widths, nothing scrolls sideways, and `dir` mirrors the page."""
    page.goto(PAGE)
    page.evaluate("dir => { document.documentElement.dir = dir }", direction)
    page.locator("details.ms-cite").evaluate_all("all => all.forEach(one => { one.open = true })")
    for width, layout_only in windows(page):
        edges = page.locator(".sources-differ").first.evaluate(
            "note => [getComputedStyle(note).borderLeftWidth, getComputedStyle(note).borderRightWidth]"
        )
        assert edges == (["3px", "0px"] if direction == "ltr" else ["0px", "3px"])
        assert violations(page, layout_only=layout_only or direction == "rtl") == [], f"{width} px"
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), f"{width} px: too wide"
        entry = page.locator(f"[id='{MILESTONE}']")
        earlier, later = (entry.locator(f"a[rel={rel}]").bounding_box() for rel in ("prev", "next"))
        assert earlier
        assert later
        if width > 640:
            assert (earlier["x"] < later["x"]) == (direction == "ltr")
