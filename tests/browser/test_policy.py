"""The files for hosts: a strict policy, which every test here runs under, and small pages."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import Page, Request
from tests.support.serving import shipped_headers

if TYPE_CHECKING:
    from tests.support.html_pages import Pages

HASH = r"'sha256-[A-Za-z0-9+/]{43}='"


def test_policy_is_strict(html: Pages) -> None:
    """The policy allows the site itself, two inline scripts and a style by their hashes, and no style attribute."""
    policy = shipped_headers(html.folder)["Content-Security-Policy"]
    parts = policy.split("; ")
    assert [re.sub(HASH, "HASH", part) for part in parts] == [
        "default-src 'none'",
        "script-src 'self' HASH HASH HASH",
        "style-src 'self' HASH",
        "img-src 'self' data:",
        "font-src 'self'",
        "connect-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    ]


def test_hosts_say_the_same(html: Pages) -> None:
    """The files for the three kinds of host have the same headers."""
    headers = shipped_headers(html.folder)
    assert set(headers) >= {"Permissions-Policy", "Referrer-Policy", "X-Content-Type-Options"}
    for name, pattern in (
        (".htaccess", r'Header always set (\S+) "(.*)"'),
        ("_headers.nginx", r'add_header (\S+) "(.*)" always;'),
    ):
        lines = (html.folder / name).read_text(encoding="utf-8").splitlines()
        found = [re.fullmatch(pattern, line) for line in lines]
        assert {match[1]: match[2] for match in found if match} == headers
        assert len(lines) == len(headers)


@pytest.mark.parametrize(
    "breach",
    [
        "const s = document.createElement('script'); s.textContent = 'window.broken = 1'; document.body.append(s)",
        "const s = document.createElement('style'); s.textContent = 'body { color: red }'; document.body.append(s)",
        "document.body.setAttribute('style', 'color: red')",
        "document.body.insertAdjacentHTML('beforeend', '<img src=x onerror=\"window.broken = 1\">')",
        "const s = document.createElement('base'); s.href = '/years/'; document.head.append(s)",
        "const s = document.createElement('object'); s.data = '/index.html'; document.body.append(s)",
    ],
)
def test_policy_is_in_force(page: Page, faults: list[str], breach: str) -> None:
    """The browser blocks what the policy does not allow, and a test in which that happens fails."""
    page.goto("/index.html")
    page.evaluate(f"() => {{ {breach} }}")
    page.wait_for_function("() => true")
    assert any("Content Security Policy" in fault for fault in faults)
    assert page.evaluate("window.broken") is None
    faults.clear()


@pytest.mark.parametrize("address", ["https://example.org/x.png", "http://127.0.0.1:9/x.png"])
def test_other_hosts_are_not_asked(page: Page, faults: list[str], address: str) -> None:
    """An image of another host is not requested, and a test in which a page refers to one fails."""
    page.goto("/index.html")
    page.evaluate("address => { document.body.append(Object.assign(new Image(), { src: address })) }", address)
    page.wait_for_function("() => document.images[document.images.length - 1].complete")
    assert faults != []
    faults.clear()


@pytest.mark.parametrize("name", ["index", "timeline"])
def test_light(fresh_page: Page, name: str) -> None:
    """The first visit takes under 60 KB, compressed, in at most 12 requests, the icon among them; fonts 50 KB more."""
    page, asked = fresh_page, list[Request]()
    page.on("request", lambda request: asked.append(request))
    page.goto(f"/{name}.html", wait_until="networkidle")
    if not any(request.url.endswith("icon.svg") for request in asked):  # Chromium asks for it out of sight
        page.evaluate("fetch(document.querySelector('link[rel~=icon]').href).then(answer => answer.text())")
    sizes = {request.url.rpartition("/")[2]: request.sizes()["responseBodySize"] for request in asked}
    fonts = {name: size for name, size in sizes.items() if name.endswith(".woff2")}
    assert all(size > 0 for size in sizes.values())
    assert fonts
    assert len(asked) - len(fonts) <= 12, sizes
    assert sum(sizes.values()) - sum(fonts.values()) < 60_000, sizes
    assert sum(sizes.values()) < 110_000, sizes


def test_search_alone_loads_its_scripts(html: Pages) -> None:
    """Only the search page loads the search index."""
    loads = [
        name
        for name in html.names
        if any("search" in each.attributes.get("src", "") for each in html[name].all("script"))
    ]
    assert loads == ["search.html"]
