"""Facts as standard nodes, for every output but HTML: a method for each type of run."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from docutils import nodes

from sphinx_milestones.core.records import Milestone, Partner, Text
from sphinx_milestones.environment.links import Links
from sphinx_milestones.environment.titles import title_nodes
from sphinx_milestones.views.charts import chart, chart_summary
from sphinx_milestones.views.facts import milestone_facts, partner_facts, problems
from sphinx_milestones.views.index_wording import IndexWording
from sphinx_milestones.views.marks import mark_of
from sphinx_milestones.views.model_parts import KindRow
from sphinx_milestones.views.runs import (
    Badge,
    DateText,
    DocumentRef,
    ExternalLink,
    Fact,
    ForeignText,
    MilestoneRef,
    PartnerRef,
    PlainText,
    Run,
    SourceRef,
    TopicRef,
)

from .node_helpers import drawing, field_list, joined, text
from .templating import render_template

MARK = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 16"><path d="{}"/></svg>'

WIDTH = 490  # of the chart in print, in pixels: the width of a text column


class NodeWriter:
    """Writes facts as nodes, for one page of one builder.

    `numbers` has the number of each source if the list of sources is in the same document; numbers link to it.
    """

    def __init__(self, links: Links, numbers: Mapping[str, int]) -> None:
        self.links = links
        self.numbers = numbers
        self.wording = links.wording
        self.index = IndexWording(self.wording)
        self.register = links.register
        self.gettext = self.wording.gettext

    # -- records

    def head(self, milestone: Milestone) -> list[nodes.Node]:
        """Return the facts above the text of a milestone."""
        facts = [milestone_facts(milestone, part, self.wording) for part in ("when", "head")]
        return self.field_list([*problems(milestone, self.wording), *facts[0], *facts[1]], "pdf-side")

    def foot(self, milestone: Milestone) -> list[nodes.Node]:
        """Return the facts below the text of a milestone."""
        related = self.links.collection.related.get(milestone.id, ())
        return self.field_list(milestone_facts(milestone, "foot", self.wording, related))

    def partner(self, partner: Partner) -> list[nodes.Node]:
        """Return the facts of a partner."""
        shown, partners = self.links.collection.partners_shown, self.register.partners
        bodies = sorted((key for key in shown if partners[key].parent == partner.key), key=self.wording.short_partner)
        facts = list(partner_facts(partner, bodies, self.index, headed=False))
        if partner.note:
            facts.append(Fact("note", self.gettext("Note"), [PlainText(self.wording.text(partner.note))]))
        return self.field_list(facts)

    # -- facts

    def field_list(self, facts: Iterable[Fact], *classes: str) -> list[nodes.Node]:
        """Return facts under their labels; nothing if there are none."""
        return field_list(((fact.label, self.runs(fact)) for fact in facts), *classes)

    def line(self, fact: Fact) -> list[nodes.Node]:
        """Return a fact as a line of text, after its label if it has one."""
        return [*text(f"{fact.label}: " if fact.label else ""), *self.runs(fact)]

    def runs(self, fact: Fact) -> list[nodes.Node]:
        """Return the runs of a fact."""
        sources = [run for run in fact.runs if isinstance(run, SourceRef)]
        if self.numbers and sources:
            return self.joined(map(self.run, sorted(sources, key=lambda run: self.numbers[run.key])))
        return self.joined(map(self.run, fact.runs), self.wording.clause_separator if fact.block else "")

    def joined(self, parts: Iterable[list[nodes.Node]], separator: str = "") -> list[nodes.Node]:
        """Return parts in one line, in this order also where some have Latin letters in text from right to left."""
        found = [*parts]
        if len(found) > 1:
            found = [self._isolated(part) for part in found]
        return joined(found, separator or self.wording.separator)

    def _isolated(self, part: list[nodes.Node]) -> list[nodes.Node]:
        before, after = self.wording.isolates("".join(node.astext() for node in part))
        return [*text(before), *part, *text(after)]

    def register_text(self, content: Text | None) -> list[nodes.Node]:
        """Return a text of the register, marked with its language if it is not translated."""
        language = self.wording.untranslated(content)
        shown = self.wording.text(content)
        return [nodes.inline("", shown, lang=language)] if language else text(shown)

    def run(self, run: Run) -> list[nodes.Node]:
        """Return a run of any type, by the method named after it."""
        written: list[nodes.Node] = getattr(self, run.type)(run)
        return written

    def plain_text(self, run: PlainText) -> list[nodes.Node]:
        """Return text."""
        return text(run.text)

    def badge(self, run: Badge) -> list[nodes.Node]:
        """Return the text of a badge."""
        return text(run.text)

    def foreign_text(self, run: ForeignText) -> list[nodes.Node]:
        """Return text that is marked with its language."""
        return [nodes.inline("", run.text, lang=run.language)]

    def date_text(self, run: DateText) -> list[nodes.Node]:
        """Return a date as text."""
        return text(self.wording.date(run.date))

    def partner_ref(self, run: PartnerRef) -> list[nodes.Node]:
        """Return a partner's name, linked to the index, and its role."""
        name = self.wording.short_partner(run.key) if run.short else self.wording.partner_with_acronym(run.key)
        content = nodes.inline("", name)
        return [
            self.links.reference("partner", run.key, content) or content,
            *text(f" ({run.role})" if run.role else ""),
        ]

    def topic_ref(self, run: TopicRef) -> list[nodes.Node]:
        """Return the label of a topic."""
        return text(self.wording.topic(run.key))

    def document_ref(self, run: DocumentRef) -> list[nodes.Node]:
        """Return a document with its facts and state, linked if it can be opened."""
        document = self.register.documents[run.key]
        state = self.wording.state(document)
        title = self._linked(self.wording.document(document), self.links.document(run.key))
        return [*title, *text(f"{self.wording.separator}{state}" if state else "")]

    def source_ref(self, run: SourceRef) -> list[nodes.Node]:
        """Return a source's number or title, linked to the list of sources, or to its URL if there is no list."""
        source = self.register.sources[run.key]
        home = self.links.collection.home_of_entries("sources")
        number = self.numbers.get(run.key)
        title = nodes.inline("", f"[{number}]" if number else self.wording.text(source.title))
        linked = self.links.internal(home, f"source_{run.key}", title)
        return [linked] if linked is not title or number else self._linked(title.astext(), source.url)

    def milestone_ref(self, run: MilestoneRef) -> list[nodes.Node]:
        """Return the title of another milestone, linked."""
        milestone = self.links.collection.get_milestone(run.id)
        return self.milestone(milestone) if milestone else []

    def external_link(self, run: ExternalLink) -> list[nodes.Node]:
        """Return a link to another site."""
        return self._linked(run.text or run.url, run.url)

    def milestone(self, milestone: Milestone, part: str = "") -> list[nodes.Node]:
        """Return a milestone's title, linked, with *part*, the part of a partner, if given."""
        title = nodes.inline("", "", *title_nodes(milestone), *text(f" ({part})" if part else ""))
        return [self.links.internal(milestone.docname, milestone.id, title)]

    def _linked(self, content: str, url: str | None) -> list[nodes.Node]:
        return [nodes.reference("", content, refuri=url, internal=False)] if url else text(content)

    # -- drawings

    def mark(self, kind: str | None, alt: str) -> nodes.Element:
        """Return the mark of a kind as a drawing with an alternative text, or as a character."""
        drawn = mark_of(self.register, kind)
        if self._draws:
            return drawing(MARK.format(drawn.path), alt, width="7pt")
        return nodes.inline("", drawn.character if self.has_marks else "•")

    @property
    def has_marks(self) -> bool:
        """Whether kinds have different marks: LaTeX, in the setup by Sphinx, has only one of the characters."""
        return self._draws or self.links.builder.format != "latex"

    def chart(self, model: Sequence[KindRow]) -> list[nodes.Node]:
        """Return the chart of kinds by year; nothing if the output has no drawings, or no milestone has a date."""
        drawn = chart(model, self.wording)
        if not (self._draws and drawn.bands):
            return []
        mirrored = self.wording.locale.text_direction == "rtl"
        context = {"drawn": drawn, "width": WIDTH, "mirrored": mirrored}
        svg = render_template(self.links, "chart.svg", **context)
        return [drawing(svg, chart_summary(model, self.wording), width="100%")]

    @property
    def _draws(self) -> bool:
        return "image/svg+xml" in self.links.builder.supported_image_types
