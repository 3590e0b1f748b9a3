"""URLs that lead elsewhere than they seem to, or nowhere, are reported."""

from __future__ import annotations

import re

import pytest

from sphinx_milestones.core.urls import URL, site_url, why_invalid_url

VALID = [
    "https://example.org",
    "http://example.org:8080/a_(b)?c=[d]#e",
    "https://example.org?q",
    "https://example.org./x@y",
    "https://192.0.2.1/",
    "https://[2001:db8::1]:443/x",
    "https://a:65535/",
    "https://مثال.example/ا",
    "https://пример.рф/",
    "https://例え.jp/",
    "https://3com.example",
    "mailto:office@example.org",
]

INVALID = {
    r"https://a.example\.iga.gov.bh/x": "the link leads to “a.example”",
    "https://iga.gov.bh@evil.example/": "the link leads to “evil.example”",
    "https://iga.gov.bh:443@evil.example/": "the link leads to “evil.example”",
    "https://x.example/\u202egpj.exe": "U+202E RIGHT-TO-LEFT OVERRIDE. Delete it.",
    "https://x.\u200bexample": "U+200B ZERO WIDTH SPACE. Delete it.",
    "https://x\u00ad.example": "U+00AD SOFT HYPHEN. Delete it.",
    "https://a:99999999/": "a port is a number from 0 to 65535",
    "https://a:65536": "a port is a number from 0 to 65535",
    "https://a:b/": "a port is a number from 0 to 65535",
    "https://192.0.2.256/": "is not a complete URL",
    "https://1.2.3/": "is not a complete URL",
    "https://a..example/": "is not a complete URL",
    "https://a%2eexample/": "is not a complete URL",
    "https://[example]/": "is not a complete URL",
    "https://\u0430pple.example": "U+0430 CYRILLIC SMALL LETTER A looks like a Latin letter",
    "https://\u0430\u0440\u0440\u0435.example": "U+0430 CYRILLIC SMALL LETTER A looks like a Latin letter",
    "https://evil\u3002example/": "U+3002 IDEOGRAPHIC FULL STOP",
    "https://\uff45vil.example": "U+FF45 FULLWIDTH LATIN SMALL LETTER E",
    "https://x.example/a|b": "Write “%7C” instead",
    r"https://x.example/a\b": "Write “%5C” instead",
    "https://x.example/a b": "is not a complete URL",
    "https://": "is not a complete URL",
    "//x.example": "is not a complete URL",
    "javascript:alert(1)": "is not a complete URL",
}


@pytest.mark.parametrize("text", VALID)
def test_valid(text: str) -> None:
    """Names in any script, IP addresses and ports are accepted."""
    assert why_invalid_url(text) is None
    assert re.fullmatch(URL, text)


@pytest.mark.parametrize(("text", "part"), INVALID.items())
def test_invalid(text: str, part: str) -> None:
    """The message says where the URL leads, or which character is wrong."""
    assert part in str(why_invalid_url(text))


@pytest.mark.parametrize(
    ("text", "base"),
    [
        ("https://example.org", "https://example.org/"),
        ("https://example.org/a//", "https://example.org/a/"),
        ("example.org", ""),
        ("mailto:a@example.org", ""),
        ("", ""),
    ],
)
def test_site(text: str, base: str) -> None:
    """What is no address of a site is none, not the beginning of wrong ones."""
    assert site_url(text) == base
