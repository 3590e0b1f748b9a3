"""Hard input limits: generous for real registers, low enough to keep builds responsive."""

from __future__ import annotations

PAGE = DATA_FILE = 10_000_000  # bytes

PDF_STREAM = 4_000_000  # bytes, uncompressed: a table of half a million objects; a larger one takes seconds to read

DATA_LINE = 10_000  # characters in a line of a data file; tomllib takes minutes to parse longer dotted names

VALUE = 2_000  # characters in a field

TITLE = 300  # characters

KEY = 100  # characters

DEPTH = 8  # levels of nested lists and quotations; markdown-it drops what is nested more deeply


def excess_message(found: int, limit: int, unit: str = "characters") -> str | None:
    """Return a message if *found* exceeds *limit*, as in ``has 109 characters; the limit is 100``; else None."""
    if found <= limit:
        return None
    counts = [f"{count:,}".replace(",", "\N{NO-BREAK SPACE}") for count in (found, limit)]
    return f"has {counts[0]} {unit}; the limit is {counts[1]}"
