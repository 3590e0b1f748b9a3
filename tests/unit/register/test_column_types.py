"""Column types: what each reads, and how it reports what it cannot read."""

from __future__ import annotations

import re
from typing import Any

import pytest

from sphinx_milestones.core.records import Text
from sphinx_milestones.register import column_types as types

VALID = {
    "text": (types.string, "UN DESA", "UN DESA"),
    "text without a language": (types.localized_text, "Visit", Text((("", "Visit"),))),
    "text by language": (types.localized_text, {"en-GB": "Visit"}, Text((("en_GB", "Visit"),))),
    "a number": (types.positive_integer, 87, 87),
    "a truth value": (types.boolean, True, True),
    "a list": (types.list_of_strings, ["a", "b"], ("a", "b")),
    "a choice": (types.one_of(("a", "b")), "b", "b"),
    "a pattern": (types.LANGUAGE, "ar", "ar"),
    "a country": (types.country_code, "NO", "NO"),
    "Kosovo": (types.country_code, "XK", "XK"),
    "a withdrawn country": (types.country_code, "YU", "YU"),
    "a code of users": (types.country_code, "XS", "XS"),
    "a region": (types.region, "southern-europe", "039"),
    "a continent": (types.region, "europe", "150"),
    "a URL": (types.url, "https://example.org/x?y#z", "https://example.org/x?y#z"),
    "an email address": (types.url, "mailto:a@example.org", "mailto:a@example.org"),
    "a date": (types.date, "2024-12~", "2024-12~"),
}

INVALID = {
    "a number as text": (types.string, 5, "5 is not text. Put it in quotation marks."),
    "blank": (types.string, " ", "is empty. Write a value or delete the line."),
    "a control character": (types.string, "a\x07", "contains an invisible character, U+0007. Delete it."),
    "no language": (types.localized_text, {"english": "x"}, "“english” is not a language code, such as “en” or “ar”."),
    "no text": (types.localized_text, [], '[] is not text. Write "text", or { en = "text", ar = "نص" }.'),
    "digits as text": (
        types.positive_integer,
        "87",
        '"87" is not a positive whole number. Write digits without quotation marks.',
    ),
    "true": (
        types.positive_integer,
        True,
        "true is not a positive whole number. Write digits without quotation marks.",
    ),
    "true as text": (
        types.boolean,
        "true",
        '"true" is neither true nor false. Write one of them, without quotation marks.',
    ),
    "one for true": (types.boolean, 1, "1 is neither true nor false. Write one of them, without quotation marks."),
    "too large": (types.positive_integer, 10**12, "1000000000000 is too large. Fix it."),
    "beyond printing": (types.positive_integer, 10**5000, "This is too large. Fix it."),
    "a long value": (types.string, ["a" * 80], f'["{"a" * 58}… is not text. Put it in quotation marks.'),
    "no list": (types.list_of_strings, "a", '"a" is not a list. Write ["one", "two"].'),
    "no choice": (types.one_of(("a", "b")), "c", "“c” is not allowed. Allowed: “a”, “b”."),
    "no match": (types.LANGUAGE, "Arabic", "“Arabic” does not match the format “ar”."),
    "no country": (
        types.country_code,
        "UK",
        "“UK” is not a country code of ISO 3166 (alpha-2). Write “GB”.",
    ),
    "a country in words": (
        types.country_code,
        "Norway",
        "“Norway” is not a country code of ISO 3166 (alpha-2). Write two capitals, such as “NO”, or only a name.",
    ),
    "no region": (
        types.region,
        "north-europe",
        "“north-europe” is not a region of UN M49. Did you mean “northern-europe”?",
    ),
    "no URL": (
        types.url,
        "example.org",
        "“example.org” is not a complete URL. Start it with “http://”, “https://” or “mailto:” and use no spaces.",
    ),
    "an unquoted date": (types.date, 2024, '2024 needs quotation marks: "2024".'),
}


@pytest.mark.parametrize(("column_type", "value", "expected"), VALID.values(), ids=VALID.keys())
def test_valid_values_are_read(column_type: types.ColumnType[Any], value: Any, expected: Any) -> None:
    """A value keeps its text; lists and texts by language become tuples."""
    assert column_type(value) == expected


@pytest.mark.parametrize(("column_type", "value", "message"), INVALID.values(), ids=INVALID.keys())
def test_invalid_values_are_reported(column_type: types.ColumnType[Any], value: Any, message: str) -> None:
    """The message shows the value as its author wrote it, and what to write instead."""
    with pytest.raises(ValueError, match=f"^{re.escape(message)}$"):
        column_type(value)
