"""The plan of an import as text: what would be written where, and what would be left out."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from pathlib import Path
from typing import Any

from sphinx_milestones.cli.project import Project
from sphinx_milestones.register.tables import TABLES

from .planner import Plan, Planned
from .rows import Lost

_MAX_LISTED = 12
_MAX_VALUE = 80  # characters of a value on the terminal; the report has it in full


def counted(number: int, noun: str) -> str:
    """Return a number with its noun."""
    return f"{number:,} {noun}{'' if number == 1 else 's'}".replace(",", "\N{NO-BREAK SPACE}")


def summary(
    project: Project,
    form: str,
    plan: Plan,
    pages: Mapping[Path, Sequence[Planned]],
    added: Mapping[str, Mapping[str, Any]],
) -> Iterator[str]:
    """Yield the lines of a plan."""
    rows = len(plan.planned) + len(plan.present) + plan.dropped
    yield f"{form}, {counted(rows, 'row')}: {counted(len(plan.planned), 'milestone')} to add."
    if plan.present:
        present = counted(len(plan.present), "row")
        yield f"{present} left out: the register already has these milestones, which stay as they are."
    if plan.dropped:
        yield f"{counted(plan.dropped, 'row')} cannot be imported; see below."
    for path, planned in pages.items():
        new = "" if path.exists() else ", a new page"
        yield f"  {project.shown(path)}: {counted(len(planned), 'milestone')}{new}"
    for table, entries in added.items():
        keys = ", ".join(list(entries)[:_MAX_LISTED]) + (", …" if len(entries) > _MAX_LISTED else "")
        yield f"  {project.shown(project.data / TABLES[table].file)}: {len(entries)} new: {keys}"
    yield from _losses(plan.lost)
    for name, number in plan.missing.items():
        yield f"{counted(number, 'milestone')} would have no {name}. Add --default {name}=… for these."


def _losses(lost: Sequence[Lost]) -> Iterator[str]:
    """Yield what is left out, by column and reason, each with its first value."""
    if lost:
        yield f"Left out: {counted(len(lost), 'value')}."
    for (column, _), group in groupby(sorted(lost, key=_group_of), key=_group_of):
        found = list(group)
        value = found[0].value if len(found[0].value) <= _MAX_VALUE else f"{found[0].value[:_MAX_VALUE]}…"
        name = f"“{column}”, " if column else ""
        more = f" and {counted(len(found) - 1, 'other')}" if len(found) > 1 else ""
        yield f"  {name}{found[0].row}{more}: {' '.join(value.split())} – {found[0].reason}"


def _group_of(lost: Lost) -> tuple[str, str]:
    """Return column and reason, without what the reason quotes."""
    return lost.column, re.sub("“[^”]*”", "“…”", lost.reason)


def full(lost: Sequence[Lost]) -> str:
    """Return each value that is left out, a line each: row, column, value and reason, separated by tabs."""
    lines = ("\t".join(" ".join(part.split()) for part in each) for each in lost)
    return "\n".join(["row\tcolumn\tvalue\treason", *lines, ""])
