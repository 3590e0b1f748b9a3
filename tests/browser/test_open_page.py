"""The page that the tests of a process share starts each of them as if newly opened."""

from __future__ import annotations

from playwright.sync_api import Page
from tests.support.browser import make_new

STATE = """() => ({
  stored: localStorage.length,
  cookies: document.cookie,
  size: [innerWidth, innerHeight],
  dark: matchMedia('(prefers-color-scheme: dark)').matches,
  still: matchMedia('(prefers-reduced-motion: reduce)').matches,
  forced: matchMedia('(forced-colors: active)').matches,
  printed: matchMedia('print').matches,
  steps: history.length,
})"""


def test_nothing_of_a_test_is_left_for_the_next(page: Page, base_url: str) -> None:
    """Storage, cookies, window, media, routes and history are those of a new page."""
    page.goto("/index.html")
    new = page.evaluate(STATE)
    page.goto("/timeline.html")
    page.evaluate("localStorage.setItem('theme', 'dark'); document.cookie = 'name=value'")
    page.set_viewport_size({"width": 320, "height": 640})
    page.emulate_media(media="print", color_scheme="dark", reduced_motion="reduce", forced_colors="active")
    page.route("**/index.html", lambda route: route.fulfill(body="replaced"))
    used = page.evaluate(STATE)
    assert [name for name in new if used[name] == new[name]] == []
    make_new(page, [base_url])
    page.goto("/index.html")
    assert page.evaluate(STATE) == new
    assert page.locator("h1").count() == 1
