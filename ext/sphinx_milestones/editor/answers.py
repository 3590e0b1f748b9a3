"""What can be at a slot, what it means, and where it is defined."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from sphinx_milestones.core.records import Text
from sphinx_milestones.register.field_parsers import ROLES
from sphinx_milestones.register.register import Entry
from sphinx_milestones.register.tables import TABLES
from sphinx_milestones.views.field import Field

from .slots import Slot
from .workspace import OpenProject


class Choice(NamedTuple):
    """A text to insert, a label beside it, and an explanation in Markdown."""

    text: str
    label: str
    help: str


def choices(slot: Slot, project: OpenProject) -> Iterator[Choice]:
    """Yield what can be at a slot."""
    if slot.fields is not None:
        yield from (Choice(name, "", help_of(field)) for name, field in slot.fields.items())
    elif slot.ids:
        yield from (Choice(key, locations[0].title, "") for key, locations in project.milestones.items())
    elif slot.table:
        keys = dict.fromkeys([*project.register.table(slot.table), *(ROLES if slot.table == "roles" else ())])
        yield from (Choice(key, label_of(slot.table, key, project), about(slot.table, key, project)) for key in keys)
    elif slot.field:
        yield from (Choice(value, label, "") for value, label in slot.field.choices(project.wording).items())


def meaning(slot: Slot, project: OpenProject) -> str:
    """Return what is at a slot, in Markdown; empty if it is not known."""
    if slot.fields is not None:
        return help_of(slot.field) if slot.field else ""
    if slot.ids:
        return "".join(
            f"**{location.title}** ({location.path.name})\n" for location in project.milestones.get(slot.text, ())
        )
    return about(slot.table, slot.text, project) if slot.table else help_of(slot.field) if slot.field else ""


def definitions(slot: Slot, project: OpenProject) -> Iterator[tuple[Path, int]]:
    """Yield file and line (0-based) of what is at a slot."""
    if slot.ids:
        yield from ((location.path, location.line) for location in project.milestones.get(slot.text, ()))
    elif found := project.register.lines.get((slot.table, slot.text)):
        yield Path(found[0]), found[1] - 1


def help_of(field: Field) -> str:
    """Return the help of a field, with an example."""
    return f"{field.help}\n\n`:{field.name}: {field.example}`"


def label_of(table: str, key: str, project: OpenProject) -> str:
    """Return the label of an entry; empty if it has none of its own."""
    if key not in project.register.table(table):
        return ""
    return project.wording.entry(table, key)


def about(table: str, key: str, project: OpenProject) -> str:
    """Return the label of an entry and its values, in Markdown; empty if there is no such entry."""
    entry = project.register.table(table).get(key)
    if entry is None:
        return ""
    return "\n\n".join([f"**{label_of(table, key, project)}**", *_values(table, entry, project)])


def _values(table: str, entry: Entry, project: OpenProject) -> Iterator[str]:
    for column in TABLES[table].columns:
        value = getattr(entry, column.name)
        if value and column.name not in ("label", "name", "title"):
            text = project.wording.text(value) if isinstance(value, Text) else value
            yield f"{column.name}: {', '.join(text) if isinstance(text, tuple) else text}"
