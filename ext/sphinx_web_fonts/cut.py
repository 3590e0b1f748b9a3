"""Subset font files by script and weight."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from io import BytesIO
from pathlib import Path

import fontTools  # type: ignore[import-untyped]
from fontTools.subset import Options, Subsetter  # type: ignore[import-untyped]
from fontTools.ttLib import TTFont  # type: ignore[import-untyped]
from fontTools.varLib.instancer import instantiateVariableFont  # type: ignore[import-untyped]
from sphinx.errors import ConfigError
from sphinx.locale import __

from .families import Family

# The letters of each script with the signs used with them, as a CSS `unicode-range`.
SCRIPTS: Mapping[str, str] = {
    "latin": (
        "U+20-7E, U+A0-FF, U+131, U+152-153, U+2010-2015, U+2018-201E, U+2020-2022, U+2026, U+2030, U+2032-2033, "
        "U+2039-203A, U+20AC, U+2122, U+2190-2193, U+2212, U+2248, U+2260, U+2264-2265"
    ),
    "latin-ext": "U+100-130, U+132-151, U+154-17F, U+218-21B, U+1E80-1E85, U+1EF2-1EF3",
    "greek": "U+384-3CE",
    "cyrillic": "U+400-45F, U+490-491",
    "arabic": "U+60C, U+61B, U+61F, U+621-63A, U+640-652, U+660-66D, U+670-671",
}
# Layout features that a script requires or that align numbers; others would only add size.
FEATURES = ["kern", "liga", "ccmp", "locl", "mark", "mkmk", "tnum", "lnum"]
FEATURES += ["init", "medi", "fina", "isol", "rlig", "calt"]
OPTIONS = {"layout_features": FEATURES, "hinting": False, "drop_tables": ["meta", "STAT", "DSIG", "MVAR"]}
# The name of a subset, or of what an interrupted build left of one.
FILE_NAME = re.compile(rf".+-({'|'.join(SCRIPTS)})(-\d+){{1,2}}\.[0-9a-f]{{10}}\.woff2(\.part)?")

MIN_COVERAGE = 0.8  # of the letters of a script, in a font used for it
# fontTools logs each table that it subsets, which is shown if another package has configured the root logger.
logging.getLogger("fontTools").setLevel(logging.WARNING)


@dataclass(frozen=True, slots=True)
class Subset:
    """The part of a file for one script: a range of weights of a variable font, or the one weight of another."""

    family: Family
    file: Path
    script: str
    weights: tuple[int, ...]

    @property
    def file_name(self) -> str:
        """The name of its file, which changes with every input."""
        made_from = (_digest(self.file), SCRIPTS[self.script], self.weights, OPTIONS, fontTools.version)
        name = "-".join([self.family.slug, self.script, *map(str, self.weights)])
        return f"{name}.{sha256(repr(made_from).encode()).hexdigest()[:10]}.woff2"


def _digest(file: Path) -> str:
    return sha256(file.read_bytes()).hexdigest()


def subsets_of(family: Family, weights: tuple[int, int]) -> list[Subset]:
    """Return the subsets of a family between two weights, the most common script first.

    :raises ConfigError: if the family covers no script.
    """
    lightest, boldest = weights
    found = []
    for weight, file in family.files:
        if weight in (0, lightest, boldest):
            with TTFont(file, lazy=True) as font:
                covered = frozenset(font.getBestCmap() or ())
            found += [
                Subset(family, file, script, (weight,) if weight else tuple(sorted({lightest, boldest})))
                for script in SCRIPTS
                if len(covered.intersection(letters(script))) >= MIN_COVERAGE * len(letters(script))
            ]
    if not found:
        message = __("web_fonts: “%s” covers none of the scripts that can be served: %s. Remove it.")
        raise ConfigError(message % (family.name, ", ".join(SCRIPTS)))
    return sorted(found, key=lambda subset: list(SCRIPTS).index(subset.script))


def chosen_subsets(families: Iterable[Family], weights: tuple[int, int]) -> list[Subset]:
    """Return the subsets of several families; each script is taken from the first family that covers it."""
    chosen: dict[str, str] = {}
    subsets = [subset for family in families for subset in subsets_of(family, weights)]
    return [face for face in subsets if chosen.setdefault(face.script, face.family.name) == face.family.name]


@cache
def letters(script: str) -> frozenset[int]:
    """Return the code points of a script."""
    return frozenset(point for first, last in _ranges(SCRIPTS[script]) for point in range(first, last + 1))


def _ranges(unicode_range: str) -> Iterator[tuple[int, int]]:
    for part in unicode_range.replace("U+", "").split(", "):
        first, _, last = part.partition("-")
        yield int(first, 16), int(last or first, 16)


def cut(subset: Subset) -> bytes:
    """Return the WOFF2 file of a subset; the same bytes for the same subset."""
    with TTFont(subset.file, recalcTimestamp=False) as font:
        cutter = Subsetter(Options(**OPTIONS))
        cutter.populate(unicodes=letters(subset.script))
        cutter.subset(font)
        if "fvar" in font:
            limits: dict[str, object] = {axis.axisTag: axis.defaultValue for axis in font["fvar"].axes}
            first, last = subset.weights[0], subset.weights[-1]
            limits["wght"] = first if first == last else (first, last)
            font = instantiateVariableFont(font, limits)
        font.flavor = "woff2"
        content = BytesIO()
        font.save(content)
    return content.getvalue()
