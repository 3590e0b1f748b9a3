"""The questions asked of a register: order, selection, groups and regions."""

from __future__ import annotations

import re

import pytest
from babel import Locale
from babel.core import get_global

from sphinx_milestones.core.dates import parse_date
from sphinx_milestones.core.m49 import CONTINENTS, M49, REGION_KEYS, REGION_OF, RESERVED, WITHDRAWN
from sphinx_milestones.core.records import Milestone, Participation, Partner
from sphinx_milestones.register.editions import editions
from sphinx_milestones.register.published import Published, PublishedId
from sphinx_milestones.register.queries import (
    ALL,
    Selection,
    country_of,
    group_by_citation,
    group_by_partner,
    group_by_year,
    neighbours,
    part_of,
    participations,
    partners_used,
    region_of,
    related,
    sort_by_date,
    years_spanned,
)
from sphinx_milestones.register.register import Register

REGISTER = Register(
    partners={
        "oman": Partner("oman", "country", "OM"),
        "norway": Partner("norway", "country", "NO"),
        "office": Partner("office", "agency", parent="ministry"),
        "bureau": Partner("bureau", "agency", parent="norway"),
        "ministry": Partner("ministry", "agency", parent="norway"),
        "world": Partner("world", "organisation"),
        "kosovo": Partner("kosovo", "country", "XK", region="039"),
        "yugoslavia": Partner("yugoslavia", "country", "YU"),
        "soviet": Partner("soviet", "country", "SU"),
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


def grouped(milestones: list[Milestone], selection: Selection = ALL, *, newest_first: bool = True) -> list[str]:
    """Each year with the ids of its milestones."""
    groups = group_by_year(sort_by_date(milestones, newest_first=newest_first), selection, newest_first=newest_first)
    return [f"{year}: {ids(group)}" for year, group in groups]


SPANS = [*MIXED, milestone("new-year", "2023-12-30/2024-01-02"), milestone("months", "2022-12/2024-01")]


def test_an_interval_is_in_each_year_that_it_touches() -> None:
    """In the order of the list, whichever way it runs; the undated are a group of their own, at the end."""
    assert grouped(SPANS) == [
        "2024: late day month year new-year months",
        "2023: before new-year months",
        "2022: months",
        "None: undated",
    ]
    assert grouped(SPANS, newest_first=False) == [
        "2022: months",
        "2023: months new-year before",
        "2024: months new-year year month day late",
        "None: undated",
    ]


@pytest.mark.parametrize(
    ("selection", "groups"),
    [
        (Selection(years=(2023,)), ["2023: before new-year months"]),
        (Selection(first=2023, last=2023), ["2023: before new-year months"]),
        (Selection(years=(2022, 2024), last=2022), ["2022: months"]),
    ],
)
def test_only_the_years_asked_for_are_shown(selection: Selection, groups: list[str]) -> None:
    """Whatever a selection takes is in one of them."""
    assert grouped([each for each in SPANS if selection.matches(each, REGISTER)], selection) == groups


def test_a_long_interval_is_where_it_begins_and_ends() -> None:
    """In every year asked for, if they are few: up to ten."""
    assert len(grouped([milestone("ten", "1991/2000")])) == 10
    assert grouped([milestone("eleven", "1990/2000")]) == ["2000: eleven", "1990: eleven"]
    long = [milestone("long", "0001/9999")]
    assert grouped(long) == ["9999: long", "1: long"]
    assert grouped(long, Selection(first=2023, last=2024)) == ["2024: long", "2023: long"]


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
        (Selection(partners=("oman", "norway")), "a b c"),
        (Selection(partners=("ministry",)), "b"),
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
    """A body lies where its parent does, however far up; one without a country lies nowhere.

    A region may be given; a country that is no more lies where all of its successors do.
    """
    regions = {key: region_of(partner, REGISTER) for key, partner in REGISTER.partners.items()}
    assert regions == {
        "oman": "145",
        "norway": "154",
        "office": "154",
        "ministry": "154",
        "bureau": "154",
        "world": None,
        "kosovo": "039",
        "yugoslavia": "039",
        "soviet": None,
    }


@pytest.mark.parametrize(
    ("partners", "host", "through"),
    [
        ("oman", None, {}),
        ("ministry", None, {"norway": "ministry"}),
        ("office", None, {"ministry": "office", "norway": "office"}),  # however far up
        ("office bureau", None, {"ministry": "office", "norway": "office bureau"}),
        ("office ministry", None, {"norway": "ministry"}),  # a named one is not added, its own parents are
        ("norway office", None, {"ministry": "office"}),
        ("office", "norway", {"ministry": "office"}),  # a host is none of the partners,
        ("office", "office", {}),  # and counts for none of its parents
        ("bureau", "office", {"norway": "bureau"}),
        ("unknown oman", None, {}),
    ],
)
def test_a_body_counts_for_what_it_belongs_to(partners: str, host: str | None, through: dict[str, str]) -> None:
    """Whoever is named comes first, then each parent once, with all its bodies that are named."""
    found = participations(milestone("a", "2024", partners, host=host), REGISTER)
    assert [part.partner for part in found] == [*partners.split(), *through]
    assert {part.partner: " ".join(part.through) for part in found if part.through} == through


def test_each_question_about_a_partner_counts_its_bodies() -> None:
    """Each milestone once; a host has its own only if it is asked for."""
    given = [A, B, C, milestone("d", "2022", "ministry norway"), milestone("e", "2022", "world", host="bureau")]
    found = {"oman": "a", "world": "a e", "office": "b", "ministry": "b d", "norway": "b c d"}
    assert {key: ids(group) for key, group in group_by_partner(given, REGISTER).items()} == found
    assert {key: ids(group) for key, group in group_by_partner(given, REGISTER, hosts=True).items()} == {
        **found,
        "bureau": "e",
    }
    assert set(editions(given, REGISTER, ["partner"])) == {f"partner-{key}" for key in found}


def test_part_of_a_partner() -> None:
    """Its own, or through its bodies, or else that of the host."""
    given = milestone("a", "2024", "office", host="bureau")
    assert part_of("office", given, REGISTER) == Participation("office")
    assert part_of("norway", given, REGISTER) == Participation("norway", through=("office",))
    assert part_of("bureau", given, REGISTER) == Participation("bureau", ("host",))


def test_parents_are_used() -> None:
    """Naming a body uses everyone above it, and the default host is always used."""
    assert partners_used([B], REGISTER, ["oman"]) == {"office", "ministry", "norway", "oman"}
    assert partners_used([], REGISTER) == set()


def test_every_country_has_one_region() -> None:
    """The 249 codes of ISO 3166-1 are in the table once each, and CLDR has a name for every one."""
    codes = [code for countries in M49.values() for code in countries.split()]
    assert len(codes) == len(set(codes)) == len(REGION_OF) == 249
    assert [code for code in codes if code not in Locale("en").territories] == []


def test_region_keys_are_english_names() -> None:
    """Each region, and each continent, has a key of its own, made of its English name."""
    names = Locale("en").territories
    assert {re.sub(r"[^a-z]+", "-", names[code].lower()): code for code in [*M49, *CONTINENTS]} == REGION_KEYS
    assert sorted(part for parts in CONTINENTS.values() for part in parts) == sorted({*M49} - {"AQ"})


def test_codes_beyond_the_standard_are_those_of_cldr() -> None:
    """Withdrawn ones have the successors that CLDR gives, and reserved ones a name there."""
    aliases = {code: " ".join(then) for code, then in get_global("territory_aliases").items() if len(code) == 2}
    assert aliases == {"UK": "GB", "QU": "EU", **WITHDRAWN}
    names = {code for code in Locale("en").territories if re.fullmatch("[A-Z]{2}", str(code))}
    assert names - {*REGION_OF, *RESERVED} == {"EU", "EZ", "QO", "UN", "XA", "XB", "ZZ"}
    assert names >= RESERVED


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
    listed = [
        milestone("a", "2024", related=("c", "b")),
        milestone("b", "2023", related=("a", "gone")),
        milestone("c", "2022"),
        milestone("d", "2021", related=("c",)),
        milestone("e", "2020"),
    ]
    found = related(listed, REGISTER)
    assert {name: ids(others) for name, others in found.items()} == {"a": "c b", "b": "a", "c": "a d", "d": "c"}


def test_related_to_a_replaced_id_is_to_what_replaces_it() -> None:
    """Directly or in the end; nothing leads to itself, or in a circle."""
    moves = {"old": "a", "older": "old", "own": "b", "one": "two", "two": "one"}
    published = Published({key: PublishedId(key, ("page",), moved_to=target) for key, target in moves.items()})
    listed = [milestone("a", "2024"), milestone("b", "2023", related=("older", "own", "one", "a"))]
    found = related(listed, Register(published=published))
    assert {name: ids(others) for name, others in found.items()} == {"b": "a", "a": "b"}


def test_years_spanned_ignores_undated_milestones() -> None:
    """Without any date there are none."""
    dated = Milestone("a", "page", 1, date=parse_date("2015/2017"))
    assert years_spanned([Milestone("b", "page", 1), dated]) == (2015, 2017)
    assert years_spanned([Milestone("b", "page", 1)]) == ()


def test_milestones_are_grouped_by_what_they_cite() -> None:
    """In the order given."""
    first = Milestone("a", "page", 1, sources=("x", "y"))
    second = Milestone("b", "page", 2, sources=("x",))
    assert group_by_citation([first, second], "sources") == {"x": [first, second], "y": [first]}


@pytest.mark.parametrize(
    ("key", "country"),
    [("bureau", "norway"), ("office", "norway"), ("norway", None), ("world", None), ("kosovo", None)],
)
def test_the_country_of_a_body_is_that_above_it(key: str, country: str | None) -> None:
    """Directly or through another body; a country itself belongs to none."""
    assert country_of(REGISTER.partners[key], REGISTER) == (REGISTER.partners[country] if country else None)
