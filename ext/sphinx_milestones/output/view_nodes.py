"""View models as standard nodes, for every output but HTML."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from docutils import nodes

from sphinx_milestones.core.records import Milestone
from sphinx_milestones.environment.links import Links
from sphinx_milestones.environment.nodes import table
from sphinx_milestones.environment.view_positions import PlacedView
from sphinx_milestones.views import labels
from sphinx_milestones.views.charts import chart_table, kind_label
from sphinx_milestones.views.facts import partner_facts
from sphinx_milestones.views.form import Control
from sphinx_milestones.views.marks import MAX_MARKS_IN_CELL
from sphinx_milestones.views.model_parts import (
    KindRow,
    LegendEntry,
    MatrixRow,
    NewsOfDay,
    PartnerEntry,
    PartnerGroup,
    Year,
)
from sphinx_milestones.views.runs import PartnerRef

from .citation_nodes import CitationNodeWriter
from .node_helpers import definition, lines_of, optional_paragraph, text


def expand_view(links: Links, placed: PlacedView, numbers: Mapping[str, int]) -> list[nodes.Node]:
    """Return a view as standard nodes; *numbers* are those of the sources."""
    asked = placed.view
    model = asked.type.model(asked, links.collection.milestones, links.wording)
    expanded = ViewNodeWriter(links, numbers, placed).view(asked.name, model)
    return expanded or optional_paragraph(links.wording.optional(asked.type.empty_text))


class ViewNodeWriter(CitationNodeWriter):
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
        """Return nothing: only web pages have files beside them."""
        return []

    def data_files(self, _model: Any) -> list[nodes.Node]:
        """Return nothing: only web pages have files beside them."""
        return []

    def milestone_form(self, model: Iterable[Control]) -> list[nodes.Node]:
        """Return what is asked for as terms, each with its help and its choices."""
        items = []
        for control in model:
            choices = self.wording.listed(label for _, label in control.choices)
            items.append(definition(control.label, [*optional_paragraph(control.hint), *optional_paragraph(choices)]))
        return [nodes.definition_list("", *items)]

    def timeline(self, model: Iterable[Year]) -> list[nodes.Node]:
        """Return years as terms, each with a list."""
        items = [
            definition(
                self.wording.group(year),
                [self._list(year.milestones, paged=True, heading=self.wording.group(year))],
            )
            for year in model
        ]
        return [nodes.definition_list("", *items)] if items else []

    def milestone_list(self, model: Iterable[Milestone]) -> list[nodes.Node]:
        """Return a bullet list."""
        milestones = list(model)
        return [self._list(milestones)] if milestones else []

    def milestone_news(self, model: Iterable[NewsOfDay]) -> list[nodes.Node]:
        """Return days as terms, each with what was added and what changed; a change has its sentence."""
        items = []
        for day in model:
            content: list[nodes.Node] = []
            for changed, milestones in day.groups:
                content.append(nodes.paragraph("", self.wording.news(len(milestones), changed=changed)))
                content.append(self._list(milestones, changes=changed))
            items.append(definition(self.wording.day(day.day), content))
        return [nodes.definition_list("", *items)] if items else []

    def partner_index(self, model: Iterable[PartnerGroup]) -> list[nodes.Node]:
        """Return a section for each kind and a rubric for each region, with the partners as terms below it."""
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
        head = [text(self.gettext(labels.PARTNER)), *(text(self.wording.years(year.years)) for year in rows[0].years)]
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
        _ = self.gettext
        *lines, total = chart_table(model)
        head = [_(labels.YEAR), *(kind_label(row.kind, self.wording) for row in model), _(labels.TOTAL)]
        # A year without milestones has no row; a kind without any in a year has an empty cell.
        body = [[self.wording.period(line.years), *map(self._count, line.counts)] for line in lines if line.counts[-1]]
        sums: list[list[nodes.Node]] = [
            [nodes.strong("", words)] for words in (_(labels.TOTAL), *map(self._count, total.counts))
        ]
        rows: list[list[list[nodes.Node]]] = [*([text(words) for words in row] for row in body), sums]
        widths = [12, *(9 for _name in head[1:])]
        return [*self.chart(model), table([text(words) for words in head], rows, widths, "milestone-chart")]

    def _count(self, number: int) -> str:
        return self.wording.number(number) if number else ""

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
        return definition(name, [*lines_of(lines), listed], self._anchor(f"partner-{partner.key}"))

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

    def _list(
        self,
        milestones: Iterable[Milestone],
        *,
        paged: bool = False,
        heading: str = "",
        partner: str = "",
        changes: bool = False,
    ) -> nodes.bullet_list:
        """Return milestones with their dates, except the *heading* above them; *paged* adds page numbers.

        In the entry of a *partner*, its part in each is added; with *changes*, what changed in each.
        """
        items = []
        for milestone in milestones:
            (link,) = self.milestone(milestone, self.index.part(partner, milestone) if partner else "")
            if paged and isinstance(link, nodes.reference):
                link["classes"].append("page-reference")
            date = self.wording.date(milestone.date)
            line = nodes.paragraph("", "", *text("" if date == heading else f"{date}: "), link)
            change = milestone.change if changes else ""
            items.append(nodes.list_item("", line, *optional_paragraph(change or "")))
        return nodes.bullet_list("", *items)
