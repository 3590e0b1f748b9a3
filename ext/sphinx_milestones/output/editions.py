"""Year editions and partner briefs: parts of the register as PDFs of their own, handed to the builder of `sphinx_pdf`.

An edition is a document made for print: who the partner is, each milestone in full as on its page, and below them the
lists of partners, documents and sources that they name.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from docutils import nodes
from docutils.utils import new_document
from sphinx.addnodes import start_of_file
from sphinx.application import Sphinx
from sphinx.config import Config

from sphinx_milestones.core.records import Milestone
from sphinx_milestones.environment.domain import MilestoneDomain, domain_of
from sphinx_milestones.environment.nodes import view
from sphinx_milestones.environment.page_checks import heads
from sphinx_milestones.register.queries import Selection, part_of
from sphinx_milestones.views.exports import EXPORTS
from sphinx_milestones.views.fields import FIELDS
from sphinx_milestones.views.index_wording import IndexWording
from sphinx_milestones.views.locales import capitalized
from sphinx_milestones.views.models import ENTRY_VIEWS, View, select

from .files import export_text
from .node_writer import NodeWriter

if TYPE_CHECKING:
    from sphinx_pdf import PdfDocument


def connect(app: Sphinx, config: Config) -> None:
    """Connect to the PDF builder if the project has it."""
    if "pdf-collect-documents" in app.events.events:
        app.connect("pdf-collect-documents", collect)
        app.connect("pdf-collect-attachments", attach)


def collect(app: Sphinx) -> list[PdfDocument]:
    """Return the editions that the configuration asks for."""
    domain = domain_of(app.env)
    # Dates are formatted once. If that is done while a tree is made, they keep its memory when it is gone.
    for milestone in domain.collection.milestones:
        domain.build.wording.date(milestone.date)
    return [_document(domain, name, selection) for name, selection in domain.collection.editions.items()]


def attach(app: Sphinx, document: PdfDocument) -> list[tuple[str, bytes, str]]:
    """Return the exports to attach to a PDF: those of the full register, if it is the PDF of that."""
    full = document.start == app.config.root_doc and document.tree is None
    attached = {name: export for name, export in EXPORTS.items() if full and export.attach_to_pdf}
    return [(name, export_text(app, export).encode(), export.media_type) for name, export in attached.items()]


def _document(domain: MilestoneDomain, name: str, selection: Selection) -> PdfDocument:
    from sphinx_pdf import PdfDocument  # a project without its builder does not import it

    config, _ = domain.env.config, domain.build.wording.translations.gettext
    partner = next(iter(selection.partners), None)
    title = domain.build.wording.partner_with_acronym(partner) if partner else str(selection.years[0])
    kind = _("Partner brief") if partner else _("Year edition")
    edition = _Edition(domain, name, title, selection)
    return PdfDocument(
        config.root_doc,
        f"{name}.pdf",
        title,
        config.author,
        subtitle=f"{config.project} · {kind}",
        cover=False,
        tree=edition.tree,
    )


class _Edition:
    """An edition that becomes a doctree."""

    def __init__(self, domain: MilestoneDomain, name: str, title: str, selection: Selection) -> None:
        self.domain = domain
        self.name = name
        self.title = title
        self.selection = selection
        self.root: str = domain.env.config.root_doc
        self.links = domain.links(self.root)
        self.gettext = domain.build.wording.translations.gettext

    def tree(self) -> nodes.document:
        """Return the doctree, not resolved yet; each part belongs to the document that it comes from."""
        _ = self.gettext
        chosen = select(View("milestone-list", self.selection), self.links.collection.milestones, self.links.wording)
        top = nodes.section("", nodes.title("", self.title), ids=[self.name])
        for key in self.selection.partners:
            top += NodeWriter(self.links, {}).partner(self.links.register.partners[key])
        top += self._part("milestones", _("Milestones"), list(self._in_full(chosen)))
        for table, name in ENTRY_VIEWS.items():
            selected = getattr(self.selection, table, ())  # a brief does not list the partner that it is about
            if not selected and any(getattr(milestone, table) for milestone in chosen):
                top += self._list(_(FIELDS[table].label), name)
        document = new_document(self.name)
        document += top
        return document

    def _in_full(self, milestones: Iterable[Milestone]) -> Iterable[nodes.Node]:
        """Yield the section of each milestone, with the footnotes that it refers to.

        In a brief, one in which the partner took part through its bodies says so below its title.
        """
        pages: dict[str, nodes.document] = {}
        for milestone in milestones:
            name = milestone.docname
            page = pages.get(name) or pages.setdefault(name, self.domain.env.get_doctree(name))
            leaves = (head for head in heads(page) if self.domain.milestone_at(name, head["position"]) == milestone)
            section = next(leaves).parent
            called = {call.get("refid") for call in section.findall(nodes.footnote_reference)}
            notes = [note for note in page.findall(nodes.footnote) if called.intersection(note["ids"])]
            copy = section.deepcopy()
            for partner in self.selection.partners:
                if part_of(partner, milestone, self.links.register).through:
                    part = capitalized(IndexWording(self.links.wording).part(partner, milestone))
                    copy.insert(copy.index(next(copy.findall(nodes.title))) + 1, nodes.paragraph("", part))
            yield start_of_file("", copy, *(note.deepcopy() for note in notes), docname=name)

    def _list(self, title: str, name: str) -> nodes.section:
        """Return a view of the chosen milestones, as if it were on the page with the full view."""
        home = self.links.collection.home_of(name) or self.root
        placeholder = view("", docname=home, view=View(name, self.selection), position=0, anchors=True)
        return self._part(name, title, [start_of_file("", placeholder, docname=home)])

    def _part(self, name: str, title: str, content: list[nodes.Node]) -> nodes.section:
        return nodes.section("", nodes.title("", title), *content, ids=[f"{self.name}-{name}"])
