"""Full editions: the facts of a partner, and each milestone as on its page.

They end with lists of the partners, documents and sources that the milestones name.
"""

from __future__ import annotations

from collections.abc import Iterable

from docutils import nodes
from docutils.utils import new_document
from sphinx.addnodes import start_of_file

from sphinx_milestones.core.records import Milestone
from sphinx_milestones.environment.domain import MilestoneDomain
from sphinx_milestones.environment.nodes import view
from sphinx_milestones.register.editions import Edition
from sphinx_milestones.register.queries import part_of
from sphinx_milestones.views.fields import FIELDS
from sphinx_milestones.views.index_wording import IndexWording
from sphinx_milestones.views.labels import MILESTONES
from sphinx_milestones.views.locales import capitalized
from sphinx_milestones.views.models import ENTRY_VIEWS, View, select

from .edition_parts import section_of
from .node_writer import NodeWriter


class EditionInFull:
    """A full edition, built as a doctree."""

    def __init__(self, domain: MilestoneDomain, edition: Edition) -> None:
        self.domain = domain
        self.name = edition.name
        self.title = edition.key
        self.selection = edition.selection
        self.root: str = domain.env.config.root_doc
        self.links = domain.links(self.root)
        self.gettext = domain.build.wording.gettext

    def tree(self) -> nodes.document:
        """Return the doctree, not resolved yet; each part belongs to the page that it comes from."""
        _ = self.gettext
        chosen = select(View("milestone-list", self.selection), self.links.collection.milestones, self.links.wording)
        top = nodes.section("", nodes.title("", self.title), ids=[self.name])
        for key in self.selection.partners:
            top += NodeWriter(self.links, {}).partner(self.links.register.partners[key])
        top += self._part("milestones", _(MILESTONES), list(self._in_full(chosen)))
        for table, name in ENTRY_VIEWS.items():
            selected = getattr(self.selection, table, ())  # an edition does not list the partner that it is about
            if not selected and any(getattr(milestone, table) for milestone in chosen):
                top += self._list(self.links.wording.field_label(table, FIELDS[table].label), name)
        document = new_document(self.name)
        document += top
        return document

    def _in_full(self, milestones: Iterable[Milestone]) -> Iterable[nodes.Node]:
        """Yield the section of each milestone, with the footnotes that it refers to.

        If the partner took part through its bodies, a line below the title states so.
        """
        for milestone in milestones:
            section = section_of(self.domain, milestone)
            page = section.document or nodes.Element()
            called = {call.get("refid") for call in section.findall(nodes.footnote_reference)}
            notes = [note for note in page.findall(nodes.footnote) if called.intersection(note["ids"])]
            copy = section.deepcopy()
            for partner in self.selection.partners:
                if part_of(partner, milestone, self.links.register).through:
                    part = capitalized(IndexWording(self.links.wording).part(partner, milestone))
                    copy.insert(copy.index(next(copy.findall(nodes.title))) + 1, nodes.paragraph("", part))
            yield start_of_file("", copy, *(note.deepcopy() for note in notes), docname=milestone.docname)

    def _list(self, title: str, name: str) -> nodes.section:
        """Return a view of the selected milestones, as if on the page with the full view."""
        home = self.links.collection.home_of(name) or self.root
        placeholder = view("", docname=home, view=View(name, self.selection), position=0, anchors=True)
        return self._part(name, title, [start_of_file("", placeholder, docname=home)])

    def _part(self, name: str, title: str, content: list[nodes.Node]) -> nodes.section:
        return nodes.section("", nodes.title("", title), *content, ids=[f"{self.name}-{name}"])
