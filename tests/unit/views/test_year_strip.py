"""The strip of years: marks where there are few milestones, else bars."""

from __future__ import annotations

from tests.support.small_register import REGISTER, milestone

from sphinx_milestones.core.records import Milestone
from sphinx_milestones.views.model_parts import Year
from sphinx_milestones.views.year_strip import BAR_HEIGHT, MAX_MARKS, kinds_of, strip


def year(number: int | None, *kinds: str | None) -> Year:
    """A year with a milestone of each of these kinds."""
    found: list[Milestone] = [
        milestone(str(at), str(number) if number else None, kind=kind) for at, kind in enumerate(kinds)
    ]
    return Year(number, tuple(found))


def test_each_year_has_a_column_with_its_kinds_in_the_order_of_the_register() -> None:
    """Also an empty one; what has no date comes last."""
    columns = strip([year(2023, "workshop", None, "visit"), year(2021, "tour"), year(None, "visit")], REGISTER)
    assert [(column.year, column.count, column.kinds) for column in columns] == [
        (2021, 1, ("tour",)),
        (2022, 0, ()),
        (2023, 3, ("visit", "workshop", None)),
        (None, 1, ("visit",)),
    ]
    assert [column.parts for column in columns] == [()] * 4


def test_one_crowded_year_makes_every_year_a_bar() -> None:
    """The tallest is as tall as the strip, its parts lie upon each other, and rare kinds join the rest."""
    crowded = year(2020, *["visit"] * 20, *["tour"] * 10, "workshop", None)
    full, other = strip([crowded, year(2021, "visit", "visit")], REGISTER)
    assert (full.count, full.kinds, other.kinds) == (MAX_MARKS + 20, (), ())
    assert [(part.kind, part.count) for part in full.parts] == [("visit", 20), ("tour", 10), (None, 2)]
    assert [part.top + part.height for part in full.parts] == [BAR_HEIGHT, full.parts[0].top, full.parts[1].top]
    assert full.parts[-1].top == 0
    assert [(part.kind, part.count, part.height) for part in other.parts] == [(None, 2, 7.5)]


def test_nothing_makes_no_column() -> None:
    """An empty register has no strip."""
    assert strip([], REGISTER) == []


def test_the_key_has_the_kinds_that_occur() -> None:
    """In the order of the register, those without a kind last."""
    assert kinds_of([year(2020, None, "workshop"), year(2021, "visit")], REGISTER) == ["visit", "workshop", None]
