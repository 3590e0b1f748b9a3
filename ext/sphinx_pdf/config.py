"""The settings of the builder in one table, each with its default, types and parser."""

from __future__ import annotations

import re
from dataclasses import dataclass, fields, replace
from mimetypes import MimeTypes
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sphinx.locale import __
from sphinx.util import logging

from .documents import Attachments, default_documents, suggest
from .fonts import font_families

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from sphinx.application import Sphinx
    from sphinx.config import Config

logger = logging.getLogger(__name__)

PAPERS = ("a4", "us-letter")
SHOW_URLS = ("footnote", "short", "inline", "no")
#: The texts that a project can set on covers; see Cover in documents.py.
COVER_TEXTS = ("institution", "summary", "status", "release", "date")
STANDARDS = ("ua-1", "a-1a", "a-1b", "a-2a", "a-2b", "a-2u", "a-3a", "a-3b", "a-3u", "a-4", "a-4e", "a-4f")
#: Required by WCAG 2.2, success criterion 1.4.3.
MIN_CONTRAST = 4.5


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
    #: For Arabic letters.
    arabic: str = ""
    #: The families to try, in order, for characters that all these lack; empty for those of the folder and of packages.
    fallback: tuple[str, ...] = ()

    @property
    def families(self) -> tuple[str, ...]:
        """The families that have a use of their own."""
        return tuple(filter(None, (self.serif, self.sans, self.mono, self.math, self.arabic)))


@dataclass(frozen=True)
class Settings:
    """The values of all settings, validated."""

    paper: str
    theme: Theme
    cover: dict[str, str]
    template: Path | None
    show_urls: str
    standards: tuple[str, ...]
    attachments: Attachments
    volume_size: int


@dataclass(frozen=True)
class Setting:
    """One configuration value."""

    default: Any
    types: frozenset[type]
    #: Takes the value and the folder of ``conf.py``; returns the value to use, or raises ValueError.
    parse: Callable[[Any, Path], Any]
    #: The description in the manual.
    help: str


def one_of(choices: Iterable[str]) -> Callable[[Any, Path], str]:
    """Return the parser of a value that is one of *choices*."""

    def parse(value: Any, folder: Path) -> str:
        if value not in choices:
            raise ValueError(__("%r is not one of %s") % (value, ", ".join(choices)))
        return str(value)

    return parse


def parse_size(value: Any, folder: Path) -> int:
    """Return a number of characters."""
    if value < 0:
        raise ValueError(__("use a number of characters, or 0 for no limit"))
    return int(value)


def parse_standards(value: Any, folder: Path) -> tuple[str, ...]:
    """Return the standards that a PDF declares; Typst checks whether they can be combined."""
    return tuple(one_of(STANDARDS)(name, folder) for name in value)


def parse_file(value: Any, folder: Path) -> Path:
    """Return the path of a file named relative to ``conf.py``."""
    path = folder / str(value)
    if not path.is_file():
        raise ValueError(__("file not found: %r") % str(value))
    return path


def parse_optional_file(value: Any, folder: Path) -> Path | None:
    """Return the path of a file named relative to ``conf.py``, or None for an empty value."""
    return parse_file(value, folder) if value else None


def parse_attachments(value: Any, folder: Path) -> Attachments:
    """Return the files to attach; their media types come from Python's own table, not from the system."""
    types = MimeTypes()
    files = [parse_file(name, folder) for name in value]
    return tuple((file.name, file.read_bytes(), types.guess_type(file.name)[0] or "") for file in files)


def check_options(value: dict[str, Any], defaults: dict[str, Any]) -> None:
    """Raise ValueError unless each option is one of *defaults*, with the same type."""
    for name, given in value.items():
        if name not in defaults:
            raise ValueError(__("unknown option %r") % name + suggest(name, defaults))
        expected = {type(None): str, tuple: list}.get(type(defaults[name]), type(defaults[name]))
        if not isinstance(given, (expected, tuple) if expected is list else expected):
            raise ValueError(__("%s must be a %s, not %r") % (name, expected.__name__, given))


def parse_cover(value: dict[str, Any], folder: Path) -> dict[str, str]:
    """Return the texts of the cover."""
    check_options(value, dict.fromkeys(COVER_TEXTS, ""))
    return dict(value)


def parse_theme(value: dict[str, Any], folder: Path) -> Theme:
    """Return the theme."""
    defaults = {option.name: option.default for option in fields(Theme)}
    check_options(value, defaults)
    for name in ("accent", "muted", *(["links"] if value.get("links") else [])):
        check_colour(name, value.get(name, defaults[name]))
    if not 0 <= value.get("depth", 1) <= 6:
        raise ValueError(__("depth must be from 0 to 6, not %d") % value["depth"])
    theme = Theme(**{**value, "fallback": tuple(value.get("fallback", ()))})
    logo = parse_optional_file(theme.logo, folder)
    if logo and not theme.logo_alt:
        raise ValueError(__("the logo needs a description: add logo_alt"))
    return replace(theme, logo=logo, fonts=check_fonts(theme, folder))


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


TEXT, LIST = frozenset({str}), frozenset({list, tuple})
SETTINGS = {
    "paper": Setting("a4", TEXT, one_of(PAPERS), 'The paper: `"a4"` or `"us-letter"`.'),
    "theme": Setting({}, frozenset({dict}), parse_theme, "The appearance; see below."),
    "cover": Setting({}, frozenset({dict}), parse_cover, "The texts of the cover; see below."),
    "template": Setting("", TEXT, parse_optional_file, "A Typst file used in place of `template.typ`."),
    "show_urls": Setting(
        "footnote",
        TEXT,
        one_of(SHOW_URLS),
        'Where the URL of a link is printed: `"footnote"` (once in each chapter; in brackets in a list or table with '
        'sixty or more links), `"short"` (the same, but a URL of more than 60 characters as its site), `"inline"` or '
        '`"no"`.',
    ),
    "standards": Setting(["ua-1", "a-3a"], LIST, parse_standards, "The standards that each PDF follows and declares."),
    "volume_size": Setting(
        1_000_000,
        frozenset({int}),
        parse_size,
        "The maximum number of characters of text in one PDF; a longer document becomes volumes. `0` means no limit.",
    ),
    "attachments": Setting([], LIST, parse_attachments, "Files attached to each PDF of `pdf_documents`."),
}
DOCUMENTS_HELP = "The PDFs to make: a list of (start document, file name, title, author)."
ONLY_HELP = "The only PDF to make, by its file name without `.pdf`."


def add_settings(app: Sphinx) -> None:
    """Register every configuration value; no document is read again after a change."""
    app.add_config_value("pdf_documents", default_documents, "", LIST, DOCUMENTS_HELP)
    app.add_config_value("pdf_only", "", "", TEXT, ONLY_HELP)
    for name, setting in SETTINGS.items():
        app.add_config_value(f"pdf_{name}", setting.default, "", setting.types, setting.help)


def read_settings(config: Config, folder: Path) -> Settings:
    """Return the settings; an invalid one is reported and replaced by its default.

    Sphinx itself reports the types that a value may have.
    """
    values = {}
    for name, setting in SETTINGS.items():
        value = config[f"pdf_{name}"]
        try:
            if not isinstance(value, tuple(setting.types)):
                raise ValueError(__("a value of type %s is not allowed") % type(value).__name__)
            values[name] = setting.parse(value, folder)
        except ValueError as error:
            message = __("pdf_%s: %s; using the default")
            logger.warning(message, name, error, type="pdf", subtype="config")
            values[name] = setting.parse(setting.default, folder)
    return Settings(**values)
