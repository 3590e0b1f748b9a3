"""The style sheet of the web fonts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from fontTools.ttLib import TTFont  # type: ignore[import-untyped]

from .cut import SCRIPTS, Subset
from .families import Family

# The frequencies of letters in English text, in percent, as weights of a mean width.
FREQUENCIES = dict.fromkeys(" ", 18.0) | dict.fromkeys("et", 8.5) | dict.fromkeys("aoinshr", 5.5)
FREQUENCIES |= dict.fromkeys("dlcumw", 2.5) | dict.fromkeys("fgypbvk", 1.3)
# The local fallback until the fonts are loaded: fonts of one design, and their mean width in ems, weighted alike.
REGULAR = ("Arial", "Liberation Sans", "Arimo", "Helvetica"), 0.4414
BOLD = ("Arial Bold", "Arial-BoldMT", "Liberation Sans Bold", "Arimo Bold", "Helvetica-Bold"), 0.4786
MIN_BOLD = 600

FACE = """\
@font-face {{
  font-family: "{family}"; font-weight: {weight}; font-display: swap;
  src: url("{file}") format("woff2");
  unicode-range: {letters};
}}
"""
FALLBACK = """\
@font-face {{
  font-family: "{family}"; font-weight: {weight}; src: {local};
  size-adjust: {size:.2%}; ascent-override: {ascent:.2%}; descent-override: {descent:.2%}; line-gap-override: 0%;
}}
"""


def style_sheet(families: Sequence[Family], faces: Mapping[str, Subset], weights: tuple[int, int]) -> str:
    """Return the rules for *faces*, by file name, and the custom property ``--web-fonts``."""
    rules = [
        FACE.format(
            family=face.family.name, weight=" ".join(map(str, face.weights)), file=name, letters=SCRIPTS[face.script]
        )
        for name, face in faces.items()
    ]
    names = [family.name for family in families]
    if latin := next((face.family for face in faces.values() if face.script == "latin"), None):
        names.append(f"{latin.name} fallback")
        rules += [_fallback(names[-1], latin, weight) for weight in sorted(set(weights))]
    stack = ", ".join([*(f'"{name}"' for name in names), "sans-serif"])
    return "".join([*rules, f":root {{ --web-fonts: {stack}; }}\n"])


def _fallback(name: str, family: Family, weight: int) -> str:
    """Return a local font scaled to the width of a family, so that lines hardly move when the family is loaded.

    Nothing is returned for a family without lowercase Latin letters.
    """
    names, local_width = BOLD if weight >= MIN_BOLD else REGULAR
    with TTFont(family.file(weight), lazy=True) as font:
        em, head, points = font["head"].unitsPerEm, font["hhea"], font.getBestCmap()
        if not points.keys() >= set(map(ord, FREQUENCIES)):
            return ""
        glyphs = font.getGlyphSet(location={"wght": weight} if "fvar" in font else None)
        weighted = (often * glyphs[points[ord(letter)]].width for letter, often in FREQUENCIES.items())
        size = sum(weighted) / sum(FREQUENCIES.values()) / em / local_width
        ascent, descent = head.ascent / em / size, -head.descent / em / size
    local = ", ".join(f'local("{each}")' for each in names)
    return FALLBACK.format(family=name, weight=weight, local=local, size=size, ascent=ascent, descent=descent)
