"""The text of the indexes."""

from __future__ import annotations

from dataclasses import replace
from typing import Literal

import pytest
from tests.support.small_register import REGISTER, milestone, wording

from sphinx_milestones.core.records import Document, Partner, Source, Text
from sphinx_milestones.views.index_wording import IndexWording
from sphinx_milestones.views.model_parts import Figure

INDEX = IndexWording(wording())


@pytest.mark.parametrize(
    ("dates", "expected"),
    [
        ([], "0 milestones"),
        (["2020"], "1 milestone"),
        (["2020", "2024"], "2 milestones, 2020–2024"),
        (["2020", "2020-12"], "2 milestones, 2020"),
        ([None, None], "2 milestones"),
    ],
)
def test_how_many_and_when(dates: list[str | None], expected: str) -> None:
    """The years only of several; one that is both first and last is there once."""
    assert INDEX.count_and_years([milestone(date=date) for date in dates]) == expected


@pytest.mark.parametrize(
    ("partners", "expected"),
    [
        (["oman", "oman"], "2 milestones, 2020–2021"),
        (["oman", "ministry"], "2 milestones, 2020–2021 (1 through MOW)"),
        (["ministry"], "1 milestone (1 through MOW)"),
        (["ministry", "ministry office"], "2 milestones, 2020–2021 (2 through its bodies)"),
    ],
)
def test_how_many_through_bodies(partners: list[str], expected: str) -> None:
    """The body is named if it is the same each time."""
    office = Partner("office", "agency", name=Text((("", "The Office"),)), parent="oman")
    register = replace(REGISTER, partners={**REGISTER.partners, "office": office})
    index = IndexWording(replace(wording(), register=register))
    given = [milestone(str(at), date=str(2020 + at), partners=named) for at, named in enumerate(partners)]
    assert index.extent("oman", given) == expected


@pytest.mark.parametrize(
    ("dates", "expected"),
    [
        ([], ""),
        ([None], ""),
        (["2020", "2020-05"], "2020"),
        (["2013", "2015", "2019/2021", "2022", "2024"], "2013, 2015, 2019–2022, 2024"),
    ],
)
def test_years(dates: list[str | None], expected: str) -> None:
    """Years in a row are a range, those of an interval too."""
    assert INDEX.years([milestone(date=date) for date in dates]) == expected


def test_kinds() -> None:
    """The most frequent first, with numbers if there are several."""
    assert INDEX.kinds([milestone(kind=kind) for kind in ("visit", "tour", None, "tour")]) == ["Tour (2)", "Visit (1)"]
    assert INDEX.kinds([milestone(kind="visit")] * 2) == ["Visit"]


def test_names() -> None:
    """Those in other languages, and aliases that are names; the search also knows keys, codes and parents."""
    assert INDEX.other_names(REGISTER.partners["council"]) == [("ar", "المجلس")]
    assert INDEX.other_names(REGISTER.partners["norway"]) == []
    searched = IndexWording(replace(wording(), searched=("ar",)))
    assert searched.other_names(REGISTER.partners["norway"]) == [("ar", "النرويج")]
    assert searched.other_names(REGISTER.partners["council"]) == [("ar", "المجلس")]
    assert INDEX.aliases(REGISTER.partners["oman"]) == ["Sultanate of Oman"]
    terms = INDEX.search_terms(REGISTER.partners["ministry"])
    assert terms == "Ministry of Works MOW ministry Oman sultanate Sultanate of Oman oman OM"


def test_a_part() -> None:
    """A role, or the bodies through which a partner took part."""
    given = milestone(partners="norway:funder ministry council", kind="visit", title="First visit")
    parts = [INDEX.part(key, given) for key in ("norway", "council", "oman")]
    assert parts == ["funder", "", "through MOW"]
    assert INDEX.mark("oman", given) == "First visit (Visit), through MOW"
    assert INDEX.mark("norway", given) == "First visit (Visit)"


def test_how_many_partners() -> None:
    """Hosts are not among them; what a filter found keeps its place."""
    assert [INDEX.partners(1, 0), INDEX.partners(26, 2)] == ["1 partner", "26 partners, 2 hosts"]
    assert INDEX.some_partners(26, 0) == "{found} of 26 partners"
    assert INDEX.some_partners(26, 1) == "{found} of 26 partners, {hosts} of 1 host"


@pytest.mark.parametrize(
    ("states", "expected"),
    [
        (["here"], ""),
        (["lost"], "The document was not located."),
        (["lost", "lost"], "None of the 2 documents was located."),
        (["lost", "here"], "1 of 2 documents was not located."),
        (["lost", "lost", "here"], "2 of 3 documents were not located."),
        ([], ""),
    ],
)
def test_documents_that_are_missing(states: list[str], expected: str) -> None:
    """In a sentence above the list."""
    documents: list[Document] = [REGISTER.documents[key] for key in states]
    assert INDEX.missing_documents_notice(documents) == expected


@pytest.mark.parametrize(
    ("keys", "expected"),
    [
        (["page"], ""),
        (["paper"], "1 of 1 sources has no web address."),
        (["paper", "page", "paper"], "2 of 3 sources have no web address."),
    ],
)
def test_sources_without_an_address(keys: list[str], expected: str) -> None:
    """In a sentence above the list."""
    sources: list[Source] = [REGISTER.sources[key] for key in keys]
    assert INDEX.missing_sources_notice(sources) == expected


def test_headings() -> None:
    """The state of a document, the quality of a source, and what no milestone names."""
    assert INDEX.state(REGISTER.documents["there"]) == "Hosted elsewhere"
    assert [INDEX.quality(source) for source in REGISTER.sources.values()] == ["Type not stated", "Press"]
    assert INDEX.not_named == "Not named in any milestone."


@pytest.mark.parametrize(
    ("key", "expected"),
    [
        ("oman", "Oman"),
        ("ministry", "Oman (MOW)"),
        ("council", "The Council"),
        ("home", "HO"),
        ("office", "Oman (The Office)"),
    ],
)
def test_a_body_is_named_after_its_country(key: str, expected: str) -> None:
    """That of a body of a body too; what belongs to no country has its short name alone."""
    office = Partner("office", "agency", name=Text((("", "The Office"),)), parent="ministry")
    register = replace(REGISTER, partners={**REGISTER.partners, "office": office})
    assert IndexWording(replace(wording(), register=register)).by_country(key) == expected


@pytest.mark.parametrize(
    ("name", "one", "several"),
    [
        ("milestones", "milestone", "milestones"),
        ("partners", "partner", "partners"),
        ("years", "year with a milestone", "years with a milestone"),
    ],
)
def test_a_figure_says_what_it_counts(name: Literal["milestones", "partners", "years"], one: str, several: str) -> None:
    """In the form that goes with the number."""
    assert [INDEX.figure(Figure(name, count)) for count in (0, 1, 2)] == [several, one, several]


def test_other_names_in_a_line_are_those_that_are_not_shown() -> None:
    """Each once, whatever the number of languages that have it; a country's in the languages that are searched."""
    council = Partner("council", "organisation", name=Text((("en", "The Council"), ("ar", "المجلس"), ("fa", "المجلس"))))
    assert INDEX.other_names_in_line(council) == "المجلس"
    assert INDEX.other_names_in_line(REGISTER.partners["north"]) == ""
    searched = IndexWording(wording(searched=("ar", "fr")))
    assert searched.other_names_in_line(REGISTER.partners["norway"]) == "النرويج · Norvège"
    assert INDEX.other_names_in_line(REGISTER.partners["norway"]) == ""
