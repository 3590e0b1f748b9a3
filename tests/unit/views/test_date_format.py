"""Dates as text."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from babel import Locale
from babel.messages.pofile import read_po

import sphinx_milestones
from sphinx_milestones.core.dates import parse_date
from sphinx_milestones.views.date_format import date_in_words


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        (None, "date not given"),
        ("0999", "999"),
        ("2024-12", "December 2024"),
        ("2015-01-24/2015-01-29", "24–29 January 2015"),
        ("2015-01-24/2016-01-29", "24 January 2015 – 29 January 2016"),
        ("2015-01/2015-02", "January 2015 – February 2015"),
        ("2015-01-24/2015-01-29?", "24 January 2015 – 29 January 2015 (uncertain)"),
        ("2014~", "about 2014"),
    ],
)
def test_a_date_is_as_precise_as_written(written: str | None, shown: str) -> None:
    """Days of one month share its name; an uncertain end keeps its own."""
    date = parse_date(written) if written else None
    assert date_in_words(date, Locale("en", "GB"), str) == shown


# Text, and how it is shown in English (of Britain) and in Arabic.
WORDINGS = [
    ("0878", "878", "878"),
    ("0878-12", "December 878", "ديسمبر 878"),
    ("0000", "1 BC", "1 ق.م"),
    ("-0043", "44 BC", "44 ق.م"),
    ("-0043-03", "March 44 BC", "مارس 44 ق.م"),
    ("-0043-03-15", "15 March 44 BC", "15 مارس 44 ق.م"),
    ("-0043-03-12/-0043-03-15", "12–15 March 44 BC", "12–15 مارس 44 ق.م"),
    ("-0043/0014", "44 BC – 14 AD", "44 ق.م – 14 م"),
    ("Y12000", "12,000", "12,000"),
    ("Y-17000", "17,001 BC", "17,001 ق.م"),
    ("2024-21", "spring 2024", "ربيع 2024"),
    ("2024-22", "summer 2024", "صيف 2024"),
    ("2024-23", "autumn 2024", "خريف 2024"),
    ("-0043-24", "winter 44 BC", "شتاء 44 ق.م"),
    ("184X", "1840s", "عقد 1840"),
    ("184X~", "about the 1840s", "نحو عقد 1840"),
    ("18XX", "19th century", "القرن 19"),
    ("20XX?", "the 21st century (uncertain)", "القرن 21 (غير مؤكد)"),
    ("10XX", "11th century", "القرن 11"),
    ("-01XX", "2nd century BC", "القرن 2 ق.م"),
    ("-012X", "130–121 BC", "130–121 ق.م"),
    ("000X", "1 BC–9 AD", "1 ق.م–9 م"),
    ("2024-XX-XX", "2024", "2024"),
    ("2024-12-XX", "December 2024", "ديسمبر 2024"),
    ("2024%", "about 2024 (uncertain)", "نحو 2024 (غير مؤكد)"),
    ("2010/..", "since 2010", "منذ 2010"),
    ("../2015-03", "until March 2015", "حتى مارس 2015"),
    ("2010~/", "from about 2010, end unknown", "من نحو 2010، والنهاية غير معروفة"),
    ("/2015", "until 2015, beginning unknown", "حتى 2015، والبداية غير معروفة"),
    ("2024-12-12T10:30:00Z", "12 December 2024, 10:30 (UTC)", "12 ديسمبر 2024، 10:30 ص (UTC)"),
    ("2024-12-12T22:30:15+03:00", "12 December 2024, 22:30:15 (UTC+03:00)", "12 ديسمبر 2024، 10:30:15 م (UTC+03:00)"),
    ("2024-12-12T24:00:00", "12 December 2024, 24:00", "12 ديسمبر 2024، 24:00"),
]


@pytest.mark.parametrize(("written", "english", "arabic"), WORDINGS)
def test_each_form_has_a_wording(written: str, english: str, arabic: str, messages: Callable[[str], str]) -> None:
    """In the order of each language, with its names of months, eras and parts of the day."""
    date = parse_date(written)
    shown = date_in_words(date, Locale("en", "GB"), str), date_in_words(date, Locale("ar"), messages)
    assert tuple(text.replace("\N{NARROW NO-BREAK SPACE}", " ") for text in shown) == (english, arabic)


@pytest.fixture(scope="module")
def messages() -> Callable[[str], str]:
    """The Arabic messages of the extension."""
    path = Path(sphinx_milestones.__file__).parent / "locale/ar/LC_MESSAGES/sphinx_milestones.po"
    with path.open("rb") as file:
        catalogue = read_po(file)
    return lambda message: str(getattr(catalogue.get(message), "string", "") or message)


@pytest.mark.parametrize(
    ("language", "written", "shown"),
    [
        ("de", "-0043-03-15", "15. März 44 v. Chr."),
        ("de", "2015-01-24/2015-01-29", "24.–29. Januar 2015"),
        ("de", "Y12000", "12.000"),
        ("ja", "-0043-03-15", "紀元前44年3月15日"),
        ("fr", "184X", "1840–1849"),
        ("fr", "-01XX", "200–101 av. J.-C."),
        ("th", "2024-12", "ธันวาคม 2024"),
    ],
)
def test_other_languages_have_what_cldr_has(language: str, written: str, shown: str) -> None:
    """Without a translation, decades and centuries are ranges of years."""
    assert date_in_words(parse_date(written), Locale(language), str) == shown


def test_what_cldr_lacks_is_translated() -> None:
    """With the date in the place that the translation gives it."""
    translated = {"about {date}": "env. {date}"}
    assert date_in_words(
        parse_date("2024-12~"), Locale("fr"), lambda text: translated[text] if "about" in text else text
    ) == ("env. décembre 2024")
