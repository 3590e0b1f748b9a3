"""Single Arabic letters, which Typst shows apart from the rest of their word to state their text: shown with it again.

PDFium sorts what is shown on a line from left to right. A sign that the font raises is shown by itself, from within its
letter: if the rest of the word is shown after the letter, the sign comes between them, and divides the word.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from .pdf_file import PdfFile

BEGIN = rb"/ReversedChars BMC 0 Tr/(?P<%s>f\d+) (?P<%s>[\d.]+) Tf 1 0 0 -1 (?P<%s>-?[\d.]+) 0 Tm"
LETTER = re.compile(
    BEGIN % (b"font", b"size", b"x")
    + rb"\((?P<letter>(?:[^\\()]|\\[0-7]{3}|\\.){2})\)Tj\s*EMC\s+"
    + BEGIN.replace(rb"(?P<%s>f\d+)", rb"(?P=font)").replace(rb"(?P<%s>[\d.]+)", rb"(?P=size)") % b"next"
    + rb"\["
)
DESCENDANT = re.compile(rb"/DescendantFonts\[(\d+) 0 R\]")
WIDTHS = re.compile(rb"/W\[([\d. ]+)\]")
ESCAPES = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f"}


def join_letters(data: bytes, widths: Mapping[str, Mapping[int, float]]) -> bytes:
    """Return a page whose single letters are shown with what follows, at the same positions, in fonts with *widths*."""

    def joined(found: re.Match[bytes]) -> bytes:
        glyph = int.from_bytes(re.sub(rb"\\([0-7]{3}|.)", _unescaped, found["letter"], flags=re.DOTALL))
        width = widths.get(found["font"].decode(), {}).get(glyph)
        if width is None:
            return found[0]
        gap = (float(found["next"]) - float(found["x"])) * 1000 / float(found["size"]) - width
        space = b"%.3f" % -gap if abs(gap) > 0.01 else b""
        return found[0][: found.start("letter") - found.start() - 1] + b"[(" + found["letter"] + b")" + space

    return LETTER.sub(joined, data)


def _unescaped(found: re.Match[bytes]) -> bytes:
    """Return the byte of an escape sequence."""
    code = found[1]
    return bytes([int(code, 8)]) if code.isdigit() else ESCAPES.get(code, code)


def widths_of(file: PdfFile, font: int) -> dict[int, float]:
    """Return the width of each glyph of a font, in thousandths of its size."""
    descendant = DESCENDANT.search(file.objects.get(font, b""))
    found = WIDTHS.search(file.objects.get(int(descendant[1]), b"")) if descendant else None
    numbers = [float(number) for number in found[1].split()] if found else []
    ranges = zip(numbers[::3], numbers[1::3], numbers[2::3], strict=False)
    return {glyph: width for first, last, width in ranges for glyph in range(int(first), int(last) + 1)}
