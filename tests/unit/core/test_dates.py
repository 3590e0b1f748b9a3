"""Dates as written: what is read, what is refused, and what they may mean."""

from __future__ import annotations

import re
from datetime import date

import pytest

from sphinx_milestones.core.dates import PATTERN, Precision, parse_date


@pytest.mark.parametrize(
    ("written", "first", "last", "precision"),
    [
        ("2024", date(2024, 1, 1), date(2024, 12, 31), Precision.YEAR),
        ("2024-12", date(2024, 12, 1), date(2024, 12, 31), Precision.MONTH),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29), Precision.MONTH),
        ("1900-02", date(1900, 2, 1), date(1900, 2, 28), Precision.MONTH),
        ("2024-12-12", date(2024, 12, 12), date(2024, 12, 12), Precision.DAY),
        ("2015-01-24/2015-01-29", date(2015, 1, 24), date(2015, 1, 29), Precision.DAY),
        ("2019/2020-03", date(2019, 1, 1), date(2020, 3, 31), Precision.YEAR),
        ("2024/2024", date(2024, 1, 1), date(2024, 12, 31), Precision.YEAR),
        ("2024-06/2024", date(2024, 6, 1), date(2024, 12, 31), Precision.YEAR),
        ("0001", date(1, 1, 1), date(1, 12, 31), Precision.YEAR),
        ("9999-12-31", date(9999, 12, 31), date(9999, 12, 31), Precision.DAY),
    ],
)
def test_bounds_and_precision(written: str, first: date, last: date, precision: Precision) -> None:
    """A date spans the days that it may mean, is as precise as its coarser side, and stays as it was written."""
    read = parse_date(written)
    assert (read.lower, read.upper, read.precision, read.text) == (first, last, precision, written)


@pytest.mark.parametrize(
    ("written", "approximate", "uncertain"),
    [
        ("2014", False, False),
        ("2014-01~", True, False),
        ("2014?", False, True),
        ("2014~/2015?", True, True),
        ("2014/2015~", True, False),
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
        ("2024-04-31", "that month has no day 31"),
        ("2024-04-00", "that month has no day 00"),
        ("0000", "there is no year 0000"),
        ("2024-05/2024-03", "ends before it begins"),
        ("2024/2025/2026", "more than one “/”"),
        *(
            (text, "is not a date")
            for text in ("", " 2024", "2024\n", "24-12", "2024-1", "20241212", "2024~?", "~2024")
        ),
        *(
            (text, "is not a date")
            for text in ("2024/", "/2024", "..", "2024-12-1", "٢٠٢٤", "December", "2024-W01", "-1")
        ),
    ],
)
def test_refused(written: str, reason: str) -> None:
    """What is no date is refused with what was found and why."""
    with pytest.raises(ValueError, match=reason) as caught:
        parse_date(written)
    assert f"“{written}”" in str(caught.value)


def test_machine_form_is_as_precise_as_the_date() -> None:
    """The ISO form of a point gains neither month nor day, and loses its mark."""
    written = ("2024", "2024-12~", "2024-12-01?", "0987")
    assert [parse_date(text).start.iso for text in written] == ["2024", "2024-12", "2024-12-01", "0987"]


def test_the_regular_expression_has_every_day_and_no_other() -> None:
    """That by which editors check a date agrees with the calendar, in leap years and centuries too."""
    days = [f"{m:02}-{d:02}" for m in range(14) for d in range(33)]
    for year in (0, 1, 4, 1600, 1700, 1996, 1999, 2000, 2023, 2024, 2100, 9999):
        for written in (f"{year:04}", *(f"{year:04}-{day}" for day in days), *(f"{year:04}-{m:02}" for m in range(14))):
            assert bool(re.fullmatch(PATTERN, written)) is is_date(written), written


@pytest.mark.parametrize(
    "written", ["2024-02-29~/2024-03?", "2024/2025", "2024?", "2024-1", "2024-02-03 ", "24", "2024~?"]
)
def test_the_regular_expression_has_marks_and_spans(written: str) -> None:
    """Those of the notation, and no others."""
    assert bool(re.fullmatch(PATTERN, written)) is is_date(written)


def is_date(written: str) -> bool:
    """Whether the text is read as a date."""
    try:
        parse_date(written)
    except ValueError:
        return False
    return True
