"""Queries on a register: select, sort, group. Views and exports use these only."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from operator import itemgetter

from sphinx_milestones.core.m49 import region_of_code
from sphinx_milestones.core.records import Milestone, Participation, Partner

from .register import Register

MAX_CONSECUTIVE_YEARS = 60  # that readers can choose from, without gaps
MAX_YEARS_OF_ONE = 10  # of a milestone, each of which is shown


@dataclass(frozen=True, slots=True)
class Selection:
    """A filter for milestones: every field must match, by any of its values; an empty field matches everything."""

    years: tuple[int, ...] = ()
    first: int | None = None
    last: int | None = None
    kinds: tuple[str, ...] = ()
    partners: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    regions: tuple[str, ...] = ()

    def has_year(self, year: int) -> bool:
        """Return whether *year* is selected."""
        return (
            (not self.years or year in self.years)
            and (self.first is None or year >= self.first)
            and (self.last is None or year <= self.last)
        )

    def matches(self, milestone: Milestone, register: Register) -> bool:
        """Return whether *milestone* is selected; an interval belongs to every year that it overlaps."""
        any_year = not self.years and self.first is None and self.last is None
        return (
            (any_year or any(self.has_year(year) for year in years_of(milestone)))
            and (not self.kinds or milestone.kind in self.kinds)
            and (not self.topics or not set(self.topics).isdisjoint(milestone.topics))
            and (
                not self.partners or any(part.partner in self.partners for part in participations(milestone, register))
            )
            and (not self.regions or any(region in self.regions for region in regions_of(milestone, register)))
        )


def years_of(milestone: Milestone) -> range:
    """Return the years that a milestone overlaps, or of which it may be; of an open interval, the one that is known."""
    date = milestone.date
    return range(date.lower.year, date.upper.year + 1) if date else range(0)


def years_spanned(milestones: Iterable[Milestone]) -> tuple[int, ...]:
    """Return the first and the last year of all milestones; nothing if none has a date."""
    years = [year for milestone in milestones if milestone.date for year in years_of(milestone)]
    return (min(years), max(years)) if years else ()


def ancestors(partner: Partner, register: Register) -> Iterator[Partner]:
    """Yield a partner, its parent, its grandparent, and so on."""
    current: Partner | None = partner
    while current is not None:
        yield current
        current = register.partners.get(current.parent) if current.parent else None


def country_of(partner: Partner, register: Register) -> Partner | None:
    """Return the country that a body belongs to, directly or through others; None for a country itself."""
    above = (ancestor for ancestor in ancestors(partner, register) if ancestor is not partner)
    return next((ancestor for ancestor in above if ancestor.kind == "country"), None)


def region_of(partner: Partner, register: Register) -> str | None:
    """Return the M49 region of a partner: its own or that of its country, or that of its nearest ancestor with one."""
    located = (ancestor for ancestor in ancestors(partner, register) if ancestor.region or ancestor.country)
    return next((each.region or region_of_code(each.country or "") for each in located), None)


def regions_of(milestone: Milestone, register: Register) -> set[str]:
    """Return the M49 regions of everyone who takes part in a milestone."""
    parts = participations(milestone, register)
    partners = (register.partners[part.partner] for part in parts if part.partner in register.partners)
    return {region for partner in partners if (region := region_of(partner, register))}


def participations(milestone: Milestone, register: Register) -> tuple[Participation, ...]:
    """Return who takes part in a milestone: the partners that it names, then those whose bodies it names.

    Every output follows this rule. A body takes part for its ancestors too, up to but excluding the first that is
    named itself or is the host: the former takes part once, as named, and the latter is not a partner. A host does not
    take part for its ancestors: otherwise the country of a register would take part in everything that it hosts.
    """
    named = {milestone.host, *(part.partner for part in milestone.partners)}
    through: dict[str, list[str]] = {}
    for body in (part.partner for part in milestone.partners if part.partner != milestone.host):
        above = register.partners[body].parent if body in register.partners else None
        while above and above not in named:
            through.setdefault(above, []).append(body)
            above = register.partners[above].parent
    return (*milestone.partners, *(Participation(key, through=tuple(bodies)) for key, bodies in through.items()))


def part_of(partner: str, milestone: Milestone, register: Register) -> Participation:
    """Return the participation of a partner in one of its milestones; as host if it has no other."""
    parts = (part for part in participations(milestone, register) if part.partner == partner)
    return next(parts, Participation(partner, ("host",)))


def sort_by_date(milestones: Iterable[Milestone], *, newest_first: bool = True) -> list[Milestone]:
    """Return milestones sorted by the first day of their dates; if two are equal, the more precise date is the later.

    Newest first, a milestone dated only by year therefore follows those of that year with a month or day, and one whose
    beginning is open or unknown those with a first day. Milestones with equal dates stay in the order of the pages;
    those without a date come last.
    """
    listed = list(milestones)
    dated = [(milestone.date.order, milestone) for milestone in listed if milestone.date]
    dated.sort(key=itemgetter(0), reverse=newest_first)
    return [milestone for _, milestone in dated] + [milestone for milestone in listed if not milestone.date]


def neighbours(milestones: Iterable[Milestone]) -> Mapping[str, tuple[Milestone | None, Milestone | None]]:
    """Return the previous and the next milestone on the timeline, by the id of each that has a date."""
    dated = [milestone for milestone in sort_by_date(milestones) if milestone.date]
    above, below = [None, *dated], [*dated[1:], None]
    triples = zip(above, dated, below, strict=False)
    return {milestone.id: (earlier, later) for later, milestone, earlier in triples}


def related(milestones: Iterable[Milestone], register: Register) -> Mapping[str, list[Milestone]]:
    """Return the related milestones of each, by id: those that it names, then those that name it, each once.

    A published id that was replaced refers to its replacement.
    """
    known = {milestone.id: milestone for milestone in milestones}
    found: dict[str, dict[str, Milestone]] = {}
    targets = ((milestone.id, target) for milestone in known.values() for target in milestone.related)
    current = ((name, target if target in known else register.published.current_id(target)) for name, target in targets)
    named = [(name, target) for name, target in current if target in known and target != name]
    for identifier, other in [*named, *((target, naming) for naming, target in named)]:
        found.setdefault(identifier, {})[other] = known[other]
    return {identifier: list(others.values()) for identifier, others in found.items()}


ALL = Selection()


def group_by_year(
    milestones: Iterable[Milestone], selection: Selection = ALL, *, newest_first: bool = True
) -> Iterator[tuple[int | None, list[Milestone]]]:
    """Yield (year, milestones) for sorted milestones, each in every selected year that it overlaps; None if undated.

    A milestone that overlaps too many years to show each appears only in the first and the last, and one whose year is
    not stated, such as that of a decade, only in the first.
    """
    groups: dict[int, list[Milestone]] = {}
    undated = []
    for milestone in milestones:
        years = [year for year in years_of(milestone) if selection.has_year(year)]
        if milestone.date and milestone.date.first.unspecified:
            years = years[:1]
        for year in years if len(years) <= MAX_YEARS_OF_ONE else (years[0], years[-1]):
            groups.setdefault(year, []).append(milestone)
        if milestone.date is None:
            undated.append(milestone)
    yield from ((year, groups[year]) for year in sorted(groups, reverse=newest_first))
    if undated:
        yield None, undated


def years_listed(milestones: Iterable[Milestone], selection: Selection = ALL) -> list[int]:
    """Return the years by which milestones are grouped, the newest first."""
    return [year for year, _ in group_by_year(milestones, selection) if year is not None]


def group_by_partner(
    milestones: Iterable[Milestone], register: Register, *, hosts: bool = False
) -> Mapping[str, list[Milestone]]:
    """Return the milestones of each partner, by its key, in the same order; with *hosts*, also those that it hosted."""
    found: dict[str, list[Milestone]] = {}
    for milestone in milestones:
        host = [milestone.host] if hosts and milestone.host else []
        for key in dict.fromkeys([*(part.partner for part in participations(milestone, register)), *host]):
            found.setdefault(key, []).append(milestone)
    return found


def group_by_citation(milestones: Iterable[Milestone], field: str) -> Mapping[str, list[Milestone]]:
    """Return the milestones by each key in their *field* (``documents`` or ``sources``), in the same order."""
    found: dict[str, list[Milestone]] = {}
    for milestone in milestones:
        for key in getattr(milestone, field):
            found.setdefault(key, []).append(milestone)
    return found


def partners_used(milestones: Iterable[Milestone], register: Register, others: Iterable[str] = ()) -> set[str]:
    """Return the keys of all partners that a milestone names, of hosts, of *others*, and of all their ancestors."""
    used = set(others)
    for milestone in milestones:
        used.update(part.partner for part in milestone.partners)
        used.update(filter(None, (milestone.host,)))
    for key in list(used):
        parent = register.partners[key].parent if key in register.partners else None
        while parent:
            used.add(parent)
            parent = register.partners[parent].parent
    return used
