"""Editions: parts of the register as PDFs of their own, handed to the builder of `sphinx_pdf`."""

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
from .files import export_text

if TYPE_CHECKING:
    from sphinx_pdf import Cover, PdfDocument


def connect(app: Sphinx, config: Config) -> None:
    """Connect to the PDF builder if the project has it."""
    if "pdf-collect-documents" in app.events.events:
        app.connect("pdf-collect-documents", collect)
        app.connect("pdf-collect-attachments", attach)
        app.connect("pdf-cover", cover)


def collect(app: Sphinx) -> list[PdfDocument]:
    """Return the editions that the configuration asks for."""
    domain = domain_of(app.env)
    # Dates are formatted once. If that is done while a tree is made, they keep its memory when it is gone.
    for milestone in domain.collection.milestones:
        domain.build.wording.date(milestone.date)
    return [_document(domain, edition) for edition in domain.collection.editions.values()]


def cover(app: Sphinx, document: PdfDocument) -> Cover | None:
    """Return the cover of the full register."""
    from sphinx_pdf import Cover

    parts = cover_of(domain_of(app.env), document.title) if _is_full(app, document) else {}
    return Cover(**parts) if parts else None


def _is_full(app: Sphinx, document: PdfDocument) -> bool:
    """Return whether a PDF is that of the full register."""
    return document.start == app.config.root_doc and document.tree is None


def attach(app: Sphinx, document: PdfDocument) -> list[tuple[str, bytes, str]]:
    """Return the exports to attach to a PDF: those of the full register, if it is the PDF of that."""
    attached = {name: export for name, export in EXPORTS.items() if _is_full(app, document) and export.attach_to_pdf}
    return [(name, export_text(app, export).encode(), export.media_type) for name, export in attached.items()]


def _document(domain: MilestoneDomain, edition: Edition) -> PdfDocument:
    from sphinx_pdf import PdfDocument  # a project without its builder does not import it

    config, wording = domain.env.config, domain.build.wording
    partner = domain.build.register.partners[edition.partner] if edition.partner else None
    return PdfDocument(
        config.root_doc,
        f"{edition.name}.pdf",
        wording.partner_with_acronym(partner.key) if partner else edition.key,
        config.author,
        label=wording.edition_type(edition),
        subtitle=config.project,
        translated_title=BriefWording(wording).translated_name(partner) if partner else None,
        cover=False,
        compact=not edition.in_full,
        tree=(EditionInFull if edition.in_full else Brief)(domain, edition).tree,
    )
