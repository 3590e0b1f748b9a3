"""What ``register.toml`` can have: sections with columns, like the tables of the data files, and settings."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from sphinx_milestones.core.keys import KEY, why_invalid_key
from sphinx_milestones.core.records import DocumentState, Term, Text
from sphinx_milestones.core.suggestions import suggest
from sphinx_milestones.core.urls import why_invalid_url

from .column_types import CODE, ColumnType, boolean, list_of_strings, localized_text, one_of, string
from .own_model import KEY_TABLES, PARTS, PLURALS, TYPES, OwnField, OwnText
from .tables import Column, Table

FILE = "register.toml"
VALUE = "{value}"

# What Python alone reads, outside character classes: other groups, `\A`, `\N{…}` and possessive quantifiers (`a++`).
_NOT_IN_BROWSERS = re.compile(r"\(\?(?![:=!]|<[=!])|\\[AZzN]|(?<!\\)[*+?}]\+")
_CHARACTER_CLASS = re.compile(r"(?<!\\)\[\^?\]?(?:\\.|[^\]\\])*\]")

#: The fields that every register has, and other names that views, data and the import have beside fields.
BUILT_IN = (
    *("id", "date", "kind", "partners", "host", "topics", "place", "mode", "participants", "countries", "documents"),
    *("sources", "related", "label", "image", "alt", "credit", "added", "updated", "change"),
)
TAKEN = (
    *("address", "body", "docname", "html", "incomplete", "lead", "line", "markup", "own", "page", "single-source"),
    *("source", "sources-differ", "syntax", "text", "title", "title-html", "translations", "unread"),
    *(
        "day",
        "end",
        "end-day",
        "end-month",
        "end-year",
        "from",
        "month",
        "since",
        "to",
        "until",
        "url",
        "year",
        "years",
    ),
    *("dataset", "elements", "hidden", "reset"),  # a field in a form hides what browsers have by its name
    *("edition", "entry", "facet", "field", "lang", "limit", "order", "partner", "region", "topic", "translated"),
    "constructor",  # every object of JavaScript has it
)


def _read_choices(value: Any) -> tuple[tuple[str, Text], ...]:
    if not isinstance(value, dict) or not value:
        raise ValueError('is not a table. Write { key = "Label", other = "Other label" }.')
    for key in value:
        if reason := why_invalid_key(key):
            raise ValueError(f"“{key}” is not a valid key. {reason}")
    return tuple((key, localized_text(label)) for key, label in value.items())


def _read_pattern(value: Any) -> str:
    text = string(value)
    if odd := _NOT_IN_BROWSERS.search(_CHARACTER_CLASS.sub("[]", text.replace(r"\\", "x"))):
        raise ValueError(f"“{odd[0]}” is not supported by browsers, which use the pattern, too. Leave it out.")
    try:
        re.compile(text)
    except (re.error, OverflowError) as error:
        raise ValueError(f"“{text}” is not a regular expression: {error}. Fix it.") from None
    except RecursionError:
        raise ValueError("has too many brackets within each other. Simplify it.") from None
    return text


def _read_link(value: Any) -> str:
    text = string(value)
    if text.count(VALUE) != 1:
        raise ValueError(f"“{text}” must have {VALUE} once, as in “https://orcid.org/{VALUE}”.")
    if reason := why_invalid_url(text.replace(VALUE, "value")):
        raise ValueError(reason)
    return text


def is_language(text: str) -> bool:
    """Return whether *text* is the code of a language."""
    return bool(re.fullmatch(CODE, text, re.ASCII))


def _read_message(value: Any) -> OwnText:
    if not isinstance(value, dict):
        return string(value)
    for category in (category for category in value if category not in PLURALS):
        raise ValueError(f"“{category}” is not a plural category. {suggest(category, PLURALS)}")
    if "other" not in value:
        raise ValueError('has no “other”. Write { one = "{count} person", other = "{count} people" }.')
    return {category: string(text) for category, text in value.items()}


read_message = ColumnType(
    _read_message,
    {
        "anyOf": [
            string.schema,
            {
                "type": "object",
                "properties": dict.fromkeys(PLURALS, string.schema),
                "required": ["other"],
                "additionalProperties": False,
            },
        ]
    },
)
choices = ColumnType(
    _read_choices,
    {
        "type": "object",
        "minProperties": 1,
        "propertyNames": {"pattern": f"^{KEY}$"},
        "additionalProperties": localized_text.schema,
    },
)
pattern = ColumnType(_read_pattern, string.schema)
link = ColumnType(_read_link, {"type": "string", "pattern": r"\{value\}"})

FIELDS = Table(
    "fields",
    OwnField,
    (
        Column("label", localized_text, "The label that readers see.", True),
        Column("type", one_of(TYPES), f"What its values are: one of {', '.join(TYPES)}. The default is `text`."),
        Column("help", localized_text, "What to write, in a sentence, for authors and on the form for proposals."),
        Column("example", string, "An example of a value, for messages and the reference page."),
        Column("required", boolean, "Whether every milestone must have it. The default is false."),
        Column("many", boolean, "Whether it may have several values, separated by commas. The default is false."),
        Column("choices", choices, "The values of a `choice`: a table of keys with their labels."),
        Column("table", one_of(KEY_TABLES), f"The data file of a `key`: one of {', '.join(KEY_TABLES)}."),
        Column("pattern", pattern, "A regular expression that each value of a `text` must match."),
        Column("link", link, f"The URL that a value leads to, with `{VALUE}` in it."),
        Column(
            "shown",
            one_of(PARTS),
            "Where a milestone shows it: `when` (with the date), `head` (above the text, the default), `foot` (below "
            "it) or `none`.",
        ),
        Column("filter", boolean, "Whether readers can filter a timeline by it: a `choice` or `key`. Default: false."),
        Column("export", boolean, "Whether exported data include it. The default is true."),
    ),
)

#: The values at the top of the file: how each is read, and what it is.
SETTINGS: Mapping[str, tuple[ColumnType[Any], str]] = {
    "required": (list_of_strings, "The fields that every milestone must have. `id` is always one of them."),
}
SECTIONS: Mapping[str, Table] = {
    "fields": FIELDS,
    "source-types": Table(
        "source-types", Term, (Column("label", localized_text, "The label that readers see.", True),)
    ),
    "document-states": Table(
        "document-states",
        DocumentState,
        (
            Column("label", localized_text, "The heading of the documents in this state.", True),
            Column("remark", localized_text, "A remark next to the title of such a document. The default is none."),
            Column(
                "linked",
                boolean,
                "Whether titles of documents in this state are links, to `file` or else `url`. The default is false; "
                "built-in states are not affected.",
            ),
        ),
    ),
}
