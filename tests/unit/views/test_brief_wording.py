"""The text of a brief: its sentence, the line below each milestone, the bodies that took part."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from tests.support.small_register import REGISTER, milestone, wording

from sphinx_milestones.views.brief_wording import BriefWording

TEXT = BriefWording(wording())


@pytest.mark.parametrize(
    ("dates", "host", "sentence"),
    [
        (["2021-06"], "ministry", "Oman and Norway share one milestone, in 2021."),
        (["2025", "2021"], "ministry", "Oman and Norway share 2 milestones, in 2021 and 2025."),
        (["2010", "2011", "2012"], "oman", "Oman and Norway share 3 milestones, in 2010, 2011 and 2012."),
        (["2010", "2011", "2012", "2015", "2020"], "home", "HO and Norway share 5 milestones, from 2010 to 2020."),
        ([None], "home", "HO and Norway share one milestone."),
        (["2021", "2025"], None, "Norway has 2 milestones, in 2021 and 2025."),
    ],
)
def test_sentence_about_a_partner(dates: list[str | None], host: str | None, sentence: str) -> None:
    """It names the country of the host, and years only if they are few."""
    assert TEXT.overview("norway", [milestone(date=date, host=host) for date in dates]) == sentence


def test_sentence_names_no_host_if_there_are_several() -> None:
    """Two bodies of one country are one host."""
    first, second = milestone(host="ministry"), milestone("two", host="oman")
    assert TEXT.overview("norway", [first, second]).startswith("Oman and Norway share")
    assert TEXT.overview("norway", [first, replace(second, host="home")]) == "Norway has 2 milestones, in 2024."


def test_counts() -> None:
    """A partner of several milestones counts once, and a body for its country too."""
    assert TEXT.counts([milestone(), milestone("two", partners="norway ministry")]) == "2 milestones with 3 partners"
    assert TEXT.counts([milestone()]) == "1 milestone with 1 partner"


def test_summary_is_the_first_sentence_where_there_is_little_room() -> None:
    """A long paragraph is shortened in any case."""
    assert TEXT.summary("One. Two.", short=False) == "One. Two."
    assert TEXT.summary("One. Two.", short=True) == "One."
    assert TEXT.summary(f"One. {'Two. ' * 80}", short=False) == "One."


@pytest.mark.parametrize(
    ("partners", "fields", "line"),
    [
        ("oman:organiser", {}, ["Organiser"]),
        ("oman ministry norway", {"sources": ("page",)}, ["With: MOW, Norway", "Single source"]),
        ("ministry norway", {"host": "home"}, ["Through MOW", "With: Norway", "Host: HO"]),
        ("oman norway council north home ministry", {}, ["With: Norway, The Council, The North, HO, MOW"]),
        ("oman norway council north home ministry x", {}, ["With: Norway, The Council, The North, HO and 2 more"]),
    ],
)
def test_line_below_a_milestone(partners: str, fields: dict[str, Any], line: list[str]) -> None:
    """The part of the partner, the others, the host and the evidence; one more than fit is named all the same."""
    known = dict(REGISTER.partners) | {"x": replace(REGISTER.partners["north"], key="x")}
    text = BriefWording(replace(wording(), register=replace(REGISTER, partners=known)))
    assert text.line(milestone(partners=partners, **fields), "oman") == line


def test_line_in_the_edition_of_a_year_names_every_partner() -> None:
    """It is about none of them."""
    assert TEXT.line(milestone(partners="oman norway:funder"), None) == ["With: Oman, Norway"]


def test_bodies_have_their_years() -> None:
    """Each once; a partner that took part itself has none."""
    found = [milestone(date="2023-12-30/2024-01-02", partners="ministry"), milestone("two", "2020", "ministry")]
    assert TEXT.bodies("oman", found) == ["Ministry of Works (MOW), 2020, 2023, 2024"]
    assert TEXT.bodies("norway", [milestone()]) == []


@pytest.mark.parametrize(
    ("key", "language", "searched", "name"),
    [
        ("council", "en_GB", (), ("ar", "المجلس")),
        ("oman", "en_GB", ("ar",), ("ar", "عُمان")),
        ("oman", "en_GB", (), None),
        ("oman", "ar", ("ar",), ("en", "Oman")),
        ("north", "en_GB", ("ar",), None),
    ],
)
def test_name_in_another_language(key: str, language: str, searched: tuple[str, ...], name: object) -> None:
    """That of the register, else that of a country in a language that readers search in."""
    assert BriefWording(wording(language, searched=searched)).translated_name(REGISTER.partners[key]) == name
