"""The appearance that a project can change: colours, fonts, sizes, contents."""

from __future__ import annotations

import re
from dataclasses import dataclass, fields, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sphinx.locale import __

from sphinx_pdf.documents import suggest
from sphinx_pdf.fonts import arabic_family, font_families

if TYPE_CHECKING:
    from collections.abc import Iterable

#: Required by WCAG 2.2, success criterion 1.4.3.
MIN_CONTRAST = 4.5
#: The sizes of text that can be read, in points; 0 is that of the template.
MIN_SIZE, MAX_SIZE = 7, 18
#: The lists that can follow the contents.
LISTS = ("figures", "tables")


@dataclass(frozen=True)
class Theme:
    """The appearance that a project can change."""

    #: The colour of the title, chapters and rules, ``#rrggbb``.
    accent: str = "#000000"
    #: The colour of labels, running headers and page numbers.
    muted: str = "#555555"
    #: The colour of links, ``#rrggbb``; empty for that of the text around them.
    links: str = "#0b4f8a"
    #: The levels of headings in the contents; whether chapters begin a page; whether words are divided at line ends.
    depth: int = 2
    new_page: bool = False
    hyphenate: bool = False
    #: The size of text, in points; 0 is that of the template, which is 10.
    size: int = 0
    #: What is listed after the contents: ``figures`` and ``tables``.
    lists: tuple[str, ...] = ()
    #: An image for the top of the title page, relative to ``conf.py``, and its description.
    logo: Path | None = None
    logo_alt: str = ""
    #: Whether the title has a separate page, followed by the contents.
    cover: bool = True
    #: A folder of font files, relative to ``conf.py``, and the families to try before those of the package.
    fonts: Path | None = None
    serif: str = ""
    sans: str = ""
    mono: str = ""
    math: str = ""
    #: For Arabic letters; see :func:`sphinx_pdf.fonts.arabic_family`.
    arabic: str = ""
    #: The families to try, in order, for characters that all these lack; empty for those of the folder and of packages.
    fallback: tuple[str, ...] = ()

    @property
    def type_size(self) -> float:
        """The size of text in proportion to that of the template."""
        return (self.size or 10) / 10

    @property
    def families(self) -> tuple[str, ...]:
        """The families that have a use of their own."""
        return tuple(filter(None, (self.serif, self.sans, self.mono, self.math, self.arabic)))


def parse_file(value: Any, folder: Path) -> Path:
    """Return the path of a file named relative to ``conf.py``."""
    path = folder / str(value)
    if not path.is_file():
        raise ValueError(__("file not found: %r") % str(value))
    return path


def parse_optional_file(value: Any, folder: Path) -> Path | None:
    """Return the path of a file named relative to ``conf.py``, or None for an empty value."""
    return parse_file(value, folder) if value else None


def check_options(value: dict[str, Any], defaults: dict[str, Any]) -> None:
    """Raise ValueError unless each option is one of *defaults*, with the same type."""
    for name, given in value.items():
        if name not in defaults:
            raise ValueError(__("unknown option %r") % name + suggest(name, defaults))
        expected = {type(None): str, tuple: list}.get(type(defaults[name]), type(defaults[name]))
        if not isinstance(given, (expected, tuple) if expected is list else expected):
            raise ValueError(__("%s must be a %s, not %r") % (name, expected.__name__, given))


def check_texts(name: str, values: Iterable[Any]) -> None:
    """Raise ValueError unless each of *values* is a string."""
    for value in values:
        if not isinstance(value, str):
            raise ValueError(__("%s must be a list of strings, not of %r") % (name, value))


def parse_theme(value: dict[str, Any], folder: Path) -> Theme:
    """Return the theme."""
    defaults = {option.name: option.default for option in fields(Theme)}
    check_options(value, defaults)
    for name in ("accent", "muted", *(["links"] if value.get("links") else [])):
        check_colour(name, value.get(name, defaults[name]))
    if not 0 <= value.get("depth", 1) <= 6:
        raise ValueError(__("depth must be from 0 to 6, not %d") % value["depth"])
    if value.get("size") and not MIN_SIZE <= value["size"] <= MAX_SIZE:
        raise ValueError(__("size must be from %d to %d points, not %d") % (MIN_SIZE, MAX_SIZE, value["size"]))
    for name in ("fallback", "lists"):
        check_texts(name, value.get(name, ()))
    for name in value.get("lists", ()):
        if name not in LISTS:
            raise ValueError(__("unknown list %r") % name + suggest(name, LISTS))
    theme = Theme(**{**value, **{name: tuple(value.get(name, ())) for name in ("fallback", "lists")}})
    logo = parse_optional_file(theme.logo, folder)
    if logo and not theme.logo_alt:
        raise ValueError(__("the logo needs a description: add logo_alt"))
    fonts = check_fonts(theme, folder)
    arabic = theme.arabic or arabic_family((theme.serif, theme.sans), fonts)
    return replace(theme, logo=logo, fonts=fonts, arabic=arabic)


def check_fonts(theme: Theme, folder: Path) -> Path | None:
    """Return the folder of the theme's fonts; raise ValueError if the folder or a family does not exist."""
    fonts = folder / theme.fonts if theme.fonts else None
    if fonts and not fonts.is_dir():
        raise ValueError(__("folder not found: %r") % theme.fonts)
    families = font_families(fonts)
    for family in (*theme.families, *theme.fallback):
        if family not in families:
            raise ValueError(__("font family not found: %r") % family + suggest(family, families))
    return fonts


def check_colour(name: str, colour: str) -> None:
    """Raise ValueError unless *colour* is ``#rrggbb`` and dark enough to be read on white."""
    if not re.fullmatch("#[0-9a-fA-F]{6}", colour):
        raise ValueError(__("write %s as #rrggbb, not %r") % (name, colour))
    contrast = contrast_on_white(colour)
    if contrast < MIN_CONTRAST:
        message = __("%s %s has a contrast of %.1f:1 on white; at least %.1f:1 is required. Use a darker colour")
        raise ValueError(message % (name, colour, contrast, MIN_CONTRAST))


def contrast_on_white(colour: str) -> float:
    """Return the contrast ratio of ``#rrggbb`` on white, as defined by WCAG."""
    channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 1.05 / (0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05)
