"""The models of all views, as plain data for every output, and the table of views."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from itertools import groupby
from operator import attrgetter
from typing import Any

from sphinx_milestones.core.records import Milestone
from sphinx_milestones.register import queries
from sphinx_milestones.register.news import news_of
from sphinx_milestones.register.queries import Selection

from .data_files import measured_later
from .form import milestone_form
from .labels import N_
from .model_parts import Citation, Figure, KindRow, LegendEntry, MatrixRow, NewsOfDay, PartnerEntry, PartnerGroup, Year
from .partner_groups import frequent_partners, grouped_partners
from .periods import by_period
from .wording import Wording
from .year_bins import WIDE, Bin, bins_with, spread


@dataclass(frozen=True, slots=True)
class View:
    """A view with the options of its author; `edition` is the name of a PDF, empty for the full register."""

    name: str
    selection: Selection = Selection()
    limit: int | None = None
    newest_first: bool = True
    edition: str = ""

    @property
    def shows_all(self) -> bool:
        """Whether the view shows every milestone."""
        return self.selection == Selection() and self.limit is None

    @property
    def type(self) -> ViewType:
        """The type of the view."""
        return VIEWS[self.name]


def select(view: View, milestones: Iterable[Milestone], wording: Wording) -> list[Milestone]:
    """Return the milestones that a view selects, in the order of the view."""
    taken = [milestone for milestone in milestones if view.selection.matches(milestone, wording.register)]
    return queries.sort_by_date(taken, newest_first=view.newest_first)[: view.limit]


def timeline(view: View, milestones: Iterable[Milestone], wording: Wording) -> tuple[Year, ...]:
    """Return the selected milestones by year, each in every year that it touches, or by decade or century."""
    groups = queries.group_by_year(select(view, milestones, wording), view.selection, newest_first=view.newest_first)
    return tuple(part for year, group in groups for part in by_period(year, group))


def milestone_list(view: View, milestones: Iterable[Milestone], wording: Wording) -> tuple[Milestone, ...]:
    """Return the selected milestones."""
    return tuple(select(view, milestones, wording))


def milestone_news(view: View, milestones: Iterable[Milestone], wording: Wording) -> tuple[NewsOfDay, ...]:
    """Return what was added and what changed on each day, the newest first."""
    news = news_of(select(replace(view, limit=None), milestones, wording))[: view.limit]
    days = [(day, list(group)) for day, group in groupby(news, attrgetter("day"))]
    return tuple(
        NewsOfDay(
            day,
            tuple(item.milestone for item in group if not item.changed),
            tuple(item.milestone for item in group if item.changed),
        )
        for day, group in days
    )


def partner_index(view: View, milestones: Iterable[Milestone], wording: Wording) -> tuple[PartnerGroup, ...]:
    """Return every partner of a milestone by kind, then by region; those that only hosted come last."""
    chosen = select(view, milestones, wording)
    bins = bins_with(chosen, view.selection)
    return grouped_partners(chosen, wording, lambda own: spread(own, bins, view.selection))


def partner_list(view: View, milestones: Iterable[Milestone], wording: Wording) -> tuple[PartnerGroup, ...]:
    """Return the partners of the selected milestones by kind, the most frequent first; a limit is that of each kind."""
    chosen = queries.sort_by_date(select(replace(view, limit=None), milestones, wording), newest_first=True)
    return frequent_partners(chosen, wording, view.limit)


def key_figures(view: View, milestones: Iterable[Milestone], wording: Wording) -> tuple[Figure, ...]:
    """Return how many milestones, partners and years with a milestone there are."""
    chosen = select(view, milestones, wording)
    years, partners = queries.years_listed(chosen, view.selection), queries.group_by_partner(chosen, wording.register)
    return Figure("milestones", len(chosen)), Figure("partners", len(partners)), Figure("years", len(years))


def partner_entries(milestones: Iterable[Milestone], wording: Wording) -> list[PartnerEntry]:
    """Return the entry of every partner in the full index."""
    groups = partner_index(View(ENTRY_VIEWS["partners"]), milestones, wording)
    return [entry for group in groups for entry in group.entries]


def partner_matrix(view: View, milestones: Iterable[Milestone], wording: Wording) -> tuple[MatrixRow, ...]:
    """Return a row for every partner of a dated milestone, by kind and short name, with all years side by side."""
    dated = [milestone for milestone in select(view, milestones, wording) if milestone.date]
    bins = bins_with(dated, view.selection, WIDE)
    register = wording.register
    partners, found = register.partners, queries.group_by_partner(dated, register)

    def order(key: str) -> tuple[int, str]:
        return register.kinds_of_partners.index(partners[key].kind), wording.sort_key(partners[key], short=True)

    return tuple(MatrixRow(partners[key], spread(found[key], bins, view.selection)) for key in sorted(found, key=order))


def milestone_chart(view: View, milestones: Iterable[Milestone], wording: Wording) -> tuple[KindRow, ...]:
    """Return a row for every selected kind, in file order: every year, then undated milestones if there are any."""
    chosen = select(view, milestones, wording)
    bins: list[Bin | None] = [*bins_with(chosen, view.selection, WIDE)]
    bins += [] if all(milestone.date for milestone in chosen) else [None]
    kinds: dict[str | None, list[Milestone]] = {key: [] for key in (*wording.register.kinds, None)}
    for milestone in chosen:
        kinds[milestone.kind].append(milestone)
    return tuple(KindRow(kind, spread(own, bins, view.selection)) for kind, own in kinds.items() if own)


def document_list(view: View, milestones: Iterable[Milestone], wording: Wording) -> tuple[Citation, ...]:
    """Return every document, by state and file order; if milestones are selected, only those that they name."""
    states = wording.register.states_of_documents
    return _citations(view, milestones, wording, "documents", lambda document: states.index(document.status))


def source_list(view: View, milestones: Iterable[Milestone], wording: Wording) -> tuple[Citation, ...]:
    """Return every source, by quality and file order; if milestones are selected, only those that they name."""
    register = wording.register
    types = [term.label for term in register.model.source_types.values()]
    qualities = list(dict.fromkeys([*types, *(source.quality for source in register.sources.values())]))
    return _citations(view, milestones, wording, "sources", lambda source: qualities.index(source.quality))


def _citations(
    view: View, milestones: Iterable[Milestone], wording: Wording, field: str, rank: Callable[[Any], int]
) -> tuple[Citation, ...]:
    named = queries.group_by_citation(select(view, milestones, wording), field)
    entries: Mapping[str, Any] = wording.register.table(field)
    every = view.selection == Selection()
    shown = [entry for key, entry in entries.items() if every or key in named]
    return tuple(Citation(entry, tuple(named.get(entry.key, ()))) for entry in sorted(shown, key=rank))


def kind_legend(view: View, milestones: Iterable[Milestone], wording: Wording) -> tuple[LegendEntry, ...]:
    """Return every kind, in the order of its file; if milestones are selected, only theirs."""
    kinds = [milestone.kind for milestone in select(view, milestones, wording)]
    entries = [LegendEntry(term, kinds.count(key)) for key, term in wording.register.kinds.items()]
    return tuple(entry for entry in entries if entry.count or view.selection == Selection())


def role_legend(view: View, milestones: Iterable[Milestone], wording: Wording) -> tuple[LegendEntry, ...]:
    """Return the roles that the register defines, in the order of its file; if milestones are selected, only theirs."""
    taken = [
        {role for part in milestone.partners for role in part.roles} for milestone in select(view, milestones, wording)
    ]
    terms = [term for term in wording.register.roles.values() if term.definition]
    entries = [LegendEntry(term, sum(term.key in roles for roles in taken)) for term in terms]
    return tuple(entry for entry in entries if entry.count or view.selection == Selection())


CHOOSING = ("year", "from", "to", "kind", "partner", "topic", "region")
NO_MATCH, EMPTY = N_("No milestone matches."), N_("Nothing listed yet.")


@dataclass(frozen=True, slots=True)
class ViewType:
    """A type of view: its model, its text on the reference page, and the names of its options.

    `entries` is the data file whose entries have their anchors here; `filterable` marks a view of milestones that
    readers can filter; `empty_text` is shown for an empty model, unless it is empty itself. With `shows_exports`, it
    shows the size of exports.

    Besides its row here, a view has a template `NAME.html` and a method of `ViewNodeWriter` named after it.
    """

    model: Callable[[View, Iterable[Milestone], Wording], tuple[Any, ...]]
    help: str
    options: tuple[str, ...] = CHOOSING
    empty_text: str = NO_MATCH
    entries: str = ""
    filterable: bool = False
    shows_exports: bool = False


VIEWS: Mapping[str, ViewType] = {
    "timeline": ViewType(timeline, "The milestones by year.", (*CHOOSING, "limit", "order"), filterable=True),
    "milestone-list": ViewType(milestone_list, "Milestones in a plain list.", (*CHOOSING, "limit", "order")),
    "milestone-news": ViewType(
        milestone_news,
        "What was added and what changed, by day, the newest first.",
        (*CHOOSING, "limit"),
        empty_text=EMPTY,
    ),
    "strip": ViewType(timeline, "A line of years with a mark for each milestone; each mark is a link."),
    "key-figures": ViewType(key_figures, "The numbers of milestones, of partners, and of years with a milestone."),
    "partner-list": ViewType(
        partner_list,
        "Partners by kind with the number of their milestones, the most frequent first, without agencies of countries.",
        (*CHOOSING, "limit"),
    ),
    "partner-index": ViewType(
        partner_index, "Every partner by kind and region, with its milestones.", entries="partners"
    ),
    "partner-matrix": ViewType(partner_matrix, "A table of partners by year; each mark links to a milestone."),
    "milestone-chart": ViewType(milestone_chart, "A chart of the milestones of each kind in each year."),
    "document-list": ViewType(
        document_list,
        "Every document by status, with the milestones that refer to it.",
        empty_text=EMPTY,
        entries="documents",
    ),
    "source-list": ViewType(
        source_list, "Every source by type, with the milestones that refer to it.", empty_text=EMPTY, entries="sources"
    ),
    "kind-legend": ViewType(
        kind_legend, "The kinds with their definitions and number of milestones.", empty_text=EMPTY
    ),
    "role-legend": ViewType(
        role_legend, "The register's own roles with their definitions and number of milestones.", empty_text=EMPTY
    ),
    "milestone-form": ViewType(milestone_form, "A form to propose a milestone or report a mistake.", (), empty_text=""),
    "data-files": ViewType(
        measured_later, "The data files: size, rows, and examples.", (), empty_text="", shows_exports=True
    ),
    "pdf-download": ViewType(
        measured_later,
        "A link to a PDF with its size and page count; nothing if there is no PDF.",
        ("edition",),
        empty_text="",
    ),
}

# The view with the entries of each data file, and the view that offers the PDF of an edition.
ENTRY_VIEWS: Mapping[str, str] = {view.entries: name for name, view in VIEWS.items() if view.entries}
FORM_VIEW = next(name for name, view in VIEWS.items() if view.model is milestone_form)
EDITION_VIEW = next(name for name, view in VIEWS.items() if "edition" in view.options)
