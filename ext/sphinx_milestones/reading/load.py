"""`load`: everything that the pages and data files of a register state, without a build.

The milestones are those that a build collects, except that their text is as written: references are not resolved, and
nothing is translated.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, replace
from functools import partial
from itertools import count
from pathlib import Path
from typing import Any

from sphinx_milestones.core.files import FileTooLargeError, read_bytes
from sphinx_milestones.core.keys import slugify
from sphinx_milestones.core.limits import PAGE
from sphinx_milestones.core.problems import Finding, Problem
from sphinx_milestones.core.records import Milestone
from sphinx_milestones.reading.milestone_fields import read_fields, record_of_fields, subject_of
from sphinx_milestones.register.collection import Collection
from sphinx_milestones.register.loader import load_register
from sphinx_milestones.register.queries import ALL, Selection, sort_by_date
from sphinx_milestones.register.register import Lookup, Register
from sphinx_milestones.syntax.blocks import without_code
from sphinx_milestones.syntax.conflict_markers import conflict_message, find_conflict_markers
from sphinx_milestones.syntax.directives_in_text import Directive, directives, has_text
from sphinx_milestones.syntax.markup import Markup
from sphinx_milestones.syntax.option_block import Line, read_block
from sphinx_milestones.syntax.page_text import without_hidden_characters
from sphinx_milestones.syntax.plain_titles import title_of
from sphinx_milestones.views.fields import FIELDS
from sphinx_milestones.views.register_fields import fields_of

from .pages import find_pages
from .settings import CONF, read_settings, why_wrong

NAMES = ("milestone", "ms:milestone")
_OPENING = re.compile(r"[ \t]*(?:[-*+>|:]|\d+[.)]|\* -)[ \t]+(?:(?::{3,}|`{3,})\{milestone\}|\.\. milestone::)")


@dataclass(frozen=True)
class LoadedRegister:
    """What was read: all milestones and entries, with the queries of the views, and the problems found."""

    collection: Collection
    problems: tuple[Finding, ...]
    settings: Mapping[str, Any]

    @property
    def register(self) -> Register:
        """The entries of the data files."""
        return self.collection.register

    @property
    def milestones(self) -> tuple[Milestone, ...]:
        """All milestones, by page and by their order on it."""
        return self.collection.milestones

    def select(self, selection: Selection = ALL, *, newest_first: bool = True) -> list[Milestone]:
        """Return the milestones that match a selection, by date, as views do."""
        found = (milestone for milestone in self.milestones if selection.matches(milestone, self.register))
        return sort_by_date(found, newest_first=newest_first)


def load(path: str | Path, pages: str | Path | None = None, **settings: Any) -> LoadedRegister:
    """Read the register whose ``conf.py`` is in the folder *path*, without executing that file.

    The *pages* are in ``docs`` next to it if that exists, else in the same folder. *settings* are those that
    ``conf.py`` computes. Whatever is wrong in the files is in the `problems` of the result.
    """
    folder = Path(path)
    found, problems = read_settings(folder / CONF)
    given = {**found, **settings}
    problems = [each for each in problems if each.message.partition(" ")[0] not in settings]
    wrong = {name: reason for name, value in given.items() if (reason := why_wrong(name, value))}
    problems += [Finding(Problem.CONFIGURATION, reason, str(folder / CONF)) for reason in wrong.values()]
    merged = {name: value for name, value in given.items() if name not in wrong}
    default = folder / "docs" if (folder / "docs").is_dir() else folder
    source = Path(pages) if pages else default
    register, findings = load_register(folder / str(merged.get("milestones_data", "data")))
    reader = _Reader(source, merged, register, [*problems, *findings])
    milestones = tuple(milestone for page in find_pages(source, merged) for milestone in reader.milestones(*page))
    collection = Collection(
        register=register,
        milestones=milestones,
        default_host=reader.default_host,
        pages=frozenset(milestone.docname for milestone in milestones),
    )
    return LoadedRegister(collection, tuple(reader.problems), merged)


class _Reader:
    """Reads the milestones of pages."""

    def __init__(self, source: Path, settings: Mapping[str, Any], register: Register, problems: list[Finding]) -> None:
        self.source = source
        self.settings = settings
        self.register = register
        self.problems = problems
        host = settings.get("milestones_host")
        self.default_host = host if host in register.partners else None
        required = [field.name for field in FIELDS.values() if field.required]
        self.required = register.model.required_fields(settings.get("milestones_required_fields", required))

    def milestones(self, docname: str, path: Path, markup: Markup) -> list[Milestone]:
        """Return the milestones of a page, in its order."""
        lines = [Line(text, (str(path), at)) for at, text in enumerate(self._lines(path, included=False) or ())]
        found: list[Milestone] = []
        read = [*directives(lines, markup, path, self.source, self._lines)]
        self._report_unread(lines, path, {directive.line for directive in read if directive.path == path})
        for directive in read:
            if directive.name in NAMES:
                found.append(self._milestone(directive, docname, path, markup, {each.id for each in found}))
            elif directive.name == "sources-differ" and found and has_text(directive):
                found[-1] = replace(found[-1], sources_differ=found[-1].sources_differ + 1)
        return found

    def _lines(self, path: Path, *, included: bool = True) -> Sequence[str] | None:
        """Return the lines of a file; None, with a problem, if it cannot be read, or is a page with conflicts."""
        try:
            text = read_bytes(path, PAGE).decode("utf-8-sig")
        except (OSError, UnicodeDecodeError, FileTooLargeError) as error:
            reason = error.strerror if isinstance(error, OSError) else str(error)
            self.problems.append(Finding(Problem.PAGE_FILE, f"cannot be read: {reason}.", str(path)))
            return None
        if markers := find_conflict_markers(text):
            line, marker = markers[0]
            self.problems.append(Finding(Problem.CONFLICT, conflict_message(marker), str(path), line))
            if not included:
                return None
        text, findings = without_hidden_characters(text, str(path))
        self.problems += findings
        return re.split(r"\r\n|\n|\r", text)

    def _report_unread(self, lines: Sequence[Line], path: Path, read: Set[int]) -> None:
        """Report milestones in lists, quotations and tables, which only a build finds."""
        if not any(_OPENING.match(line.text) for line in lines):
            return
        for at, text in enumerate(without_code("\n".join(line.text for line in lines)).split("\n"), 1):
            if at not in read and _OPENING.match(text):
                message = "this milestone is inside another block and is not read. Move it to the left margin."
                self.problems.append(Finding(Problem.PLACEMENT, message, str(path), at))

    def _milestone(self, directive: Directive, docname: str, page: Path, markup: Markup, taken: set[str]) -> Milestone:
        report = partial(self._report, directive)
        location = str(directive.path), directive.line
        block = read_block(directive.arguments, directive.content, directive.source, location, fields_of(self.register))
        subject = subject_of(block.options, ": ")
        for syntax in block.problems:
            report(syntax.problem or Problem.FIELD_UNKNOWN, f"{subject}{syntax.message}", syntax.line)
        read = read_fields(block.options, Lookup(self.register, page, self.source), self.required, report)
        lines = {option.name: option.line for option in block.options}
        title = title_of(block.argument, markup, self.settings)
        if not title:
            report(Problem.TITLE, "this milestone has no title. Write it after {milestone} on the same line.")
        base = slugify(f"{docname}-{title}") or "milestone"
        ids = (f"{base}-{number}" if number else base for number in count())
        record = record_of_fields(
            block,
            read,
            docname,
            lines.get("id", directive.line),
            default_host=self.default_host,
            fallback_id=lambda: next(identifier for identifier in ids if identifier not in taken),
            syntax="markdown" if markup.suffix == ".md" else "restructuredtext",
        )
        return replace(record, title=title, body=record.markup, lead=record.markup.partition("\n\n")[0])

    def _report(self, directive: Directive, problem: Problem, message: str, line: int | None = None) -> None:
        self.problems.append(Finding(problem, message, str(directive.path), line or directive.line))
