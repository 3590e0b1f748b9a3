"""The register in a real browser: its pages from a server on this machine, under the policy that is shipped with them.

The browser is `$CHROMIUM`, else a Chromium on the PATH, else the one that `playwright install chromium` puts in place.
"""

from __future__ import annotations

import os
import shutil
import threading
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import sync_playwright

if TYPE_CHECKING:
    from tests.html_pages import Pages

HERE = Path(__file__).parent
NO_BROWSER = "NO BROWSER: set CHROMIUM, install Chromium, or run `playwright install chromium`"


def chromium() -> str | None:
    """The browser that this machine has; None where it has none."""
    named = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
    if named:
        return named
    with sync_playwright() as playwright:
        path = playwright.chromium.executable_path
    return path if Path(path).exists() else None


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Where no browser can be had the tests are skipped, said loudly; never where CI runs."""
    ours = [item for item in items if HERE in item.path.parents]
    if ours and not os.environ.get("CI") and chromium() is None:
        for item in ours:
            item.add_marker(pytest.mark.skip(reason=NO_BROWSER))


@pytest.fixture(scope="session")
def browser_type_launch_args() -> dict[str, Any]:
    """How the browser is started: without a sandbox of its own, which a container has no room for."""
    path = chromium()
    assert path, NO_BROWSER
    quiet = ["--disable-background-networking", "--disable-component-update", "--disable-sync"]
    return {"executable_path": path, "args": ["--no-sandbox", "--disable-gpu", "--disable-quic", *quiet]}


class _Handler(SimpleHTTPRequestHandler):
    """Serves a folder without a word."""

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the name that the library gives it
        """Nothing."""


@pytest.fixture(scope="session")
def base_url(html: Pages) -> Iterator[str]:
    """The address of the built register, for `page.goto("/timeline.html")`."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Handler, directory=str(html.folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()
