"""Preparation of text: replacement of missing glyphs, breaks in long words, the direction of dates."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from docutils import nodes

from .kinds import BREAK, ISOLATED, LEFT_TO_RIGHT, NON_JOINER
from .values import mark_language, strings

if TYPE_CHECKING:
    from collections.abc import Callable, Container

    from .kinds import Value

REPLACEMENT = "\N{REPLACEMENT CHARACTER}"
#: Characters that shape or break text and need no glyph.
INVISIBLE = re.compile(
    "[\t\n\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u200b-\u200f\u2028-\u202e"
    "\u2060-\u206f\u3164\ufe00-\ufe0f\uffa0\U0001bca0-\U0001bca3\U0001d173-\U0001d17a"
    "\U000e0000-\U000e0fff]"
)
#: Pictures among the first characters of Unicode: technical and other symbols, dingbats, arrows.
PICTURES = frozenset(map(chr, [*range(0x2300, 0x2400), *range(0x2600, 0x27C0), *range(0x2B00, 0x2C00)]))
#: Marks a break opportunity. Cleaned text never contains it, since it has no glyph.
BREAK_MARK = "\x00"
BREAK_AFTER = r"([/?&=._%%#:;,@+~-]|[^\W_]{%d}(?=[^\W_]{%d})|(?<=[a-z])(?=[A-Z]))(?=[\w%%])"
#: The lengths from which words may break, in running text and in the cell of a table, in characters.
LONG_WORD, LONG_WORD_IN_CELL = 32, 12
RIGHT_TO_LEFT_LETTER = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
DATE = r"\d{4}-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?"
ISO_DATE = re.compile(rf"(?<![\d-]){DATE}(?:/{DATE})?(?!-?\d)")
NON_JOINER_CHARACTER = "\N{ZERO WIDTH NON-JOINER}"
#: What is set apart in text with letters from right to left.
SPECIAL = re.compile(f"({ISO_DATE.pattern}|{NON_JOINER_CHARACTER})")
#: Latin words in a row, with the numbers and brackets among them.
LETTER = "A-Za-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f"
WORD = rf"(?<!\d)\d*[{LETTER}](?:[{LETTER}\d]|['’./&+@_-](?=[{LETTER}\d]))*"
WORD_OR_NUMBER = rf"(?:{WORD}|\d+(?:[.,:/–-]\d+)*)"
BETWEEN = "(?:[,:;]? | [–&/-] |[\u00a0–])"
LATIN = re.compile(rf"({WORD}(?:{BETWEEN}{WORD_OR_NUMBER})*(?: \({WORD_OR_NUMBER}(?:{BETWEEN}{WORD_OR_NUMBER})*\))?)")
#: A range of numbers, which would end a line with its dash.
RANGE = re.compile(r"(?<=\d)–(?=\d)")
ARABIC_LETTER = "[\u0620-\u064a\u066e-\u06d3]"
#: A hyphen before a number that is ordered from right to left if an Arabic letter is before it, or what has hyphens of
#: its own. PDFium takes that hyphen for a part of the number, and extracts ranges in the wrong order. The other hyphen
#: of Unicode looks the same.
HYPHEN = re.compile(rf"{ISO_DATE.pattern}|{LATIN.pattern}|(?P<hyphen>(?<=\d|{ARABIC_LETTER})-(?=\d))")
ORDERED_HYPHEN = "\N{HYPHEN}"
#: The language of Latin words among letters from right to left, which nobody states.
LANGUAGE_OF_LATIN = "en"


class TextTranslator:
    """Turns strings into values."""

    def __init__(self, covered: Container[int], right_to_left: bool, report_missing: Callable[[str], None]) -> None:
        """Prepare for a document whose fonts have glyphs for the *covered* code points.

        *report_missing* is called once with each other character.
        """
        #: The number of characters so far, and of those that are replaced.
        self.characters = self.replaced = 0
        #: The length from which a word may break, in characters.
        self.long_word = LONG_WORD
        self._covered = covered
        #: Whether the document is written from right to left.
        self.right_to_left = right_to_left
        self._report_missing = report_missing
        #: The characters that have been looked up: those shown, and the replacements of others.
        self._shown: set[str] = set()
        self._replacements: dict[str, str] = {"\ufeff": ""}

    def clean(self, text: str) -> str:
        """Return *text* with a replacement for each character that no font covers."""
        self.characters += len(text)
        if self._shown.issuperset(text):
            return text
        for char in sorted(set(text).difference(self._shown, self._replacements)):
            if ord(char) in self._covered or INVISIBLE.match(char):
                self._shown.add(char)
            else:
                self._report_missing(char)
                self._replacements[char] = emoji_name(char) or REPLACEMENT
        cleaned = "".join(self._replacements.get(char, char) for char in text)
        self.replaced += cleaned.count(REPLACEMENT)
        return cleaned

    def missing(self, text: str) -> list[str]:
        """Return the characters of *text* that no font covers."""
        return sorted(char for char in set(text) if ord(char) not in self._covered and not INVISIBLE.match(char))

    def translate(self, text: str) -> list[Value]:
        """Return running text as values: strings, break opportunities, isolated dates."""
        text = self.clean(text.replace("\n", " "))
        if not (self.right_to_left or RIGHT_TO_LEFT_LETTER.search(text)):
            return breakable(text, self.long_word)
        if self.right_to_left and ord(ORDERED_HYPHEN) in self._covered:
            text = with_ordered_hyphens(text)
        # After Arabic letters, 2024-12-31 would be printed as 31-12-2024.
        values: list[Value] = []
        for part in SPECIAL.split(text):
            if ISO_DATE.fullmatch(part):
                values.append(LEFT_TO_RIGHT(text=part))
            else:
                values += [NON_JOINER()] if part == NON_JOINER_CHARACTER else self._with_latin(part)
        return values

    def _with_latin(self, text: str) -> list[Value]:
        """Return text with its Latin words marked as such, and isolated, in a document from right to left."""
        if not self.right_to_left:
            return breakable(text, self.long_word)
        text = RANGE.sub("\N{WORD JOINER}–\N{WORD JOINER}", text)
        values: list[Value] = []
        for i, part in enumerate(LATIN.split(text)):
            shown = breakable(part, self.long_word)
            values += mark_language(shown, LANGUAGE_OF_LATIN) if i % 2 else shown
        return values

    def isolate(self, values: list[Value]) -> list[Value]:
        """Return *values*, isolated from the surrounding text if they have letters of the other direction."""
        mixed = any(has_other_direction(text, self.right_to_left) for text in strings(values))
        return [ISOLATED(c=values)] if mixed else values

    def translate_url(self, url: str) -> list[Value]:
        """Return a URL as values that read from left to right."""
        isolated = ["\N{LEFT-TO-RIGHT ISOLATE}"], ["\N{POP DIRECTIONAL ISOLATE}"]
        before, after = isolated if self.right_to_left else ([], [])
        return [*before, *breakable(self.clean(url), self.long_word), *after]


def with_ordered_hyphens(text: str) -> str:
    """Return *text* with hyphens that viewers order among the numbers after an Arabic letter, without line breaks."""
    first = re.search(ARABIC_LETTER, text)
    hyphen = f"\N{WORD JOINER}{ORDERED_HYPHEN}\N{WORD JOINER}"

    def ordered(found: re.Match[str]) -> str:
        return hyphen if found["hyphen"] and first and found.start() >= first.end() else found[0]

    return HYPHEN.sub(ordered, text)


def running_text(node: nodes.Text) -> str:
    """Return a text with single spaces, as browsers show it, unless it is part of a block that keeps its spaces."""
    text = node.astext()
    if "  " not in text:
        return text
    outer = node.parent
    while outer is not None and not isinstance(outer, nodes.FixedTextElement):
        outer = outer.parent
    return re.sub(" {2,}", " ", text) if outer is None else text


def emoji_name(char: str) -> str:
    """Return the name of an emoji or another picture in brackets; empty for letters and signs."""
    is_picture = unicodedata.category(char) == "So" and (ord(char) > 0xFFFF or char in PICTURES)
    name = unicodedata.name(char, "").lower() if is_picture else ""
    return f"[{name}]" if name else ""


def has_other_direction(text: str, right_to_left: bool) -> bool:
    """Return whether *text* has letters that are not written in the direction of the document."""
    others = {"L"} if right_to_left else {"R", "AL"}
    return any(unicodedata.bidirectional(char) in others for char in text)


def breakable(text: str, long_word: int = LONG_WORD) -> list[Value]:
    """Return *text* with break opportunities inside words of *long_word* or more characters."""
    break_after = BREAK_AFTER % ((16, 4) if long_word >= LONG_WORD_IN_CELL else (long_word - 2, 2))
    marked = re.sub(rf"\S{{{long_word},}}", lambda word: re.sub(break_after, rf"\1{BREAK_MARK}", word[0]), text)
    first, *rest = marked.split(BREAK_MARK)
    values: list[Value] = [first] if first else []
    for part in rest:
        values += [BREAK(), part]
    return values
