"""Year editions and partner briefs: parts of the register as PDFs of their own, handed to the builder of `sphinx_pdf`.

An edition is a document made for print: who the partner is, each milestone in full as its page has it, and below them
the lists of partners, documents and sources that they name.
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
from sphinx_milestones.environment.links import Links
from sphinx_milestones.environment.nodes import view
from sphinx_milestones.environment.page_checks import heads
from sphinx_milestones.register.queries import Selection
from sphinx_milestones.views.models import View, select

from .files import register_data
from .node_helpers import field_list
from .node_writer import NodeWriter

if TYPE_CHECKING:
    from sphinx_pdf import PdfDocument


def connect(app: Sphinx, config: Config) -> None:
    """Listen to the PDF builder, where the project has it."""
    if "pdf-collect-documents" in app.events.events:
        app.connect("pdf-collect-documents", collect)
        app.connect("pdf-collect-attachments", attach)


def collect(app: Sphinx) -> list[PdfDocument]:
    """The editions that the configuration asks for."""
    domain = domain_of(app.env)
    # Dates are put into words once. First said amid the nodes of a tree, they would keep its memory when it is gone.
    for milestone in domain.milestones:
        domain.wording.date(milestone.date)
    return [_document(domain, name, selection) for name, selection in domain.editions.items()]


def attach(app: Sphinx, document: PdfDocument) -> list[tuple[str, bytes, str]]:
    """The data of the register, for a PDF of the whole."""
    whole = document.start == app.config.root_doc and document.tree is None
    return [("milestones.json", register_data(app).encode(), "application/json")] if whole else []


def _document(domain: MilestoneDomain, name: str, selection: Selection) -> PdfDocument:
    from sphinx_pdf import PdfDocument  # a project without its builder need not wait for it

    config, _ = domain.env.config, domain.wording.translations.gettext
    partner = next(iter(selection.partners), None)
    title = domain.wording.partner_with_acronym(partner) if partner else str(selection.years[0])
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
    """One edition on its way to a doctree."""

    def __init__(self, domain: MilestoneDomain, name: str, title: str, selection: Selection) -> None:
        self.domain = domain
        self.name = name
        self.title = title
        self.selection = selection
        self.root: str = domain.env.config.root_doc
        self.gettext = domain.wording.translations.gettext

    def tree(self) -> nodes.document:
        """The doctree, not resolved yet; each part stands in the document that it comes from."""
        _ = self.gettext
        chosen = select(View("milestone-list", self.selection), self.domain.milestones, self.domain.wording)
        top = nodes.section("", nodes.title("", self.title), ids=[self.name])
        for partner in self.selection.partners:
            writer = NodeWriter(Links(self.domain, self.root), {})
            top += field_list(writer.partner_facts(partner))
        top += self._part("milestones", _("Milestones"), list(self._in_full(chosen)))
        if not self.selection.partners:
            top += self._list(_("Partners"), "partner-index")
        if any(milestone.documents for milestone in chosen):
            top += self._list(_("Documents"), "document-list")
        if any(milestone.sources for milestone in chosen):
            top += self._list(_("Sources"), "source-list")
        document = new_document(self.name)
        document += top
        return document

    def _in_full(self, milestones: Iterable[Milestone]) -> Iterable[nodes.Node]:
        """The section of each milestone, with the footnotes that it calls for."""
        pages: dict[str, nodes.document] = {}
        for milestone in milestones:
            name = milestone.docname
            page = pages.get(name) or pages.setdefault(name, self.domain.env.get_doctree(name))
            section = next(head.parent for head in heads(page) if self.domain.at(name, head["position"]) == milestone)
            called = {call.get("refid") for call in section.findall(nodes.footnote_reference)}
            notes = [note for note in page.findall(nodes.footnote) if called.intersection(note["ids"])]
            yield start_of_file("", section.deepcopy(), *(note.deepcopy() for note in notes), docname=name)

    def _list(self, title: str, name: str) -> nodes.section:
        """A view of the chosen milestones, as if it stood on the page that holds the whole of it."""
        home = self.domain.home_of(name) or self.root
        placeholder = view("", docname=home, view=View(name, self.selection), position=0, anchors=True)
        return self._part(name, title, [start_of_file("", placeholder, docname=home)])

    def _part(self, name: str, title: str, content: list[nodes.Node]) -> nodes.section:
        return nodes.section("", nodes.title("", title), *content, ids=[f"{self.name}-{name}"])
