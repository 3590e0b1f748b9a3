"""The settings of the builder: one table, each with its default, its types and its reader."""

from __future__ import annotations

import re
from dataclasses import dataclass, fields, replace
from mimetypes import MimeTypes
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sphinx.locale import __
from sphinx.util import logging

from .documents import Attachments, default_documents
from .fonts import font_families

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from sphinx.application import Sphinx
    from sphinx.config import Config

logger = logging.getLogger(__name__)

PAPERS = ("a4", "us-letter")
SHOW_URLS = ("footnote", "inline", "no")
STANDARDS = ("ua-1", "a-1a", "a-1b", "a-2a", "a-2b", "a-2u", "a-3a", "a-3b", "a-3u", "a-4", "a-4e", "a-4f")
#: WCAG 2.2, success criterion 1.4.3.
LEAST_CONTRAST = 4.5


@dataclass(frozen=True)
class Theme:
    """What a project may change of the look."""

    #: Colour of the title, of chapters and of rules, ``#rrggbb``.
    accent: str = "#000000"
    #: Colour of what stands beside the text: labels, running heads, page numbers.
    muted: str = "#555555"
    #: An image at the head of the title page, beside ``conf.py``, and its description.
    logo: Path | None = None
    logo_alt: str = ""
    #: Whether the title has a page of its own, followed by the contents.
    cover: bool = True
    #: A folder of font files beside ``conf.py``, and the families to be tried before ours.
    fonts: Path | None = None
    serif: str = ""
    sans: str = ""
    mono: str = ""


@dataclass(frozen=True)
class Settings:
    """The values in force, each one valid."""

    paper: str
    theme: Theme
    template: Path | None
    show_urls: str
    standards: tuple[str, ...]
    attachments: Attachments
    volume_size: int


@dataclass(frozen=True)
class Setting:
    """One configuration value; ``read`` turns it into what is used, or raises ValueError."""

    default: Any
    types: frozenset[type]
    read: Callable[[Any, Path], Any]
    #: What the manual says of it.
    help: str


def one_of(choices: Iterable[str]) -> Callable[[Any, Path], str]:
    """Return the reader of a value that is one of a few words."""

    def read(value: Any, folder: Path) -> str:
        if value not in choices:
            raise ValueError(__("give one of %s") % ", ".join(choices))
        return str(value)

    return read


def read_size(value: Any, folder: Path) -> int:
    """Return a number of characters."""
    if value < 0:
        raise ValueError(__("give a number of characters, or 0"))
    return int(value)


def read_standards(value: Any, folder: Path) -> tuple[str, ...]:
    """Return the standards that a PDF declares to follow; Typst says which go together."""
    return tuple(one_of(STANDARDS)(name, folder) for name in value)


def read_file(value: Any, folder: Path) -> Path:
    """Return the path of a file named relative to ``conf.py``."""
    path = folder / str(value)
    if not path.is_file():
        raise ValueError(__("there is no file %r") % str(value))
    return path


def read_template(value: Any, folder: Path) -> Path | None:
    """Return the project's own Typst file, if one is named."""
    return read_file(value, folder) if value else None


def read_attachments(value: Any, folder: Path) -> Attachments:
    """Return the files to attach; their media types are Python's own, not those of this machine."""
    types = MimeTypes()
    files = [read_file(name, folder) for name in value]
    return tuple((file.name, file.read_bytes(), types.guess_type(file.name)[0] or "") for file in files)


def read_theme(value: dict[str, Any], folder: Path) -> Theme:
    """Return the theme."""
    known = {option.name: option.default for option in fields(Theme)}
    for name, given in value.items():
        if name not in known:
            raise ValueError(__("there is no option %r; there are %s") % (name, ", ".join(known)))
        wanted = str if known[name] is None else type(known[name])
        if not isinstance(given, wanted):
            raise ValueError(__("%s is %r, and should be a %s") % (name, given, wanted.__name__))
    for name in ("accent", "muted"):
        check_colour(name, value.get(name, known[name]))
    theme = Theme(**value)
    logo = read_template(theme.logo, folder)
    if logo and not theme.logo_alt:
        raise ValueError(__("a logo needs a description, logo_alt"))
    fonts = folder / theme.fonts if theme.fonts else None
    if fonts and not fonts.is_dir():
        raise ValueError(__("there is no folder %r") % theme.fonts)
    families = font_families(fonts)
    for family in filter(None, (theme.serif, theme.sans, theme.mono)):
        if family not in families:
            raise ValueError(__("there is no font family %r; there are %s") % (family, ", ".join(families)))
    return replace(theme, logo=logo, fonts=fonts)


def check_colour(name: str, colour: str) -> None:
    """Raise ValueError unless *colour* is ``#rrggbb`` and dark enough to be read on white."""
    if not re.fullmatch("#[0-9a-fA-F]{6}", colour):
        raise ValueError(__("give %s as #rrggbb, not %r") % (name, colour))
    contrast = contrast_on_white(colour)
    if contrast < LEAST_CONTRAST:
        message = __("%s %s has a contrast of %.1f on white, and needs %.1f")
        raise ValueError(message % (name, colour, contrast, LEAST_CONTRAST))


def contrast_on_white(colour: str) -> float:
    """Return the contrast of ``#rrggbb`` on white as WCAG counts it."""
    channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 1.05 / (0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05)


TEXT, LIST = frozenset({str}), frozenset({list, tuple})
SETTINGS = {
    "paper": Setting("a4", TEXT, one_of(PAPERS), 'The paper: `"a4"` or `"us-letter"`.'),
    "theme": Setting({}, frozenset({dict}), read_theme, "The look, see below."),
    "template": Setting("", TEXT, read_template, "A Typst file used in place of `template.typ`."),
    "show_urls": Setting(
        "footnote",
        TEXT,
        one_of(SHOW_URLS),
        'Where the address of a link is printed: `"footnote"` (once in each chapter; in a list or table with sixty or '
        'more, in brackets), `"inline"` or `"no"`.',
    ),
    "standards": Setting(["ua-1", "a-3a"], LIST, read_standards, "The standards that a PDF declares and keeps."),
    "volume_size": Setting(
        1_000_000,
        frozenset({int}),
        read_size,
        "The most characters of text in one PDF; what has more becomes volumes. `0` is no limit.",
    ),
    "attachments": Setting([], LIST, read_attachments, "Files that each PDF of `pdf_documents` carries."),
}
DOCUMENTS_HELP = "What to make: a list of (start document, file name, title, author)."
ONLY_HELP = "The one PDF to make, by its file name without `.pdf`."


def add_settings(app: Sphinx) -> None:
    """Register every configuration value; none of them makes Sphinx read a document again."""
    app.add_config_value("pdf_documents", default_documents, "", LIST, DOCUMENTS_HELP)
    app.add_config_value("pdf_only", "", "", TEXT, ONLY_HELP)
    for name, setting in SETTINGS.items():
        app.add_config_value(f"pdf_{name}", setting.default, "", setting.types, setting.help)


def read_settings(config: Config, folder: Path) -> Settings:
    """Return the settings; a wrong one is reported, and its default is used.

    Sphinx itself reports a value of a wrong type.
    """
    values = {}
    for name, setting in SETTINGS.items():
        value = config[f"pdf_{name}"]
        try:
            if not isinstance(value, tuple(setting.types)):
                raise ValueError(__("its type is wrong"))
            values[name] = setting.read(value, folder)
        except ValueError as error:
            message = __("pdf_%s: %s; the default is used")
            logger.warning(message, name, error, type="pdf", subtype="config")
            values[name] = setting.read(setting.default, folder)
    return Settings(**values)
