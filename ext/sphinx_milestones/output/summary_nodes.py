"""The views that summarise a register, as standard nodes: the strip of years, the key figures, the list of partners."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from docutils import nodes

from sphinx_milestones.core.records import Milestone
from sphinx_milestones.views.charts import kind_label
from sphinx_milestones.views.marks import Mark, families
from sphinx_milestones.views.model_parts import Figure, PartnerEntry, PartnerGroup, Year
from sphinx_milestones.views.runs import PartnerRef
from sphinx_milestones.views.year_strip import MAX_MARKS, YearColumn, kinds_of, strip

from .node_helpers import definition, joined, text
from .node_writer import NodeWriter

DOT = " · "


class SummaryNodeWriter(NodeWriter):
    """Writes the models of these views, and the marks that other views use too."""

    def strip(self, model: Sequence[Year]) -> list[nodes.Node]:
        """Return the years with a milestone in one line, each with its marks, or their number; then what marks mean."""
        columns = [column for column in strip(model, self.register) if column.count]
        marked = [Year(column.year, column.milestones) for column in columns if column.count <= MAX_MARKS]
        line = self.joined(
            ([*text(f"{self.wording.period(column.years)} "), *self._column(column)] for column in columns), DOT
        )
        key = self.joined(self._key(families(self.register, kinds_of(marked, self.register))), DOT)
        shown = {"milestone-strip": line, "milestone-strip-key": key}
        return [nodes.paragraph("", "", *content, classes=[name]) for name, content in shown.items() if content]

    def _column(self, column: YearColumn) -> list[nodes.Node]:
        if column.count > MAX_MARKS:
            return text(f"({self.wording.number(column.count)})")
        return self.marks_in(column.milestones)

    def _key(self, found: Mapping[Mark, Sequence[str | None]]) -> Iterator[list[nodes.Node]]:
        """Yield each mark with the kinds that share it, unless all marks are the same."""
        for kinds in found.values() if self.has_marks else ():
            label = self.wording.listed(kind_label(kind, self.wording) for kind in kinds)
            yield [self.mark(kinds[0], self.gettext("Mark")), *text(f" {label}")]

    def key_figures(self, model: Iterable[Figure]) -> list[nodes.Node]:
        """Return the figures in one line."""
        figures = (f"{self.wording.number(figure.count)} {self.index.figure(figure)}" for figure in model)
        return [nodes.paragraph("", self.wording.listed(figures), classes=["key-figures"])]

    def partner_list(self, model: Iterable[PartnerGroup]) -> list[nodes.Node]:
        """Return each kind as a term, with a line of its partners and the numbers of their milestones."""
        items = []
        for group in model:
            line = self.joined(map(self._counted, group.entries))
            items.append(definition(self.wording.partner_kinds(group.kind), [nodes.paragraph("", "", *line)]))
        return [nodes.definition_list("", *items)] if items else []

    def _counted(self, entry: PartnerEntry) -> list[nodes.Node]:
        ref = self.partner_ref(PartnerRef(entry.partner.key, short=True))
        return [*ref, *text(f" ({self.wording.number(len(entry.milestones))})")]

    def marks_in(self, milestones: Iterable[Milestone], partner: str = "") -> list[nodes.Node]:
        """Return the marks of milestones as links; those of a *partner* state its part too."""
        return joined(([self._mark_of(milestone, partner)] for milestone in milestones), " ")

    def _mark_of(self, milestone: Milestone, partner: str) -> nodes.Node:
        alt = self.index.mark(partner, milestone) if partner else self.wording.title_and_kind(milestone)
        return self.links.internal(milestone.docname, milestone.id, self.mark(milestone.kind, alt))
