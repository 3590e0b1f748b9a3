"""How the values of fields are written to data: as JSON, with its JSON Schema (draft 2020-12), and as cells of a table.

The rows of `fields` refer to these types.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from operator import itemgetter
from typing import Any, NamedTuple

from sphinx_milestones.core.dates import Date, Precision
from sphinx_milestones.core.keys import KEY
from sphinx_milestones.core.records import Count, Participation

QUALIFIERS: Mapping[str, str] = {"": "exactly", ">": "more than", "<": "fewer than", "~": "about"}


SEPARATOR = "; "  # between the items of a list in a cell


class Cell(NamedTuple):
    """A cell for a value: what follows the name of the field in that of the column, its type, and its content.

    The types are those of Table Schema; the content is taken from the JSON.
    """

    suffix: str
    type: str
    content: Callable[[Any], Any]


def _as_string(value: Any) -> str | None:
    return value if isinstance(value, str) else None


def _as_written(value: Any) -> str | None:
    return _as_string(value.get("written")) if isinstance(value, dict) else None


def _number_as_string(value: Any) -> str | None:
    """Return a number without an exponent."""
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    return f"{Decimal(repr(value)):f}" if is_number else None


@dataclass(frozen=True, slots=True)
class JsonType:
    """How a value that is not empty is written, the schema of that, and its cells."""

    write: Callable[[Any], Any]
    schema: Mapping[str, Any]
    cells: tuple[Cell, ...] = (Cell("", "string", str),)
    read: Callable[[Any], str | None] = _as_string  # the text as written; None if the JSON has another form


def members(required: Mapping[str, Any], **optional: Any) -> dict[str, Any]:
    """Return the schema of an object with these members and no others."""
    return {
        "type": "object",
        "properties": {**required, **optional},
        "required": [*required],
        "additionalProperties": False,
    }


def _date(value: Date) -> dict[str, Any]:
    """Return a date as written, with its precision and the first and last day that it may mean (ISO 8601).

    A first or last day is None if that end of an interval is open or unknown.
    """
    return {
        "written": value.text,
        "precision": value.precision.name.lower(),
        "earliest": value.earliest.isoformat() if value.earliest else None,
        "latest": value.latest.isoformat() if value.latest else None,
        "approximate": value.approximate,
        "uncertain": value.uncertain,
    }


def _count(value: Count) -> dict[str, Any]:
    """Return the text of a count, its number, and the meaning of its qualifier."""
    return {"written": value.text, "value": value.value, "qualifier": QUALIFIERS[value.qualifier]}


def _participations(value: Sequence[Participation]) -> list[dict[str, Any]]:
    """Return partners by key, with role if known; those that took part through bodies with the keys of these.

    Of several roles, `role` is the first, and `roles` has all of them.
    """
    return [
        {"key": part.partner}
        | ({"role": part.roles[0]} if part.roles else {})
        | ({"roles": [*part.roles]} if len(part.roles) > 1 else {})
        | ({"through": [*part.through]} if part.through else {})
        for part in value
    ]


_STRING: Mapping[str, Any] = {"type": "string", "minLength": 1}
# A day of any year, or that there is none. `date` of JSON Schema has the years 0000 to 9999 only.
_BOUND: Mapping[str, Any] = {
    "type": ["string", "null"],
    "pattern": "^(?:[0-9]{4}|-[0-9]{4,}|\\+[0-9]{5,})-[0-9]{2}-[0-9]{2}$",
}
_DAY: Mapping[str, Any] = {"type": "string", "format": "date"}
KEY_SCHEMA: Mapping[str, Any] = {"type": "string", "pattern": f"^{KEY}$"}
_KEYS: Mapping[str, Any] = {"type": "array", "items": KEY_SCHEMA, "uniqueItems": True, "minItems": 1}
_ROLES: Mapping[str, Any] = {"type": "array", "items": _STRING, "uniqueItems": True, "minItems": 2}

TEXT = JsonType(str, _STRING)
DAY = JsonType(str, _DAY, (Cell("", "date", str),))
ONE_KEY = JsonType(str, KEY_SCHEMA)
URL = JsonType(str, {"type": "string", "format": "uri"})
NUMBER = JsonType(json.loads, {"type": "number"}, (Cell("", "number", repr),), _number_as_string)
DATE = JsonType(
    _date,
    members(
        {
            "written": _STRING,
            "precision": {"enum": [precision.name.lower() for precision in Precision]},
            "earliest": _BOUND,
            "latest": _BOUND,
            "approximate": {"type": "boolean"},
            "uncertain": {"type": "boolean"},
        }
    ),
    (
        Cell("", "string", itemgetter("written")),
        Cell("_precision", "string", itemgetter("precision")),
        Cell("_earliest", "date", itemgetter("earliest")),
        Cell("_latest", "date", itemgetter("latest")),
        Cell("_approximate", "boolean", itemgetter("approximate")),
        Cell("_uncertain", "boolean", itemgetter("uncertain")),
    ),
    _as_written,
)
COUNT = JsonType(
    _count,
    members(
        {
            "written": {"type": "string", "pattern": "^[<>~]?[0-9]+$"},
            "value": {"type": "integer", "minimum": 0},
            "qualifier": {"enum": [*QUALIFIERS.values()]},
        }
    ),
    (Cell("", "string", itemgetter("written")), Cell("_number", "integer", itemgetter("value"))),
    _as_written,
)


def list_of(one: JsonType) -> JsonType:
    """Return the type of a list of values, all in one cell."""

    def read(values: Any) -> str | None:
        texts = [one.read(value) for value in values] if isinstance(values, list) else [None]
        return None if None in texts else ", ".join(filter(None, texts))

    return JsonType(
        lambda values: [one.write(value) for value in values],
        {"type": "array", "items": one.schema, "uniqueItems": True, "minItems": 1},
        (Cell("", "string", lambda values: SEPARATOR.join(str(one.cells[0].content(value)) for value in values)),),
        read,
    )


MANY_KEYS = list_of(ONE_KEY)
PARTICIPATIONS = JsonType(
    _participations,
    {"type": "array", "minItems": 1, "items": members({"key": KEY_SCHEMA}, role=_STRING, roles=_ROLES, through=_KEYS)},
    (),  # they have a table of their own
)
