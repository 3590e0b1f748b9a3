"""The types of values in data files: how each is read from TOML, and its JSON Schema (draft 7)."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from sphinx_milestones.core.characters import (
    CONTROL,
    HIDDEN,
    VISIBLE,
    has_visible,
    names_of_characters,
    odd_characters,
    plain,
    unbalanced_bidi,
    unbalanced_message,
)
from sphinx_milestones.core.dates import PATTERN, parse_date
from sphinx_milestones.core.m49 import COUNTRY_CODES, REGION_KEYS, likely_code
from sphinx_milestones.core.records import Text
from sphinx_milestones.core.suggestions import suggest
from sphinx_milestones.core.urls import URL, why_invalid_url

PARTNER_KINDS = ("country", "agency", "organisation", "bloc", "person")

# The marks that kinds can have, in the order in which they are assigned.
MARKS = (
    *("circle", "square", "diamond", "ring", "triangle", "cross", "bar", "star"),
    *("open-square", "open-diamond", "open-triangle", "saltire"),
)

DOCUMENT_STATES = ("available", "external", "on-request", "withdrawn", "not-located")

CODE = r"[a-z]{2,3}(?:[-_][A-Za-z0-9]+)*"

Value = TypeVar("Value")


@dataclass(frozen=True, slots=True)
class ColumnType(Generic[Value]):
    """A column type: it reads a parsed TOML value; `schema` has what JSON Schema can express of it."""

    read: Callable[[Any], Value]
    schema: Mapping[str, Any]

    def __call__(self, value: Any) -> Value:
        """Read *value*.

        :raises ValueError: with sentences that report the problem and how to fix it
        """
        return self.read(value)


def _column_type(**schema: Any) -> Callable[[Callable[[Any], Value]], ColumnType[Value]]:
    """Return a decorator that makes a function the reader of a column type."""
    return lambda read: ColumnType(read, schema)


def _as_json(value: Any) -> str:
    """Return a value for a message, truncated after 60 characters."""
    try:
        text = json.dumps(value, ensure_ascii=False, default=str)
    except (ValueError, RecursionError):  # an integer of more than 4300 digits, or deep nesting
        return "This"
    return text if len(text) <= 60 else f"{text[:60]}…"


@_column_type(type="string", pattern=rf"^[^{HIDDEN}]*{VISIBLE}[^{HIDDEN}]*$")
def string(value: Any) -> str:
    """Read text that is not empty and has no invisible characters."""
    if not isinstance(value, str):
        raise ValueError(f"{_as_json(value)} is not text. Put it in quotation marks.")
    if not value.strip():
        raise ValueError("is empty. Write a value or delete the line.")
    if hidden := CONTROL.search(value):
        raise ValueError(f"contains an invisible character, U+{ord(hidden[0]):04X}. Delete it.")
    if not has_visible(value):
        names = names_of_characters(value.strip())
        raise ValueError(f"contains only invisible characters, {names}. Write a value or delete the line.")
    for position in unbalanced_bidi(value):
        raise ValueError(unbalanced_message(value[position]))
    return value


@_column_type(
    anyOf=[
        string.schema,
        {
            "type": "object",
            "minProperties": 1,
            "propertyNames": {"pattern": f"^{CODE}$"},
            "additionalProperties": string.schema,
        },
    ]
)
def localized_text(value: Any) -> Text:
    """Read a text in the source language, or a table of texts by language."""
    if isinstance(value, str):
        return Text((("", string(value)),))
    if isinstance(value, dict) and value:
        for language in (language for language in value if not re.fullmatch(CODE, language, re.ASCII)):
            raise ValueError(f"“{language}” is not a language code, such as “en” or “ar”.")
        return Text(tuple((language.replace("-", "_"), string(text)) for language, text in value.items()))
    raise ValueError(f'{_as_json(value)} is not text. Write "text", or {{ en = "text", ar = "نص" }}.')


@_column_type(type="integer", minimum=1, exclusiveMaximum=10**12)
def positive_integer(value: Any) -> int:
    """Read a whole number from 1 to 10¹² − 1."""
    if type(value) is not int or value < 1:
        raise ValueError(f"{_as_json(value)} is not a positive whole number. Write digits without quotation marks.")
    if value >= 10**12:  # no file is that large, and not every JSON parser reads larger integers
        raise ValueError(f"{_as_json(value)} is too large. Fix it.")
    return value


@_column_type(type="boolean")
def boolean(value: Any) -> bool:
    """Read true or false."""
    if not isinstance(value, bool):
        raise ValueError(f"{_as_json(value)} is neither true nor false. Write one of them, without quotation marks.")
    return value


@_column_type(type="array", items=string.schema)
def list_of_strings(value: Any) -> tuple[str, ...]:
    """Read a list of texts."""
    if not isinstance(value, list):
        raise ValueError(f'{_as_json(value)} is not a list. Write ["one", "two"].')
    return tuple(string(item) for item in value)


def one_of(allowed: tuple[str, ...]) -> ColumnType[str]:
    """Return a type that accepts only the *allowed* values."""

    @_column_type(enum=list(allowed))
    def read(value: Any) -> str:
        if (text := string(value)) not in allowed:
            raise ValueError(f"“{text}” is not allowed. {suggest(text, allowed)}")
        return text

    return read


def matching(pattern: str, example: str) -> ColumnType[str]:
    """Return a type that accepts text matching *pattern* (a regular expression, ASCII), such as *example*."""

    @_column_type(type="string", pattern=f"^{pattern}$")
    def read(value: Any) -> str:
        if not re.fullmatch(pattern, text := string(value), re.ASCII):
            advice = f" Write “{plain(text)}”." if re.fullmatch(pattern, plain(text), re.ASCII) else ""
            odd = odd_characters(text)
            raise ValueError(
                f"“{text}” does not match the format “{example}”. {odd}".rstrip() + (advice if odd else "")
            )
        return text

    return read


@_column_type(enum=sorted(COUNTRY_CODES))
def country_code(value: Any) -> str:
    """Read an ISO 3166 country code, which may be withdrawn or user-assigned."""
    if (code := string(value)) not in COUNTRY_CODES:
        right = likely_code(plain(code))
        advice = f"Write “{right}”." if right else "Write two capitals, such as “NO”, or only a name."
        raise ValueError(f"“{code}” is not a country code of ISO 3166 (alpha-2). {odd_characters(code)}{advice}")
    return code


@_column_type(enum=list(REGION_KEYS))
def region(value: Any) -> str:
    """Read the key of a region, and return its M49 code."""
    if (key := string(value)) not in REGION_KEYS:
        raise ValueError(f"“{key}” is not a region of UN M49. {suggest(key, REGION_KEYS)}")
    return REGION_KEYS[key]


@_column_type(type="string", pattern=f"^{URL}$")
def url(value: Any) -> str:
    """Read an absolute http, https or mailto URL (RFC 3987)."""
    readable = isinstance(value, str) and has_visible(value) and not CONTROL.search(value)
    if readable and (reason := why_invalid_url(value)):
        raise ValueError(reason)
    return string(value)


@_column_type(type="string", pattern=f"^{PATTERN}$")
def date(value: Any) -> str:
    """Read an EDTF date, as `parse_date` does, and return its text."""
    if not isinstance(value, str):
        shown = _as_json(value).strip('"')
        raise ValueError(f'{shown} needs quotation marks: "{shown}".')
    return parse_date(string(value)).text


MEDIA_TYPE = matching(r"[a-z]+/[a-z0-9.+-]+", "application/pdf")

LANGUAGE = matching(CODE, "ar")
