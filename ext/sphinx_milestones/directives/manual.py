"""``register-manual``: a section of the reference, generated from the tables of the extension."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from docutils import nodes
from sphinx.util.docutils import SphinxDirective

from sphinx_milestones.core import problems
from sphinx_milestones.core.dates import FORMS
from sphinx_milestones.core.problems import Finding, Problem
from sphinx_milestones.core.suggestions import suggest
from sphinx_milestones.environment import config
from sphinx_milestones.environment.diagnostics import warn
from sphinx_milestones.environment.domain import domain_of
from sphinx_milestones.reading import view_options
from sphinx_milestones.register import editions, own_model_tables, tables
from sphinx_milestones.views import fields, models, own_messages
from sphinx_milestones.views.field import Field
from sphinx_milestones.views.register_fields import fields_of


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry of the reference; text between backticks is code.

    `note` is shown next to the name.
    """

    name: str
    help: str
    note: str = ""
    example: str = ""


def _fields(table: Mapping[str, Field], required: Sequence[str] = ()) -> list[Entry]:
    return [
        Entry(name, field.help, "required" if name in required else "", f":{name}: {field.example}")
        for name, field in table.items()
    ]


def _columns(table: tables.Table) -> list[Entry]:
    return [Entry(column.name, column.help, "required" if column.required else "") for column in table.columns]


def _views() -> list[Entry]:
    return [Entry(name, kind.help, f"options: `{'`, `'.join(kind.options)}`") for name, kind in models.VIEWS.items()]


def _settings() -> list[Entry]:
    settings = config.SETTINGS.items()
    return [Entry(name, setting.help, f"default: `{_python(setting.default)}`") for name, setting in settings]


def _editions() -> list[Entry]:
    rows = editions.EDITIONS.items()
    return [Entry(name, row.help, f"`{row.name(row.example)}.pdf`") for name, row in rows]


def _dates() -> list[Entry]:
    return [Entry(example, meaning) for example, meaning in FORMS.items()]


def _python(value: str | bool | int | list[str] | dict[str, str]) -> str:
    return str(value) if isinstance(value, bool) else json.dumps(value)


def _messages() -> list[Entry]:
    return [Entry(f"milestones.{problem.code}", f"{problem.meaning} {problem.fix}") for problem in Problem]


def _texts(word: str) -> list[Entry]:
    """Return the texts that readers see and that have a word, each with its plural."""
    texts = own_messages.texts_of_extension().items()
    found = ((text, plural) for text, plural in texts if re.search(rf"\b{word}s?\b", text, re.IGNORECASE))
    return [Entry(text, f"Plural: `{plural}`" if plural else "") for text, plural in found]


PARTS: Mapping[str, list[Entry]] = {
    "fields": _fields(fields.FIELDS),  # which are required depends on the register
    "options": _fields(view_options.OPTIONS),
    "views": _views(),
    "settings": _settings(),
    "editions": _editions(),
    "messages": _messages(),
    "dates": _dates(),
    **{Path(table.file).stem: _columns(table) for table in tables.TABLES.values()},
    **{f"own-{name}": _columns(table) for name, table in own_model_tables.SECTIONS.items()},
}


#: The parts with the texts that have a word.
TEXTS: Mapping[str, str] = {f"texts-{word}": word for word in ("partner", "milestone", "host")}


def anchor(part: str, name: str) -> str:
    """Return the anchor of an entry in a part of the reference."""
    return nodes.make_id(f"{part}-{name}")


class ManualDirective(SphinxDirective):
    """A part of the reference as a definition list, which is easier to read on a narrow screen than a table."""

    required_arguments = 1

    def run(self) -> list[nodes.Node]:
        """Return the list for the part that the argument names."""
        part = self.arguments[0]
        if part not in PARTS and part not in TEXTS:
            message = f"“{part}” is not a part of the manual. {suggest(part, (*PARTS, *TEXTS))}"
            warn(Finding(Problem.VIEW, message, *self.get_source_info()))
            return []
        for module in (config, editions, fields, own_model_tables, problems, tables, models, view_options):
            self.env.note_dependency(str(module.__file__))
        if part in TEXTS:
            self.env.note_dependency(str(own_messages.TEMPLATE))
        found = _texts(TEXTS[part]) if part in TEXTS else self._fields() if part == "fields" else PARTS[part]
        anchors: set[str] = set()
        entries = nodes.definition_list("", *(self._item(part, entry, anchors) for entry in found))
        for node in entries.findall(nodes.Element):
            self.set_source_info(node)
        return [entries]

    def _fields(self) -> list[Entry]:
        """Return the fields of this register, and which of them it requires."""
        register = domain_of(self.env).build.register
        if register.model.path:
            self.env.note_dependency(register.model.path)
        return _fields(fields_of(register), config.required_fields(self.config, register))

    def _item(self, part: str, entry: Entry, anchors: set[str]) -> nodes.definition_list_item:
        """Return an entry; of names that differ in signs only, such as “2024?” and “2024~”, one has an anchor."""
        own = {anchor(part, entry.name)} - anchors
        anchors |= own
        name = nodes.strong("", "", nodes.literal("", entry.name))
        term = nodes.term("", "", name, ids=[*own])
        if entry.note:
            term += [nodes.Text(" ("), *_inline_code(entry.note), nodes.Text(")")]
        text = f"{entry.help} Example: `{entry.example}`" if entry.example else entry.help
        return nodes.definition_list_item(
            "", term, nodes.definition("", nodes.paragraph(text, "", *_inline_code(text)))
        )


def _inline_code(text: str) -> list[nodes.Node]:
    """Return *text* as nodes, with literals for the parts between backticks."""
    return [nodes.literal("", part) if index % 2 else nodes.Text(part) for index, part in enumerate(text.split("`"))]
