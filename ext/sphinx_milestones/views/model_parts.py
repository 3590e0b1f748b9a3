"""The parts that the models of views consist of, as plain data."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from sphinx_milestones.core.dates import Point
from sphinx_milestones.core.records import Document, Milestone, Partner, Source, Term


@dataclass(frozen=True, slots=True)
class Year:
    """The milestones that touch a year; `year` is None for those without a date.

    With a `span`, they touch any of the years from its first to its last; `year` is the first of these that is listed.
    On a timeline, those of a decade or century whose year is not stated are apart: they have a `period`, and the first
    year of it. `anchor` is what their heading is linked by.
    """

    year: int | None
    milestones: tuple[Milestone, ...]
    span: tuple[int, int] | None = None
    period: Point | None = None
    anchor: str = ""

    @property
    def years(self) -> tuple[int, ...]:
        """The year, or the first and the last of several; empty without a date."""
        return self.span or (() if self.year is None else (self.year,))


def count_distinct(years: Iterable[Year]) -> int:
    """Return how many milestones there are in these years; one that touches several of them is counted once."""
    return len({milestone for year in years for milestone in year.milestones})


@dataclass(frozen=True, slots=True)
class PartnerEntry:
    """A partner in the index, with its milestones, newest first, and the keys of its bodies in the index.

    `years` are all years of the index, with the milestones of the partner in each. A partner that
    `only_hosted` took part in none of them.
    """

    partner: Partner
    milestones: tuple[Milestone, ...]
    bodies: tuple[str, ...] = ()
    years: tuple[Year, ...] = ()
    only_hosted: bool = False


@dataclass(frozen=True, slots=True)
class PartnerGroup:
    """The partners of one kind, and of one M49 region if `region` is given."""

    kind: str
    region: str | None
    entries: tuple[PartnerEntry, ...]

    @property
    def size(self) -> int:
        """How many partners there are."""
        return len(self.entries)


@dataclass(frozen=True, slots=True)
class Figure:
    """A number that describes the register: how many milestones, partners or years with a milestone it has."""

    name: Literal["milestones", "partners", "years"]
    count: int


@dataclass(frozen=True, slots=True)
class MatrixRow:
    """A partner with its milestones in each year of the matrix."""

    partner: Partner
    years: tuple[Year, ...]


@dataclass(frozen=True, slots=True)
class KindRow:
    """A kind (None for milestones without one) with its milestones in each year of the chart."""

    kind: str | None
    years: tuple[Year, ...]


@dataclass(frozen=True, slots=True)
class Citation:
    """A document or source with the milestones that name it, newest first."""

    entry: Document | Source
    milestones: tuple[Milestone, ...]


@dataclass(frozen=True, slots=True)
class NewsOfDay:
    """The milestones that were added on a day (ISO 8601), and those that changed."""

    day: str
    added: tuple[Milestone, ...]
    changed: tuple[Milestone, ...]

    @property
    def groups(self) -> tuple[tuple[bool, tuple[Milestone, ...]], ...]:
        """Both groups, each with whether its milestones changed; without an empty one."""
        return tuple((changed, group) for changed, group in ((False, self.added), (True, self.changed)) if group)


@dataclass(frozen=True, slots=True)
class LegendEntry:
    """A kind, with the number of its milestones."""

    term: Term
    count: int
