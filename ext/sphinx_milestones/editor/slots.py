"""What is at a position of a page: the name or a value of a field or option, or the key in a role."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from sphinx_milestones.reading.view_options import OPTIONS
from sphinx_milestones.register.register import Register
from sphinx_milestones.syntax.blocks import Block
from sphinx_milestones.syntax.markup import Markup
from sphinx_milestones.views.field import Field
from sphinx_milestones.views.models import VIEWS
from sphinx_milestones.views.register_fields import fields_of

_NAME = re.compile(r"[ \t]*:([\w-]*)")
_FIELD = re.compile(r"[ \t]*:([\w-]+):[ \t]*")
_ROLE = re.compile(r"(?:\{(milestone|partner|document)\}|:(milestone|partner|document):)`([^`]*)")
_TARGET = re.compile(r"[^<>]*<([^<>]*)>?|([^<>]*)")

TABLES_OF_ROLES = {"milestone": "", "partner": "partners", "document": "documents"}


@dataclass(frozen=True, slots=True)
class Slot:
    """A piece of a line, from *begin* to *end* (0-based): a name of one of *fields*, or a value of *field*.

    A value is a key of the data file `table`, an id of a milestone if `ids`, or else one that the field allows.
    """

    text: str
    begin: int
    end: int
    fields: Mapping[str, Field] | None = None
    field: Field | None = None
    table: str = ""
    ids: bool = False


def table_of(directive: str, register: Register) -> Mapping[str, Field] | None:
    """Return the fields or options of a directive by name; None if it has none of the register."""
    if directive == "milestone":
        return fields_of(register)
    return {name: OPTIONS[name] for name in VIEWS[directive].options} if directive in VIEWS else None


def slot_at(lines: Sequence[str], line: int, column: int, markup: Markup, register: Register) -> Slot | None:
    """Return what is at *column* of *line* (both 0-based); None if it is nothing that the register defines."""
    if line >= len(lines):
        return None
    return _in_block(lines, line, column, markup, register) or _in_role(lines[line], column)


def field_lines(lines: Sequence[str], block: Block) -> range:
    """Return the lines of the fields of a block: up to the first empty one."""
    last = len(lines) if block.end is None else block.end + 1
    end = next((at for at in range(block.begin + 1, last) if not lines[at].strip()), last)
    return range(block.begin + 1, end)


def _in_block(lines: Sequence[str], line: int, column: int, markup: Markup, register: Register) -> Slot | None:
    for block in markup.blocks(lines):
        if block.begin < line and line in field_lines(lines, block) and (table := table_of(block.name, register)):
            return _in_field(lines[line].rstrip("\r\n"), column, table)
    return None


def _in_field(text: str, column: int, table: Mapping[str, Field]) -> Slot | None:
    """Return the name or the item at *column* of the line of a field."""
    named = _FIELD.match(text)
    if named is None or column < named.end(1) + 1:
        name = _NAME.match(text)
        return Slot(name[1], name.start(1), name.end(1), fields=table, field=table.get(name[1])) if name else None
    field = table.get(named[1])
    if field is None:
        return None
    for item in _items(text, named.end()):
        if item.start() <= column <= item.end():
            key = item[0].split("(")[0]
            begin = item.start() + len(key) - len(key.lstrip())
            if column > item.start() + len(key):  # in the brackets of a role
                begin = max(text.rfind(mark, 0, column) for mark in "(,") + 1
                begin += len(text[begin:column]) - len(text[begin:column].lstrip())
                end = next((at for at in range(column, item.end()) if text[at] in ",)"), item.end())
                return Slot(text[begin:end].rstrip(), begin, end, field=field, table="roles")
            ids = field.name == "related"
            return Slot(key.strip(), begin, begin + len(key.strip()), None, field, field.table, ids)
    return None


def _items(text: str, begin: int) -> Iterator[re.Match[str]]:
    """Yield the items of a list, the empty one after a comma at the end too; a bracket may be open at the end."""
    yield from re.compile(r"(?:[^,(]|\([^()]*(?:\)|$))+|$").finditer(text, begin)


def _in_role(text: str, column: int) -> Slot | None:
    for role in _ROLE.finditer(text):
        if role.start(3) <= column <= role.end(3) and (target := _TARGET.fullmatch(role[3])):
            group = 1 if target[1] is not None else 2
            begin, name = role.start(3) + target.start(group), role[1] or role[2]
            key = target[group]
            return Slot(key, begin, begin + len(key), table=TABLES_OF_ROLES[name], ids=name == "milestone")
    return None
