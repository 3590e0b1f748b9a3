"""Dates in other formats are suggested in EDTF, unless they are ambiguous."""

from __future__ import annotations

import re

import pytest

from sphinx_milestones.core.dates import parse_date, suggest_date

INVISIBLE = "\u200b\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\u2066\u2067\u2068\u2069\u00ad\ufeff"


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
        ("2024\u201112", "2024-12"),
        ("2024\u221212\u221205", "2024-12-05"),
        ("2024\u201312\u201305", "2024-12-05"),
        ("2024\u20132025", "2024/2025"),
        ("2011\u201312", None),
        *((f"2024-{hidden}12", "2024-12") for hidden in INVISIBLE),
        *((f"{hidden}2024-12~{hidden}", "2024-12~") for hidden in INVISIBLE),
        ("2023-12-30/\u200e2024-01-02", "2023-12-30/2024-01-02"),
        ("\uff12\uff10\uff12\uff14\uff0d\uff11\uff12", "2024-12"),
        ("٢٠٢٤-١٢-٠٥", "2024-12-05"),
        ("2015 to 2014", None),
        ("31 February 2024", None),
        ("soon", None),
        ("1840s", "184X"),
        ("202x", "202X"),
        ("the 19th century", "18XX"),
        ("44 BC", "-0043"),
        ("1 BCE", "0000"),
        ("AD 878", "0878"),
        ("878", "0878"),
        ("Spring 2024", "2024-21"),
        ("since 2010", "2010/.."),
        ("until 2010", "../2010"),
        ("c. 2012", "2012~"),
        ("~2012-03", "2012-03~"),
        ("2012~?", "2012%"),
        ("2024-12-12 10:30", "2024-12-12T10:30:00"),
        ("2024-12-12t10:30:15z", "2024-12-12T10:30:15Z"),
        ("12000", "Y12000"),
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


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("2024-12\u200f", "U+200F RIGHT-TO-LEFT MARK. Write “2024-12”"),
        ("2024\u201112", "U+2011 NON-BREAKING HYPHEN. Write “2024-12”"),
        ("2011\u201312", "U+2013 EN DASH. Allowed"),
        ("\u202a2024\u202c", "U+202A LEFT-TO-RIGHT EMBEDDING, U+202C POP DIRECTIONAL FORMATTING. Write “2024”"),
    ],
)
def test_the_error_names_characters_that_look_like_others(text: str, named: str) -> None:
    """So that the author sees what is wrong with a date that looks right."""
    with pytest.raises(ValueError, match=re.escape(f"It contains {named}")):
        parse_date(text)
