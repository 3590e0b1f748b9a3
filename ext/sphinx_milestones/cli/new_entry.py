"""``new-partner``, ``new-source``, ``new-document``: add an entry to its data file, from options or answers."""

from __future__ import annotations

import argparse
import shutil
import sys
from collections.abc import Container, Iterator, Mapping
from gettext import NullTranslations
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from babel import Locale

from sphinx_milestones.core.keys import slug_from_words, unique_key, why_invalid_key
from sphinx_milestones.core.m49 import NAMED
from sphinx_milestones.core.periods import year_slug
from sphinx_milestones.core.problems import Problem
from sphinx_milestones.register.loader import load_register
from sphinx_milestones.register.partner_checks import why_unknown_kind
from sphinx_milestones.register.register import Register
from sphinx_milestones.register.state_checks import why_unknown_state
from sphinx_milestones.register.tables import TABLES, Column, Table
from sphinx_milestones.views.wording import Wording

from . import toml_edit
from .document_metadata import LocalFile, inspect_file
from .json_schema import choices_of, refresh
from .project import CommandError, Project, copy_file, read_file, write_file
from .prompts import Question, ask

COMMANDS: Mapping[str, str] = {"new-partner": "partners", "new-source": "sources", "new-document": "documents"}
_COMPUTED = ("bytes", "size", "pages")


def add_arguments(parser: argparse.ArgumentParser, table: Table) -> None:
    """Add an option for each column and for the key."""
    parser.add_argument(
        "--key",
        help="The key that pages use for this entry; it never changes. Derived from the name or title by default.",
    )
    for column in table.columns:
        parser.add_argument(f"--{_option(column)}", metavar="VALUE", help=column.help.replace("%", "%%"))
    parser.set_defaults(run=run)


def _option(column: Column) -> str:
    return column.name.replace("_", "-")


def run(project: Project, arguments: argparse.Namespace) -> int:
    """Add the entry to its file; print its location and what to do next."""
    draft = Draft(project, TABLES[COMMANDS[arguments.command]], arguments)
    if sys.stdin.isatty():
        draft.ask()
    key, line = draft.write()
    sys.stdout.write(f"{project.shown(draft.path)}:{line}: added “{key}”.\n")
    if draft.document:
        sys.stdout.write(
            f"Pages will show it as: {draft.shown(key)}. Its size and page count are computed at each build.\n"
        )
    if schema := refresh(draft.table, project.data):
        sys.stdout.write(f"{project.shown(schema)}: updated, for completion and checks in editors.\n")
    sys.stdout.write(f"Next: use it in a milestone: “:{draft.table.name}: {key}”. Then run `{project.how_to_check}`.\n")
    return 0


def proposed_key(table: Table, values: Mapping[str, Any], taken: Container[str]) -> str:
    """Return a free key: from the name of the country, else acronym or name, else label, else title and year."""
    if values.get("kind") == "country" and values.get("country") in Locale("en").territories:
        base = slug_from_words(Locale("en").territories[values["country"]])
    elif "title" in values:
        base = "-".join(filter(None, (slug_from_words(values["title"]), year_slug(values.get("published", "")))))
    else:
        base = slug_from_words(values.get("acronym") or values.get("name") or values.get("label") or "")
    return unique_key(base or table.name.removesuffix("s"), taken)


def conflicts(project: Project, texts: Mapping[str, str]) -> list[str]:
    """Return the problems that data files would have with these new *texts*, by table, and do not have now."""
    before = {finding.message for finding in project.register()[1]}
    with TemporaryDirectory(prefix="sphinx-milestones-") as folder:
        for table in TABLES.values():
            if (path := project.data / table.file).is_file():
                shutil.copyfile(path, Path(folder) / table.file)
        for name, text in texts.items():
            (Path(folder) / TABLES[name].file).write_bytes(text.encode("utf-8"))
        _, findings = load_register(Path(folder))
    new = (finding for finding in findings if finding.message not in before)
    # The file of a document has not been copied yet.
    return [finding.message for finding in new if finding.problem is not Problem.DOCUMENT_FILE]


class Draft:
    """An entry while its values are collected."""

    def __init__(self, project: Project, table: Table, arguments: argparse.Namespace) -> None:
        self.project = project
        self.table = table
        self.path = project.data / table.file
        self.before = read_file(self.path)
        self.register, _ = project.register()
        names = ["key", *(column.name for column in table.columns)]
        given = {name: " ".join((getattr(arguments, name) or "").split()) for name in names}
        self.given = {name: value for name, value in given.items() if value}
        self.document: LocalFile | None = None
        self._find_file()

    def _find_file(self) -> None:
        """Add the metadata of the file of a document."""
        if "file" in self.given and self.table.name == "documents":
            if computed := [f"--{name}" for name in _COMPUTED if name in self.given]:
                raise CommandError(f"{', '.join(computed)}: computed from the file. Remove from the command.")
            self.document = inspect_file(self.given["file"], self.project.data / "documents")
            self.given = {"status": "available", **self.document.metadata, **self.given, "file": self.document.name}
        elif "url" in self.given and self.table.name == "documents":
            self.given = {"status": "external", **self.given}

    def ask(self) -> None:
        """Ask for all values if none was given, else for the required ones."""
        ask_all = not self.given
        columns = sorted(self.table.columns, key=lambda column: column.name != "file")
        for column in columns:
            given = column.name in self.given or (self.document and column.name in (*_COMPUTED, "url"))
            if not given and (ask_all or column.required) and (answer := ask(self._question(column))):
                self.given[column.name] = answer
                if column.name in ("file", "url"):
                    self._find_file()
        if "key" not in self.given:
            help_ = "The key that pages use for this entry; it never changes."
            self.given["key"] = ask(Question("key", help_, self._check_key, required=True, default=self._proposal()))

    def _question(self, column: Column) -> Question:
        def check(answer: str) -> list[str]:
            return list(self._check(column, answer))

        choices = dict.fromkeys(column.read.schema.get("enum", ()), "")
        if column.name == "country":
            choices = {code: Locale("en").territories[code] for code in choices if code in NAMED}
        elif column.name == "parent":
            wording = Wording("en", NullTranslations(), self.register)
            choices = {key: wording.partner_with_acronym(key) for key in self.register.partners}
        elif column.reused or column.table:
            choices = dict.fromkeys(choices_of(self.register, self.table, column), "")
        return Question(column.name, column.help.replace("`", ""), check, column.required, choices=choices)

    def _check(self, column: Column, answer: str) -> Iterator[str]:
        """Yield the problems of a value."""
        try:
            column.read(_value(column, answer))
            if column.table == "partner_kinds" and (reason := why_unknown_kind(answer, self.register)):
                yield reason
            if column.table == "document_states" and (reason := why_unknown_state(answer, self.register.model)):
                yield reason
            if column.name == "file":
                inspect_file(answer, self.project.data / "documents")
        except (ValueError, CommandError) as error:
            yield str(error)

    def _check_key(self, key: str) -> list[str]:
        if reason := why_invalid_key(key):
            return [f"“{key}” is not a valid key. {reason}"]
        taken = key in self.register.table(self.table.name)
        return [f"[{key}] is already in {self.table.file}."] if taken else []

    def _proposal(self) -> str:
        """Return a free key."""
        return proposed_key(self.table, self.given, self.register.table(self.table.name))

    def write(self) -> tuple[str, int]:
        """Write the entry, and return its key and its line.

        :raises CommandError: if a value is invalid or missing, or the entry conflicts with another
        """
        columns = self.table.columns
        if missing := [
            f"--{_option(column)}" for column in columns if column.required and column.name not in self.given
        ]:
            raise CommandError(f"missing {', '.join(missing)}. See --help.")
        key = self.given.get("key") or self._proposal()
        given = [column for column in columns if column.name in self.given]
        problems = [f"--key: {problem}" for problem in self._check_key(key)]
        problems += [
            f"--{_option(column)}: {problem}"
            for column in given
            if column.name != "file"
            for problem in self._check(column, self.given[column.name])
        ]
        values = {column.name: _value(column, self.given[column.name]) for column in given}
        text, line = toml_edit.insert((self.before or ""), key, values, "kind" if self.table.name == "partners" else "")
        if problems := problems or self._conflicts(text, values):
            raise CommandError("\n  ".join(["nothing was written:", *problems]))
        if self.document and self.document.source:
            copy_file(self.document.source, self.project.data / "documents" / self.document.name)
        write_file(self.path, text, self.before)
        return key, line

    def _conflicts(self, text: str, values: Mapping[str, Any]) -> list[str]:
        """Return conflicts with other entries, found by loading the register with the new *text* of the file."""
        if duplicate := self._duplicate(values):
            return [f"this entry already exists: [{duplicate}] in {self.table.file}."]
        return conflicts(self.project, {self.table.name: text})

    def _duplicate(self, values: Mapping[str, Any]) -> str | None:
        """Return the key of a partner that is the same country or has the same name, if there is one."""
        partners = self.register.partners.values() if values.get("kind") == "country" and "country" in values else ()
        same = (
            partner.key for partner in partners if (partner.kind, partner.country) == ("country", values.get("country"))
        )
        names = (self.register.key_of(self.table.name, values[name]) for name in ("acronym", "name") if name in values)
        return next(filter(None, (*same, *names)), None)

    def shown(self, key: str) -> str:
        """Return a document as readers will see it."""
        register: Register = load_register(self.project.data)[0]
        language = str(self.project.settings.get("language", "en"))
        return Wording(language, NullTranslations(), register).document(register.documents[key])


def _value(column: Column, text: str) -> Any:
    """Return an answer as a TOML value: an integer, a list or a string."""
    kind = column.read.schema.get("type")
    if kind == "integer" and text.isascii() and text.isdigit():
        return int(text)
    return [item.strip() for item in text.split(",")] if kind == "array" else text
