"""Parsers of field values: each turns an author's text into a value, or reports what is wrong with it."""

from __future__ import annotations

import re
from collections.abc import Callable, Container, Iterator, Mapping
from datetime import date
from typing import Any

from sphinx_milestones.core.characters import odd_characters, plain
from sphinx_milestones.core.dates import PATTERN, Date, parse_date, suggest_date
from sphinx_milestones.core.days import Day
from sphinx_milestones.core.keys import KEY, why_invalid_key
from sphinx_milestones.core.problems import Problem, Report
from sphinx_milestones.core.records import Count, Participation, Source
from sphinx_milestones.core.suggestions import suggest

from .register import Lookup, Register

ROLES = ("host", "organiser", "funder", "participant", "beneficiary", "signatory")

_IMAGES = ("gif", "jpeg", "jpg", "png", "svg", "webp")

_COUNT = "([<>~]?)([0-9]{1,9})"
_COUNTS = "Write digits only, such as `107`, or `>500` (more than), `<20` (fewer than), `~50` (about)."

#: What separates the items of a list: a comma, or what authors write in its place, outside brackets.
SEPARATOR = re.compile(r"[,;،؛，；、](?![^()]*\))")

Parser = Callable[[str, Lookup, Report], Any]


def parse_id(text: str, _lookup: Lookup, report: Report) -> str | None:
    """Parse a permanent id."""
    if fault := why_invalid_key(text):
        report(Problem.FIELD_VALUE, f"“{text}” is not a valid id. {fault}")
        return None
    return text


def parse_date_field(text: str, _lookup: Lookup, report: Report) -> Date | None:
    """Parse a date of EDTF level 0 or 1."""
    try:
        return parse_date(text)
    except ValueError as error:
        report(Problem.DATE, str(error))
        return None


def parse_day(text: str, _lookup: Lookup, report: Report) -> str | None:
    """Parse a complete date, such as `2026-11-23`."""
    try:
        # fromisoformat also accepts 20261123 and week dates, which no other field does.
        if len(text) == 10 and date.fromisoformat(text):
            return text
    except ValueError:
        pass
    intended = suggest_date(text) or ""
    advice = f"Write “{intended}”." if len(intended) == 10 else "Write the day of the change, such as `2026-11-23`."
    report(Problem.DATE, f"“{text}” is not a full date. {odd_characters(text)}{advice}")
    return None


def parse_count(text: str, _lookup: Lookup, report: Report) -> Count | None:
    """Parse a number with an optional qualifier."""
    if match := re.fullmatch(_COUNT, text):
        return Count(int(match[2]), match[1])
    written = plain(text)
    advice = (
        f"{odd_characters(text)}Write `{written}`." if written != text and re.fullmatch(_COUNT, written) else _COUNTS
    )
    report(Problem.FIELD_VALUE, f"“{text}” is not a count. {advice}")
    return None


def parse_text(text: str, _lookup: Lookup, _report: Report) -> str:
    """Return free text unchanged."""
    return text


def parse_image(text: str, lookup: Lookup, report: Report) -> str | None:
    """Parse the path of an image, whose file is in the folder of the pages."""
    if not re.search(rf"\.(?:{'|'.join(_IMAGES)})$", text, re.IGNORECASE) or "://" in text:
        known = ", ".join(_IMAGES)
        report(Problem.FIELD_VALUE, f"“{text}” is not the path of an image. Its file ends in one of: {known}.")
        return None
    path = lookup.path_of(text)
    if path and not (path.is_file() and path.resolve().is_relative_to((lookup.pages or path).resolve())):
        advice = "Its path is relative to the page, or begins with “/” for the folder of all pages. Fix it."
        report(Problem.FIELD_VALUE, f"image “{text}” not found. {advice}")
        return None
    return text


def one_of(allowed: tuple[str, ...]) -> Parser:
    """Return a parser that accepts the *allowed* values."""

    def parse(text: str, _lookup: Lookup, report: Report) -> str | None:
        if text in allowed:
            return text
        report(Problem.FIELD_VALUE, f"“{text}” is not allowed. {suggest(text, allowed)}")
        return None

    return parse


def key_of(table: str) -> Parser:
    """Return a parser of one key of a data file."""

    def parse(text: str, lookup: Lookup, report: Report) -> str | None:
        return lookup.key(table, text, report)

    return parse


def list_items(text: str, report: Report) -> list[str]:
    """Return the items of a comma-separated list without duplicates; report those and empty items.

    A comma in brackets separates nothing.
    """
    if other := re.search("[;،؛，；、]", text):
        report(Problem.FIELD_VALUE, f"“{text}” separates values with “{other[0]}”. Use commas.")
    items = [item.strip() for item in SEPARATOR.split(text)]
    if "" in items:
        report(Problem.FIELD_VALUE, f"“{text}” contains an empty item. Remove the extra comma.")
    for item in dict.fromkeys(item for item in items if item and items.count(item) > 1):
        report(Problem.FIELD_VALUE, f"“{item}” is listed twice. Delete one.")
    return list(dict.fromkeys(filter(None, items)))


def keys_of(table: str) -> Parser:
    """Return a parser of a comma-separated list of keys of a data file."""

    def parse(text: str, lookup: Lookup, report: Report) -> tuple[str, ...]:
        found = (lookup.key(table, item, report) for item in list_items(text, report))
        return tuple(filter(None, found))

    return parse


def parse_ids(text: str, lookup: Lookup, report: Report) -> tuple[str, ...]:
    """Parse a comma-separated list of ids."""
    return tuple(filter(None, (parse_id(item, lookup, report) for item in list_items(text, report))))


def parse_partners(text: str, lookup: Lookup, report: Report) -> tuple[Participation, ...]:
    """Parse a comma-separated list of partners, each with its roles in brackets if it has any."""
    parts: dict[str, Participation] = {}
    for item in list_items(text, report):
        match = re.fullmatch(r"([^()]*?)\s*(?:\(([^()]*)\))?", item)
        if match is None:
            report(Problem.FIELD_VALUE, f"“{item}” is not a partner. Write `key`, `key (role)` or `key (role, role)`.")
            continue
        key = lookup.key("partners", match[1], report)
        roles = [] if match[2] is None else list_items(match[2], report) if match[2].strip() else [""]
        found = tuple(role for each in roles if (role := _parse_role(each, lookup, report)))
        if key in parts:
            report(Problem.FIELD_VALUE, f"“{key}” is listed twice. List each partner once: `key (role, role)`.")
        elif key:
            parts[key] = Participation(key, found)
    return tuple(parts.values())


def _parse_role(text: str, lookup: Lookup, report: Report) -> str | None:
    """Parse a role, built-in or defined by the register."""
    lookup.dependencies.add(("roles", text))
    known = dict.fromkeys([*ROLES, *lookup.register.roles])
    if text in known:
        return text
    if "roles" in lookup.register.broken:  # reported already
        lookup.lost = True
    else:
        advice = suggest(text, known, "add it to roles.toml")
        report(Problem.FIELD_VALUE, f"“{text}” is not a partner role. {advice}")
    return None


def day_of_access(source: Source) -> Day | None:
    """Return the last day on which a source was accessed, if it is known."""
    return parse_date(source.accessed).latest if source.accessed else None


def contradictions(
    values: Mapping[str, Any], register: Register, unread: Container[str] = ()
) -> Iterator[tuple[str, Problem, str]]:
    """Yield (field, problem, message) for values that contradict each other; *unread* are fields with problems."""
    yield from _contradictions_of_image(values, unread)
    added, updated = values.get("added"), values.get("updated")
    date: Date | None = values.get("date")
    accessed = [day_of_access(register.sources[key]) for key in values.get("sources") or ()]
    days = [day for day in accessed if day]
    earliest = date.earliest if date else None
    if added and date and earliest and earliest > parse_date(added).lower:
        message = f"“{date.text}” is after `added` ({added}). Fix one of the two."
        yield "date", Problem.DATE, message
    elif date and earliest and days and len(days) == len(accessed) and earliest > max(days):
        message = f"“{date.text}” is after {max(days)}, when its sources were last accessed. Fix the date, or "
        message += "`accessed` in sources.toml. Future events cannot be milestones."
        yield "date", Problem.DATE, message
    if added and updated and updated < added:
        yield "updated", Problem.DATE, f"“{updated}” is before `added` ({added}). Fix one of the two."
    if values.get("change") and not updated:
        yield "change", Problem.DATE, "the day of the change is missing. Add a line such as: :updated: 2026-12-01"


def _contradictions_of_image(values: Mapping[str, Any], unread: Container[str]) -> Iterator[tuple[str, Problem, str]]:
    if values.get("image") and not values.get("alt") and "alt" not in unread:
        advice = "Describe what it shows, for readers who cannot see it: :alt: A sketch of two isles."
        yield "image", Problem.FIELD_VALUE, f"has no alternative text. {advice}"
    for name in ("alt", "credit") if not values.get("image") and "image" not in unread else ():
        if values.get(name):
            yield name, Problem.FIELD_VALUE, "there is no image. Add a line such as: :image: /images/photo.jpg"


# The texts that a parser accepts, as regular expressions of Python and ECMAScript. They cannot see that a period ends
# before it begins.
PATTERNS: Mapping[Parser, str] = {parse_id: KEY, parse_date_field: PATTERN, parse_count: _COUNT}
