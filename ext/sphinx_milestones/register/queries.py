"""The questions asked of a register: select, sort, group. Views and exports ask here and nowhere else."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby

from sphinx_milestones.core.m49 import REGION_OF
from sphinx_milestones.core.records import Milestone, Partner

from .register import Register

LONGEST = 60  # years that are shown one by one, those without a milestone among them
EDITIONS = ("year", "partner")  # what a part of a register with a PDF of its own may be about


@dataclass(frozen=True, slots=True)
class Selection:
    """Which milestones: or within a field, and between fields; an empty field asks for nothing."""

    years: tuple[int, ...] = ()
    first: int | None = None
    last: int | None = None
    kinds: tuple[str, ...] = ()
    partners: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    regions: tuple[str, ...] = ()

    def takes(self, milestone: Milestone, register: Register) -> bool:
        """Whether *milestone* is among those asked for; a span counts in every year that it touches."""
        years = years_of(milestone)
        return (
            (not self.years or any(year in self.years for year in years))
            and (self.first is None or (bool(years) and years[-1] >= self.first))
            and (self.last is None or (bool(years) and years[0] <= self.last))
            and (not self.kinds or milestone.kind in self.kinds)
            and (not self.topics or not set(self.topics).isdisjoint(milestone.topics))
            and (not self.partners or any(part.partner in self.partners for part in milestone.partners))
            and (not self.regions or any(region in self.regions for region in regions_of(milestone, register)))
        )


def years_of(milestone: Milestone) -> range:
    """The years that a milestone touches; none where it has no date."""
    date = milestone.date
    return range(date.lower.year, date.upper.year + 1) if date else range(0)


def years_spanned(milestones: Iterable[Milestone]) -> tuple[int, ...]:
    """The first and the last year that any of the milestones touches; none where no one has a date."""
    years = [year for milestone in milestones if milestone.date for year in years_of(milestone)]
    return (min(years), max(years)) if years else ()


def lineage(partner: Partner, register: Register) -> Iterator[Partner]:
    """A partner, what it belongs to, and so on up."""
    here: Partner | None = partner
    while here is not None:
        yield here
        here = register.partners.get(here.parent) if here.parent else None


def region_of(partner: Partner, register: Register) -> str | None:
    """The M49 region of a partner's country, or of its parent's."""
    countries = (here.country for here in lineage(partner, register) if here.country)
    return next((REGION_OF.get(country) for country in countries), None)


def regions_of(milestone: Milestone, register: Register) -> set[str]:
    """The regions of a milestone's partners."""
    partners = (register.partners[part.partner] for part in milestone.partners if part.partner in register.partners)
    return {region for partner in partners if (region := region_of(partner, register))}


def in_order(milestones: Iterable[Milestone], *, newest_first: bool = True) -> list[Milestone]:
    """Sorted by the first day that a date may mean; among equals the more exact date is the later one.

    So a year-only milestone follows the dated ones of its year when the newest come first. Milestones that tie stay
    in the order of the pages; one without a date comes last.
    """
    given = list(milestones)

    def key(milestone: Milestone) -> tuple[object, ...]:
        date = milestone.date
        return (date.lower, date.precision) if date else ()

    dated = sorted((milestone for milestone in given if milestone.date), key=key, reverse=newest_first)
    return dated + [milestone for milestone in given if not milestone.date]


def neighbours(milestones: Iterable[Milestone]) -> Mapping[str, tuple[Milestone | None, Milestone | None]]:
    """The next earlier and the next later milestone of each that has a date, by id: its neighbours on the timeline."""
    dated = [milestone for milestone in in_order(milestones) if milestone.date]
    above, below = [None, *dated], [*dated[1:], None]
    return {here.id: (earlier, later) for later, here, earlier in zip(above, dated, below, strict=False)}


def related(milestones: Iterable[Milestone]) -> Mapping[str, list[Milestone]]:
    """The milestones that belong with each, by id: those that it names, then those that name it, each once."""
    known = {milestone.id: milestone for milestone in milestones}
    found: dict[str, dict[str, Milestone]] = {}
    named = [(milestone.id, target) for milestone in known.values() for target in milestone.related if target in known]
    for one, other in [*named, *((target, naming) for naming, target in named)]:
        found.setdefault(one, {})[other] = known[other]
    return {one: list(others.values()) for one, others in found.items()}


def by_year(milestones: Iterable[Milestone]) -> Iterator[tuple[int | None, list[Milestone]]]:
    """Sorted milestones in groups by the year they begin in; the last group, without a year, holds the undated."""
    for year, group in groupby(milestones, lambda m: m.date.lower.year if m.date else None):
        yield year, list(group)


def years_between(years: Iterable[int]) -> list[int]:
    """Every year from the first to the last, so that gaps are seen; only those given where that would be too many."""
    given = sorted(set(years))
    whole = range(given[0], given[-1] + 1) if given else range(0)
    return list(whole) if len(whole) <= LONGEST else given


def by_partner(milestones: Iterable[Milestone], *, hosts: bool = False) -> Mapping[str, list[Milestone]]:
    """The milestones of each partner that has any, in the order given; with *hosts* those that it hosted, too."""
    found: dict[str, list[Milestone]] = {}
    for milestone in milestones:
        host = [milestone.host] if hosts and milestone.host else []
        for key in dict.fromkeys([*(part.partner for part in milestone.partners), *host]):
            found.setdefault(key, []).append(milestone)
    return found


def editions(milestones: Iterable[Milestone], kinds: Iterable[str]) -> Mapping[str, Selection]:
    """The parts of a register that can have a PDF of their own, by name: each ``year``, each ``partner``."""
    given = list(milestones)
    years = sorted({milestone.date.lower.year for milestone in given if milestone.date})
    found = {
        "year": {f"year-{year}": Selection(years=(year,)) for year in years},
        "partner": {f"partner-{key}": Selection(partners=(key,)) for key in sorted(by_partner(given))},
    }
    return {name: selection for kind in kinds for name, selection in found[kind].items()}


def citing(milestones: Iterable[Milestone], field: str) -> Mapping[str, list[Milestone]]:
    """The milestones by each key of their *field* (``documents`` or ``sources``), in the order given."""
    found: dict[str, list[Milestone]] = {}
    for milestone in milestones:
        for key in getattr(milestone, field):
            found.setdefault(key, []).append(milestone)
    return found


def partners_used(milestones: Iterable[Milestone], register: Register, others: Iterable[str] = ()) -> set[str]:
    """The keys of all partners that a milestone names, hosts, *others* and everyone's parents included."""
    used = set(others)
    for milestone in milestones:
        used.update(part.partner for part in milestone.partners)
        used.update(filter(None, (milestone.host,)))
    for key in list(used):
        above = register.partners[key].parent if key in register.partners else None
        while above:
            used.add(above)
            above = register.partners[above].parent
    return used
