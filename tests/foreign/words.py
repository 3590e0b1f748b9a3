"""How much of the text of a manual is found in a PDF, in order."""

from __future__ import annotations

import re
import unicodedata
from itertools import pairwise, zip_longest
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

#: Letters and digits; a letter of a script without spaces is a word.
WORD = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]|[^\\W_\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]+")
#: The frames of tables, and the marks of headings, that the text builder draws; a row of a table.
DRAWN = re.compile(r"^\s*[|+][-=+|]+\s*$|^\s*[=*\-^\"~#]{3,}\s*$")
ROW = re.compile(r"^\s*\|.*\|\s*$")
#: A hyphen at the end of a line, as PDFium marks it: one that divides a word, or one of the text.
LINE_END = "[\u00ad\ufffe\u0002]"
#: Marks of direction, and that between letters of Persian that do not join.
INVISIBLE = "[\u200b-\u200f\u202a-\u202e\u2060-\u2069]"
#: What the text builder prints where there is an image, and the commands of terminals in the outputs of notebooks.
NO_TEXT = re.compile(r"\[image(: [^\]]*)?\](\[image\])?|<Figure size [^>]*>|\x1b\[[0-9;]*[A-Za-z]")

#: The placeholder for a formula; the text before and after it are separate units.
FORMULA = "\ue000"


def words_of(text: str) -> list[str]:
    """Return the words of a text, in lower case, with ligatures as letters; hyphens at line ends are dropped."""
    joined = re.sub(rf"(?<=\w){LINE_END}\s*|{INVISIBLE}", "", unicodedata.normalize("NFKC", text))
    return [word.lower() for word in WORD.findall(joined)]


def units_of(text: str) -> Iterator[str]:
    """Yield the paragraphs of a text of the text builder, and each cell of its tables."""
    parts: list[list[str]] = []
    for line in [*NO_TEXT.sub("", text).splitlines(), ""]:
        if not line.strip() or DRAWN.match(line):
            yield from (unit for part in parts for unit in "\n".join(part).split(FORMULA))
            parts = []
            continue
        cells = line.strip().strip("|").split("|") if ROW.match(line) else [line]
        parts = [[*before, cell] for before, cell in zip_longest(parts, cells, fillvalue="")]


def share_found(texts: Iterable[str], pdf: str) -> tuple[int, int]:
    """Return how many words of *texts* are in the text of a PDF beside the same word, and how many there are."""
    beside = {*pairwise(words_of(pdf)), *pairwise(words_of(re.sub(LINE_END, "-", pdf)))}
    found = total = 0
    for text in texts:
        for unit in units_of(text):
            words = words_of(unit)
            pairs = [pair in beside for pair in pairwise(words)]
            found += (
                sum(any(near) for near in zip([False, *pairs], [*pairs, False], strict=True)) if pairs else len(words)
            )
            total += len(words)
    return found, total
