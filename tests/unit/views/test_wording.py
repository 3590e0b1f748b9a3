"""Values in words: dates, counts, names and documents in several languages."""

from __future__ import annotations

from gettext import NullTranslations

import pytest
from tests.support.small_register import REGISTER as SMALL_REGISTER
from tests.support.small_register import milestone as made
from tests.support.small_register import wording as small

from sphinx_milestones.core.dates import parse_date
from sphinx_milestones.core.records import Count, Document, Milestone, Participation, Partner, Text
from sphinx_milestones.register.register import Register
from sphinx_milestones.views.field_values import participation
from sphinx_milestones.views.runs import PlainText
from sphinx_milestones.views.wording import Wording

REGISTER = Register(
    partners={
        "norway": Partner("norway", "country", "NO"),
        "brunei": Partner("brunei", "country", "BN", Text((("en", "Brunei Darussalam"),))),
        "body": Partner("body", "organisation", None, Text((("en", "The Body"), ("ar", "الهيئة"))), "TB"),
    }
)


def words(language: str) -> Wording:
    """Words in a language; those of the extension itself stay English."""
    return Wording(language, NullTranslations(), REGISTER)


@pytest.mark.parametrize(
    ("language", "written", "said"),
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
def test_dates(language: str, written: str, said: str) -> None:
    """A date says what was written, no more and no less."""
    assert words(language).date(parse_date(written)) == said


def test_arabic_months() -> None:
    """Arabic has the month's name and the year."""
    said = words("ar").date(parse_date("2024-12"))
    assert "ديسمبر" in said
    assert "2024" in said or "٢٠٢٤" in said


@pytest.mark.parametrize("language", ["en_GB", "en", "ar", "fr"])
def test_year_gains_no_month(language: str) -> None:
    """A year stays four digits in every language."""
    assert words(language).date(parse_date("2024")) == "2024"


@pytest.mark.parametrize(
    ("people", "places", "said"),
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
def test_attendance(people: Count | None, places: Count | None, said: str) -> None:
    """Counts keep how they were qualified, and one is one."""
    milestone = Milestone("a", "page", 1, participants=people, countries=places)
    assert "".join(run.text for run in participation(milestone, words("en")) if isinstance(run, PlainText)) == said


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
    assert words(language).partner(key).startswith(name)


@pytest.mark.parametrize(
    ("facts", "said"),
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
def test_document_line(facts: dict[str, object], said: str) -> None:
    """A document says its type, size, pages and language, as far as they are known and not the reader's own."""
    document = Document("report", Text((("", "Report"),)), "not-located", **facts)  # type: ignore[arg-type]
    assert words("en_GB").document(document) == said


def test_names_of_other_things() -> None:
    """Years, modes of a register, editions, roles and the like have their words."""
    words_en = small()
    assert [words_en.year(2024), words_en.year(None)] == ["2024", "Undated"]
    assert [words_en.day("2026-11-23"), words_en.day(None)] == ["23 November 2026", ""]
    assert [words_en.edition(name) for name in ("", "year-2024", "partner-oman")] == [
        "The full register",
        "Milestones of 2024",
        "Brief: Oman",
    ]
    assert [words_en.role(Participation("oman", role)) for role in ("funder", None)] == ["funder", ""]
    assert [words_en.partner_kind(kind) for kind in ("bloc", "host")] == ["Regional group", ""]
    assert words_en.partner_kinds("host") == "Hosts"
    assert [words_en.short_partner(key) for key in ("ministry", "oman")] == ["MOW", "Oman"]
    assert words_en.pdf_facts(45_678, 1) == "PDF, 46\xa0KB, 1 page"
    assert words_en.some_milestones(16) == "{found} of 16 milestones"
    assert words_en.topic("maps") == "Maps"
    states = [words_en.state(document) for document in SMALL_REGISTER.documents.values()]
    assert states == ["not located", "", ""]


def test_the_last_review() -> None:
    """The day of the last change, else that when it was added."""
    words_en = small()
    given = [made("a", added="2026-11-23", updated="2026-12-01"), made("b", added="2026-11-23"), made("c")]
    assert [words_en.reviewed(each) for each in given] == [
        "Last reviewed 1 December 2026",
        "Last reviewed 23 November 2026",
        "",
    ]


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
