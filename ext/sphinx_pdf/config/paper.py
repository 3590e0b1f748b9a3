"""The page: the size of the paper, the margins, and the column of text between them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sphinx.locale import __

from sphinx_pdf.documents import suggest

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

#: The papers that Typst names, with their width and height in millimetres, without those less than 70 mm wide.
_TABLE = """
a0 841x1189 a1 594x841 a2 420x594 a3 297x420 a4 210x297 a5 148x210 a6 105x148 a7 74x105 iso-b1 707x1000 iso-b2 500x707
iso-b3 353x500 iso-b4 250x353 iso-b5 176x250 iso-b6 125x176 iso-b7 88x125 iso-c3 324x458 iso-c4 229x324 iso-c5 162x229
iso-c6 114x162 iso-c7 81x114 din-d3 272x385 din-d4 192x272 din-d5 136x192 din-d6 96x136 sis-g5 169x239 sis-e5 115x220
ansi-a 216x279 ansi-b 279x432 ansi-c 432x559 ansi-d 559x864 ansi-e 864x1118 arch-a 229x305 arch-b 305x457
arch-c 457x610 arch-d 610x914 arch-e1 762x1067 arch-e 914x1219 jis-b0 1030x1456 jis-b1 728x1030 jis-b2 515x728
jis-b3 364x515 jis-b4 257x364 jis-b5 182x257 jis-b6 128x182 jis-b7 91x128 sac-d0 764x1064 sac-d1 532x760
sac-d2 380x528 sac-d3 264x376 sac-d4 188x260 sac-d5 130x184 sac-d6 92x126 iso-id-2 74x105 iso-id-3 88x125
asia-f4 210x330 jp-shiroku-ban-4 264x379 jp-shiroku-ban-5 189x262 jp-shiroku-ban-6 127x188 jp-kiku-4 227x306
jp-kiku-5 151x227 fr-raisin 500x650 uk-brief 406.4x342.9 uk-draft 254x406.4 uk-foolscap 203.2x330.2
uk-quarto 203.2x254 uk-crown 508x381 uk-book-a 111x178 uk-book-b 129x198 us-letter 215.9x279.4 us-legal 215.9x355.6
us-tabloid 279.4x431.8 us-executive 184.15x266.7 us-foolscap-folio 215.9x342.9 us-statement 139.7x215.9
us-ledger 431.8x279.4 us-oficio 215.9x340.36 us-gov-letter 203.2x266.7 us-gov-legal 215.9x330.2 us-digest 139.7x215.9
us-trade 152.4x228.6 newspaper-compact 280x430 newspaper-berliner 315x470 newspaper-broadsheet 381x578
presentation-16-9 297x167.06 presentation-4-3 280x210
"""
PAPERS = {name: (float(width), float(height)) for name, width, height in re.findall(r"(\S+) ([\d.]+)x([\d.]+)", _TABLE)}
MILLIMETRES = {"mm": 1.0, "cm": 10.0, "in": 25.4, "pt": 25.4 / 72}
POINTS_PER_MM = 72 / 25.4
LENGTH = re.compile(r"(\d+(?:\.\d+)?)\s*(mm|cm|in|pt)")
SIDES = ("top", "bottom", "left", "right")
#: The smallest and the largest side of a page, and the smallest column of text, in millimetres.
MIN_PAPER, MAX_PAPER = 70, 5000
MIN_COLUMN = 40


@dataclass(frozen=True)
class Page:
    """The size of a page and its margins, in millimetres; without margins, those of the template."""

    width: float
    height: float
    margins: tuple[float, float, float, float] | None = None

    @property
    def column(self) -> tuple[float, float]:
        """The width and height of the column of text, in points."""
        top, bottom, left, right = self.margins or self.default_margins
        return (self.width - left - right) * POINTS_PER_MM, (self.height - top - bottom) * POINTS_PER_MM

    @property
    def default_margins(self) -> tuple[float, float, float, float]:
        """The margins of A4, in proportion on smaller paper."""
        share = self.scale
        return (34 * share,) * 4

    @property
    def scale(self) -> float:
        """The size of the page in proportion to A4 or Letter, at most 1."""
        return min(1.0, self.width / 210, self.height / 279)

    @property
    def flipped(self) -> Page:
        """The page in landscape."""
        return Page(self.height, self.width, self.margins)

    def check(self) -> None:
        """Raise ValueError if the margins leave no room for text."""
        for side, points in zip((__("width"), __("height")), self.column, strict=True):
            room = points / POINTS_PER_MM
            if room < MIN_COLUMN:
                message = __("the margins leave %d mm of the %s for text; at least %d mm are required")
                raise ValueError(message % (room, side, MIN_COLUMN))


def parse_length(text: str) -> float:
    """Return a length in millimetres.

    :raises ValueError: if it is not a number with a unit
    """
    found = LENGTH.fullmatch(text.strip())
    if found is None:
        raise ValueError(__("write %r as a number and mm, cm, in or pt, such as '25mm'") % text)
    return float(found[1]) * MILLIMETRES[found[2]]


def parse_paper(paper: str, folder: Path) -> tuple[float, float]:
    """Return the width and height of a paper, by its name or as ``170mm x 240mm``.

    :raises ValueError: if it is neither
    """
    sides = re.split("[x×]", paper)
    if len(sides) == 2 and LENGTH.fullmatch(sides[0].strip()):
        width, height = map(parse_length, sides)
    elif paper in PAPERS:
        width, height = PAPERS[paper]
    else:
        message = __("%r is neither a paper nor a width and height such as '170mm x 240mm'")
        raise ValueError(message % paper + suggest(paper, PAPERS))
    if not all(MIN_PAPER <= side <= MAX_PAPER for side in (width, height)):
        raise ValueError(__("each side of the paper must be from %d to %d mm, not %r") % (MIN_PAPER, MAX_PAPER, paper))
    return width, height


def parse_margins(margins: Mapping[str, str], folder: Path) -> tuple[float, float, float, float] | None:
    """Return the margins in the order of :data:`SIDES`, None if there are none.

    :raises ValueError: if one is missing or is not a length
    """
    if not margins:
        return None
    for side in margins:
        if side not in SIDES:
            raise ValueError(__("unknown side %r") % side + suggest(side, SIDES))
    missing = [side for side in SIDES if side not in margins]
    if missing:
        raise ValueError(__("a margin is missing: add %s") % ", ".join(missing))
    top, bottom, left, right = (parse_length(str(margins[side])) for side in SIDES)
    return top, bottom, left, right
