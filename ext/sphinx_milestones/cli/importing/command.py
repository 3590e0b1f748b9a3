"""``import``: show what a file would add to the register, and add it if asked to."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from sphinx_milestones.cli.project import CommandError, Project
from sphinx_milestones.cli.prompts import Question, ask
from sphinx_milestones.cli.year_pages import Pages
from sphinx_milestones.core.files import FileChangedError, write_text
from sphinx_milestones.views.field import Field
from sphinx_milestones.views.register_fields import fields_of

from . import own_json, report, timeline
from .csv_tables import read_csv
from .dates import ORDERS
from .mapping import read_wishes, rows_of
from .planner import Planner
from .rows import Lost, Table
from .source_file import parse_json, read_source
from .writer import pages_of, used_entries, write

REPORT = "import-report.txt"


def add_arguments(parser: argparse.ArgumentParser, pages: Mapping[str, Any]) -> None:
    """Add the file, before *pages*, which other commands take too, and the options."""
    parser.add_argument("file", metavar="FILE", help="CSV, or JSON of TimelineJS or of a register")
    parser.add_argument("source", **pages)
    parser.add_argument("--write", action="store_true", help="write the milestones (default: only show the plan)")
    parser.add_argument("--map", metavar="FILE", help="TOML file that says which column is which field")
    default = "value for rows that have none, such as kind=visit (can be repeated)"
    parser.add_argument("--default", metavar="FIELD=VALUE", action="append", default=[], help=default)
    parser.add_argument(
        "--dates", choices=ORDERS, default="", help="order of day and month in dates such as 05/03/2024"
    )
    parser.add_argument(
        "--report", metavar="FILE", help=f"file that lists everything that is left out (default with --write: {REPORT})"
    )
    parser.set_defaults(run=run)


def run(project: Project, arguments: argparse.Namespace) -> int:
    """Show the plan; write it with ``--write``, or if a question on a terminal is answered with yes."""
    fields = fields_of(project.register()[0])
    table = _read(Path(arguments.file), fields)
    rows, lost = rows_of(table, read_wishes(arguments.map, arguments.default, fields), fields)
    planner = Planner(project, Pages(project).milestones(), table, arguments.dates)
    plan = planner.plan_of(rows)
    plan.lost[:0] = lost
    pages, added = pages_of(project, plan.planned), used_entries(plan.planned, planner.entries.added, fields)
    plan.lost += planner.entries.unused(added)
    sys.stdout.writelines(f"{line}\n" for line in report.summary(project, table.form, plan, pages, added))
    if plan.missing and arguments.write:
        raise CommandError("nothing was written, because the build would fail. See above.")
    wanted = arguments.write or _confirmed(possible=bool(plan.planned and not plan.missing))
    if wanted and plan.planned:
        write(project, pages, added, fields)
    _write_report(arguments.report or (REPORT if wanted else None), plan.lost)
    if wanted and plan.planned:
        sys.stdout.write(
            f"Added {report.counted(len(plan.planned), 'milestone')}.\nNext: run `{project.how_to_check}`.\n"
        )
    else:
        sys.stdout.write("Nothing was written.\n" + ("" if arguments.write else "To write this, add --write.\n"))
    return 0


def _read(path: Path, fields: Mapping[str, Field]) -> Table:
    """Return the table of a file.

    :raises CommandError: if it is in no format that can be imported
    """
    text = read_source(path)
    if path.suffix.lower() != ".json" and text.lstrip()[:1] not in ("{", "["):
        return read_csv(text, path.name, fields)
    value = timeline.unwrapped(parse_json(text, path.name))
    if own_json.is_register(value):
        return own_json.from_json(value, fields)
    if timeline.is_timeline(value):
        return timeline.from_json(value)
    raise CommandError(f"“{path.name}” is JSON, but neither a timeline (with “events”) nor the data of a register.")


def _confirmed(*, possible: bool) -> bool:
    if not (possible and sys.stdin.isatty()):
        return False
    choices = {"yes": "", "no": ""}
    question = Question("write", "Write this?", lambda answer: [] if answer in choices else ["Answer yes or no."])
    return ask(Question(question.name, question.help, question.check, default="no", choices=choices)) == "yes"


def _write_report(name: str | None, lost: Sequence[Lost]) -> None:
    """Write what is left out to a new file.

    :raises CommandError: if there is a file already, or it cannot be written
    """
    if name is None or not lost:
        return
    path = Path(name)
    number = 1
    while name == REPORT and path.exists():
        number += 1
        path = path.with_stem(f"{Path(REPORT).stem}-{number}")
    try:
        write_text(path, report.full(lost), None)
    except FileChangedError:
        raise CommandError(f"“{name}” already exists. Choose another file for the report.") from None
    except (OSError, UnicodeDecodeError) as error:
        raise CommandError(f"“{name}” cannot be written: {getattr(error, 'strerror', error)}.") from None
    sys.stdout.write(f"Everything that was left out is listed in {path}.\n")
