"""Editions, the parts of a register that can have their own PDF, and the table of edition types."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from sphinx_milestones.core.dates import Point
from sphinx_milestones.core.periods import period_slug
from sphinx_milestones.core.records import Milestone

from .queries import Selection, group_by_partner, years_listed
from .register import Register


@dataclass(frozen=True, slots=True)
class Edition:
    """A PDF of the milestones of a partner or a year: in brief on one page, or in full as on the site."""

    name: str
    key: str
    selection: Selection
    in_full: bool

    @property
    def partner(self) -> str | None:
        """The key of the partner that the edition is about; None if it is about a year."""
        return self.key if self.selection.partners else None


def _years(milestones: list[Milestone], _register: Register) -> Mapping[str, Selection]:
    return {str(year): Selection(years=(year,)) for year in sorted(years_listed(milestones))}


def _partners(milestones: list[Milestone], register: Register) -> Mapping[str, Selection]:
    return {key: Selection(partners=(key,)) for key in sorted(group_by_partner(milestones, register))}


def year_edition(year: int) -> str:
    """Return the name of the brief on a year: ``year-2024``, ``year-44-bc``."""
    return f"year-{period_slug(Point(year))}"


@dataclass(frozen=True, slots=True)
class EditionType:
    """A type of edition: what to make one of each for, an example of a key, and the text of the manual."""

    prefix: str
    selections: Callable[[list[Milestone], Register], Mapping[str, Selection]]
    example: str
    help: str
    in_full: bool = False

    def name(self, key: str) -> str:
        """Return the name of the edition of a partner or a year."""
        name = f"{self.prefix}-{key}" if self.selections is _partners else year_edition(int(key))
        return f"{name}{'-full' if self.in_full else ''}"


EDITIONS: Mapping[str, EditionType] = {
    "year": EditionType(
        "year",
        _years,
        "2024",
        "A brief on a year, on one page: a summary in one sentence, then date, kind, title and first sentences of each "
        "milestone. The sources are overleaf, with what each says where they differ. The year's page links to it.",
    ),
    "year-full": EditionType(
        "year",
        _years,
        "2024",
        "The milestones of a year in full, with the partners, documents and sources that they name.",
        in_full=True,
    ),
    "partner": EditionType(
        "partner",
        _partners,
        "iceland",
        "A brief on a partner, on one page: its name in two languages, a summary in one sentence, its years, a few "
        "lines on each milestone, and the bodies that took part; overleaf, the same as for a year. The partner's page "
        "and its entry in the `partner-index` link to it.",
    ),
    "partner-full": EditionType(
        "partner",
        _partners,
        "iceland",
        "Who a partner is, and its milestones in full, with the documents and sources that they name.",
        in_full=True,
    ),
}


def editions(milestones: Iterable[Milestone], register: Register, types: Iterable[str]) -> Mapping[str, Edition]:
    """Return the editions of the given *types*, by name; of two with the same name, the first."""
    listed = list(milestones)
    found: dict[str, Edition] = {}
    for row in map(EDITIONS.__getitem__, types):
        for key, selection in row.selections(listed, register).items():
            edition = Edition(row.name(key), key, selection, row.in_full)
            found.setdefault(edition.name, edition)
    return found
