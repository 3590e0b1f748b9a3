"""Parsers of the values of a register's own fields, one for each type of field."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from sphinx_milestones.core.characters import odd_characters, plain
from sphinx_milestones.core.dates import PATTERN as DATE
from sphinx_milestones.core.problems import Problem, Report
from sphinx_milestones.core.urls import URL, why_invalid_url

from .field_parsers import Parser, key_of, keys_of, list_items, one_of, parse_date_field, parse_text
from .register import Lookup

if TYPE_CHECKING:
    from .own_model import OwnField

# At most 15 digits, which JSON parsers keep, as integers and as floating-point numbers.
NUMBER = r"-?(?:(?:0|[1-9][0-9]{0,8})\.[0-9]{1,6}|0|[1-9][0-9]{0,14})"


def parser_of(field: OwnField) -> Parser:
    """Return the parser of a field: of one value, or of a list separated by commas."""
    if field.type == "key":
        return keys_of(field.table) if field.many else key_of(field.table)
    parse = _PARSERS[field.type](field)
    return _list_of(parse) if field.many else parse


def pattern_of(field: OwnField) -> str:
    """Return a regular expression for the texts that the parser accepts; empty if there is none."""
    one = _PATTERNS.get(field.type, field.pattern)
    return f"(?:{one})(?: *, *(?:{one}))*" if one and field.many else one


def _list_of(parse: Parser) -> Parser:
    def parse_list(text: str, lookup: Lookup, report: Report) -> tuple[Any, ...]:
        values = (parse(item, lookup, report) for item in list_items(text, report))
        return tuple(value for value in values if value is not None)

    return parse_list


def _text(field: OwnField) -> Parser:
    """Return a parser of text: any, or text that matches the pattern of the field."""
    return _matching(field.pattern, f"such as “{field.sample}”") if field.pattern else parse_text


def _number(_field: OwnField) -> Parser:
    return _matching(NUMBER, "such as “12” or “-3.5”: digits without spaces, and a point before decimals")


def _matching(pattern: str, form: str) -> Parser:
    def parse(text: str, _lookup: Lookup, report: Report) -> str | None:
        if re.fullmatch(pattern, text):
            return text
        written = plain(text)
        fix = f" {odd_characters(text)}Write “{written}”." if written != text and re.fullmatch(pattern, written) else ""
        report(Problem.FIELD_VALUE, f"“{text}” is not in the format of this field, {form}.{fix}")
        return None

    return parse


def _url(_field: OwnField) -> Parser:
    def parse(text: str, _lookup: Lookup, report: Report) -> str | None:
        if reason := why_invalid_url(text):
            report(Problem.FIELD_VALUE, reason)
            return None
        return text

    return parse


_PARSERS: Mapping[str, Callable[[OwnField], Parser]] = {
    "text": _text,
    "number": _number,
    "date": lambda _field: parse_date_field,
    "url": _url,
    "choice": lambda field: one_of(tuple(key for key, _ in field.choices)),
}
_PATTERNS: Mapping[str, str] = {"number": NUMBER, "date": DATE, "url": URL}
