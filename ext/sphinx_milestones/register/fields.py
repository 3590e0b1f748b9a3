"""One table of the fields of a milestone: options, validation and reference page are all made from it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sphinx_milestones.core.dates import FORMATS, Date, parse_date, suggest_date
from sphinx_milestones.core.keys import why_invalid_key
from sphinx_milestones.core.problems import Problem, Report
from sphinx_milestones.core.records import Count, Participation
from sphinx_milestones.core.suggestions import suggest

from .register import Lookup, Register

MODES = ("in-person", "online", "hybrid")
ROLES = ("host", "organiser", "funder", "participant", "beneficiary", "signatory")

Parser = Callable[[str, Lookup, Report], Any]


@dataclass(frozen=True, slots=True)
class Field:
    """A field: how its text is read, and what the reference page says of it.

    Where its values are keys, `table` names their data file, and a message takes its example from there.
    """

    name: str
    parse: Parser
    help: str
    example: str
    required: bool = False
    table: str = ""

    def line(self, register: Register) -> str:
        """How an author may write it, with a key that this register has."""
        known = register.table(self.table) if self.table else ()
        return f":{self.name}: {next(iter(known), self.example)}"


def _id(text: str, _lookup: Lookup, report: Report) -> str | None:
    if fault := why_invalid_key(text):
        report(Problem.FIELD_VALUE, f"“{text}” is not a valid id. {fault}")
        return None
    return text


def _date(text: str, _lookup: Lookup, report: Report) -> Date | None:
    try:
        return parse_date(text)
    except ValueError as error:
        report(Problem.DATE, str(error))
        return None


def _day(text: str, _lookup: Lookup, report: Report) -> str | None:
    try:
        # fromisoformat also takes 20261123 and week dates, which nobody else here does.
        if len(text) == 10 and date.fromisoformat(text):
            return text
    except ValueError:
        pass
    meant = suggest_date(text) or ""
    advice = f"Write “{meant}”." if len(meant) == 10 else "Write the day of the change, such as `2026-11-23`."
    report(Problem.DATE, f"“{text}” is not a full date. {advice}")
    return None


def _count(text: str, _lookup: Lookup, report: Report) -> Count | None:
    match = re.fullmatch(r"([<>~]?)(\d{1,9})", text, re.ASCII)
    if match:
        return Count(int(match[2]), match[1])
    advice = "Write digits only, such as `107`, or `>500` (more than), `<20` (fewer than), `~50` (about)."
    report(Problem.FIELD_VALUE, f"“{text}” is not a count. {advice}")
    return None


def _text(text: str, _lookup: Lookup, _report: Report) -> str:
    return text


def _choice(allowed: tuple[str, ...]) -> Parser:
    def parse(text: str, _lookup: Lookup, report: Report) -> str | None:
        if text in allowed:
            return text
        report(Problem.FIELD_VALUE, f"“{text}” is not allowed. {suggest(text, allowed)}")
        return None

    return parse


def _key(table: str) -> Parser:
    def parse(text: str, lookup: Lookup, report: Report) -> str | None:
        return lookup.key(table, text, report)

    return parse


def list_items(text: str, report: Report) -> list[str]:
    """The parts of a comma-separated list, each once, empty ones reported."""
    if other := re.search("[;،؛]", text):
        report(Problem.FIELD_VALUE, f"“{text}” separates values with “{other[0]}”. Use commas.")
    items = [item.strip() for item in re.split("[,;،؛]", text)]
    if "" in items:
        report(Problem.FIELD_VALUE, f"“{text}” contains an empty item. Remove the extra comma.")
    for item in dict.fromkeys(item for item in items if item and items.count(item) > 1):
        report(Problem.FIELD_VALUE, f"“{item}” is listed twice. Delete one.")
    return list(dict.fromkeys(filter(None, items)))


def keys_of(table: str) -> Parser:
    """Reads a comma-separated list of keys of a data file."""

    def parse(text: str, lookup: Lookup, report: Report) -> tuple[str, ...]:
        found = (lookup.key(table, item, report) for item in list_items(text, report))
        return tuple(filter(None, found))

    return parse


def _ids(text: str, lookup: Lookup, report: Report) -> tuple[str, ...]:
    return tuple(filter(None, (_id(item, lookup, report) for item in list_items(text, report))))


def _partners(text: str, lookup: Lookup, report: Report) -> tuple[Participation, ...]:
    parts: dict[str, Participation] = {}
    for item in list_items(text, report):
        match = re.fullmatch(r"([^()]*?)\s*(?:\(([^()]*)\))?", item)
        if match is None:
            report(Problem.FIELD_VALUE, f"“{item}” is not a partner. Write `key` or `key (role)`.")
            continue
        key = lookup.key("partners", match[1], report)
        role = match[2].strip() if match[2] is not None else None
        if role is not None and role not in ROLES:
            report(Problem.FIELD_VALUE, f"“{role}” is not a partner role. {suggest(role, ROLES)}")
            role = None
        if key in parts:
            report(Problem.FIELD_VALUE, f"“{key}” is listed twice. List each partner once, with one role.")
        elif key:
            parts[key] = Participation(key, role)
    return tuple(parts.values())


FIELDS: Mapping[str, Field] = {
    field.name: field
    for field in (
        Field(
            "id",
            _id,
            "The permanent id, used in links. Unique; never changes once published.",
            "2024-first-visit",
            True,
        ),
        Field("date", _date, f"The date, as precise as the sources are: {FORMATS}.", "2024-12", True),
        Field("kind", _key("kinds"), "The kind of milestone: a key from `kinds.toml`.", "programme", True, "kinds"),
        Field(
            "partners",
            _partners,
            f"The partners: keys from `partners.toml`, separated by commas, each with a role in brackets if known "
            f"({', '.join(ROLES)}).",
            "norway (funder), iceland",
            True,
            "partners",
        ),
        Field(
            "host",
            _key("partners"),
            "The host: a key from `partners.toml`. Leave it out unless it differs from `milestones_host`.",
            "norway",
        ),
        Field(
            "topics", keys_of("topics"), "The topics: keys from `topics.toml`, separated by commas.", "open-data, maps"
        ),
        Field("place", _text, "The location, in plain text.", "Oslo, Norway"),
        Field("mode", _choice(MODES), f"How people took part: {', '.join(MODES)}.", "online"),
        Field("participants", _count, "The number of participants, as stated: `107`, `>500`, `<20`, `~50`.", ">500"),
        Field("countries", _count, "The number of countries they came from, as stated, in the same format.", "107"),
        Field(
            "documents",
            keys_of("documents"),
            "Publications: keys from `documents.toml`, separated by commas.",
            "visit-report",
        ),
        Field(
            "sources",
            keys_of("sources"),
            "The sources: keys from `sources.toml`, separated by commas.",
            "annual-report-2024",
            table="sources",
        ),
        Field(
            "related",
            _ids,
            "Ids of other milestones in the same story, separated by commas. Each of them links back to this one.",
            "2023-agreement",
        ),
        Field("added", _day, "The day when this entry was added to the register.", "2026-11-23"),
        Field(
            "updated",
            _day,
            "The day when this entry last changed in substance, or was last checked against its sources.",
            "2026-12-01",
        ),
    )
}


def contradictions(values: Mapping[str, Any], register: Register) -> Iterator[tuple[str, Problem, str]]:
    """What is wrong between the values of a milestone: the field at fault, and what to say of it."""
    added, updated = values.get("added"), values.get("updated")
    date: Date | None = values.get("date")
    accessed = [register.sources[key].accessed for key in values.get("sources") or ()]
    days = [parse_date(written).upper for written in accessed if written]
    if added and date and date.lower.isoformat() > added:
        message = f"“{date.text}” is after `added` ({added}). Fix one of the two."
        yield "date", Problem.DATE, message
    elif date and days and len(days) == len(accessed) and date.lower > max(days):
        message = f"“{date.text}” is after {max(days)}, when its sources were last accessed. Fix the date, or "
        message += "`accessed` in sources.toml. Future events cannot be milestones."
        yield "date", Problem.DATE, message
    if added and updated and updated < added:
        yield "updated", Problem.DATE, f"“{updated}” is before `added` ({added}). Fix one of the two."
