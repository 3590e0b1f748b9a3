"""The years, decades and centuries that pages are about."""

from __future__ import annotations

import pytest

from sphinx_milestones.core.dates import Point, parse_date
from sphinx_milestones.core.periods import (
    contains,
    period_key,
    period_of,
    period_slug,
    period_text,
    read_period,
    read_slug,
    widened,
    year_slug,
)

# Text, first and last year, how messages name it, name of files, decade, century.
PERIODS = [
    ("2024", 2024, 2024, "2024", "2024", "202X", "20XX"),
    ("0142", 142, 142, "142", "142", "014X", "01XX"),
    ("0000", 0, 0, "0000", "1-bc", "000X", "00XX"),
    ("-0043", -43, -43, "-0043", "44-bc", "-004X", "-00XX"),
    ("-0129", -129, -129, "-0129", "130-bc", "-012X", "-01XX"),
    ("Y12000", 12000, 12000, "12000", "12000", "Y12000", "Y12000"),
    ("Y-17000", -17000, -17000, "Y-17000", "17001-bc", "Y-17000", "Y-17000"),
    ("184X", 1840, 1849, "184X", "1840s", "184X", "18XX"),
    ("-012X", -129, -120, "-012X", "130-121-bc", "-012X", "-01XX"),
    ("18XX", 1800, 1899, "18XX", "19th-century", "18XX", "18XX"),
    ("20XX", 2000, 2099, "20XX", "21st-century", "20XX", "20XX"),
    ("11XX", 1100, 1199, "11XX", "12th-century", "11XX", "11XX"),
    ("-01XX", -199, -100, "-01XX", "2nd-century-bc", "-01XX", "-01XX"),
    ("00XX", 0, 99, "00XX", "1st-century", "00XX", "00XX"),
]


@pytest.mark.parametrize(("text", "first", "last", "key", "slug", "decade", "century"), PERIODS)
def test_periods(text: str, first: int, last: int, key: str, slug: str, decade: str, century: str) -> None:
    """Each is read as it is written, and lies in its decade and its century."""
    period = read_period(text)
    assert period
    assert (period.year, period.last_year, period_text(period)) == (first, last, text)
    assert (period_key(period), period_slug(period)) == (key, slug)
    assert read_slug(slug) == period
    wider = [widened(period, digits) for digits in (1, 2)]
    assert [period_text(each) for each in wider] == [decade, century]
    assert all(contains(each, period) for each in (period, *wider))


@pytest.mark.parametrize(("text", "expected"), [("142", "0142"), ("-43", "-0043"), ("12000", None), ("99999", None)])
def test_years_may_lack_their_leading_zeros(text: str, expected: str | None) -> None:
    """As in the front matter of a page; a year of five digits has a letter in front, as in a date."""
    found = read_period(text)
    assert (period_text(found) if found else None) == expected


@pytest.mark.parametrize(
    "text", [None, "", "0", "24X", "2XXX", "2024-12", "2024~", "last", "٢٠٢٤", "2024/2025", "-0000"]
)
def test_what_is_no_period(text: str | None) -> None:
    """A month, an interval, a qualified date and other text are none."""
    assert read_period(text) is None


@pytest.mark.parametrize(
    ("text", "slug"), [("2024-05", "2024"), ("202X~", "2020s"), ("../-0043", "44-bc"), ("soon", ""), ("", "")]
)
def test_the_slug_of_a_date_may_be_part_of_a_key(text: str, slug: str) -> None:
    """Of any form; nothing of what is not a date."""
    assert year_slug(text) == slug


def test_the_period_of_a_date_is_its_year_or_what_is_known_of_it() -> None:
    """A year on the page of its decade is in it, but not the decade on the page of one of its years."""
    assert period_of(parse_date("2024-12-12T10:00:00Z").first) == Point(2024)
    decade = period_of(parse_date("202X~").first)
    assert decade == Point(2020, unspecified=1)
    assert contains(decade, parse_date("2024-12").first)
    assert not contains(Point(2020), decade)


@pytest.mark.parametrize("name", ["", "index", "2024-visits", "19th", "century", "1840s-bc-old", "٢٠٢٤", "-43"])
def test_names_of_other_files_are_no_periods(name: str) -> None:
    """Such as a page of an author's own."""
    assert read_slug(name) is None
