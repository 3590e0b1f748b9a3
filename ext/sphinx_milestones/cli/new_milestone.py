"""``new``: a milestone, asked for or given in options, put on the page of its year."""

from __future__ import annotations

import argparse
import os
import re
import sys
from collections.abc import Mapping
from datetime import date, timedelta
from functools import cached_property
from gettext import NullTranslations

from sphinx_milestones.core.dates import parse_date
from sphinx_milestones.core.keys import slug_from_words, unique_key
from sphinx_milestones.core.problems import Problem
from sphinx_milestones.core.suggestions import suggest
from sphinx_milestones.register.fields import FIELDS, MODES, Field
from sphinx_milestones.register.loader import load_register
from sphinx_milestones.register.register import Lookup
from sphinx_milestones.register.tables import TABLES
from sphinx_milestones.views.wording import Wording

from . import year_pages
from .project import CommandError, Project
from .prompts import Question, ask

PLACEHOLDER = "% Describe what happened, who took part and what the result was; then delete this line."
_UNASKED = ("id", "related", "added", "updated")
_MARKUP = re.compile(r"[\\`*\[\]<{}$~]|(?<!\w)_|_(?!\w)|&(?=#?\w+;)")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """An option for each field, and for the title and the text."""
    parser.add_argument("--title", help="The title, in plain text.")
    for field in FIELDS.values():
        parser.add_argument(f"--{field.name}", metavar="VALUE", help=field.help.replace("%", "%%"))
    parser.add_argument("--text", help="The body: what happened, in Markdown.")
    parser.set_defaults(run=run)


def run(project: Project, arguments: argparse.Namespace) -> int:
    """Put the milestone on its page, and say where it is and what comes next."""
    draft = Draft(project, _given(arguments))
    draft.refuse_faults()
    if sys.stdin.isatty():
        draft.ask()
    draft.complete()
    when = parse_date(draft.values["date"])
    page = year_pages.Pages(project).of_year(when.start.year)
    line = year_pages.write(page, draft.entry(), when)
    sys.stdout.write(f"{project.shown(page)}:{line}: added “{draft.values['id']}”.\n")
    todo = "" if draft.text else "write its text on that page, then "
    sys.stdout.write(f"Next: {todo}run `{project.how_to_check}`.\n")
    return 0


def _given(arguments: argparse.Namespace) -> dict[str, str]:
    names = ("title", "text", *FIELDS)
    return {name: value for name in names if (value := (getattr(arguments, name) or "").strip())}


def day_given() -> str | None:
    """The day that SOURCE_DATE_EPOCH names (seconds since 1970, UTC), by which `make milestone` says what day it is."""
    seconds = os.environ.get("SOURCE_DATE_EPOCH", "")
    if not (seconds.isascii() and seconds.isdecimal()):
        return None
    try:
        return (date(1970, 1, 1) + timedelta(seconds=int(seconds))).isoformat()
    except OverflowError:
        return None


class Draft:
    """A milestone as far as it is known."""

    def __init__(self, project: Project, given: Mapping[str, str]) -> None:
        self.project = project
        self.text = given.get("text", "")
        self.values = {name: " ".join(value.split()) for name, value in given.items() if name != "text"}
        self.register, findings = load_register(project.data)
        for table in self.register.broken:
            fault = next(found.message for found in findings if found.path.endswith(TABLES[table].file))
            raise CommandError(f"{TABLES[table].file} {fault} Fix that first.")

    @cached_property
    def ids(self) -> set[str]:
        """The ids of all milestones of the register."""
        return year_pages.Pages(self.project).ids()

    def refuse_faults(self) -> None:
        """Check what was given.

        :raises CommandError: when a value is wrong
        """
        given = [name for name in FIELDS if name in self.values]
        if faults := [f"--{name}: {fault}" for name in given for fault in self._faults(name, self.values[name])]:
            raise CommandError("\n  ".join(["nothing was written:", *faults]))

    def ask(self) -> None:
        """Ask for everything where nothing was given, else for what is needed."""
        everything = not self.values and not self.text
        for name, question in self._questions():
            if name not in self.values and (everything or question.required) and (answer := ask(question)):
                self.values[name] = answer
        if "id" not in self.values:
            self.values["id"] = ask(self._question(FIELDS["id"], default=self._proposal()))
        if everything:
            self.text = ask(
                Question("text", "What happened, in one line; you can write more on the page.", lambda _: [])
            )

    def _questions(self) -> list[tuple[str, Question]]:
        title = Question("title", "The title, in plain text.", lambda _: [], required=True)
        fields = [field for field in FIELDS.values() if field.name not in _UNASKED]
        return [("title", title), *((field.name, self._question(field)) for field in fields)]

    def _question(self, field: Field, default: str = "") -> Question:
        def check(answer: str) -> list[str]:
            return self._faults(field.name, answer)

        choices = self._choices(field.name)
        needed = field.required or field.name == "sources"  # a strict build wants them too
        return Question(field.name, field.help.replace("`", ""), check, needed, default, choices)

    def _choices(self, name: str) -> dict[str, str]:
        words = Wording(self.register, str(self.project.settings.get("language", "en")), NullTranslations())
        register = self.register
        if name == "mode":
            return dict.fromkeys(MODES, "")
        if name in ("partners", "host"):
            return {key: words.partner_with_acronym(key) for key in register.partners}
        if name in ("kind", "topics"):
            terms = register.kinds if name == "kind" else register.topics
            return {key: words.words(term.label) for key, term in terms.items()}
        if name == "documents":
            return {key: words.words(document.title) for key, document in register.documents.items()}
        return {key: words.words(source.title) for key, source in register.sources.items()} if name == "sources" else {}

    def _faults(self, name: str, value: str) -> list[str]:
        """What is wrong with a value."""
        faults: list[str] = []

        def report(_problem: Problem, message: str) -> None:
            faults.append(message)

        FIELDS[name].parse(value, Lookup(self.register), report)
        if name == "id" and value in self.ids:
            faults.append(f"“{value}” is already the id of another milestone. Choose another id.")
        if name == "related" and not faults:
            others = [item.strip() for item in value.split(",")]
            faults += [
                f"“{i}” is not the id of a milestone. {suggest(i, sorted(self.ids))}"
                for i in others
                if i not in self.ids
            ]
        return faults

    def _proposal(self) -> str:
        """An id: the year, and words of the title or what else there is."""
        year = self.values["date"][:4]
        words = slug_from_words(self.values["title"]) or slug_from_words(self.values["kind"], self.values["partners"])
        return unique_key(f"{year}-{words}".removesuffix("-"), self.ids)

    def complete(self) -> None:
        """Add what can be told.

        :raises CommandError: when a value is wanting
        """
        needed = ["title", *(field.name for field in FIELDS.values() if field.required and field.name != "id")]
        if missing := [f"--{name}" for name in needed if name not in self.values]:
            raise CommandError(f"missing {', '.join(missing)}. See --help.")
        self.values.setdefault("id", self._proposal())
        if day := day_given():
            self.values.setdefault("added", day)

    def entry(self) -> list[str]:
        """The lines of the entry, in fences that are longer than any in its text."""
        mark = ":" if "colon_fence" in self.project.settings.get("myst_enable_extensions", ()) else "~"
        inner = re.findall(rf"^[ \t]*({re.escape(mark)}{{3,}})", self.text, re.MULTILINE)
        fence = mark * max([4, *(len(found) + 1 for found in inner)])
        title = _MARKUP.sub(r"\\\g<0>", self.values["title"])
        fields = [f":{name}: {self.values[name]}" for name in FIELDS if name in self.values]
        text = self.text.replace("\r\n", "\n").strip("\n") or PLACEHOLDER
        return [f"{fence}{{milestone}} {title}", *fields, "", *text.split("\n"), fence]
