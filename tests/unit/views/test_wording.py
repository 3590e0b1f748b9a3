"""The text of values: dates, counts, names and documents in several languages."""

from __future__ import annotations

from dataclasses import replace
from gettext import NullTranslations

import pytest
from tests.support.small_register import REGISTER as SMALL_REGISTER
from tests.support.small_register import milestone as made
from tests.support.small_register import wording as small

from sphinx_milestones.core.dates import parse_date
from sphinx_milestones.core.records import Count, Document, Milestone, Participation, Partner, Text
from sphinx_milestones.register.editions import Edition
from sphinx_milestones.register.queries import Selection
from sphinx_milestones.register.register import Register
from sphinx_milestones.views.field_values import participation
from sphinx_milestones.views.runs import PlainText
from sphinx_milestones.views.wording import Wording

REGISTER = Register(
    partners={
        "norway": Partner("norway", "country", "NO"),
        "brunei": Partner("brunei", "country", "BN", Text((("en", "Brunei Darussalam"),))),
        "body": Partner(
            "body", "organisation", None, Text((("en", "The Body"), ("ar", "الهيئة"))), Text((("", "TB"),))
        ),
    }
)


def wording(language: str) -> Wording:
    """Wording in a language; the messages of the extension itself stay English."""
    return Wording(language, NullTranslations(), REGISTER)


@pytest.mark.parametrize(
    ("language", "written", "expected"),
    [
        ("en_GB", "2024", "2024"),
        ("en_GB", "2024-12", "December 2024"),
        ("en_GB", "2024-12-01", "1 December 2024"),
        ("en_GB", "2015-01-24/2015-01-29", "24–29 January 2015"),
        ("en_GB", "2015-01-30/2015-02-02", "30 January 2015 – 2 February 2015"),
        ("en_GB", "2015-12-30/2016-01-02", "30 December 2015 – 2 January 2016"),
        ("en_GB", "2019/2020-03", "2019 – March 2020"),
        ("en_GB", "2014-01~", "about January 2014"),
        ("en_GB", "2014?", "2014 (uncertain)"),
        ("en_GB", "2015-01-24~/2015-01-29", "about 24 January 2015 – 29 January 2015"),
        ("en", "2015-01-24/2015-01-29", "January 24–29, 2015"),
        ("fr", "2015-01-24/2015-01-29", "24–29 janvier 2015"),
        ("es", "2015-01-24/2015-01-29", "24–29 de enero de 2015"),
        ("de", "2015-01-24/2015-01-29", "24.–29. Januar 2015"),
        ("cs", "2015-01-24/2015-01-29", "24.–29. ledna 2015"),
        ("hr", "2015-01-24/2015-01-29", "24.–29. siječnja 2015."),
        ("hu", "2015-01-24/2015-01-29", "2015. január 24–29."),
        ("zh", "2015-01-24/2015-01-29", "2015年1月24–29日"),
        ("fr", "2024-12", "décembre 2024"),
        ("ar", "2024", "2024"),
    ],
)
def test_dates(language: str, written: str, expected: str) -> None:
    """A date is as precise as its source string."""
    assert wording(language).date(parse_date(written)) == expected


def test_arabic_months() -> None:
    """Arabic has the month's name and the year."""
    expected = wording("ar").date(parse_date("2024-12"))
    assert "ديسمبر" in expected
    assert "2024" in expected or "٢٠٢٤" in expected


@pytest.mark.parametrize("language", ["en_GB", "en", "ar", "fr"])
def test_year_gains_no_month(language: str) -> None:
    """A year stays four digits in every language."""
    assert wording(language).date(parse_date("2024")) == "2024"


@pytest.mark.parametrize(
    ("people", "places", "expected"),
    [
        (Count(1), None, "1 participant"),
        (Count(2), Count(1), "2 participants from 1 country"),
        (Count(500, ">"), Count(107), "more than 500 participants from 107 countries"),
        (Count(20, "<"), None, "fewer than 20 participants"),
        (None, Count(30, "~"), "about 30 countries"),
        (Count(1200), None, "1,200 participants"),
        (None, None, ""),
    ],
)
def test_attendance(people: Count | None, places: Count | None, expected: str) -> None:
    """Counts keep their qualifiers, and 1 is singular."""
    milestone = Milestone("a", "page", 1, participants=people, countries=places)
    runs = participation(milestone, wording("en"))
    assert "".join(run.text for run in runs if isinstance(run, PlainText)) == expected


@pytest.mark.parametrize(
    ("key", "language", "name"),
    [
        ("norway", "en_GB", "Norway"),
        ("norway", "fr", "Norvège"),
        ("norway", "ar", "النرويج"),
        ("brunei", "en_GB", "Brunei Darussalam"),
        ("brunei", "fr", "Brunei"),
        ("body", "ar", "الهيئة"),
        ("body", "fr", "The Body"),
    ],
)
def test_partner_names(key: str, language: str, name: str) -> None:
    """A country's name comes from CLDR unless the register has its own in that language; a body's is its own."""
    assert wording(language).partner(key).startswith(name)


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ({"media_type": "application/pdf", "size": "3.8 MB", "pages": 87}, "Report (PDF, 3.8\xa0MB, 87 pages)"),
        ({"media_type": "application/pdf", "bytes": 3_812_345, "pages": 1}, "Report (PDF, 3.8\xa0MB, 1 page)"),
        ({"bytes": 45_678}, "Report (46\xa0KB)"),
        ({"bytes": 12_345_678}, "Report (12\xa0MB)"),
        ({"bytes": 999}, "Report (999\xa0B)"),
        ({"language": "ar"}, "Report (Arabic)"),
        ({"language": "en"}, "Report"),
        ({}, "Report"),
    ],
)
def test_document_line(facts: dict[str, object], expected: str) -> None:
    """A document's type, size, pages and language are shown if known, a language only if it is not the page's own."""
    document = Document("report", Text((("", "Report"),)), "not-located", **facts)  # type: ignore[arg-type]
    assert wording("en_GB").document(document) == expected


def test_names_of_other_things() -> None:
    """Years, editions, roles, kinds, topics and states have labels."""
    wording = small()
    assert [wording.year(2024), wording.year(None)] == ["2024", "Undated"]
    assert [wording.day("2026-11-23"), wording.day(None)] == ["23 November 2026", ""]
    year = Edition("year-2024", "2024", Selection(years=(2024,)), False)
    partner = Edition("partner-oman", "oman", Selection(partners=("oman",)), False)
    every = (year, replace(year, in_full=True), partner, replace(partner, in_full=True))
    titles = ["Milestones of 2024", "In full: 2024", "Brief: Oman", "In full: Oman"]
    assert [wording.edition(edition) for edition in (None, *every)] == ["The full register", *titles]
    types = ["Year in brief", "Year in full", "Partner brief", "Partner in full"]
    assert [wording.edition_type(edition) for edition in every] == types
    assert [wording.roles(Participation("oman", roles)) for roles in (("funder", "host"), ())] == ["funder, host", ""]
    assert [wording.partner_kind(kind) for kind in ("bloc", "host")] == ["Regional group", ""]
    assert wording.partner_kinds("host") == "Hosts"
    assert [wording.short_partner(key) for key in ("ministry", "oman")] == ["MOW", "Oman"]
    assert wording.pdf_facts(45_678, 1) == "PDF, 46\xa0KB, 1 page"
    assert wording.some_milestones(16) == "{found} of 16 milestones"
    assert wording.topic("maps") == "Maps"
    states = [wording.state(document) for document in SMALL_REGISTER.documents.values()]
    assert states == ["not located", "", ""]


def test_the_last_review() -> None:
    """The day of the last change, else that when it was added."""
    wording = small()
    given = [made("a", added="2026-11-23", updated="2026-12-01"), made("b", added="2026-11-23"), made("c")]
    assert [wording.reviewed(each) for each in given] == [
        "Last reviewed 1 December 2026",
        "Last reviewed 23 November 2026",
        "",
    ]


def test_the_last_change() -> None:
    """The sentence follows the day of the review; a day alone is that of a check."""
    wording, days = small(), {"added": "2026-11-23", "updated": "2026-12-01"}
    changed, checked = made("a", **days, change="The place was added."), made("b", **days)
    assert wording.last_change(changed) == "Last reviewed 1 December 2026: The place was added."
    assert wording.last_change(checked) == "Last reviewed 1 December 2026"
    assert wording.last_change(made("c", change="On no day.")) == ""


def test_the_alternative_text_of_a_mark() -> None:
    """Title and kind, if it has one."""
    assert small().title_and_kind(made("a", title="First", kind="visit")) == "First (Visit)"
    assert small().title_and_kind(made("a", title="First")) == "First"


def test_names_are_sorted_as_they_are_shown() -> None:
    """By acronym where that is shown."""
    ministry = SMALL_REGISTER.partners["ministry"]
    assert [small().sort_key(ministry), small().sort_key(ministry, short=True)] == ["ministry of works", "mow"]


@pytest.mark.parametrize(
    ("written", "value"), [("2024-12", "2024-12"), ("2024~", "2024"), ("2023/2024", ""), (None, "")]
)
def test_dates_for_machines(written: str | None, value: str) -> None:
    """HTML has no form for an interval."""
    assert small().datetime(parse_date(written) if written else None) == value


def test_an_entry_without_a_translation_has_its_language() -> None:
    """So that a choice in a form is read by the right voice; names of countries come from CLDR."""
    entries = [("partners", "council"), ("partners", "oman"), ("sources", "page"), ("", "")]
    assert [small("de").untranslated_entry(*entry) for entry in entries] == ["en", "", "", ""]
    assert small("ar").untranslated_entry("partners", "council") == ""
