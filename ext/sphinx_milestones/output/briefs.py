"""Briefs: one-page handouts about a partner or a year, with the sources overleaf."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property

from docutils import nodes
from docutils.utils import new_document
from sphinx.addnodes import start_of_file

from sphinx_milestones.core.placeholders import fill_placeholders
from sphinx_milestones.core.records import Milestone
from sphinx_milestones.environment.domain import MilestoneDomain
from sphinx_milestones.environment.nodes import view
from sphinx_milestones.environment.titles import title_nodes
from sphinx_milestones.register.editions import Edition
from sphinx_milestones.register.queries import years_listed
from sphinx_milestones.views.brief_wording import BriefWording
from sphinx_milestones.views.labels import MODES
from sphinx_milestones.views.locales import capitalized
from sphinx_milestones.views.models import ENTRY_VIEWS, View, select, timeline
from sphinx_milestones.views.print_layout import strip_layout
from sphinx_milestones.views.year_bins import WIDE
from sphinx_milestones.views.year_strip import strip

from .edition_parts import section_of
from .node_helpers import definition, drawing
from .print_drawings import PrintStyle, print_drawing

#: A brief with more milestones has one sentence on each, and everything else overleaf.
FEW = 4
SEPARATOR = " · "


class Brief:
    """A brief, built as a doctree."""

    def __init__(self, domain: MilestoneDomain, edition: Edition, style: PrintStyle) -> None:
        self.domain = domain
        self.edition = edition
        self.style = style
        self.root: str = domain.env.config.root_doc
        self.links = domain.links(self.root)
        self.wording = self.links.wording
        self.text = BriefWording(self.wording)
        self.gettext = self.wording.gettext
        view_of_it = View("milestone-list", edition.selection)
        self.milestones = select(view_of_it, self.links.collection.milestones, self.wording)

    def tree(self) -> nodes.document:
        """Return the doctree, not resolved yet."""
        few = len(self.milestones) <= FEW
        top = nodes.section("", nodes.title("", self.edition.key), ids=[self.edition.name])
        top += container("pdf-wide", nodes.paragraph("", self._sentence(), classes=["pdf-lead"]), self._strip())
        for milestone in self.milestones:
            top += self._entry(milestone, short=not few)
        ending = container("pdf-wide", container("pdf-columns", *self._columns()))
        if few:
            top += ending
        overleaf = [*([] if few else [ending]), *self._differences, *self._sources()]
        if overleaf:
            overleaf[0]["classes"].append("pdf-new-page")
        top += overleaf
        document = new_document(self.edition.name)
        document += top
        return document

    def _sentence(self) -> str:
        partner = self.edition.partner
        return self.text.overview(partner, self.milestones) if partner else f"{self.text.counts(self.milestones)}."

    def _strip(self) -> nodes.paragraph:
        """Return the years of the register with the marks of the partner, or with those of the year highlighted."""
        every = self.links.collection.milestones
        years = years_listed(every)
        chosen = None if self.edition.partner else int(self.edition.key)
        shown = timeline(View("strip"), self.milestones if chosen is None else every, self.wording)
        columns = strip(shown, self.links.register, years, WIDE)
        layout = strip_layout(columns, [self.wording.period(column.years[:1]) for column in columns], chosen)
        svg = print_drawing(self.links, "print-strip.svg", self.style, layout=layout)
        return nodes.paragraph("", "", drawing(svg, self._sentence(), width="100%"))

    def _entry(self, milestone: Milestone, *, short: bool) -> nodes.section:
        """Return a milestone: its title, its date and kind at the side, and a few lines."""
        lead = fill_placeholders(milestone.lead, self.links.reference_text)
        mode = capitalized(self.gettext(MODES[milestone.mode])) if milestone.mode else ""
        side = [nodes.paragraph("", "", nodes.strong("", self.wording.date(milestone.date)))]
        stated = self.wording.listed(filter(None, [self.wording.kind(milestone.kind), mode]))
        side += [nodes.paragraph("", stated)] if stated else []
        summary = self.text.summary(lead, short=short)
        line = SEPARATOR.join(self.text.line(milestone, self.edition.partner))
        return nodes.section(
            "",
            nodes.title("", "", *title_nodes(milestone)),
            container("pdf-side", *side),
            *([nodes.paragraph("", summary)] if summary else []),
            *([nodes.paragraph("", line, classes=["pdf-small"])] if line else []),
            ids=[f"{self.edition.name}-{milestone.id}"],
        )

    def _columns(self) -> Iterable[nodes.container]:
        """Yield the bodies that took part, and where to find more."""
        _, partner = self.gettext, self.edition.partner
        if partner and (bodies := self.text.bodies(partner, self.milestones)):
            yield container("", nodes.rubric("", _("Bodies that took part")), *_paragraphs(bodies))
        beside = self.links.collection.edition_with_full(self.edition.name)
        overleaf = _("Sources and their differences are overleaf.") if self._differences else _("Sources are overleaf.")
        found = [overleaf] if len(self.milestones) <= FEW else []
        found += [_("These milestones in full: {file}").format(file=f"{each.name}.pdf") for each in beside[1:]]
        if address := self._address():
            found.append(_("On the web: {address}").format(address=address))
        if found:
            yield container("", nodes.rubric("", _("More")), *_paragraphs(found))

    def _address(self) -> str:
        """Return where a site has more on it: the page of the partner or of the year; empty if that is not known."""
        config, collection = self.domain.env.config, self.links.collection
        partner = self.edition.partner or ""
        page, anchor = collection.index_entry(partner) or (None, "")
        if partner in collection.partner_pages_of_site:  # this output has no such pages
            page, anchor = collection.partner_pages_of_site[partner], ""
        elif page is None and self.milestones:
            page = self.milestones[0].docname
        if not config.html_baseurl or page is None:
            return ""
        suffix = config.html_link_suffix or config.html_file_suffix or ".html"
        return f"{config.html_baseurl.rstrip('/')}/{page}{suffix}{f'#{anchor}' if anchor else ''}"

    @cached_property
    def _differences(self) -> list[nodes.Element]:
        """Return a section with the differences between sources, by milestone; nothing if they agree."""
        noted = [(milestone, self._notes(milestone)) for milestone in self.milestones]
        items = [definition(title_nodes(milestone), [notes]) for milestone, notes in noted if notes.children]
        title = nodes.title("", self.gettext("Where sources differ"))
        listed = nodes.definition_list("", *items)
        return [nodes.section("", title, listed, ids=[f"{self.edition.name}-differ"])] if items else []

    def _notes(self, milestone: Milestone) -> start_of_file:
        """Return the notes of a milestone on what each source states, without their titles and footnotes."""
        section = section_of(self.domain, milestone)
        notes = (note for note in section.findall(nodes.admonition) if "sources-differ" in note["classes"])
        blocks = (block for note in notes for block in note.children if not isinstance(block, nodes.title))
        copy = start_of_file("", *(block.deepcopy() for block in blocks), docname=milestone.docname)
        for call in list(copy.findall(nodes.footnote_reference)):
            call.parent.remove(call)
        return copy

    def _sources(self) -> list[nodes.Element]:
        """Return the list of the sources."""
        if not any(milestone.sources for milestone in self.milestones):
            return []
        name = ENTRY_VIEWS["sources"]
        home = self.links.collection.home_of(name) or self.root
        placeholder = view("", docname=home, view=View(name, self.edition.selection), position=0, anchors=True)
        title = nodes.title("", self.gettext("Sources"))
        listed = start_of_file("", placeholder, docname=home)
        return [nodes.section("", title, listed, ids=[f"{self.edition.name}-sources"])]


def container(name: str, *content: nodes.Node) -> nodes.container:
    """Return a container, of a class if it has a *name*."""
    return nodes.container("", *content, classes=[name] if name else [])


def _paragraphs(texts: Iterable[str]) -> list[nodes.paragraph]:
    return [nodes.paragraph("", text) for text in texts]
