"""What a search finds milestones and partners by, and what it shows of them."""

from __future__ import annotations

import json
from gettext import NullTranslations

import pytest

from sphinx_milestones.core.country_names import COUNTRY_NAMES
from sphinx_milestones.core.dates import parse_date
from sphinx_milestones.core.folding import fold
from sphinx_milestones.core.m49 import REGION_OF
from sphinx_milestones.core.records import Milestone, Participation, Partner, Term, Text
from sphinx_milestones.register.register import Register
from sphinx_milestones.views.search_index import search_script, search_text
from sphinx_milestones.views.wording import Wording

BODY = Partner(
    "body", "organisation", None, Text((("en", "The Body"), ("ar", "الهيئة"))), Text((("", "TB"),)), aliases=("corps",)
)
LAND = Partner("land", "country", None, Text((("", "The Land"),)))
HOST = Partner("host", "agency", None, Text((("", "The Host"),)), parent="land")
REGISTER = Register(
    partners={"body": BODY, "host": HOST, "land": LAND}, kinds={"visit": Term("visit", Text((("", "Visit"),)))}
)
WORDS = Wording("en_GB", NullTranslations(), REGISTER)
MILESTONE = Milestone(
    "2013-visit",
    "years/2013",
    1,
    "A visit",
    parse_date("2013-12/2015-01"),
    "visit",
    (Participation("body"),),
    "host",
    place="Oslo",
    body="They saw it.\n\nThey saw “all”.",
)


@pytest.mark.parametrize("word", ["2013", "2014", "2015", "Oslo", "Visit", "The Body", "الهيئة", "TB", "corps"])
def test_what_a_reader_may_type(word: str) -> None:
    """Each year that a span touches, place, kind, and every name of a partner, in whatever language."""
    assert word in search_text(MILESTONE, WORDS)


def test_a_country_is_found_in_the_languages_that_are_searched() -> None:
    """Its name there comes from CLDR; a search has no word of a language that nobody asked for."""
    register = Register(partners={"oman": Partner("oman", "country", "OM")})
    assert Wording("en", NullTranslations(), register, ("ar", "de")).names_of_partner("oman") == "Oman عُمان"
    assert Wording("en", NullTranslations(), register).names_of_partner("oman") == "Oman"


@pytest.mark.parametrize(
    ("code", "names"),
    [
        ("GB", "United Kingdom, UK, Great Britain"),
        ("US", "United States, USA, America"),
        ("TR", "Türkiye, Turkey"),
        ("MM", "Burma, Myanmar"),
        ("SZ", "Swaziland, Eswatini"),
        ("NL", "Holland, Netherlands"),
        ("CI", "Ivory Coast, Côte d’Ivoire"),
        ("CZ", "Czech Republic, Czechia"),
        ("MK", "FYROM, North Macedonia"),
        ("CV", "Cabo Verde"),
        ("TL", "East Timor, Timor-Leste"),
        ("CD", "DRC, Zaire, Democratic Republic of the Congo"),
        ("VN", "Viet Nam, Vietnam"),
        ("PS", "Palestine, فلسطين"),
        ("SA", "KSA, Saudi Arabia, السعودية"),
        ("AE", "UAE, United Arab Emirates"),
        ("RU", "Russian Federation, Russia"),
    ],
)
def test_a_country_is_found_by_its_other_names(code: str, names: str) -> None:
    """The short, former and official names that people use, whatever it is called in the register."""
    register = Register(partners={"it": Partner("it", "country", code, Text((("en", "A name of its own"),)))})
    found = Wording("en", NullTranslations(), register).names_of_partner("it")
    assert [name for name in names.split(", ") if name not in found] == []


def test_other_names_belong_to_countries() -> None:
    """Each code is that of a country."""
    assert COUNTRY_NAMES.keys() <= REGION_OF.keys()


def rows(location: tuple[str, str] | None, pdfs: tuple[str, ...] = ()) -> list[list[str]]:
    """The rows that a browser reads, if all partners are at one location."""
    script = search_script([MILESTONE], WORDS, lambda _key: location, lambda _key: pdfs)
    found: list[list[str]] = json.loads(script.removeprefix("var milestonesToSearch = ").removesuffix(";\n"))
    return found


def test_what_is_shown_and_where_it_leads() -> None:
    """A milestone with date and partners, its words each once; partners and hosts by their entries in the index.

    What finds them is folded. A partner is found by what it belongs to as well, and by the PDFs that its page offers.
    """
    milestone = ["years/2013", "2013-visit", "A visit", "December 2013 – January 2015 · TB", "a visit"]
    milestone += [fold(search_text(MILESTONE, WORDS)), "", "all it saw they"]
    body = ["partners", "anchor", "The Body (TB)", "Organisation · 1 milestone", "", "", "the body هييه tb corps", ""]
    host = ["partners", "anchor", "The Host", "Agency · 1 milestone", "", "", "the host", "the land"]
    assert rows(("partners", "anchor")) == [body, host, milestone]
    assert rows(None) == [milestone]
    with_pdf = rows(("partners/host", ""), ("Brief: Host",))[1]
    assert with_pdf[:4] == ["partners/host", "", "The Host", "Agency · 1 milestone · Brief: Host"]
    assert with_pdf[7] == "the land brief host"
