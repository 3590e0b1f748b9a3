"""The settings of the builder in one table, each with its default, types and parser."""

from __future__ import annotations

from dataclasses import dataclass, replace
from mimetypes import MimeTypes
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sphinx.locale import __
from sphinx.util import logging

from sphinx_pdf.documents import Attachments, default_documents, suggest

from .paper import Page, parse_margins, parse_paper
from .theme import Theme, check_options, check_texts, parse_file, parse_optional_file, parse_theme

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from sphinx.application import Sphinx
    from sphinx.config import Config

logger = logging.getLogger(__name__)

SHOW_URLS = ("footnote", "short", "inline", "no")
#: What a project can set on covers; see Cover in documents.py.
COVER = ("institution", "summary", "status", "release", "date", "picture", "alt")
PICTURES = (".svg", ".png", ".jpg", ".jpeg", ".gif", ".webp")
STANDARDS = ("ua-1", "a-1a", "a-1b", "a-2a", "a-2b", "a-2u", "a-3a", "a-3b", "a-3u", "a-4", "a-4e", "a-4f")


@dataclass(frozen=True)
class Settings:
    """The values of all settings, validated."""

    paper: tuple[float, float]
    margins: tuple[float, float, float, float] | None
    theme: Theme
    cover: dict[str, Any]
    template: Path | None
    template_files: tuple[Path, ...]
    raw_typst: bool
    show_urls: str
    standards: tuple[str, ...]
    attachments: Attachments
    volume_size: int

    @property
    def page(self) -> Page:
        """The page that paper and margins make."""
        return Page(*self.paper, self.margins)


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


def parse_flag(value: Any, folder: Path) -> bool:
    """Return whether something is permitted."""
    return bool(value)


def parse_standards(value: Any, folder: Path) -> tuple[str, ...]:
    """Return the standards that a PDF declares; Typst checks whether they can be combined."""
    return tuple(one_of(STANDARDS)(name, folder) for name in value)


def parse_attachments(value: Any, folder: Path) -> Attachments:
    """Return the files to attach; their media types come from Python's own table, not from the system."""
    types = MimeTypes()
    files = [parse_file(name, folder) for name in value]
    return tuple((file.name, file.read_bytes(), types.guess_type(file.name)[0] or "") for file in files)


def parse_cover(value: dict[str, Any], folder: Path) -> dict[str, Any]:
    """Return the texts of the cover, and its picture as a path."""
    check_options(value, dict.fromkeys(COVER, ""))
    if not value.get("picture"):
        return {name: text for name, text in value.items() if text}
    picture = parse_file(value["picture"], folder)
    if picture.suffix.lower() not in PICTURES:
        raise ValueError(__("the picture must be one of %s, not %r") % (", ".join(PICTURES), picture.name))
    if not value.get("alt", "").strip():
        raise ValueError(__("the picture of the cover needs a description: add alt"))
    return {**value, "picture": picture}


def parse_template_files(value: Any, folder: Path) -> tuple[Path, ...]:
    """Return the files and folders that a template reads."""
    check_texts("template_files", value)
    ours = {file.name for file in Path(__file__).parents[1].joinpath("typst").glob("*.typ")}
    for name in value:
        if Path(name).name in {*ours, "content.json"}:
            raise ValueError(__("%r has the name of a file of the builder; rename it") % str(name))
        if not folder.joinpath(name).exists():
            raise ValueError(__("file not found: %r") % str(name))
    return tuple(folder / name for name in value)


TEXT, LIST, DICT = frozenset({str}), frozenset({list, tuple}), frozenset({dict})
SETTINGS = {
    "paper": Setting(
        "a4",
        TEXT,
        parse_paper,
        'The paper: a name of Typst, such as `"a4"`, `"a5"`, `"iso-b5"` or `"us-letter"`, or a width and height, as '
        '`"170mm x 240mm"`.',
    ),
    "margins": Setting(
        {},
        DICT,
        parse_margins,
        "The margins: `top`, `bottom`, `left` and `right`, each a number with `mm`, `cm`, `in` or `pt`. Without them, "
        "they are in proportion to the paper.",
    ),
    "theme": Setting({}, DICT, parse_theme, "The appearance; see below."),
    "cover": Setting({}, DICT, parse_cover, "The texts and the picture of the cover; see below."),
    "template": Setting("", TEXT, parse_optional_file, "A Typst file used in place of `template.typ`."),
    "template_files": Setting(
        [], LIST, parse_template_files, "Files and folders that the template reads; they are copied beside it."
    ),
    "raw_typst": Setting(
        False,
        frozenset({bool}),
        parse_flag,
        "Whether the content of `raw:: typst` is evaluated. Permit it only if you trust all who write the project.",
    ),
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
DOCUMENTS_HELP = (
    "The PDFs to make: a list of (start document, file name, title, author), each optionally with a fifth item: its "
    "own options."
)
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
        try:
            values[name] = _parse(setting, config[f"pdf_{name}"], folder)
        except ValueError as error:
            _report(__("pdf_%s: %s; using the default"), name, error)
            values[name] = setting.parse(setting.default, folder)
    return _with_room(Settings(**values), "pdf_margins")


def settings_of(settings: Settings, target: str, options: Mapping[str, Any], config: Config, folder: Path) -> Settings:
    """Return the settings of a document with *options* of its own; an invalid one is reported and left out.

    Its options of ``theme`` and ``cover`` are added to those of the project.
    """
    values = {}
    for name, value in options.items():
        try:
            if name not in SETTINGS or name == "attachments":
                raise ValueError(__("unknown option") + suggest(name, SETTINGS.keys() - {"attachments"}))
            setting = SETTINGS[name]
            merged = {**config[f"pdf_{name}"], **value} if setting.types == DICT and isinstance(value, dict) else value
            values[name] = _parse(setting, merged, folder)
        except ValueError as error:
            _report(__("the option %s of %s: %s; using that of the project"), name, target, error)
    return _with_room(replace(settings, **values), target) if values else settings


def _parse(setting: Setting, value: Any, folder: Path) -> Any:
    if not isinstance(value, tuple(setting.types)):
        raise ValueError(__("a value of type %s is not allowed") % type(value).__name__)
    return setting.parse(value, folder)


def _with_room(settings: Settings, name: str) -> Settings:
    """Return the settings, with the margins of the template if others leave no room for text."""
    try:
        settings.page.check()
    except ValueError as error:
        _report(__("%s: %s; using the default"), name, error)
        return replace(settings, margins=None)
    return settings


def _report(message: str, *values: object) -> None:
    logger.warning(message, *values, type="pdf", subtype="config")
