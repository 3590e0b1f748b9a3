"""``new``: add a milestone to the page for its year, from options or answers."""

from __future__ import annotations

import argparse
import datetime
import os
import sys
from collections.abc import Iterable, Mapping
from functools import cached_property
from gettext import NullTranslations

from sphinx_milestones.core.dates import parse_date
from sphinx_milestones.core.keys import slug_from_words, unique_key
from sphinx_milestones.core.periods import year_slug
from sphinx_milestones.core.problems import Problem
from sphinx_milestones.core.suggestions import suggest
from sphinx_milestones.register.register import Lookup
from sphinx_milestones.syntax.markup import Markup
from sphinx_milestones.views.field import Field
from sphinx_milestones.views.fields import FIELDS
from sphinx_milestones.views.register_fields import fields_of
from sphinx_milestones.views.wording import Wording

from . import year_pages
from .project import CommandError, Project
from .prompts import Question, ask

PLACEHOLDER = "Describe what happened, who took part and what the result was; then delete this line."


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add an option for each field, the title and the text."""
    parser.add_argument("--title", help="The title, in plain text.")
    for field in FIELDS.values():
        parser.add_argument(f"--{field.name}", metavar="VALUE", help=field.help.replace("%", "%%"))
    own = "value of a field that the register defines itself (can be repeated)"
    parser.add_argument("--field", metavar="NAME=VALUE", action="append", default=[], help=own)
    parser.add_argument("--text", help="The body: what happened, in the markup of the page.")
    parser.set_defaults(run=run)


def run(project: Project, arguments: argparse.Namespace) -> int:
    """Add the milestone to its page; print its location and what to do next."""
    draft = Draft(project, _given(arguments))
    draft.add_own(arguments.field)
    draft.check_given()
    if sys.stdin.isatty():
        draft.ask()
    draft.complete()
    date = parse_date(draft.values["date"])
    pages = year_pages.Pages(project)
    page, line = year_pages.write(pages, date, draft.entry)
    sys.stdout.write(f"{project.shown(page)}:{line}: added “{draft.values['id']}”.\n")
    todo = "" if draft.text else "write its text on that page, then "
    sys.stdout.write(f"Next: {todo}run `{project.how_to_check}`.\n")
    return 0


def _given(arguments: argparse.Namespace) -> dict[str, str]:
    names = ("title", "text", *FIELDS)
    return {name: value for name in names if (value := (getattr(arguments, name) or "").strip())}


def current_day() -> str | None:
    """Return the UTC day of SOURCE_DATE_EPOCH (seconds since 1970), which `make milestone` sets to today."""
    seconds = os.environ.get("SOURCE_DATE_EPOCH", "")
    if not (seconds.isascii() and seconds.isdecimal()):
        return None
    try:
        return (datetime.date(1970, 1, 1) + datetime.timedelta(seconds=int(seconds))).isoformat()
    except OverflowError:
        return None


def id_base(values: Mapping[str, str]) -> str:
    """Return an id that may be taken: the year, followed by words of the title, or else by kind and partners."""
    kind, partners = (values.get(name, "") for name in ("kind", "partners"))
    slug = slug_from_words(values["title"]) or slug_from_words(kind, partners)
    return f"{year_slug(values['date'])}-{slug}".removesuffix("-")


def entry_lines(
    project: Project, markup: Markup, fields: Iterable[str], values: Mapping[str, str], text: str
) -> list[str]:
    """Return the lines of an entry with these *values*, by the name of the field, and the title."""
    mark = ":" if "colon_fence" in project.settings.get("myst_enable_extensions", ()) else "~"
    lines = [f":{name}: {values[name]}" for name in fields if name in values]
    return markup.entry(values["title"], lines, text, mark)


class Draft:
    """A milestone while its values are collected."""

    def __init__(self, project: Project, given: Mapping[str, str]) -> None:
        self.project = project
        self.text = given.get("text", "")
        self.values = {name: " ".join(value.split()) for name, value in given.items() if name != "text"}
        self.register, _ = project.register()
        self.fields = fields_of(self.register)

    @cached_property
    def ids(self) -> set[str]:
        """The ids of all milestones of the register."""
        return year_pages.Pages(self.project).ids()

    @cached_property
    def required(self) -> list[str]:
        """The fields that must be given: those that the register requires, and the date, which determines the page."""
        setting = self.project.setting("milestones_required_fields")
        required = ["date", *self.register.model.required_fields(setting)]
        derived = ("id", "added") if current_day() else ("id",)
        return [field for field in self.fields if field in required and field not in derived]

    def add_own(self, given: Iterable[str]) -> None:
        """Add the values of the register's own fields, each given as ``NAME=VALUE``.

        :raises CommandError: if there is no such field
        """
        own = self.register.model.fields
        for name, _, value in (text.partition("=") for text in given):
            if name not in own:
                raise CommandError(f"--field: the register has no own field “{name}”. {suggest(name, own)}")
            self.values |= {name: " ".join(value.split())} if value.strip() else {}

    def check_given(self) -> None:
        """Check the values given as options.

        :raises CommandError: if a value is invalid
        """
        given = [name for name in self.fields if name in self.values]
        problems = [f"--{name}: {problem}" for name in given for problem in self._check(name, self.values[name])]
        if problems:
            raise CommandError("\n  ".join(["nothing was written:", *problems]))

    def ask(self) -> None:
        """Ask for all values if none was given, else for the required ones."""
        ask_all = not self.values and not self.text
        for name, question in self._questions():
            if name not in self.values and (ask_all or question.required) and (answer := ask(question)):
                self.values[name] = answer
        if "id" not in self.values:
            self.values["id"] = ask(self._question(self.fields["id"], default=self._proposal()))
        if ask_all:
            self.text = ask(
                Question("text", "What happened, in one line; you can write more on the page.", lambda _: [])
            )

    def _questions(self) -> list[tuple[str, Question]]:
        title = Question("title", "The title, in plain text.", lambda _: [], required=True)
        fields = [field for field in self.fields.values() if field.asked or field.name in self.required]
        return [("title", title), *((field.name, self._question(field)) for field in fields)]

    def _question(self, field: Field, default: str = "") -> Question:
        def check(answer: str) -> list[str]:
            return self._check(field.name, answer)

        wording = Wording(str(self.project.settings.get("language", "en")), NullTranslations(), self.register)
        needed = field.name in (*self.required, "sources")  # a strict build requires them
        return Question(field.name, field.help.replace("`", ""), check, needed, default, field.choices(wording))

    def _check(self, name: str, value: str) -> list[str]:
        """Return the problems of a value."""
        problems: list[str] = []

        def report(_problem: Problem, message: str) -> None:
            problems.append(message)

        self.fields[name].parse(value, Lookup(self.register), report)
        if name == "id" and value in self.ids:
            problems.append(f"“{value}” is already the id of another milestone. Choose another id.")
        if name == "related" and not problems:
            ids = [item.strip() for item in value.split(",")]
            unknown = [identifier for identifier in ids if identifier not in self.ids]
            problems += [f"“{key}” is not the id of a milestone. {suggest(key, sorted(self.ids))}" for key in unknown]
        return problems

    def _proposal(self) -> str:
        """Return a free id."""
        return unique_key(id_base(self.values), self.ids)

    def complete(self) -> None:
        """Add the values that can be derived.

        :raises CommandError: if a required value is missing
        """
        if missing := [f"--{name}" for name in ("title", *self.required) if name not in self.values]:
            raise CommandError(f"missing {', '.join(missing)}. See --help.")
        self.values.setdefault("id", self._proposal())
        if day := current_day():
            self.values.setdefault("added", day)

    def entry(self, markup: Markup) -> list[str]:
        """Return the lines of the entry."""
        text = self.text.replace("\r\n", "\n").strip("\n") or f"{markup.comment} {PLACEHOLDER}"
        return entry_lines(self.project, markup, self.fields, self.values, text)
