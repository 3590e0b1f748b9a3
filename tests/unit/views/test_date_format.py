"""Dates as text."""

from __future__ import annotations

import pytest
from babel import Locale

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


def test_what_cldr_lacks_is_translated() -> None:
    """With the date in the place that the translation gives it."""
    translated = {"about {date}": "env. {date}"}
    assert date_in_words(
        parse_date("2024-12~"), Locale("fr"), lambda text: translated[text] if "about" in text else text
    ) == ("env. décembre 2024")
