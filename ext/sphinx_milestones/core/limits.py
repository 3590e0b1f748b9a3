"""Hard input limits: generous for real registers, low enough to keep builds responsive."""

from __future__ import annotations

PAGE = DATA_FILE = 10_000_000  # bytes

DATA_LINE = 10_000  # characters in a line of a data file; more, and reading names with dots takes minutes

VALUE = 2_000  # characters in a field

TITLE = 300

KEY = 100

DEPTH = 8  # lists and quotations in one another; below that, Markdown leaves out what it finds


def excess_message(found: int, limit: int, unit: str = "characters") -> str | None:
    """What to say of more than is allowed."""
    if found <= limit:
        return None
    counts = [f"{count:,}".replace(",", "\N{NO-BREAK SPACE}") for count in (found, limit)]
    return f"has {counts[0]} {unit}; {counts[1]} are the most that is read"
