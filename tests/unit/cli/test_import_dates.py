"""Dates of other programs: in EDTF, never more precise than they were."""

from __future__ import annotations

import pytest

from sphinx_milestones.cli.importing.dates import DateError, compose, interval, read_date


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2024", "2024"),
        ("2024-03", "2024-03"),
        ("2024-03-05", "2024-03-05"),
        ("2024/3/5", "2024-03-05"),
        ("13-Jun-2000", "2000-06-13"),
        ("13 June 2000", "2000-06-13"),
        ("June 13, 2000", "2000-06-13"),
        ("June 2000", "2000-06"),
        ("25.03.2024", "2024-03-25"),
        ("03/25/2024", "2024-03-25"),
        ("c. 1850", "1850~"),
        ("circa June 1850", "1850-06~"),
        ("79", "0079"),
        ("800 AD", "0800"),
        ("1969.0", "1969"),
        ("2015-01-24/2015-01-29", "2015-01-24/2015-01-29"),
        ("2024-05-17T00:00:00Z", "2024-05-17"),
        ("2024-05-17 00:00:00", "2024-05-17"),
        # Wikidata and spreadsheets write a year or a month like its first day.
        ("2014-01-01T00:00:00Z", "2014"),
        ("2014-05-01T00:00:00Z", "2014-05"),
        ("2014-01-01T00:00:00.000Z", "2014"),
        ("2024-05-17 14:30", "2024-05-17T14:30:00"),
        ("2024-05-17T14:30:15.123+0300", "2024-05-17T14:30:15+03:00"),
        ("2024-05-17T14:30:00 UTC", "2024-05-17T14:30:00Z"),
        ("-0043-03-15T00:00:00Z", "-0043-03-15"),
        ("44 BC", "-0043"),
        ("circa 44 BC", "-0043~"),
        ("1990s", "199X"),
        ("19th century", "18XX"),
    ],
)
def test_dates(text: str, expected: str) -> None:
    """Each is the date that it means."""
    assert read_date(text)[0].text == expected


def test_what_is_left_out_of_a_date_is_reported() -> None:
    """A day that may be invented is not used, nor one that EDTF cannot express."""
    assert "only the year" in read_date("12024-05-17T00:00:00Z")[1]
    assert "only the year" in read_date("2014-01-01T00:00:00Z")[1]
    assert read_date("2014-05-17")[1] == ""


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("05/03/2024", "two different days"),
        ("2024-02-30", "no day 30"),
        ("2024-13-01T00:00:00Z", "no month 13"),
        ("Between 1861 and 1876", "is not a date"),
        ("9" * 5000, "is not a date"),
    ],
)
def test_what_is_not_clear_is_not_a_date(text: str, reason: str) -> None:
    """The reason says what is missing; nothing is guessed."""
    with pytest.raises(DateError, match=reason):
        read_date(text)


@pytest.mark.parametrize(("order", "expected"), [("dmy", "2024-03-05"), ("mdy", "2024-05-03")])
def test_order_of_day_and_month(order: str, expected: str) -> None:
    """The user says which it is; a day that can be only one of them needs no order."""
    assert read_date("05/03/2024", order)[0].text == expected
    assert read_date("25/03/2024", order)[0].text == "2024-03-25"


@pytest.mark.parametrize(
    ("parts", "expected"),
    [
        (("1969", "", ""), "1969"),
        (("1969", "7", ""), "1969-07"),
        (("1969", "7", "20"), "1969-07-20"),
        (("1969", "July", "20.0"), "1969-07-20"),
        (("1969", "", "20"), "1969"),
        (("1969", "Sept", ""), "1969-09"),
        (("-43", "3", "15"), "-43 3 15"),
    ],
)
def test_parts(parts: tuple[str, str, str], expected: str) -> None:
    """Year, month and day of a spreadsheet; a day without a month says nothing."""
    assert compose(*parts) == expected


def test_intervals() -> None:
    """Two equal dates are one; one that ends before it begins is none."""
    first, last = read_date("2015-01-24")[0], read_date("2015-02")[0]
    assert interval(first, last).text == "2015-01-24/2015-02"
    assert interval(first, first) == first
    with pytest.raises(DateError, match="ends before it begins"):
        interval(last, read_date("2014")[0])
