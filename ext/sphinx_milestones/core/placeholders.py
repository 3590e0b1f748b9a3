"""Placeholders in texts for references whose text and address are unknown until every page has been read."""

from __future__ import annotations

import re
from collections.abc import Callable

_PLACEHOLDER = re.compile("\0([^\0]*)\0([^\0]*)\0([^\0]*)\0")


def placeholder(role: str, target: str, fallback: str) -> str:
    """Return a placeholder for a reference; *fallback* is the text for an unresolved one."""
    return f"\0{role}\0{target}\0{fallback}\0"


def fill_placeholders(text: str, reference_text: Callable[[str, str], str | None]) -> str:
    """Return *text* with each placeholder replaced by the text for its role and target, or by its fallback."""
    return _PLACEHOLDER.sub(lambda match: reference_text(match[1], match[2]) or match[3], text)


def fill_links(html: str, link: Callable[[str, str, str], str]) -> str:
    """Return *html* with each placeholder replaced by the link to its target; *link* gets the fallback, too."""
    return _PLACEHOLDER.sub(lambda match: link(match[1], match[2], match[3]), html)
