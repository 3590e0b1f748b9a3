"""``list``: the milestones that match, read without a build, as a table, JSON or CSV."""

from __future__ import annotations

import argparse
import json
import sys
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from sphinx_milestones.core.problems import Finding, Problem
from sphinx_milestones.core.records import Milestone
from sphinx_milestones.core.urls import site_url
from sphinx_milestones.reading.load import LoadedRegister, load
from sphinx_milestones.reading.settings import USED
from sphinx_milestones.reading.view_options import OPTIONS, read_view
from sphinx_milestones.register.queries import sort_by_date
from sphinx_milestones.register.register import Lookup
from sphinx_milestones.views.exports.csv_files import csv_of
from sphinx_milestones.views.exports.data import ExportData
from sphinx_milestones.views.exports.milestones_json import records_of
from sphinx_milestones.views.exports.tables import tables
from sphinx_milestones.views.locales import messages_of
from sphinx_milestones.views.wording import Wording

from .project import CommandError, Project

#: Option → the option of a view that it is.
CHOICES: Mapping[str, str] = {
    "partner": "partner",
    "kind": "kind",
    "topic": "topic",
    "region": "region",
    "year": "year",
    "from": "from",
    "until": "to",
}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of the command."""
    for name, option in CHOICES.items():
        metavar = "YEAR" if option in ("year", "from", "to") else "KEY[,KEY]"
        parser.add_argument(f"--{name}", dest=option, metavar=metavar, help=OPTIONS[option].help)
    parser.add_argument("--format", choices=FORMATS, default="table", help="output format (default: table)")
    parser.set_defaults(run=run)


def run(project: Project, arguments: argparse.Namespace) -> int:
    """Write the milestones that match, newest first, and the number of problems in the files, if there are any.

    :raises CommandError: if a value is wrong
    """
    settings = {name: project.settings[name] for name in USED if name in project.settings}
    loaded = load(project.confdir, project.source, **settings)
    values = {option: _read(option, getattr(arguments, option), loaded) for option in CHOICES.values()}
    found = loaded.select(read_view("milestone-list", values).selection)
    sys.stdout.write(FORMATS[arguments.format](found, _data(loaded)))
    if loaded.problems:
        count = len(loaded.problems)
        sys.stderr.write(f"The files have {count} problem{'s' * (count > 1)}. Run `{project.how_to_check}`.\n")
    return 0


def _read(option: str, text: str | None, loaded: LoadedRegister) -> object:
    """Return the value of an option of a view.

    :raises CommandError: if it is wrong; the message names the closest key
    """
    findings: list[Finding] = []

    def report(problem: Problem, message: str) -> None:
        findings.append(Finding(problem, message, ""))

    value = OPTIONS[option].parse(text, Lookup(loaded.register), report) if text else None
    if findings:
        name = next(name for name, each in CHOICES.items() if each == option)
        raise CommandError(f"--{name}: {findings[0].message}")
    return value


def _data(loaded: LoadedRegister) -> ExportData:
    language = str(loaded.settings.get("language") or "en")
    wording = Wording(language, messages_of(language), loaded.register)
    addresses = _Addresses(site_url(str(loaded.settings.get("html_baseurl") or "")))
    codes = {language.replace("_", "-"): wording}
    return ExportData(loaded.milestones, loaded.register, codes, addresses)


class _Addresses:
    """The addresses of the pages of the HTML builder, without those that only a build knows."""

    def __init__(self, base: str) -> None:
        self.base = base

    def milestone(self, milestone: Milestone) -> str:
        """Return the address on its page."""
        return f"{self.base}{milestone.docname}.html#{milestone.id}"

    def partner(self, _key: str) -> str:
        """Return nothing."""
        return ""

    def document(self, _key: str) -> str:
        """Return nothing."""
        return ""

    def image(self, _milestone: Milestone) -> str:
        """Return nothing."""
        return ""

    def text(self, _role: str, _target: str, _wording: Wording) -> str | None:
        """Return nothing: the text of a milestone is as written, without placeholders."""
        return None

    def link(self, _role: str, _target: str, fallback: str, _wording: Wording) -> str:
        """Return the text without a link."""
        return fallback


def _as_json(milestones: Sequence[Milestone], data: ExportData) -> str:
    """Return the records of `milestones.json`, one per line."""
    lines = [json.dumps(record, ensure_ascii=False) for record in _records(milestones, data)]
    return "[\n" + ",\n".join(lines) + "\n]\n" if lines else "[]\n"


def _as_csv(milestones: Sequence[Milestone], data: ExportData) -> str:
    """Return the rows of `milestones.csv`."""
    return csv_of(replace(tables(data)["milestones"], rows=_records(milestones, data))).replace("\r\n", "\n")


def _records(milestones: Sequence[Milestone], data: ExportData) -> list[dict[str, Any]]:
    """Return the record of each milestone; two may have the same id, until somebody checks the pages."""
    found = {_position(each): record for each, record in zip(data.milestones, records_of(data), strict=True)}
    return [found[_position(each)] for each in milestones]


def _position(milestone: Milestone) -> tuple[str, str, int]:
    return milestone.id, milestone.docname, milestone.line


def _as_table(milestones: Sequence[Milestone], data: ExportData) -> str:
    """Return date, id, title and partners in columns."""
    wording = next(iter(data.wordings.values()))
    rows = [
        (
            each.date.text if each.date else "",
            each.id,
            each.title,
            wording.separator.join(wording.short_partner(part.partner) for part in each.partners),
        )
        for each in sort_by_date(milestones)
    ]
    widths = [max((_width(row[column]) for row in rows), default=0) for column in range(3)]
    lines = [
        "  ".join([*(text + " " * (width - _width(text)) for text, width in zip(row, widths, strict=False)), row[3]])
        for row in rows
    ]
    count = wording.milestones(len(rows))
    return "".join(f"{line.rstrip()}\n" for line in [*lines, *([""] if lines else []), count])


def _width(text: str) -> int:
    """Return the columns that a text takes in a terminal."""
    shown = (char for char in text if not unicodedata.combining(char))
    return sum(2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in shown)


FORMATS: Mapping[str, Callable[[Sequence[Milestone], ExportData], str]] = {
    "table": _as_table,
    "json": _as_json,
    "csv": _as_csv,
}
