"""The fonts of the package and of a project, and the characters that they cover."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from fontTools.ttLib import TTFont, TTLibError  # type: ignore[import-untyped]
from sphinx.locale import __

#: Some fonts map these to an empty glyph, which Typst refuses.
CONTROLS = frozenset([*range(0x20), *range(0x7F, 0xA0), 0xFEFF])
#: The fonts of the package.
FOLDER = Path(__file__).parent / "fonts"


@cache
def font_files(own: Path | None = None) -> tuple[Path, ...]:
    """Return the font files in a stable order: those of a project's *own* folder, then those of the package."""
    found = [file for file in sorted(own.glob("*")) if file.suffix.lower() in {".ttf", ".otf"}] if own else []
    return (*found, *sorted(FOLDER.glob("*.ttf")))


@cache
def font_families(own: Path | None = None) -> dict[str, frozenset[int]]:
    """Return the code points that each family can show in all of its styles.

    :raises ValueError: for a file that is not a font.
    """
    families: dict[str, frozenset[int]] = {}
    for file in font_files(own):
        try:
            with file.open("rb") as content, TTFont(content, lazy=True) as font:
                points, name = frozenset(font.getBestCmap()), font["name"].getBestFamilyName()
        except (TTLibError, KeyError) as error:
            raise ValueError(__("%s is not a font: %s") % (file.name, error)) from error
        families[name] = families.get(name, points) & points
    return families


@cache
def covered_code_points(own: Path | None = None) -> frozenset[int]:
    """Return the code points that at least one family can show."""
    return frozenset().union(*font_families(own).values()) - CONTROLS
