"""Years side by side at their true distances: each on its own or, if they are too many, several in a bin.

Bins begin at round years, 1840–1849, and as many years before 1 mirror them, since there is no year 0: 49–40 BC. The
first and the last bin end with the years that there are.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import count
from typing import NamedTuple

from sphinx_milestones.core.records import Milestone
from sphinx_milestones.register.queries import Selection, group_by_year

from .model_parts import Year


class Limits(NamedTuple):
    """The most single years side by side, and the most bins if there are more years."""

    years: int
    bins: int


ON_SCREEN, WIDE = Limits(31, 20), Limits(60, 60)  # in the strip of a page; in charts, tables and print


class Bin(NamedTuple):
    """The first and the last of some consecutive years."""

    first: int
    last: int


def bins_of(years: Iterable[int], limits: Limits = ON_SCREEN) -> list[Bin]:
    """Return bins from the earliest to the latest of *years*, those without any of them included.

    Each has a single year if the limits allow that; else as few as they allow.
    """
    distinct = sorted(set(years))
    if not distinct:
        return []
    first, last = distinct[0], distinct[-1]
    if last - first < limits.years:
        return [Bin(year, year) for year in range(first, last + 1)]
    size = next(size for size in round_numbers() if _index(last, size) - _index(first, size) < limits.bins)
    bins = [_bin(index, size) for index in range(_index(first, size), _index(last, size) + 1)]
    bins[0], bins[-1] = bins[0]._replace(first=first), bins[-1]._replace(last=last)
    return bins


def gathered(groups: Sequence[Year], bins: Iterable[Bin | None]) -> Iterator[Year]:
    """Yield the milestones of *groups* by bin, None being that without a date, each once in a bin.

    The year of a bin is that of the first group in it.
    """
    for each in bins:
        own = [group for group in groups if group.milestones and _is_in(group.year, each)]
        milestones = dict.fromkeys(milestone for group in own for milestone in group.milestones)
        span = each if each and each.first != each.last else None
        yield Year(own[0].year if own else each and each.first, tuple(milestones), span)


def _is_in(year: int | None, bin_: Bin | None) -> bool:
    return bin_ is None if year is None else bin_ is not None and bin_.first <= year <= bin_.last


def bins_with(milestones: Iterable[Milestone], selection: Selection, limits: Limits = ON_SCREEN) -> list[Bin]:
    """Return the bins of the selected years of *milestones*."""
    return bins_of((year for year, _ in group_by_year(milestones, selection) if year is not None), limits)


def spread(milestones: Iterable[Milestone], bins: Iterable[Bin | None], selection: Selection) -> tuple[Year, ...]:
    """Return sorted *milestones* by bin, empty ones included."""
    groups = [Year(year, tuple(group)) for year, group in group_by_year(milestones, selection)]
    return tuple(gathered(groups, bins))


def round_year(years: Sequence[int], step: int) -> int | None:
    """Return the year from the first to the last of *years* whose number, as written, is a multiple of *step*."""
    first, last = years[0], years[-1]
    if last < 1:
        mirrored = round_year((1 - last, 1 - first), step)
        return None if mirrored is None else 1 - mirrored
    multiple = -(-max(first, 1) // step) * step
    return multiple if multiple <= last else None


def round_numbers() -> Iterator[int]:
    """Yield 1, 2, 5, 10, 20, 50, 100 and so on."""
    for power in count():
        yield from (digit * 10**power for digit in (1, 2, 5))


def _index(year: int, size: int) -> int:
    """Return the position of the bin of *size* years that a year is in: 0 has the year 1, -1 the year before it."""
    return year // size if year >= 1 else -1 - (1 - year) // size


def _bin(index: int, size: int) -> Bin:
    if index < 0:
        mirrored = _bin(-1 - index, size)
        return Bin(1 - mirrored.last, 1 - mirrored.first)
    return Bin(max(index * size, 1), (index + 1) * size - 1)
