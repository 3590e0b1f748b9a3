"""Editions: parts of the register as separate PDFs, made by the builder of `sphinx_pdf`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx.application import Sphinx
from sphinx.config import Config

from sphinx_milestones.environment.domain import MilestoneDomain, domain_of
from sphinx_milestones.register.editions import Edition
from sphinx_milestones.views.brief_wording import BriefWording
from sphinx_milestones.views.exports import EXPORTS

from .briefs import Brief
from .cover import cover_of
from .editions_in_full import EditionInFull
from .export_files import export_texts
from .print_drawings import PrintStyle

if TYPE_CHECKING:
    from sphinx_pdf import Cover, PdfDocument


def connect(app: Sphinx, config: Config) -> None:
    """Connect to the PDF builder if the project uses it."""
    if "pdf-collect-documents" in app.events.events:
        app.connect("pdf-collect-documents", collect)
        app.connect("pdf-collect-attachments", attach)
        app.connect("pdf-cover", cover)


def collect(app: Sphinx) -> list[PdfDocument]:
    """Return the editions that the configuration requests."""
    domain = domain_of(app.env)
    # Dates are formatted once, before any doctree: formatted later, their strings would prevent its memory from
    # being returned.
    for milestone in domain.collection.milestones:
        domain.build.wording.date(milestone.date)
    style = _style(app)
    return [_document(domain, edition, style) for edition in domain.collection.editions.values()]


def cover(app: Sphinx, document: PdfDocument) -> Cover | None:
    """Return the cover of the full register."""
    from sphinx_pdf import Cover

    parts = cover_of(domain_of(app.env), document.title, _style(app)) if _is_full(app, document) else {}
    return Cover(**parts) if parts else None


def _is_full(app: Sphinx, document: PdfDocument) -> bool:
    """Return whether *document* is the PDF of the full register."""
    return document.start == app.config.root_doc and document.tree is None


def attach(app: Sphinx, document: PdfDocument) -> list[tuple[str, bytes, str]]:
    """Return the exports to attach to a PDF; none unless it is that of the full register."""
    attached = {name: export for name, export in EXPORTS.items() if _is_full(app, document) and export.attach_to_pdf}
    texts = export_texts(app.builder, attached)
    return [(name, texts[name].encode(), export.media_type) for name, export in attached.items()]


def _style(app: Sphinx) -> PrintStyle:
    """Return the style of the PDF."""
    from sphinx_pdf import PdfBuilder

    assert isinstance(app.builder, PdfBuilder)
    theme = app.builder.settings.theme
    families = dict.fromkeys(filter(None, (theme.sans, "IBM Plex Sans Arabic", "sans-serif")))
    return PrintStyle(theme.accent, ", ".join(families))


def _document(domain: MilestoneDomain, edition: Edition, style: PrintStyle) -> PdfDocument:
    from sphinx_pdf import PdfDocument  # not imported by a project without its builder

    config, wording = domain.env.config, domain.build.wording
    partner = domain.build.register.partners[edition.partner] if edition.partner else None
    return PdfDocument(
        config.root_doc,
        f"{edition.name}.pdf",
        wording.partner_with_acronym(partner.key) if partner else wording.year(int(edition.key)),
        config.author,
        label=wording.edition_type(edition),
        subtitle=config.project,
        translated_title=BriefWording(wording).translated_name(partner) if partner else None,
        cover=False,
        compact=not edition.in_full,
        tree=EditionInFull(domain, edition).tree if edition.in_full else Brief(domain, edition, style).tree,
    )
