"""The fonts shipped with the package, and the characters they can show."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from fontTools.ttLib import TTFont  # type: ignore[import-untyped]

#: Some fonts map these to an empty glyph; Typst rightly refuses them.
CONTROLS = frozenset([*range(0x20), *range(0x7F, 0xA0), 0xFEFF])
FOLDER = Path(__file__).parent / "fonts"


@cache
def font_files() -> tuple[Path, ...]:
    """Return the font files, in a stable order."""
    return tuple(sorted(FOLDER.glob("*.ttf")))


@cache
def covered() -> frozenset[int]:
    """Return the code points that some family shows in all of its styles."""
    families: dict[str, set[int]] = {}
    for file in font_files():
        with TTFont(file, lazy=True) as font:
            points = set(font.getBestCmap())
        family = file.stem.partition("-")[0]
        families[family] = families.get(family, points) & points
    return frozenset().union(*families.values()) - CONTROLS
