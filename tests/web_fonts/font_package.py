"""A font package as the tests need it: an installed distribution with one family."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from fontTools.fontBuilder import FontBuilder  # type: ignore[import-untyped]
from fontTools.pens.ttGlyphPen import TTGlyphPen  # type: ignore[import-untyped]

from sphinx_web_fonts.cut import letters

FAMILY = "Test Sans"


def write_font_package(
    root: Path,
    *,
    scripts: Iterable[str] = ("latin",),
    width: int = 500,
    axis: str = "",
    weights: Iterable[int | None] = (400,),
) -> None:
    """Write a package of one font, a file for each weight, into a folder of modules.

    Its letters are squares of one *width*; with an *axis*, given by its tag, it is a variable font.
    """
    package = root / "fontpkg_test_sans"
    package.mkdir(parents=True, exist_ok=True)
    (package / "__init__.py").touch()
    files = {
        f"{weight}.ttf": {"style": "normal", "weight": None if axis else weight, "variable": bool(axis)}
        for weight in weights
    }
    listed = [{"path": name, **file} for name, file in files.items()]
    (package / "metadata.json").write_text(json.dumps({"family": FAMILY, "slug": "test-sans", "files": listed}))
    info = root / "fontpkg_test_sans-1.0.dist-info"
    info.mkdir(exist_ok=True)
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: fontpkg-test-sans\nVersion: 1.0\n")
    (info / "entry_points.txt").write_text("[fontpkg.family]\ntest-sans = fontpkg_test_sans\n")
    font = _font(sorted(frozenset().union(*map(letters, scripts)) or {0xE000}), width)
    if axis:
        font.setupFvar([(axis, 50, 100, 200, "Axis")], [])
    for name in files:
        font.save(package / name)


def _font(points: list[int], width: int) -> Any:
    """Return the builder of a font with a square for each code point."""
    pen = TTGlyphPen(None)
    pen.moveTo((0, 0))
    for corner in ((0, width), (width, width), (width, 0)):
        pen.lineTo(corner)
    pen.closePath()
    names = {point: f"u{point:04X}" for point in points}
    glyphs = [".notdef", *names.values()]
    builder = FontBuilder(1000, isTTF=True)
    builder.setupGlyphOrder(glyphs)
    builder.setupCharacterMap(names)
    builder.setupGlyf(dict.fromkeys(glyphs, pen.glyph()))
    builder.setupHorizontalMetrics(dict.fromkeys(glyphs, (width, 0)))
    builder.setupHorizontalHeader(ascent=800, descent=-200)
    builder.setupNameTable({"familyName": FAMILY, "styleName": "Regular"})
    builder.setupOS2()
    builder.setupPost()
    return builder
