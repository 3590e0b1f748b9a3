"""A real browser with fonts of its own, whose windows are watched for errors and for requests to other hosts.

The browser is `$CHROMIUM`, else a Chromium on the PATH, else the one that `playwright install chromium` puts in place.
Debian's `chromium-headless-shell` is preferred: the same engine without windows takes two thirds of the time.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any, cast

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, ViewportSize, sync_playwright
from pytest_playwright.pytest_playwright import CreateContextCallback
from tests.support.fonts import DEFAULT, FONT_SETS, write_configuration

NAMES = ("chromium-headless-shell", "chromium", "google-chrome")
WINDOW: ViewportSize = {"width": 1280, "height": 720}
NO_BROWSER = "NO BROWSER: set CHROMIUM, install Chromium, or run `playwright install chromium`"


@cache
def chromium() -> str | None:
    """Return the path of this machine's browser, or None if it has none."""
    if named := os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, NAMES)), None):
        return named
    with sync_playwright() as playwright:
        path = playwright.chromium.executable_path
    return path if Path(path).exists() else None


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Skip the tests that need a browser, with the reason, if there is none; in CI they fail instead."""
    ours = [item for item in items if "browser" in getattr(item, "fixturenames", ())]
    if ours and not os.environ.get("CI") and chromium() is None:
        for item in ours:
            item.add_marker(pytest.mark.skip(reason=NO_BROWSER))


@pytest.fixture(scope="session")
def browser_type_launch_args() -> dict[str, Any]:
    """Options of the browser: no sandbox of its own, which a container does not allow, and no requests of its own."""
    path = chromium()
    assert path, NO_BROWSER
    quiet = ["--disable-background-networking", "--disable-component-update", "--disable-sync"]
    return {"executable_path": path, "args": ["--no-sandbox", "--disable-gpu", "--disable-quic", *quiet]}


@pytest.fixture
def fonts(request: pytest.FixtureRequest) -> str:
    """The name of the only fonts that the browser has; `every_font` runs a test with each set."""
    name: str = getattr(request, "param", DEFAULT)
    if not FONT_SETS[name].files():
        (pytest.fail if os.environ.get("CI") else pytest.skip)(FONT_SETS[name].missing)
    return name


@pytest.fixture(scope="session")
def browser_with(
    launch_browser: Callable[..., Browser], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Callable[[str], Browser]]:
    """Return the browser that has a set of fonts, started the first time that a test asks for it."""
    started: dict[str, Browser] = {}

    def start(fonts: str) -> Browser:
        if fonts not in started:
            path = write_configuration(FONT_SETS[fonts], tmp_path_factory.mktemp(f"fonts-{fonts}"))
            started[fonts] = launch_browser(env={**os.environ, "FONTCONFIG_FILE": str(path)})
        return started[fonts]

    yield start
    for browser in started.values():
        browser.close()


@pytest.fixture
def browser(browser_with: Callable[[str], Browser], fonts: str) -> Browser:
    """The browser with the fonts of the test."""
    return browser_with(fonts)


@dataclass
class Watch:
    """What the windows of one process are watched for: the errors of the test that runs, and the servers it may ask."""

    faults: list[str] = field(default_factory=list)
    hosts: list[str] = field(default_factory=list)

    def attach(self, context: BrowserContext) -> BrowserContext:
        """Note violations of the policy, errors, and requests to other hosts, in any page of a window."""
        context.on("console", lambda message: self.faults.append(message.text) if message.type == "error" else None)
        context.on("weberror", lambda error: self.faults.append(str(error.error)))
        context.on("request", lambda request: self._check(request.url))
        return context

    def _check(self, address: str) -> None:
        if not address.startswith((*(f"{host}/" for host in self.hosts), "file:", "data:")):
            self.faults.append(address)


@pytest.fixture(scope="session")
def session_watch() -> Watch:
    """What all windows of this process are watched for."""
    return Watch()


@pytest.fixture
def watch(session_watch: Watch, base_url: str) -> Iterator[Watch]:
    """The same, for one test, which fails if any error is left at its end."""
    session_watch.faults, session_watch.hosts = [], [base_url]
    yield session_watch
    assert session_watch.faults == []


@pytest.fixture
def faults(watch: Watch) -> list[str]:
    """Errors in the browser, from which a test takes those that it expects."""
    return watch.faults


@pytest.fixture
def hosts(watch: Watch) -> list[str]:
    """Addresses of the servers that a page may request from."""
    return watch.hosts


@pytest.fixture
def browser_context_args(browser_context_args: dict[str, Any], base_url: str) -> dict[str, Any]:
    """Options of a window, with the server of the test: the plugin has that of the first test of the process."""
    return {**browser_context_args, "base_url": base_url}


@pytest.fixture
def new_context(new_context: CreateContextCallback, watch: Watch) -> CreateContextCallback:
    """Return a function that opens a watched window of its own, with nothing in its cache and any options."""
    return cast(CreateContextCallback, lambda **options: watch.attach(new_context(**options)))


@pytest.fixture
def fresh_page(new_context: CreateContextCallback) -> Page:
    """A page in a window of its own, for tests that count its requests or change what scripts find there."""
    return new_context().new_page()


@pytest.fixture(scope="session")
def open_pages() -> dict[tuple[Browser, str], Page]:
    """The page that each browser has open for all tests of a server."""
    return {}


@pytest.fixture
def page(
    browser: Browser,
    browser_context_args: dict[str, Any],
    open_pages: dict[tuple[Browser, str], Page],
    base_url: str,
    watch: Watch,
) -> Iterator[Page]:
    """A page as if newly opened. It is the same for all tests: to open one takes three times as long as to load it."""
    page = (
        open_pages.pop((browser, base_url), None)
        or watch.attach(browser.new_context(**browser_context_args)).new_page()
    )
    yield page
    make_new(page, watch.hosts)
    open_pages[browser, base_url] = page  # not after an error above: the next test opens another


def make_new(page: Page, hosts: list[str]) -> None:
    """Undo what a test has changed in a page and its window."""
    page.unroute_all()
    page.context.clear_permissions()
    page.context.clear_cookies()
    page.goto("about:blank")
    if page.viewport_size != WINDOW:
        page.set_viewport_size(WINDOW)
    page.emulate_media(media="null", color_scheme="light", reduced_motion="no-preference", forced_colors="none")
    page.mouse.move(-1, -1)
    session = page.context.new_cdp_session(page)
    for host in hosts:
        session.send("Storage.clearDataForOrigin", {"origin": host, "storageTypes": "all"})
    session.send("Page.resetNavigationHistory")
    session.detach()
