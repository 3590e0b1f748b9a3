"""How deeply the blocks of a Markdown text are nested."""

from __future__ import annotations

import re
from collections.abc import Iterable

_MARKS = re.compile(r"([ \t]*)((?:(?:>|[-*+]|\d{1,9}[.)])[ \t]*)+)[^\s>*+-]")

_FENCE = re.compile(r"[ \t]*(?P<fence>:{3,}|`{3,}|~{3,})(?P<block>\{(?!code))?")


def nesting_depth(lines: Iterable[str]) -> int:
    """Return the greatest nesting depth of lists, quotations and blocks in Markdown, outside of code."""
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
            elif any(mark.startswith(opening) for opening in fences):
                fences = [opening for opening in fences if not mark.startswith(opening)]
            elif mark[0] != ":":
                code = mark
        elif not code and (marks := _MARKS.match(line)):
            indent = len(marks[1].expandtabs())
            indents = [*(outer for outer in indents if outer < indent), indent]
            levels = len(indents) - 1 + len(re.findall(r">|[-*+](?=[ \t])|\d[.)]", marks[2]))
            deepest = max(deepest, len(fences) + levels)
        deepest = max(deepest, len(fences))
    return deepest
