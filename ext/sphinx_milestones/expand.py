"""Every output but HTML: the two nodes become standard ones, and Sphinx's own writers do the rest."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from docutils import nodes
from sphinx.transforms.post_transforms import SphinxPostTransform

from .domain import MilestoneDomain, domain_of
from .links import Links
from .model import Document, Milestone, Participation, Source
from .nodes import milestone_facts, view, without_sections
from .views import VIEWS, Citation, LegendEntry, PartnerGroup, View, Year


class ExpandNodes(SphinxPostTransform):
    """Replaces facts and views before Sphinx resolves the references that are left."""

    default_priority = 5

    def run(self, **kwargs: Any) -> None:
        """Expand the document at hand."""
        domain = domain_of(self.env)
        if domain.builder.format == "html":
            return
        for leaf in list(self.document.findall(milestone_facts)):
            leaf.parent.replace(leaf, expand_facts(domain, leaf))
        for node in list(self.document.findall(view)):
            labels = [nodes.target("", "", ids=node["ids"])] if node["ids"] else []
            expanded = expand_view(domain, node["docname"], node["view"], node["position"])
            if not isinstance(node.parent, nodes.section):
                expanded = without_sections(expanded)
            node.parent.replace(node, [*labels, *expanded])


def expand_facts(domain: MilestoneDomain, leaf: milestone_facts) -> list[nodes.Node]:
    """The facts of a milestone as a field list; none where there is nothing to say."""
    writer = _Writer(Links(domain, leaf["docname"]))
    milestone = domain.at(leaf["docname"], leaf["position"])
    fields = writer.head(milestone) if leaf["part"] == "head" else writer.foot(milestone)
    filled = [(name, content) for name, content in fields if content]
    return [nodes.field_list("", *(_field(name, content) for name, content in filled))] if filled else []


def expand_view(domain: MilestoneDomain, docname: str, asked: View, position: int) -> list[nodes.Node]:
    """A view as standard nodes; anchors stand in the first of its like on a page."""
    model = VIEWS[asked.name].model(asked, domain.milestones, domain.wording)
    writer = _Writer(Links(domain, docname), position)
    expansions: Mapping[str, Callable[[Any], list[nodes.Node]]] = {
        "timeline": writer.timeline,
        "milestone-list": writer.milestone_list,
        "partner-index": writer.partner_index,
        "document-list": writer.document_list,
        "source-list": writer.source_list,
        "kind-legend": writer.kind_legend,
        "pdf-download": lambda _model: [],
    }
    return expansions[asked.name](model) or ([] if asked.name == "pdf-download" else [writer.nothing(asked.name)])


class _Writer:
    """Writes view models as nodes, for one page of one builder."""

    def __init__(self, links: Links, position: int = 0) -> None:
        self.links = links
        self.words = links.domain.wording
        self.register = links.domain.register
        self.gettext = self.words.translations.gettext
        self.position = position

    # -- a milestone

    def head(self, milestone: Milestone) -> list[tuple[str, list[nodes.Node]]]:
        """When, what, with whom, where, how many."""
        _ = self.gettext
        return [
            (_("Incomplete"), _text(_("this entry has mistakes in it") if milestone.incomplete else "")),
            (_("Date"), _text(self.words.date(milestone.date))),
            (_("Kind"), _text(self.words.kind(milestone.kind))),
            (_("Partners"), _joined(self.participation(part) for part in milestone.partners)),
            (_("Host"), self.partner(milestone.host) if milestone.host else []),
            (_("Place"), _text(self.words.place(milestone))),
            (_("Attendance"), _text(self.words.attendance(milestone))),
        ]

    def foot(self, milestone: Milestone) -> list[tuple[str, list[nodes.Node]]]:
        """What it was about, and where to read on."""
        _ = self.gettext
        related = (found for target in milestone.related if (found := self.links.domain.find(target)))
        return [
            (_("Topics"), _text(", ".join(map(self.words.topic, milestone.topics)))),
            (_("Documents"), _joined(map(self.document, milestone.documents), "; ")),
            (_("Sources"), _joined(map(self.source, milestone.sources), "; ")),
            (_("Related"), _joined(map(self.milestone, related), "; ")),
        ]

    def participation(self, part: Participation) -> list[nodes.Node]:
        """A partner with its role."""
        role = self.words.role(part)
        return [*self.partner(part.partner), *_text(f" ({role})" if role else "")]

    def partner(self, key: str) -> list[nodes.Node]:
        """A partner's name, linked to the index."""
        name = nodes.inline("", self.words.partner_with_acronym(key))
        return [self.links.reference("partner", key, name) or name]

    def document(self, key: str) -> list[nodes.Node]:
        """A document with its facts and state; linked where it can be opened."""
        document = self.register.documents[key]
        state = self.words.state(document)
        return [
            *self._outward(self.words.document(document), self.links.document(key)),
            *_text(f", {state}" if state else ""),
        ]

    def source(self, key: str) -> list[nodes.Node]:
        """A source's title, linked to the list of sources, or to its address where there is no list."""
        source = self.register.sources[key]
        home = self.links.domain.home_of("source-list")
        title = nodes.inline("", self.words.words(source.title))
        linked = self.links.internal(home, f"source-{key}", title)
        return [linked] if linked is not title else self._outward(title.astext(), source.url)

    def milestone(self, milestone: Milestone) -> list[nodes.Node]:
        """A milestone's title, linked."""
        return [self.links.internal(milestone.docname, milestone.id, nodes.inline("", milestone.title))]

    def _outward(self, text: str, address: str | None) -> list[nodes.Node]:
        return [nodes.reference("", text, refuri=address, internal=False)] if address else _text(text)

    # -- views

    def timeline(self, model: Iterable[Year]) -> list[nodes.Node]:
        """Years as terms, each with a list."""
        items = [
            _definition(str(year.year or self.gettext("Without a date")), [self._list(year.milestones, year=year.year)])
            for year in model
        ]
        return [nodes.definition_list("", *items)] if items else []

    def milestone_list(self, model: Iterable[Milestone]) -> list[nodes.Node]:
        """A plain list."""
        milestones = list(model)
        return [self._list(milestones)] if milestones else []

    def partner_index(self, model: Iterable[PartnerGroup]) -> list[nodes.Node]:
        """A section for each kind, a rubric for each region, and below it the partners as terms."""
        sections: dict[str, nodes.section] = {}
        for group in model:
            if group.kind not in sections:
                title = nodes.title("", self.words.partner_kinds(group.kind))
                suffix = f"-{self.position + 1}" if self.position else ""
                sections[group.kind] = nodes.section("", title, ids=[f"partners-{group.kind}{suffix}"])
            if group.region:
                sections[group.kind] += nodes.rubric("", self.words.region(group.region))
            items = [self._entry(entry.partner.key, entry.milestones) for entry in group.entries]
            sections[group.kind] += nodes.definition_list("", *items)
        return list(sections.values())

    def _entry(self, key: str, milestones: Iterable[Milestone]) -> nodes.definition_list_item:
        partner = self.register.partners[key]
        listed = list(milestones)
        name = f"{self.words.partner_with_acronym(key)}: {self.words.milestones(len(listed))}"
        parent = (
            self.gettext("Part of {name}").format(name=self.words.partner(partner.parent)) if partner.parent else ""
        )
        said = [_text(parent), self._outward(partner.url or "", partner.url), _text(self.words.words(partner.note))]
        body: list[nodes.Node] = [nodes.paragraph("", "", *line) for line in said if line]
        body.append(self._list(listed, paged=True))
        return _definition(name, body, self._anchor("partner", key))

    def document_list(self, model: Iterable[Citation]) -> list[nodes.Node]:
        """Documents as terms, with where they are named."""
        return self._citations(model, "document", self.document)

    def source_list(self, model: Iterable[Citation]) -> list[nodes.Node]:
        """Sources as terms, with publisher, date and printed address."""
        return self._citations(model, "source", lambda key: _text(self.words.words(self.register.sources[key].title)))

    def _citations(
        self, model: Iterable[Citation], kind: str, title: Callable[[str], list[nodes.Node]]
    ) -> list[nodes.Node]:
        items = [
            _definition(title(cited.entry.key), self._citation(cited), self._anchor(kind, cited.entry.key))
            for cited in model
        ]
        return [nodes.definition_list("", *items)] if items else []

    def _citation(self, cited: Citation) -> list[nodes.Node]:
        entry = cited.entry
        lines: list[list[nodes.Node]] = []
        if isinstance(entry, Source):
            lines.append(_text(self.words.source_facts(entry, with_reading=True)))
            lines.append([nodes.reference("", entry.url, refuri=entry.url, internal=False)] if entry.url else [])
        if isinstance(entry, Document):
            lines.append(_text(self.words.words(entry.note)))
        named = _joined((self.milestone(milestone) for milestone in cited.milestones), "; ")
        lines.append([*_text(self.gettext("Named in: ")), *named] if named else [])
        return [nodes.paragraph("", "", *line) for line in lines if line]

    def kind_legend(self, model: Iterable[LegendEntry]) -> list[nodes.Node]:
        """Kinds as terms with their definitions."""
        items = [
            _definition(
                f"{self.words.words(entry.term.label)}: {self.words.milestones(entry.count)}",
                [nodes.paragraph("", self.words.words(entry.term.definition))],
            )
            for entry in model
        ]
        return [nodes.definition_list("", *items)] if items else []

    def nothing(self, name: str) -> nodes.Node:
        """What an empty view says."""
        return nodes.paragraph("", self.words.nothing(name))

    def _anchor(self, kind: str, key: str) -> list[str]:
        return [] if self.position else [f"{kind}-{key}"]

    def _list(
        self, milestones: Iterable[Milestone], *, paged: bool = False, year: int | None = None
    ) -> nodes.bullet_list:
        """Milestones with their dates, but for the one that stands above them; `paged` asks for page numbers."""
        items = []
        for milestone in milestones:
            (link,) = self.milestone(milestone)
            if paged and isinstance(link, nodes.reference):
                link["classes"].append("page-reference")
            date = self.words.date(milestone.date)
            line = nodes.paragraph("", "", *_text("" if date == str(year) else f"{date}: "), link)
            items.append(nodes.list_item("", line))
        return nodes.bullet_list("", *items)


def _text(text: str) -> list[nodes.Node]:
    return [nodes.Text(text)] if text else []


def _joined(parts: Iterable[list[nodes.Node]], separator: str = ", ") -> list[nodes.Node]:
    joined: list[nodes.Node] = []
    for part in parts:
        joined += [*_text(separator if joined else ""), *part]
    return joined


def _field(name: str, content: list[nodes.Node]) -> nodes.field:
    return nodes.field("", nodes.field_name("", name), nodes.field_body("", nodes.paragraph("", "", *content)))


def _definition(
    term: str | list[nodes.Node], body: list[nodes.Node], ids: list[str] | None = None
) -> nodes.definition_list_item:
    content = _text(term) if isinstance(term, str) else term
    return nodes.definition_list_item("", nodes.term("", "", *content, ids=ids or []), nodes.definition("", *body))
