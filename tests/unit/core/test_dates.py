"""Dates as written: what is read, what is refused, and what they may mean."""

from __future__ import annotations

import re
import time

import pytest
from edtf import parse_edtf
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from sphinx_milestones.core.dates import FORMS, PATTERN, Precision, parse_date
from sphinx_milestones.core.days import Day

# Text, first and last day, precision; None for an end that is open or unknown.
BOUNDS = [
    ("2024", "2024-01-01", "2024-12-31", "year"),
    ("2024-12", "2024-12-01", "2024-12-31", "month"),
    ("2024-02", "2024-02-01", "2024-02-29", "month"),
    ("1900-02", "1900-02-01", "1900-02-28", "month"),
    ("2024-12-12", "2024-12-12", "2024-12-12", "day"),
    ("2015-01-24/2015-01-29", "2015-01-24", "2015-01-29", "day"),
    ("2019/2020-03", "2019-01-01", "2020-03-31", "year"),
    ("2024/2024", "2024-01-01", "2024-12-31", "year"),
    ("2024-06/2024", "2024-06-01", "2024-12-31", "year"),
    ("0001", "0001-01-01", "0001-12-31", "year"),
    ("9999-12-31", "9999-12-31", "9999-12-31", "day"),
    ("0000-02-29", "0000-02-29", "0000-02-29", "day"),
    ("-0043-03-15", "-0043-03-15", "-0043-03-15", "day"),
    ("-0043/0014", "-0043-01-01", "0014-12-31", "year"),
    ("Y12024", "+12024-01-01", "+12024-12-31", "year"),
    ("Y-17000", "-17000-01-01", "-17000-12-31", "year"),
    ("2024-12-12T10:30:00+03:00", "2024-12-12", "2024-12-12", "time"),
    ("2024-22", "2024-06-01", "2024-08-31", "season"),
    ("202X", "2020-01-01", "2029-12-31", "decade"),
    ("19XX~", "1900-01-01", "1999-12-31", "century"),
    ("-012X", "-0129-01-01", "-0120-12-31", "decade"),
    ("2024-XX", "2024-01-01", "2024-12-31", "year"),
    ("2024-XX-XX", "2024-01-01", "2024-12-31", "year"),
    ("2023-02-XX", "2023-02-01", "2023-02-28", "month"),
    ("-0043-02-XX", "-0043-02-01", "-0043-02-28", "month"),
    ("2010/..", "2010-01-01", None, "year"),
    ("2010-05/", "2010-05-01", None, "month"),
    ("../2015", None, "2015-12-31", "year"),
    ("/2015-21?", None, "2015-05-31", "season"),
]


@pytest.mark.parametrize(("written", "first", "last", "precision"), BOUNDS)
def test_bounds_and_precision(written: str, first: str | None, last: str | None, precision: str) -> None:
    """A date spans the days that it may mean, is as precise as its coarser side, and stays as it was written."""
    read = parse_date(written)
    bounds = tuple(day and str(day) for day in (read.earliest, read.latest))
    assert (bounds, read.precision.name.lower(), read.text) == ((first, last), precision, written)


@pytest.mark.parametrize(
    ("written", "approximate", "uncertain"),
    [
        ("2014", False, False),
        ("2014-01~", True, False),
        ("2014?", False, True),
        ("2014%", True, True),
        ("201X%", True, True),
        ("2014~/2015?", True, True),
        ("2014/2015~", True, False),
        ("2014-21~/..", True, False),
    ],
)
def test_marks(written: str, approximate: bool, uncertain: bool) -> None:
    """A mark on either side counts for the whole date."""
    read = parse_date(written)
    assert (read.approximate, read.uncertain) == (approximate, uncertain)


@pytest.mark.parametrize(
    ("written", "reason"),
    [
        ("2024-13", "there is no month 13"),
        ("2024-00", "there is no month 00"),
        ("2023-02-29", "that month has no day 29"),
        ("1900-02-29T10:00:00Z", "that month has no day 29"),
        ("2024-04-31", "that month has no day 31"),
        ("2024-04-00", "that month has no day 00"),
        ("-0000", "there is no year -0000; 0000 is 1 BC"),
        ("2024-05/2024-03", "ends before it begins"),
        ("2024/2025/2026", "more than one “/”"),
        ("../..", "has no date"),
        ("2024-21~", "has a qualifier, which “2024-21” cannot have"),
        ("Y-17000~", "has a qualifier, which “Y-17000” cannot have"),
        ("184X/186X", "begins or ends with “184X”; only years, months, days and seasons can do so"),
        ("2024T10:00:00", "has a time of day, but no day"),
        ("Y1234567890123", "has a year of more than 12 digits"),
        ("[2020,2021]", "is a choice of dates, of EDTF level 2"),
        ("{2020,2021}", "is a set of dates, of EDTF level 2"),
        ("Y17E7", "is a year with an exponent, of EDTF level 2"),
        ("1950S2", "is a date with significant digits, of EDTF level 2"),
        ("2004-06-~01", "is a date with a qualifier of a part, of EDTF level 2"),
        ("2004-XX-12", "is a date with “X” before other digits, of EDTF level 2"),
        ("2004-1X", "is a date with “X” beside another digit of its month or day, of EDTF level 2"),
        ("2004-06-X1/..", "is a date with “X” beside another digit of its month or day, of EDTF level 2"),
        ("2XXX", "unspecified digits other than the last one or two, of EDTF level 2"),
        ("2024-33/2025", "is a quarter, .* of EDTF level 2"),
        *((text, "is not a date") for text in ("", " 2024", "2024\n", "24-12", "2024-1", "20241212", "~", "X")),
        *((text, "is not a date") for text in ("..", "2024-12-1", "٢٠٢٤", "December", "2024-W01", "-1", "Y2024")),
        *((text, "is not a date") for text in ("2024-12-12T10:30", "2024-12-12T25:00:00", "2024-12-12T10:30:00 ")),
    ],
)
def test_refused(written: str, reason: str) -> None:
    """What is no date is refused with what was found and why."""
    with pytest.raises(ValueError, match=reason) as caught:
        parse_date(written)
    assert f"“{written}”" in str(caught.value)


def test_machine_form_is_as_precise_as_the_date() -> None:
    """The ISO form of a point gains neither month nor day, and loses its mark; decades and seasons have none."""
    written = (
        "2024",
        "2024-12~",
        "2024-12-01?",
        "0987",
        "-0043-03",
        "Y12024",
        "2024-12-12T10:30:00Z",
        "202X",
        "2024-21",
    )
    assert [parse_date(text).first.iso for text in written] == [
        *("2024", "2024-12", "2024-12-01", "0987", "-0043-03", "+12024", "2024-12-12T10:30:00Z", "", ""),
    ]


def test_dates_are_sorted_by_their_first_day_then_by_precision_then_by_time() -> None:
    """An open or unknown beginning is before all others; times in different zones are compared in UTC."""
    times = ["2024-12-12T12:00:00+03:00", "2024-12-12T10:00:00Z", "2024-12-12T09:00:00-02:00"]
    in_order = ["../1950", "/2015", "Y-17000", "-0043-03-15", "0000", "19XX", "190X", "1900", "1900-01", "1900-01-01"]
    in_order += ["1900-01-01/1900-01-02", "2010/..", "2024-12-12", *times, "Y12000"]
    mixed = [*in_order[::2], *in_order[1::2]]
    assert sorted(mixed, key=lambda text: parse_date(text).order) == in_order


def test_each_form_of_the_manual_is_read() -> None:
    """So that the table of forms, and the forms that it mentions in its explanations, are right."""
    mentioned = {text for help_ in FORMS.values() for text in re.findall("`([^`]+)`", help_)} - {"Z"}
    for text in (*FORMS, *mentioned):
        assert parse_date(text).text == text


def test_a_thousand_dates_are_read_in_a_blink() -> None:
    """Those without a season, an `X` or a time, which nearly all dates are, do not wait for the library."""
    texts = [f"{year:05}"[-5:].replace("0", "-", 1) + "-03~/.." for year in range(1, 1001)]
    begin = time.perf_counter()
    assert len({parse_date(text).order for text in texts}) == 1000
    assert time.perf_counter() - begin < 0.5


def test_the_regular_expression_has_every_day_and_no_other() -> None:
    """That by which editors check a date agrees with the calendar, in leap years and centuries too."""
    days = [f"{m:02}-{d:02}" for m in range(14) for d in range(33)]
    for year in ("0000", "0001", "0004", "-0004", "-0100", "1600", "1700", "1999", "2000", "2024", "2100", "9999"):
        for written in (year, *(f"{year}-{day}" for day in days), *(f"{year}-{m:02}" for m in range(14))):
            assert bool(re.fullmatch(PATTERN, written)) is is_date(written), written


_PIECES = ["2024", "-0043", "1900", "202X", "19XX", "1X9X", "Y17000", "Y-17000", "-", "12", "02-29", "21", "25", "XX"]
_PIECES += [
    "/",
    "..",
    "~",
    "?",
    "%",
    "T10:30:00",
    "T24:00:00",
    "Z",
    "+03",
    "+03:30",
    "-14:00",
    "S2",
    "E3",
    "[",
    ",",
    "]",
]


@settings(deadline=None, max_examples=100)
@example("2024-21~/2025-22").via("a season has a qualifier in an interval only")
@example("-0000").via("a year that does not exist")
@given(st.lists(st.sampled_from(_PIECES), min_size=1, max_size=6).map("".join))
def test_what_is_read_is_of_levels_0_and_1_and_matches_the_regular_expression(text: str) -> None:
    """Neither the parser nor the expression accepts more than the library does, and both accept the same."""
    matches, problem = re.fullmatch(PATTERN, text) is not None, problem_of(text)
    assert matches is (not problem or "ends before it begins" in problem)  # which the expression cannot see
    if not problem:
        allowed = {"Date", "DateAndTime", "Interval", "Level1Interval", "LongYear", "Season"}
        assert type(parse_edtf(text)).__name__ in {*allowed, "UncertainOrApproximate", "Unspecified"}


_YEARS = st.integers(-9999, 9999).filter(bool).map(lambda year: f"{'-' if year < 0 else ''}{abs(year):04}")
_MONTHS = st.builds("{}-{:02}".format, _YEARS, st.integers(1, 12))
_DAYS = st.builds("{}-{:02}".format, _MONTHS, st.integers(1, 28))
_SEASONS = st.builds("{}-{}".format, _YEARS, st.integers(21, 24))
_PERIODS = st.builds(lambda year, n: year[:-n] + "X" * n, _YEARS, st.sampled_from([1, 2]))
_LONG = st.builds("Y{}{}".format, st.sampled_from(["", "-"]), st.integers(10_000, 10**12 - 1))
_PLAIN = st.one_of(_YEARS, _MONTHS, _DAYS)
_QUALIFIED = st.builds("{}{}".format, st.one_of(_PLAIN, _PERIODS), st.sampled_from(["", "~", "?", "%"]))
_SIDES = st.builds("{}{}".format, st.one_of(_PLAIN, _SEASONS), st.sampled_from(["", "~", "?", "%"]))
_INTERVALS = st.builds("{}/{}".format, _SIDES, _SIDES)


@settings(deadline=None, max_examples=40)
@given(st.one_of(_QUALIFIED, _SEASONS, _LONG, _INTERVALS))
def test_bounds_are_those_of_the_library(text: str) -> None:
    """Of dates of all forms: the first and the last day, and whether they are approximate or uncertain."""
    found = parse_edtf(text)
    bounds = [Day(*found.lower_strict()[:3]), Day(*found.upper_strict()[:3])]
    assume(bounds[0] <= bounds[1])
    read = parse_date(text)
    assert (read.text, read.earliest, read.latest) == (text, *bounds)
    assert (read.approximate, read.uncertain) == ("~" in text or "%" in text, "?" in text or "%" in text)


@settings(deadline=None, max_examples=100)
@given(st.text(max_size=12))
def test_any_text_is_read_or_refused(text: str) -> None:
    """With a sentence that has the text, and never with another error."""
    problem = problem_of(text)
    assert f"“{text}”" in problem if problem else parse_date(text).text == text


def test_the_most_precise_is_the_greatest() -> None:
    """So that precisions can be compared."""
    assert [each.name for each in sorted(Precision)] == ["CENTURY", "DECADE", "YEAR", "SEASON", "MONTH", "DAY", "TIME"]


def is_date(written: str) -> bool:
    """Whether the text is read as a date."""
    return not problem_of(written)


def problem_of(written: str) -> str:
    """Why the text is not a date; empty if it is one."""
    try:
        parse_date(written)
    except ValueError as error:
        return str(error)
    return ""
