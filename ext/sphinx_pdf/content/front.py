"""The front matter of a PDF: appearance, language, title and the content of the cover."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, NotRequired, TypedDict

from sphinx.locale import _

from sphinx_pdf.documents import Cover
from sphinx_pdf.fonts import scale_of_letters

from .values import RIGHT_TO_LEFT, mark_language

if TYPE_CHECKING:
    from sphinx.builders import Builder

    from sphinx_pdf.config.paper import Page
    from sphinx_pdf.config.settings import Settings
    from sphinx_pdf.config.theme import Theme
    from sphinx_pdf.documents import PdfDocument

    from .kinds import Element
    from .translator import Translator


class PaperSize(TypedDict):
    """The size of a page, in millimetres, and its size in proportion to A4."""

    width: float
    height: float
    scale: float
    margins: list[float] | None


class Front(TypedDict):
    """The part of a content that does not depend on the doctree."""

    #: The paper and its margins (top, bottom, left, right), in millimetres; None for the margins of the template.
    paper: PaperSize
    # The options of the theme; an empty string, or 0, is an unset one.
    accent: str
    muted: str
    links: str
    depth: int
    new_page: bool
    hyphenate: bool
    size: int
    lists: list[str]
    serif: str
    sans: str
    mono: str
    math: str
    arabic: str
    #: How much larger than in the font of the package text must be to look as large.
    type_scale: float
    logo: Element | None

    #: Whether the title has a separate page, and whether the PDF is a page or two with small headings.
    cover: bool
    compact: bool

    # The title page and the metadata; an empty string is left out.
    label: str
    title: str
    #: The title in another language, as an element.
    translated: Element | None
    subtitle: str
    author: str
    release: str
    date: str
    #: Whether the metadata has a date; added when the PDF is made.
    dated: NotRequired[bool]
    # Shown only on a cover.
    institution: str
    summary: str
    status: str
    picture: Element | None

    # The language: its code, its region such as "BR", and "ltr" or "rtl".
    language: str
    region: str | None
    direction: str


def front_of(builder: Builder, document: PdfDocument, settings: Settings, translator: Translator) -> Front:
    """Return the front matter of a document."""
    theme, config, clean = settings.theme, builder.config, translator.text.clean
    language, _separator, region = config.language.partition("_")
    cover = replace(document.cover if isinstance(document.cover, Cover) else Cover(), **settings.cover)
    return {
        "paper": _paper(settings.page),
        "accent": theme.accent,
        "muted": theme.muted,
        "links": theme.links,
        "depth": theme.depth,
        "new_page": theme.new_page,
        "hyphenate": theme.hyphenate,
        "size": theme.size,
        "lists": list(theme.lists),
        "serif": theme.serif,
        "sans": theme.sans,
        "mono": theme.mono,
        "math": theme.math,
        "arabic": theme.arabic,
        "type_scale": _type_scale(theme, language),
        "logo": translator.image(theme.logo, theme.logo_alt) if theme.logo else None,
        "cover": theme.cover and document.cover is not False,
        "compact": document.compact,
        "label": clean(document.label),
        "title": clean(document.title),
        "translated": _translated(document, translator),
        "subtitle": clean(document.subtitle),
        "author": clean(document.author),
        "release": clean(cover.release or (f"{_('Release')} {config.release}" if config.release else "")),
        "date": clean(cover.date or config.today),
        "institution": clean(cover.institution),
        "summary": clean(cover.summary),
        "status": clean(cover.status),
        "picture": _picture(builder, document, cover, translator),
        "language": language,
        "region": region or None,
        "direction": "rtl" if language in RIGHT_TO_LEFT else "ltr",
    }


def _paper(page: Page) -> PaperSize:
    margins = None if page.margins is None else list(page.margins)
    return {"width": page.width, "height": page.height, "scale": page.scale, "margins": margins}


def _type_scale(theme: Theme, language: str) -> float:
    """Return the scale of text from right to left: the letters of a face in the style of Naskh are small."""
    family = theme.arabic or theme.serif
    return scale_of_letters(family, theme.fonts) if family and language in RIGHT_TO_LEFT else 1


def _translated(document: PdfDocument, translator: Translator) -> Element | None:
    """Return the title of a document in another language."""
    if document.translated_title is None:
        return None
    language, title = document.translated_title
    (marked,) = mark_language(translator.text.translate(title), language)
    return marked if isinstance(marked, dict) else None


def _picture(builder: Builder, document: PdfDocument, cover: Cover, translator: Translator) -> Element | None:
    """Return the picture of a cover: the file of an image, which is cut to its place, or that of the drawing."""
    if not cover.picture:
        return None
    if isinstance(cover.picture, Path):
        return {**translator.image(cover.picture, cover.alt), "cut": True}
    path = Path(builder.doctreedir, "pdf", f"{document.target}.svg")
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(cover.picture, encoding="utf-8")
    return translator.image(path, cover.alt)
