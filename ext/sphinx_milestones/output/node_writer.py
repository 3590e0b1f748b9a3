"""Records as standard nodes, for every output but HTML: the facts of a milestone, partner, document or source."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from docutils import nodes

from sphinx_milestones.core.records import Milestone, Participation, Partner
from sphinx_milestones.environment.links import Links
from sphinx_milestones.register.queries import region_of
from sphinx_milestones.views.charts import chart, chart_summary
from sphinx_milestones.views.index_wording import IndexWords
from sphinx_milestones.views.marks import shape
from sphinx_milestones.views.models import KindRow

from .node_helpers import drawing, joined, text
from .templating import render_template

MARK = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 16"><path d="{}"/></svg>'

WIDTH = 490  # of the chart in print, in pixels: that of a column of text


class NodeWriter:
    """Writes records as nodes, for one page of one builder.

    `numbers` has the number of each source where their list stands in the same document: there a number leads to it.
    """

    def __init__(self, links: Links, numbers: Mapping[str, int]) -> None:
        self.links = links
        self.numbers = numbers
        self.words = links.wording
        self.index = IndexWords(self.words)
        self.register = links.register
        self.gettext = self.words.translations.gettext

    def head(self, milestone: Milestone) -> list[tuple[str, list[nodes.Node]]]:
        """When, what, with whom, where, how many."""
        _ = self.gettext
        return [
            (_("Incomplete"), text(self.words.incomplete(milestone))),
            (_("Date"), text(self.words.date(milestone.date))),
            (_("Kind"), text(self.words.kind(milestone.kind))),
            (_("Partners"), joined(self.participation(part) for part in milestone.partners)),
            (_("Host"), self.partner(milestone.host) if milestone.host else []),
            (_("Place"), text(self.words.place(milestone))),
            (_("Attendance"), text(self.words.attendance(milestone))),
        ]

    def foot(self, milestone: Milestone) -> list[tuple[str, list[nodes.Node]]]:
        """What it was about, and where to read on."""
        _ = self.gettext
        related = self.links.collection.related.get(milestone.id, ())
        return [
            (_("Topics"), text(", ".join(map(self.words.topic, milestone.topics)))),
            (_("Documents"), joined(map(self.document, milestone.documents), "; ")),
            (_("Sources"), self.sources(milestone)),
            (_("Related"), joined(map(self.milestone, related), "; ")),
        ]

    def participation(self, part: Participation) -> list[nodes.Node]:
        """A partner with its role."""
        role = self.words.role(part)
        return [*self.partner(part.partner), *text(f" ({role})" if role else "")]

    def partner(self, key: str, *, short: bool = False) -> list[nodes.Node]:
        """A partner's name, or its acronym where *short* is enough, linked to the index."""
        words = self.words.short_partner(key) if short else self.words.partner_with_acronym(key)
        name = nodes.inline("", words)
        return [self.links.reference("partner", key, name) or name]

    def document(self, key: str) -> list[nodes.Node]:
        """A document with its facts and state; linked where it can be opened."""
        document = self.register.documents[key]
        state = self.words.state(document)
        return [
            *self.outward(self.words.document(document), self.links.document(key)),
            *text(f", {state}" if state else ""),
        ]

    def sources(self, milestone: Milestone) -> list[nodes.Node]:
        """A milestone's sources: by number in their order, else by title as the author has them."""
        numbered = sorted(milestone.sources, key=lambda key: self.numbers.get(key, 0))
        return joined(map(self.source, numbered), ", " if self.numbers else "; ")

    def source(self, key: str) -> list[nodes.Node]:
        """A source's number or title, linked to the list of sources, or to its address where there is no list."""
        source = self.register.sources[key]
        home = self.links.collection.home_of("source-list")
        number = self.numbers.get(key)
        title = nodes.inline("", f"[{number}]" if number else self.words.words(source.title))
        linked = self.links.internal(home, f"source_{key}", title)
        return [linked] if linked is not title or number else self.outward(title.astext(), source.url)

    def milestone(self, milestone: Milestone, role: str = "") -> list[nodes.Node]:
        """A milestone's title, linked; with a partner's role there, where one is given."""
        words = f"{milestone.title} ({role})" if role else milestone.title
        return [self.links.internal(milestone.docname, milestone.id, nodes.inline("", words))]

    def mark(self, kind: str | None, words: str) -> nodes.Element:
        """The mark of a kind, which stands for *words*: drawn where the output takes drawings, else a character."""
        drawn = shape(self.register, kind)
        if self._draws:
            return drawing(MARK.format(drawn.path), words, width="7pt")
        # LaTeX, as Sphinx sets it up, knows no other of the characters.
        return nodes.inline("", "•" if self.links.builder.format == "latex" else drawn.character)

    def chart(self, model: Sequence[KindRow]) -> list[nodes.Node]:
        """The chart of kinds by year; none where the output takes no drawings, or no milestone has a date."""
        drawn = chart(model, self.words)
        if not (self._draws and drawn.bands):
            return []
        mirrored = self.words.locale.text_direction == "rtl"
        context = {"drawn": drawn, "width": WIDTH, "mirrored": mirrored}
        svg = render_template(self.links, "chart.svg", **context)
        return [drawing(svg, chart_summary(model, self.words), width="100%")]

    @property
    def _draws(self) -> bool:
        return "image/svg+xml" in self.links.builder.supported_image_types

    def outward(self, words: str, address: str | None) -> list[nodes.Node]:
        """Words, linked to an address elsewhere where there is one."""
        return [nodes.reference("", words, refuri=address, internal=False)] if address else text(words)

    def partner_facts(self, key: str) -> list[tuple[str, list[nodes.Node]]]:
        """Who a partner is."""
        _ = self.gettext
        partner = self.register.partners[key]
        region = region_of(partner, self.register)
        shown = sorted(self.links.collection.partners_shown)
        bodies = [each for each in shown if self.register.partners[each].parent == key]
        return [
            (_("Kind"), text(self.words.partner_kind(partner.kind))),
            (_("Region"), text(self.words.region(region) if region else "")),
            (_("Belongs to"), self.partner(partner.parent) if partner.parent else []),
            (_("Its bodies"), joined(map(self.partner, sorted(bodies, key=self.words.short_partner)), "; ")),
            (_("Other names"), self.other_names(partner)),
            (_("Own site"), self.outward(partner.url or "", partner.url)),
            (_("Identifiers"), self.identifiers(partner)),
            (_("Note"), text(self.words.words(partner.note))),
        ]

    def bodies(self, keys: Iterable[str]) -> list[nodes.Node]:
        """The bodies that belong to a partner, each linked."""
        return joined(self.partner(key, short=True) for key in keys)

    def other_names(self, partner: Partner) -> list[nodes.Node]:
        """A partner's names in other languages, each marked as such, and its aliases."""
        names: list[list[nodes.Node]] = [
            [*text(f"{self.words.language_name(language)}: "), nodes.inline("", name, lang=language)]
            for language, name in self.index.other_names(partner)
        ]
        return joined([*names, *filter(None, [text(self.index.aliases(partner))])])

    def identifiers(self, partner: Partner) -> list[nodes.Node]:
        """What a partner is known by elsewhere."""
        item = self.outward(f"Wikidata {partner.wikidata}", self.index.wikidata(partner)) if partner.wikidata else []
        return joined(filter(None, [text(self.index.country_code(partner)), item]))
