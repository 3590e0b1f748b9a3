"""How large and how deep what an author writes may be: far above any register, and far below what stops a build."""

from __future__ import annotations

import re
from collections.abc import Iterable

PAGE = DATA_FILE = 10_000_000  # bytes
DATA_LINE = 10_000  # characters in a line of a data file; more, and reading names with dots takes minutes
VALUE = 2_000  # characters in a field
TITLE = 300
KEY = 100
DEPTH = 8  # lists and quotations in one another; below that, Markdown leaves out what it finds

_MARKS = re.compile(r"([ \t]*)((?:(?:>|[-*+]|\d{1,9}[.)])[ \t]*)+)[^\s>*+-]")
_FENCE = re.compile(r"[ \t]*(?P<fence>:{3,}|`{3,}|~{3,})(?P<block>\{(?!code))?")


def too_many(found: int, limit: int, unit: str = "characters") -> str | None:
    """What to say of more than is allowed."""
    if found <= limit:
        return None
    counts = [f"{count:,}".replace(",", "\N{NO-BREAK SPACE}") for count in (found, limit)]
    return f"has {counts[0]} {unit}; {counts[1]} are the most that is read"


def depth(lines: Iterable[str]) -> int:
    """How many lists, quotations and blocks of Markdown stand in one another at most, outside of code."""
    deepest = 0
    fences: list[str] = []
    indents: list[int] = []
    code = ""
    for line in lines:
        if fence := _FENCE.match(line):
            mark = fence["fence"]
            if code:
                code = "" if mark.startswith(code) else code
            elif fence["block"]:
                fences.append(mark)
            elif any(mark.startswith(each) for each in fences):
                fences = [each for each in fences if not mark.startswith(each)]
            elif mark[0] != ":":
                code = mark
        elif not code and (marks := _MARKS.match(line)):
            indent = len(marks[1].expandtabs())
            indents = [*(each for each in indents if each < indent), indent]
            levels = len(indents) - 1 + len(re.findall(r">|[-*+](?=[ \t])|\d[.)]", marks[2]))
            deepest = max(deepest, len(fences) + levels)
        deepest = max(deepest, len(fences))
    return deepest
