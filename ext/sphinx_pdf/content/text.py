"""Text made safe to set: glyphs that exist, long words that break, dates that keep their order."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Collection

    from .values import Value

REPLACEMENT = "\N{REPLACEMENT CHARACTER}"
#: Characters that shape or break text and need no glyph of their own.
INVISIBLE = re.compile(
    "[\t\n\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u200b-\u200f\u2028-\u202e"
    "\u2060-\u206f\u3164\ufe00-\ufe0f\uffa0\U0001bca0-\U0001bca3\U0001d173-\U0001d17a"
    "\U000e0000-\U000e0fff]"
)
#: Stands where a long word may break; no text holds it, since it has no glyph.
BREAK = "\x00"
BREAK_AFTER = r"([/?&=._%%#:;,@+~-]|[^\W_]{%d}(?=[^\W_]{%d})|(?<=[a-z])(?=[A-Z]))(?=[\w%%])"
#: Words from so many characters on are broken: what may stand in a line, and in the cell of a table.
LONGEST, LONGEST_IN_CELL = 32, 12
RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
ISO_DATE = re.compile(r"(\d{4}-\d{2}(?:-\d{2})?(?:/\d{4}-\d{2}(?:-\d{2})?)?)")


class TextSetter:
    """Turns strings into values; characters that are not *covered* are told to *missing*, once each."""

    def __init__(self, covered: Collection[int], right_to_left: bool, missing: Callable[[str], None]) -> None:
        """Keep the code points that have a glyph, the direction of the whole document and whom to tell."""
        self._covered = covered
        self.longest = LONGEST
        self._right_to_left = right_to_left
        self._missing = missing
        #: What was looked up: the characters that are shown, and what stands for each other one.
        self._shown: set[str] = set()
        self._others: dict[str, str] = {"\ufeff": ""}

    def clean(self, text: str) -> str:
        """Return *text* with a replacement character for each one that no font shows."""
        if self._shown.issuperset(text):
            return text
        for char in sorted(set(text).difference(self._shown, self._others)):
            if ord(char) in self._covered or INVISIBLE.match(char):
                self._shown.add(char)
            else:
                self._missing(char)
                self._others[char] = REPLACEMENT
        return "".join(self._others.get(char, char) for char in text)

    def pieces(self, text: str) -> list[Value]:
        """Return running text as values: strings, places to break, isolated dates."""
        text = self.clean(text.replace("\n", " "))
        if not (self._right_to_left or RIGHT_TO_LEFT.search(text)):
            return breakable(text, self.longest)
        # After Arabic letters, 2024-12-31 would be set as 31-12-2024.
        values: list[Value] = []
        for i, part in enumerate(ISO_DATE.split(text)):
            values += [{"t": "ltr", "text": part}] if i % 2 else breakable(part, self.longest)
        return values

    def address(self, text: str) -> list[Value]:
        """Return an address as values, kept from left to right."""
        isolated = ["\N{LEFT-TO-RIGHT ISOLATE}"], ["\N{POP DIRECTIONAL ISOLATE}"]
        before, after = isolated if self._right_to_left else ([], [])
        return [*before, *breakable(self.clean(text), self.longest), *after]


def breakable(text: str, longest: int = LONGEST) -> list[Value]:
    """Return *text* with places to break inside words that could be wider than the column."""
    after = BREAK_AFTER % ((16, 4) if longest >= LONGEST_IN_CELL else (longest - 2, 2))
    marked = re.sub(rf"\S{{{longest},}}", lambda word: re.sub(after, rf"\1{BREAK}", word[0]), text)
    first, *rest = marked.split(BREAK)
    values: list[Value] = [first] if first else []
    for part in rest:
        values += [{"t": "break"}, part]
    return values
