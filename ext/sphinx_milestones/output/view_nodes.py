"""View models as standard nodes, for every output but HTML."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from docutils import nodes

from sphinx_milestones.core.records import Document, Milestone, Source
from sphinx_milestones.environment.links import Links
from sphinx_milestones.environment.view_positions import PlacedView
from sphinx_milestones.views import labels
from sphinx_milestones.views.charts import chart_table, kind_label
from sphinx_milestones.views.facts import document_facts, partner_facts, source_facts
from sphinx_milestones.views.marks import MAX_MARKS_IN_CELL
from sphinx_milestones.views.model_parts import (
    Citation,
    KindRow,
    LegendEntry,
    MatrixRow,
    PartnerEntry,
    PartnerGroup,
    Year,
)
from sphinx_milestones.views.runs import DocumentRef, Fact, PartnerRef

from .node_helpers import definition, joined, table, text
from .summary_nodes import SummaryNodeWriter


def expand_view(links: Links, placed: PlacedView, numbers: Mapping[str, int]) -> list[nodes.Node]:
    """Return a view as standard nodes; *numbers* are those of the sources."""
    asked = placed.view
    model = asked.type.model(asked, links.collection.milestones, links.wording)
    expanded = ViewNodeWriter(links, numbers, placed).view(asked.name, model)
    return expanded or optional_paragraph(links.wording.optional(asked.type.empty_text))


class ViewNodeWriter(SummaryNodeWriter):
    """Writes view models as nodes."""

    def __init__(self, links: Links, numbers: Mapping[str, int], placed: PlacedView) -> None:
        super().__init__(links, numbers)
        self.position = placed.position
        self.anchors = placed.anchors and links.docname == links.collection.home_of(placed.view.name)

    def view(self, name: str, model: Any) -> list[nodes.Node]:
        """Return the nodes of a view, by the method named after it; nothing if the model is empty."""
        method: Callable[[Any], list[nodes.Node]] = getattr(self, name.replace("-", "_"))
        return method(model)

    def pdf_download(self, _model: Any) -> list[nodes.Node]:
        """Return nothing: only a page has files beside it."""
        return []

    def timeline(self, model: Iterable[Year]) -> list[nodes.Node]:
        """Return years as terms, each with a list."""
        items = [
            definition(
                self.wording.year(year.year),
                [self._list(year.milestones, paged=True, year=year.year)],
            )
            for year in model
        ]
        return [nodes.definition_list("", *items)] if items else []

    def milestone_list(self, model: Iterable[Milestone]) -> list[nodes.Node]:
        """Return a plain list."""
        milestones = list(model)
        return [self._list(milestones)] if milestones else []

    def partner_index(self, model: Iterable[PartnerGroup]) -> list[nodes.Node]:
        """Return a section for each kind, a rubric for each region, and below it the partners as terms."""
        sections: dict[str, nodes.section] = {}
        for group in model:
            if group.kind not in sections:
                title = nodes.title("", self.wording.partner_kinds(group.kind))
                suffix = f"-{self.position + 1}" if self.position else ""
                sections[group.kind] = nodes.section("", title, ids=[f"partners_{group.kind}{suffix}"])
            if group.region:
                sections[group.kind] += nodes.rubric("", self.wording.region(group.region))
            items = [self._entry(entry, roles=group.kind != "host") for entry in group.entries]
            sections[group.kind] += nodes.definition_list("", *items)
        return list(sections.values())

    def partner_matrix(self, model: Iterable[MatrixRow]) -> list[nodes.Node]:
        """Return a table with a row for each partner and a column for each year."""
        rows = list(model)
        if not rows:
            return []
        head = [text(self.gettext(labels.PARTNER)), *(text(str(year.year)) for year in rows[0].years)]
        body = (
            [
                self.partner_ref(PartnerRef(row.partner.key, short=True)),
                *(self._marks(row.partner.key, year) for year in row.years),
            ]
            for row in rows
        )
        return [table(head, body, [30, *(5 for _ in rows[0].years)], "partner-matrix")]

    def _marks(self, partner: str, year: Year) -> list[nodes.Node]:
        if len(year.milestones) > MAX_MARKS_IN_CELL:
            count = nodes.inline("", self.wording.number(len(year.milestones)))
            return [self.links.reference("partner", partner, count) or count]
        return self.marks_in(year.milestones, partner)

    def milestone_chart(self, model: Sequence[KindRow]) -> list[nodes.Node]:
        """Return the chart, if the output has drawings, and its table."""
        if not model:
            return []
        _, number = self.gettext, self.wording.number
        *lines, total = chart_table(model)
        head = [_(labels.YEAR), *(kind_label(row.kind, self.wording) for row in model), _(labels.TOTAL)]
        body = [[self.wording.year(line.year), *map(number, line.counts)] for line in lines]
        sums: list[list[nodes.Node]] = [
            [nodes.strong("", words)] for words in (_(labels.TOTAL), *map(number, total.counts))
        ]
        rows: list[list[list[nodes.Node]]] = [*([text(words) for words in row] for row in body), sums]
        widths = [12, *(9 for _name in head[1:])]
        return [*self.chart(model), table([text(words) for words in head], rows, widths, "milestone-chart")]

    def _entry(self, entry: PartnerEntry, *, roles: bool) -> nodes.definition_list_item:
        partner = entry.partner
        name = f"{self.wording.partner_with_acronym(partner.key)}: {self.index.count_and_years(entry.milestones)}"
        facts = partner_facts(partner, entry.bodies, self.index, headed=True)
        lines = [
            text(self.wording.listed(self.index.kinds(entry.milestones))),
            *map(self.line, facts),
            text(self.wording.text(partner.note)),
        ]
        listed = self._list(entry.milestones, paged=True, partner=partner.key if roles else "")
        return definition(name, [*_lines(lines), listed], self._anchor(f"partner-{partner.key}"))

    def document_list(self, model: Iterable[Citation]) -> list[nodes.Node]:
        """Return documents as terms, with where they are named, below how many were not located."""
        cited = list(model)
        missing = self.index.missing_documents_notice(
            [each.entry for each in cited if isinstance(each.entry, Document)]
        )
        terms = self._citations(cited, "document", lambda key: self.document_ref(DocumentRef(key)))
        return [*optional_paragraph(missing), *terms]

    def source_list(self, model: Iterable[Citation]) -> list[nodes.Node]:
        """Return sources as terms, or by number, with facts and printed URL, below how many have none."""
        cited = list(model)
        missing = self.index.missing_sources_notice([each.entry for each in cited if isinstance(each.entry, Source)])
        return [*optional_paragraph(missing), *self._citations(cited, "source", self._source_term)]

    def _source_term(self, key: str) -> list[nodes.Node]:
        number = self.numbers.get(key)
        return text(f"[{number}]" if number else self.wording.text(self.register.sources[key].title))

    def _citations(
        self, model: Iterable[Citation], kind: str, title: Callable[[str], list[nodes.Node]]
    ) -> list[nodes.Node]:
        items = [
            definition(title(cited.entry.key), self._citation(cited), self._anchor(f"{kind}_{cited.entry.key}"))
            for cited in model
        ]
        return [nodes.definition_list("", *items)] if items else []

    def _citation(self, cited: Citation) -> list[nodes.Node]:
        entry = cited.entry
        lines: list[list[nodes.Node]] = []
        if isinstance(entry, Source):
            title = self.wording.text(entry.title)
            lines.append([nodes.strong("", title)] if entry.key in self.numbers else [])
            lines.append(self._phrases(source_facts(entry, self.index, headed=False)))
            lines.append([nodes.reference("", entry.url, refuri=entry.url, internal=False)] if entry.url else [])
        if isinstance(entry, Document):
            lines.append(self._phrases(document_facts(entry, self.index, headed=True)))
            lines.append(text(self.wording.text(entry.note)))
        named = joined((self.milestone(milestone) for milestone in cited.milestones), "; ")
        lines.append([*text(self.gettext("Named in: ")), *named] if named else text(self.index.not_named))
        return _lines(lines)

    def _phrases(self, facts: Iterable[Fact]) -> list[nodes.Node]:
        return joined(map(self.line, facts), self.wording.separator)

    def kind_legend(self, model: Iterable[LegendEntry]) -> list[nodes.Node]:
        """Return kinds as terms with their definitions."""
        items = [
            definition(
                [self.mark(entry.term.key, self.gettext("Mark")), *text(f" {self._kind(entry)}")],
                [nodes.paragraph("", self.wording.text(entry.term.definition))],
            )
            for entry in model
        ]
        return [nodes.definition_list("", *items)] if items else []

    def role_legend(self, model: Iterable[LegendEntry]) -> list[nodes.Node]:
        """Return roles as terms with their definitions."""
        items = [
            definition(text(self._kind(entry)), [nodes.paragraph("", self.wording.text(entry.term.definition))])
            for entry in model
        ]
        return [nodes.definition_list("", *items)] if items else []

    def _kind(self, entry: LegendEntry) -> str:
        return f"{self.wording.text(entry.term.label)}: {self.wording.milestones(entry.count)}"

    def _anchor(self, address: str) -> list[str]:
        return [address] if self.anchors else []

    def _list(
        self,
        milestones: Iterable[Milestone],
        *,
        paged: bool = False,
        year: int | None = None,
        partner: str = "",
    ) -> nodes.bullet_list:
        """Return milestones with their dates, except the *year* above them; *paged* asks for page numbers.

        In the entry of a *partner*, its part in each is added.
        """
        items = []
        for milestone in milestones:
            (link,) = self.milestone(milestone, self.index.part(partner, milestone) if partner else "")
            if paged and isinstance(link, nodes.reference):
                link["classes"].append("page-reference")
            date = self.wording.date(milestone.date)
            line = nodes.paragraph("", "", *text("" if date == str(year) else f"{date}: "), link)
            items.append(nodes.list_item("", line))
        return nodes.bullet_list("", *items)


def optional_paragraph(sentence: str) -> list[nodes.Node]:
    """Return a sentence as a paragraph; nothing if it is empty."""
    return [nodes.paragraph("", sentence)] if sentence else []


def _lines(lines: Iterable[list[nodes.Node]]) -> list[nodes.Node]:
    """Return lines below one another, without empty ones."""
    shown = [nodes.line("", "", *line) for line in lines if line]
    return [nodes.line_block("", *shown)] if shown else []
