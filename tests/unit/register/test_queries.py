"""The questions asked of a register: order, selection, groups and regions."""

from __future__ import annotations

import pytest
from babel import Locale

from sphinx_milestones.core.dates import parse_date
from sphinx_milestones.core.m49 import M49, REGION_OF
from sphinx_milestones.core.records import Milestone, Participation, Partner
from sphinx_milestones.register.queries import (
    Selection,
    group_by_citation,
    group_by_year,
    neighbours,
    partners_used,
    region_of,
    related,
    sort_by_date,
    years_between,
    years_spanned,
)
from sphinx_milestones.register.register import Register
from sphinx_milestones.views.locales import region_keys

REGISTER = Register(
    partners={
        "oman": Partner("oman", "country", "OM"),
        "norway": Partner("norway", "country", "NO"),
        "office": Partner("office", "agency", parent="ministry"),
        "ministry": Partner("ministry", "agency", parent="norway"),
        "world": Partner("world", "organisation"),
    }
)


def milestone(name: str, date: str | None, partners: str = "", **fields: object) -> Milestone:
    """A milestone of that id and date."""
    parts = tuple(Participation(key) for key in partners.split())
    return Milestone(name, "page", 1, date=parse_date(date) if date else None, partners=parts, **fields)  # type: ignore[arg-type]


def ids(milestones: object) -> str:
    """The ids of milestones, in their order."""
    return " ".join(each.id for each in milestones)  # type: ignore[attr-defined]


MIXED = [
    milestone("undated", None),
    milestone("year", "2024"),
    milestone("month", "2024-01"),
    milestone("day", "2024-01-01"),
    milestone("late", "2024-12"),
    milestone("before", "2023-12-31"),
]


def test_newest_first() -> None:
    """What is known to the year only follows the dated ones of its year, and what has no date comes last."""
    assert ids(sort_by_date(MIXED)) == "late day month year before undated"


def test_oldest_first() -> None:
    """The other way round, the undated stay last."""
    assert ids(sort_by_date(MIXED, newest_first=False)) == "before year month day late undated"


@pytest.mark.parametrize("newest_first", [True, False])
def test_ties_keep_the_order_of_the_page(newest_first: bool) -> None:
    """Milestones of one date stand as on their page, whichever way the list runs."""
    tied = [milestone(name, "2024-05") for name in ("c", "a", "b")]
    assert ids(sort_by_date(tied, newest_first=newest_first)) == "c a b"


def test_order_of_what_can_be_read_once() -> None:
    """An iterator gives the same list as its items do, the undated included."""
    assert sort_by_date(iter(MIXED)) == sort_by_date(MIXED)


def test_groups_by_year() -> None:
    """A span stands in the year that it begins in; the undated are a group of their own, at the end."""
    groups = group_by_year(sort_by_date([*MIXED, milestone("span", "2022-12/2024")]))
    assert [(year, ids(group)) for year, group in groups] == [
        (2024, "late day month year"),
        (2023, "before"),
        (2022, "span"),
        (None, "undated"),
    ]


A = milestone("a", "2020/2022", "oman world", kind="visit", topics=("maps", "data"))
B = milestone("b", "2021-05", "office", kind="talk", topics=("data",))
C = milestone("c", None, "norway", kind="visit")


@pytest.mark.parametrize(
    ("selection", "taken"),
    [
        (Selection(), "a b c"),
        (Selection(years=(2021,)), "a b"),
        (Selection(years=(2022, 2030)), "a"),
        (Selection(first=2022), "a"),
        (Selection(last=2020), "a"),
        (Selection(first=2021, last=2021), "a b"),
        (Selection(kinds=("visit",)), "a c"),
        (Selection(kinds=("visit", "talk")), "a b c"),
        (Selection(topics=("maps", "none")), "a"),
        (Selection(partners=("oman", "norway")), "a c"),
        (Selection(kinds=("visit",), partners=("norway",)), "c"),
        (Selection(kinds=("talk",), partners=("oman",)), ""),
        (Selection(regions=("145",)), "a"),
        (Selection(regions=("154",)), "b c"),
        (Selection(regions=("145", "154"), topics=("data",)), "a b"),
    ],
)
def test_selection(selection: Selection, taken: str) -> None:
    """Or within a field, and between fields; a span is in each year it touches, and the undated in none."""
    assert ids(each for each in (A, B, C) if selection.matches(each, REGISTER)) == taken


def test_region_comes_from_the_country_above() -> None:
    """A body lies where its parent does, however far up; one without a country lies nowhere."""
    regions = {key: region_of(partner, REGISTER) for key, partner in REGISTER.partners.items()}
    assert regions == {"oman": "145", "norway": "154", "office": "154", "ministry": "154", "world": None}


def test_parents_count_as_used() -> None:
    """Naming a body uses everyone above it, and the default host is always used."""
    assert partners_used([B], REGISTER, ["oman"]) == {"office", "ministry", "norway", "oman"}
    assert partners_used([], REGISTER) == set()


def test_every_country_has_one_region() -> None:
    """The 249 codes of ISO 3166-1 stand in the table once each, and CLDR has a name for every one."""
    codes = [code for countries in M49.values() for code in countries.split()]
    assert len(codes) == len(set(codes)) == len(REGION_OF) == 249
    assert [code for code in codes if code not in Locale("en").territories] == []


def test_region_keys_are_english_names() -> None:
    """Each region has a key of its own, made of its English name."""
    keys = region_keys()
    assert sorted(keys.values()) == sorted(M49)
    assert {keys[name] for name in ("western-asia", "northern-europe", "eastern-africa")} == {"145", "154", "014"}


def test_neighbours_follow_the_timeline() -> None:
    """Whoever goes from one to the next earlier sees each dated milestone once, in the order of the timeline."""
    found = neighbours(MIXED)
    walked, here = [], found["late"]
    while here[0]:
        walked.append(here[0])
        here = found[here[0].id]
    assert ids(walked) == "day month year before"
    assert {name for name, (earlier, later) in found.items() if not earlier or not later} == {"late", "before"}
    assert "undated" not in found
    assert [later.id for earlier, later in found.values() if later] == ["late", "day", "month", "year"]


def test_related_is_so_both_ways_and_once() -> None:
    """A milestone belongs with those that it names, then with those that name it; what is not there is left out."""
    found = related(
        [
            milestone("a", "2024", related=("c", "b")),
            milestone("b", "2023", related=("a", "gone")),
            milestone("c", "2022"),
            milestone("d", "2021", related=("c",)),
            milestone("e", "2020"),
        ]
    )
    assert {name: ids(others) for name, others in found.items()} == {"a": "c b", "b": "a", "c": "a d", "d": "c"}


def test_years_spanned_ignores_undated_milestones() -> None:
    """Without any date there are none."""
    dated = Milestone("a", "page", 1, date=parse_date("2015/2017"))
    assert years_spanned([Milestone("b", "page", 1), dated]) == (2015, 2017)
    assert years_spanned([Milestone("b", "page", 1)]) == ()


@pytest.mark.parametrize(
    ("years", "shown"),
    [((2015, 2018), [2015, 2016, 2017, 2018]), ((1900, 2024), [1900, 2024]), ((), [])],
)
def test_years_between_are_shown_unless_they_are_too_many(years: tuple[int, ...], shown: list[int]) -> None:
    """A gap of more than sixty years is not filled."""
    assert years_between(years) == shown


def test_milestones_are_grouped_by_what_they_cite() -> None:
    """In the order given."""
    first = Milestone("a", "page", 1, sources=("x", "y"))
    second = Milestone("b", "page", 2, sources=("x",))
    assert group_by_citation([first, second], "sources") == {"x": [first, second], "y": [first]}
