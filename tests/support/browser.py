"""A real browser with fonts of its own, whose windows are watched for errors and for requests to other hosts.

The browser is `$CHROMIUM`, else a Chromium on the PATH, else the one that `playwright install chromium` puts in place.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any, cast

import pytest
from playwright.sync_api import Browser, BrowserContext, sync_playwright
from pytest_playwright.pytest_playwright import CreateContextCallback
from tests.support.fonts import DEFAULT, FONT_SETS, write_configuration

NO_BROWSER = "NO BROWSER: set CHROMIUM, install Chromium, or run `playwright install chromium`"


@cache
def chromium() -> str | None:
    """Return the path of this machine's browser, or None if it has none."""
    named = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
    if named:
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


@pytest.fixture
def faults() -> Iterator[list[str]]:
    """Errors in the browser; a test fails if any is left in the list at its end."""
    found: list[str] = []
    yield found
    assert found == []


@pytest.fixture
def hosts(base_url: str) -> list[str]:
    """Addresses of the servers that a page may request from."""
    return [base_url]


@pytest.fixture
def new_context(new_context: CreateContextCallback, faults: list[str], hosts: list[str]) -> CreateContextCallback:
    """Return a function that opens a window and notes violations of the policy, errors, and requests to other hosts."""

    def is_ours(address: str) -> bool:
        return address.startswith((*(f"{host}/" for host in hosts), "file:", "data:"))

    def watched(**options: Any) -> BrowserContext:
        context = new_context(**options)
        context.on("console", lambda message: faults.append(message.text) if message.type == "error" else None)
        context.on("weberror", lambda error: faults.append(str(error.error)))
        context.on("request", lambda asked: None if is_ours(asked.url) else faults.append(asked.url))
        return context

    return cast(CreateContextCallback, watched)
