"""Dates in other formats are suggested in EDTF, unless they are ambiguous."""

from __future__ import annotations

import pytest

from sphinx_milestones.core.dates import parse_date, suggest_date


@pytest.mark.parametrize(
    ("text", "suggestion"),
    [
        ("2024-3-8", "2024-03-08"),
        ("2024/12/05", "2024-12-05"),
        ("2024-3", "2024-03"),
        ("18.3.2024", "2024-03-18"),
        ("3/18/2024", "2024-03-18"),
        ("5.5.2024", "2024-05-05"),
        ("5.3.2024", None),
        ("18 March 2024", "2024-03-18"),
        ("Mar. 18th, 2024", "2024-03-18"),
        ("December 2024", "2024-12"),
        ("1 March 2 2024", None),
        ("Foo 2024", None),
        ("٢٠٢٤", "2024"),
        ("24 January 2015 – 29 January 2015", "2015-01-24/2015-01-29"),
        ("2015 to 2014", None),
        ("31 February 2024", None),
        ("soon", None),
        ("x" * 61, None),
    ],
)
def test_suggestion(text: str, suggestion: str | None) -> None:
    """Day and month are not guessed, and the suggestion is an existing date."""
    assert suggest_date(text) == suggestion


def test_the_error_has_the_suggestion_and_the_formats() -> None:
    """So that the author can copy it."""
    with pytest.raises(ValueError, match=r"“18 March 2024” is not a date\. Write “2024-03-18”\. Allowed: `2024`"):
        parse_date("18 March 2024")
