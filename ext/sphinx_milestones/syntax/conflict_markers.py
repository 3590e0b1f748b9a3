"""The markers that Git writes around the versions of a conflict, left over from an unfinished merge."""

from __future__ import annotations

import re

_MARKER = re.compile(r"(<{7}|\|{7}|>{7})(?: .*)?")
_LABELLED = re.compile(r"^(?:<{7}|\|{7}|>{7}) \S", re.MULTILINE)
_SEPARATOR = "======="


def find_conflict_markers(text: str) -> list[tuple[int, str]]:
    """Return each marker with its line (1-based), in either of Git's styles; empty unless one has a label.

    The separator may also be the underline of a heading, so it is a marker only next to another one.
    """
    if not _LABELLED.search(text):
        return []
    found: list[tuple[int, str]] = []
    separators: list[tuple[int, str]] = []
    opened = False
    for number, line in enumerate((line.rstrip() for line in text.split("\n")), 1):
        if line == _SEPARATOR:
            separators.append((number, line))
        elif _MARKER.fullmatch(line):
            if line.startswith(">"):
                found += separators if opened else separators[-1:]
            opened = not line.startswith(">")
            found.append((number, line))
            separators = []
    return found + (separators[:1] if opened else [])


def conflict_message(marker: str) -> str:
    """Return the message for a marker, including how to fix it."""
    return (
        f"“{marker}” is left over from an unfinished merge. Keep one of the two versions, or join them, and delete the "
        "lines with markers."
    )
