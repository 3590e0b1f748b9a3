"""``new-partner``, ``new-source``, ``new-document``: an entry, asked for or given in options, put in its data file."""

from __future__ import annotations

import argparse
import shutil
import sys
from collections.abc import Iterator, Mapping
from gettext import NullTranslations
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from babel import Locale

from sphinx_milestones.core.keys import slug_from_words, unique_key, why_invalid_key
from sphinx_milestones.core.problems import Problem
from sphinx_milestones.register.loader import load_register
from sphinx_milestones.register.register import Register
from sphinx_milestones.register.tables import TABLES, Column, Table
from sphinx_milestones.views.wording import Wording

from . import files, toml_edit
from .document_metadata import Held, find_held
from .json_schema import known, refresh
from .project import CommandError, Project
from .prompts import Question, ask

COMMANDS: Mapping[str, str] = {"new-partner": "partners", "new-source": "sources", "new-document": "documents"}
_COUNTED = ("bytes", "size", "pages")


def add_arguments(parser: argparse.ArgumentParser, table: Table) -> None:
    """An option for each column, and for the key."""
    parser.add_argument(
        "--key", help="The key that pages use for it; it never changes. Derived from the name or title by default."
    )
    for column in table.columns:
        parser.add_argument(f"--{_option(column)}", metavar="VALUE", help=column.help.replace("%", "%%"))
    parser.set_defaults(run=run)


def _option(column: Column) -> str:
    return column.name.replace("_", "-")


def run(project: Project, arguments: argparse.Namespace) -> int:
    """Put the entry into its file, and say where it is and what comes next."""
    draft = Draft(project, TABLES[COMMANDS[arguments.command]], arguments)
    if sys.stdin.isatty():
        draft.ask()
    key, line = draft.write()
    sys.stdout.write(f"{project.shown(draft.path)}:{line}: added “{key}”.\n")
    if draft.held:
        sys.stdout.write(
            f"Pages will show it as: {draft.shown(key)}. Its size and page count are computed at each build.\n"
        )
    if schema := refresh(draft.table, project.data):
        sys.stdout.write(f"{project.shown(schema)}: updated, for completion and checks in editors.\n")
    sys.stdout.write(f"Next: use it in a milestone: “:{draft.table.name}: {key}”. Then run `{project.how_to_check}`.\n")
    return 0


class Draft:
    """An entry as far as it is known."""

    def __init__(self, project: Project, table: Table, arguments: argparse.Namespace) -> None:
        self.project = project
        self.table = table
        self.path = project.data / table.file
        self.before = files.read(self.path)
        self.register, self.findings = load_register(project.data)
        if self.register.broken:
            raise CommandError(f"a data file cannot be read. Run `{project.how_to_check}` and fix it first.")
        names = ["key", *(column.name for column in table.columns)]
        given = {name: " ".join((getattr(arguments, name) or "").split()) for name in names}
        self.given = {name: value for name, value in given.items() if value}
        self.held: Held | None = None
        self._find_file()

    def _find_file(self) -> None:
        """Add what the file of a document tells by itself."""
        if "file" in self.given and self.table.name == "documents":
            if counted := [f"--{name}" for name in _COUNTED if name in self.given]:
                raise CommandError(f"{', '.join(counted)}: computed from the file. Leave it out.")
            self.held = find_held(self.given["file"], self.project.data / "documents")
            self.given = {"status": "available", **self.held.facts, **self.given, "file": self.held.name}
        elif "url" in self.given and self.table.name == "documents":
            self.given = {"status": "external", **self.given}

    def ask(self) -> None:
        """Ask for everything where nothing was given, else for what is needed."""
        everything = not self.given
        columns = sorted(self.table.columns, key=lambda column: column.name != "file")
        for column in columns:
            known = column.name in self.given or (self.held and column.name in (*_COUNTED, "url"))
            if not known and (everything or column.required) and (answer := ask(self._question(column))):
                self.given[column.name] = answer
                if column.name in ("file", "url"):
                    self._find_file()
        if "key" not in self.given:
            help_ = "The key that pages use for it; it never changes."
            self.given["key"] = ask(Question("key", help_, self._key_faults, required=True, default=self._proposal()))

    def _question(self, column: Column) -> Question:
        def check(answer: str) -> list[str]:
            return list(self._faults(column, answer))

        choices = dict.fromkeys(column.read.schema.get("enum", ()), "")
        if column.name == "country":
            choices = {code: Locale("en").territories[code] for code in choices}
        elif column.name == "parent":
            words = Wording(self.register, "en", NullTranslations())
            choices = {key: words.partner_with_acronym(key) for key in self.register.partners}
        elif column.reused:
            choices = dict.fromkeys(known(self.register, self.table, column), "")
        return Question(column.name, column.help.replace("`", ""), check, column.required, choices=choices)

    def _faults(self, column: Column, answer: str) -> Iterator[str]:
        try:
            column.read(_value(column, answer))
            if column.name == "file":
                find_held(answer, self.project.data / "documents")
        except (ValueError, CommandError) as error:
            yield str(error)

    def _key_faults(self, key: str) -> list[str]:
        if fault := why_invalid_key(key):
            return [f"“{key}” is not a valid key. {fault}"]
        taken = key in self.register.table(self.table.name)
        return [f"[{key}] is already in {self.table.file}."] if taken else []

    def _proposal(self) -> str:
        """A key: a country's short name, else acronym or name, else words of the title and the year."""
        given = self.given
        if given.get("kind") == "country" and given.get("country") in Locale("en").territories:
            wanted = slug_from_words(Locale("en").territories[given["country"]])
        elif self.table.name == "partners":
            wanted = slug_from_words(given.get("acronym") or given.get("name", ""))
        else:
            year = given.get("published", "")[:4]
            wanted = "-".join(filter(None, (slug_from_words(given["title"]), year)))
        return unique_key(wanted or self.table.name.removesuffix("s"), self.register.table(self.table.name))

    def write(self) -> tuple[str, int]:
        """Write the entry, and return its key and its line.

        :raises CommandError: when a value is wrong or wanting, or says what another entry says
        """
        columns = self.table.columns
        if missing := [f"--{_option(c)}" for c in columns if c.required and c.name not in self.given]:
            raise CommandError(f"missing {', '.join(missing)}. See --help.")
        key = self.given.get("key") or self._proposal()
        known = [column for column in columns if column.name in self.given]
        faults = [f"--key: {fault}" for fault in self._key_faults(key)]
        faults += [
            f"--{_option(c)}: {fault}"
            for c in known
            if c.name != "file"
            for fault in self._faults(c, self.given[c.name])
        ]
        values = {column.name: _value(column, self.given[column.name]) for column in known}
        text, line = toml_edit.insert((self.before or ""), key, values, "kind" if self.table.name == "partners" else "")
        if faults := faults or self._clashes(text, values):
            raise CommandError("\n  ".join(["nothing was written:", *faults]))
        if self.held and self.held.source:
            files.copy(self.held.source, self.project.data / "documents" / self.held.name)
        files.write(self.path, text, self.before)
        return key, line

    def _clashes(self, text: str, values: Mapping[str, Any]) -> list[str]:
        """What is wrong between the entry and the others, by reading the file as it would be."""
        if twin := self._twin(values):
            return [f"this is [{twin}], which is already in {self.table.file}."]
        before = {finding.message for finding in self.findings}
        with TemporaryDirectory(prefix="sphinx-milestones-") as folder:
            for table in TABLES.values():
                if (path := self.project.data / table.file).is_file():
                    shutil.copyfile(path, Path(folder) / table.file)
            (Path(folder) / self.table.file).write_bytes(text.encode("utf-8"))
            _, findings = load_register(Path(folder))
        # The files of documents are not there.
        return [f.message for f in findings if f.message not in before and f.problem is not Problem.DOCUMENT_FILE]

    def _twin(self, values: Mapping[str, Any]) -> str | None:
        """The partner that a new one would be another entry of: the same country, or one of the same name."""
        partners = self.register.partners.values() if values.get("kind") == "country" else ()
        same = (
            partner.key for partner in partners if (partner.kind, partner.country) == ("country", values.get("country"))
        )
        names = (self.register.key_of(self.table.name, values[name]) for name in ("acronym", "name") if name in values)
        return next(filter(None, (*same, *names)), None)

    def shown(self, key: str) -> str:
        """The document as readers will see it."""
        register: Register = load_register(self.project.data)[0]
        language = str(self.project.settings.get("language", "en"))
        return Wording(register, language, NullTranslations()).document(register.documents[key])


def _value(column: Column, text: str) -> Any:
    """A value as TOML has it: a number, a list, or text."""
    kind = column.read.schema.get("type")
    if kind == "integer" and text.isascii() and text.isdigit():
        return int(text)
    return [item.strip() for item in text.split(",")] if kind == "array" else text
