"""Make entries of rows: what each becomes, in which file, and what of it is left out for which reason."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace

from sphinx_milestones.cli.new_milestone import current_day, id_base
from sphinx_milestones.cli.project import Project
from sphinx_milestones.core import limits
from sphinx_milestones.core.dates import Date
from sphinx_milestones.core.keys import why_invalid_key
from sphinx_milestones.core.problems import Problem
from sphinx_milestones.register.field_parsers import contradictions
from sphinx_milestones.register.register import Lookup
from sphinx_milestones.views.register_fields import fields_of

from .entries import Entries, entries_in
from .mapping import DEFAULT, Row
from .markup_text import cleaned
from .own_json import SYNTAXES
from .prose import Paragraph, plain_paragraphs, plain_text
from .row_text import RowText
from .rows import Cell, Lost, Table, shown

_DIFFERS = "The register has a different entry with this key, which stays as it is."


@dataclass(frozen=True)
class Planned:
    """A new milestone: its row, values by field, date and text."""

    where: str
    values: Mapping[str, str]
    date: Date
    text: Sequence[Paragraph]
    written: Mapping[str, str] = field(default_factory=dict)  # the text as its author wrote it, by syntax


@dataclass
class Plan:
    """What an import would write, and what it would not."""

    planned: list[Planned] = field(default_factory=list)
    present: list[str] = field(default_factory=list)  # rows of milestones that the register has already
    lost: list[Lost] = field(default_factory=list)
    dropped: int = 0  # rows that become no milestone
    missing: Counter[str] = field(default_factory=Counter)  # how many milestones lack a field that a build requires


class Planner:
    """Makes a plan, row by row; *order* is that of dates such as ``05/03/2024``."""

    def __init__(self, project: Project, existing: Mapping[str, tuple[str, str]], table: Table, order: str) -> None:
        self.existing = existing
        self.order = order
        self.html = table.texts_are_html
        language = str(project.settings.get("language") or "en")
        self.entries = Entries(project.register()[0], language, table.entries)
        self.fields = fields_of(self.entries.register)
        setting = project.setting("milestones_required_fields")
        self.needed = [*self.entries.register.model.required_fields(setting), "sources"]
        self.plan = Plan()
        self.ids = set(existing)

    def plan_of(self, rows: Sequence[Row]) -> Plan:
        """Return the plan of all rows."""
        for row in rows:
            self._add(row)
        self.plan.planned = [self._with_known_relations(planned) for planned in self.plan.planned]
        self.plan.lost += [Lost(f"{table} “{key}”", "", key, _DIFFERS) for table, key in self.entries.differing()]
        return self.plan

    def _with_known_relations(self, planned: Planned) -> Planned:
        """Return a milestone related only to those that there will be."""
        if "related" not in planned.values:
            return planned
        ids = [item.strip() for item in planned.values["related"].split(",")]
        known = [identifier for identifier in ids if identifier in self.ids and identifier != planned.values["id"]]
        for identifier in (each for each in ids if each not in known):
            self.plan.lost.append(Lost(planned.where, "related", identifier, "It is not the id of a milestone."))
        rest = {name: value for name, value in planned.values.items() if name != "related"}
        return replace(planned, values={**rest, **({"related": ", ".join(known)} if known else {})})

    def _add(self, row: Row) -> None:
        before = len(self.plan.lost)
        try:
            planned = self._planned(row)
        except ValueError as error:
            del self.plan.lost[before:]
            given = [(column, cell) for cells in row.values.values() for column, cell in cells if column != DEFAULT]
            cells = "; ".join(f"{column}: {shown(cell)}" for column, cell in given)
            self._lose(row, "", cells, f"The row is not imported. {error}")
            self.plan.dropped += 1
            return
        if planned is None:
            del self.plan.lost[before:]
            self.plan.present.append(row.where)
            return
        self.plan.planned.append(planned)
        self.plan.missing.update(name for name in self.needed if name not in planned.values)

    def _lose(self, row: Row, column: str, value: str, reason: str) -> None:
        self.plan.lost.append(Lost(row.where, column, value, reason))

    def _planned(self, row: Row) -> Planned | None:
        """Return the milestone of a row; None if the register has it.

        :raises ValueError: if the row has no title or no date that a milestone can have
        """
        written = RowText(row, self.plan.lost, self.order, html=self.html)
        text = written.text()
        title, date = written.title(text), written.date()
        values = {"title": title, "date": date.text, **self._plain_fields(row)}
        for name in (name for name, definition in self.fields.items() if definition.table):
            cells = [*row.values.get(name, ()), *(row.values.get("url", ()) if name == "sources" else ())]
            values |= self._keys(row, name, cells)
        if not self._identify(row, values, written.first("id")):
            return None
        self.ids.add(values["id"])
        if (day := current_day()) and "added" not in values:
            values["added"] = day
        self._check(row, values, date)
        source = {syntax: shown(row.values[syntax][0][1]) for syntax in SYNTAXES if syntax in row.values}
        for table, key in (entry for written in source.values() for entry in entries_in(written)):
            with suppress(ValueError):  # then the check reports it
                self.entries.resolve(table, ({"key": key},))
        return Planned(row.where, values, date, text or plain_paragraphs(title), source)

    def _plain_fields(self, row: Row) -> dict[str, str]:
        """Return the values of fields that are no keys; those with problems are left out."""
        values = {}
        for name, definition in self.fields.items():
            if definition.table or name in ("date", "id"):
                continue
            for number, (column, cell) in enumerate(row.values.get(name, ())):
                text = plain_text(cleaned(shown(cell)))
                if number:
                    self._lose(row, column, shown(cell), f"Another column has the {name}.")
                elif len(text) > limits.VALUE:
                    self._lose(row, column, text, f"It is longer than {limits.VALUE} characters.")
                elif problems := self._problems(name, text):
                    self._lose(row, column, shown(cell), " ".join(problems))
                elif text:
                    values[name] = text
        return values

    def _problems(self, name: str, text: str) -> list[str]:
        problems: list[str] = []

        def report(_problem: Problem, message: str) -> None:
            problems.append(message)

        if text:
            self.fields[name].parse(text, Lookup(self.entries.register), report)
        return problems

    def _identify(self, row: Row, values: dict[str, str], given: str) -> bool:
        """Add the *given* id, else a free one; return false if the register has the milestone already."""
        if given and not why_invalid_key(given):
            values["id"] = given
            if given in self.existing:
                return False
            if given not in self.ids:
                return True
            self._lose(row, "id", given, "Another row has this id.")
        elif given:
            self._lose(row, row.values["id"][0][0], given, "It is not in the format of an id.")
        base, number = id_base(values), 1
        while (identifier := base if number == 1 else f"{base}-{number}") in self.ids:
            if self.existing.get(identifier) == (values["title"], values["date"]):
                self.existing = {key: value for key, value in self.existing.items() if key != identifier}
                return False
            number += 1
        values["id"] = identifier
        return True

    def _keys(self, row: Row, name: str, cells: Sequence[tuple[str, Cell]]) -> dict[str, str]:
        """Return the value of a field of keys, as its line has it; empty if there are none."""
        found: dict[str, str] = {}
        single = not self.fields[name].is_list
        for column, cell in cells:
            try:
                keys = self.entries.resolve(self.fields[name].table, cell)
            except ValueError as error:
                self._lose(row, column, shown(cell), f"{error}")
                continue
            if single and (found or len(keys) > 1):
                self._lose(row, column, shown(cell), f"A milestone has one {name}.")
                keys = [] if found else keys[:1]
            found |= dict(keys)
        items = [f"{key} ({role})" if role and name == "partners" else key for key, role in found.items()]
        while len(", ".join(items)) > limits.VALUE:
            self._lose(row, cells[0][0], items.pop(), f"The line would be longer than {limits.VALUE} characters.")
        return {name: ", ".join(items)} if items else {}

    def _check(self, row: Row, values: dict[str, str], date: Date) -> None:
        """Leave out days that contradict the date.

        :raises ValueError: if the date lies after the day on which it was recorded
        """
        keys = tuple(values.get("sources", "").split(", ")) if "sources" in values else ()
        parsed = {"date": date, "sources": keys, **{name: values.get(name) for name in ("added", "updated")}}
        for name, _, message in contradictions(parsed, self.entries.register):
            if name == "date":
                raise ValueError(message)
            self._lose(row, name, values.pop(name), message)
