"""The fields that a register defines itself as rows, like those of `fields`: one for each, by its type."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial
from typing import Any

from sphinx_milestones.core.dates import Date
from sphinx_milestones.core.records import Milestone
from sphinx_milestones.register.own_model import OwnField
from sphinx_milestones.register.own_parsers import parser_of, pattern_of

from . import json_types
from .field import Facet, Field
from .json_types import JsonType
from .runs import DateText, DocumentRef, ExternalLink, PartnerRef, PlainText, Run, SourceRef, TopicRef
from .wording import Wording

_REFERENCES: Mapping[str, Callable[[str], Run]] = {
    "partners": PartnerRef,
    "topics": TopicRef,
    "documents": DocumentRef,
    "sources": SourceRef,
}
_EXPORTS: Mapping[str, JsonType] = {
    "number": json_types.NUMBER,
    "date": json_types.DATE,
    "url": json_types.URL,
    "key": json_types.ONE_KEY,
    "choice": json_types.ONE_KEY,
}
_HELP: Mapping[str, str] = {
    "text": "Text.",
    "number": "A number.",
    "date": "A date, in the format of `date`.",
    "url": "The URL of a web page.",
    "choice": "One of the values that the register allows.",
    "key": "A key from a data file.",
}


def row_of(own: OwnField) -> Field:
    """Return the row of a field."""
    one = _EXPORTS.get(own.type, json_types.TEXT)
    return Field(
        own.key,
        parser_of(own),
        own.help.by_language[0][1] if own.help else _HELP[own.type],
        own.sample,
        own.required,
        own.table,
        own.choices,
        own.label,
        "" if own.shown == "none" else own.shown,  # type: ignore[arg-type] # one of the parts
        block=own.table in ("documents", "sources"),
        show=partial(_runs, own),
        export=json_types.list_of(one) if own.many else one,
        exported=own.export,
        search=partial(_searched, own),
        facet=Facet(own.key, own.label) if own.filter else None,
        translatable=own.is_prose,
        hint=own.help or "",
        accepted=pattern_of(own),
        is_own=True,
    )


def _values(own: OwnField, milestone: Milestone) -> Sequence[Any]:
    value = milestone.value(own.key)
    return value if isinstance(value, tuple) else () if value is None else (value,)


def _runs(own: OwnField, milestone: Milestone, wording: Wording) -> Sequence[Run]:
    return [_run(own, value, wording) for value in _values(own, milestone)]


def _run(own: OwnField, value: str | Date, wording: Wording) -> Run:
    """Return a value as it is shown: by its label, in words, linked."""
    if isinstance(value, Date):
        return DateText(value)
    if own.type == "url":
        return ExternalLink(value)
    if own.table in _REFERENCES:
        return _REFERENCES[own.table](value)
    shown = _text(own, value, wording)
    return ExternalLink(own.url_of(value), shown, auto=True) if own.link else PlainText(shown)


def _text(own: OwnField, value: str, wording: Wording) -> str:
    if own.table:
        return wording.entry(own.table, value)
    if own.type == "choice":
        return wording.text(dict(own.choices)[value])
    # A number with a link is one that identifies something: it has no thousands.
    return wording.decimal(value) if own.type == "number" and not own.link else value


def _searched(own: OwnField, milestone: Milestone, wording: Wording) -> Iterable[str]:
    """Yield the texts that find a milestone by its values; nobody searches for a number of things, or a URL."""
    for value in _values(own, milestone) if own.type not in ("number", "url") or own.link else ():
        if isinstance(value, Date):
            yield wording.date(value)
        elif own.table == "partners":
            yield wording.names_of_partner(value)
        else:
            yield _text(own, value, wording)
