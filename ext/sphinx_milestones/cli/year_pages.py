"""Year pages as text: find the page for a year, and insert a milestone by date without changing anything else."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from typing import NamedTuple

from sphinx.project import Project as Sources

from sphinx_milestones.core.dates import Date, Point
from sphinx_milestones.core.periods import contains, period_of, period_slug, period_text, widened
from sphinx_milestones.syntax.blocks import without_code
from sphinx_milestones.syntax.markup import MARKDOWN, Markup, markups_of
from sphinx_milestones.views.locales import messages_of
from sphinx_milestones.views.localization import Localization

from .project import CommandError, Project, read_file, write_file

_ID = re.compile(r"^[ \t]*:id:[ \t]*(\S+)", re.MULTILINE)


class Entry(NamedTuple):
    """A milestone on a page: id, title, date and line (0-based), each empty if it is not readable."""

    id: str
    title: str
    date: str
    line: int


@dataclass(frozen=True)
class Pages:
    """The pages of a project."""

    project: Project

    @cached_property
    def markups(self) -> Mapping[str, Markup]:
        """The markup for each file suffix; the first is that of new pages."""
        settings, source = self.project.settings, self.project.source
        root = source / str(settings.get("root_doc", settings.get("master_doc", "index")))
        return markups_of(settings, markdown=Path(f"{root}.md").exists() and not Path(f"{root}.rst").exists())

    def paths(self) -> Iterator[Path]:
        """Yield the path of every page that Sphinx would read."""
        settings, sources = self.project.settings, Sources(self.project.source, tuple(self.markups))
        for docname in sorted(sources.discover(settings.get("exclude_patterns", ()))):
            yield Path(sources.doc2path(docname, absolute=True))

    def ids(self) -> set[str]:
        """Return the ids of all milestones, except in code examples."""
        texts = ((self.markup_of(path), path.read_text("utf-8", errors="replace")) for path in self.paths())
        pages = (without_code(text) if markup is MARKDOWN else text for markup, text in texts)
        return {identifier for page in pages for identifier in _ID.findall(page)}

    def milestones(self) -> dict[str, tuple[str, str]]:
        """Return title and date of all milestones by id, as written but without backslashes."""
        return {entry.id: (entry.title, entry.date) for path in self.paths() for entry in self.entries_on(path)}

    def entries_on(self, path: Path) -> Iterator[Entry]:
        """Yield the milestones of a page that have an id."""
        markup, lines = self.markup_of(path), path.read_text("utf-8", errors="replace").splitlines()
        for block in markup.blocks(lines):
            identifier = _ID.search("\n".join(lines[block.begin : block.end])) if block.name == "milestone" else None
            if identifier:
                title = re.split(r"milestone(?:\}|::)", lines[block.begin], maxsplit=1)[-1].strip()
                date = block.date.text if block.date else ""
                yield Entry(identifier[1], re.sub(r"\\(.)", r"\1", title), date, block.begin)

    def markup_of(self, path: Path) -> Markup:
        """Return the markup of a page."""
        return self.markups[path.suffix]

    @cached_property
    def periods(self) -> Mapping[Path, Point]:
        """The year, decade or century of each page that has one, in the order of the pages."""
        texts = ((path, path.read_text("utf-8", errors="replace")) for path in self.paths())
        found = ((path, self.markup_of(path).period_of(text)) for path, text in texts)
        return {path: period for path, period in found if period}

    def page_for(self, date: Point) -> tuple[Path, Point]:
        """Return the path and the period of the page for milestones that begin on *date*, the shortest that has it.

        A page that has to be created is next to the last of the others, and for as long a period as that one.

        :raises CommandError: if there is no markup to write it in, or it exists without stating its year
        """
        of = [(period.unspecified, path) for path, period in self.periods.items() if contains(period, date)]
        if of:
            path = min(of, key=itemgetter(0))[1]
            return path, self.periods[path]
        beside, other = list(self.periods.items())[-1] if self.periods else (None, date)
        period = widened(period_of(date), other.unspecified)
        suffix = beside.suffix if beside else next(iter(self.markups), None)
        if suffix is None:
            raise CommandError(
                "this project has neither Markdown nor reStructuredText pages. Add the milestone by hand."
            )
        path = (beside.parent if beside else self.project.source / "years") / f"{period_slug(period)}{suffix}"
        if path.exists():
            problem = f"does not have {self.markup_of(path).year_line.format(year=period_text(period))}"
            raise CommandError(f"“{self.project.shown(path)}” {problem}. Fix that first.")
        return path, period

    def title_of(self, period: Point) -> str:
        """Return the title of a new page, in the language of the project."""
        language = str(self.project.settings.get("language") or "en")
        return Localization(language, messages_of(language)).named_period(period)

    def new_page(self, path: Path, period: Point) -> str:
        """Return the text of a new page without milestones."""
        return self.markup_of(path).new_page(period, self.title_of(period))


def insert(text: str, entry: Sequence[str], date: Date, markup: Markup = MARKDOWN) -> tuple[str, int]:
    """Return the page *text* with *entry* inserted, newest first, and the line of the entry (1-based)."""
    lines = text.split("\n")
    at, blank_above = _position(lines, date, markup)
    end_of_line = "\r" if "\r\n" in text else ""
    inserted = [line + end_of_line for line in ([""] if blank_above else []) + list(entry)]
    above, below = lines[:at], lines[at:]
    if not below:  # the last line had no line ending
        above[-1] += end_of_line
        below = [""]
    elif below[0].strip():
        inserted.append(end_of_line)
    return "\n".join([*above, *inserted, *below]), at + 1 + blank_above


def _position(lines: Sequence[str], date: Date, markup: Markup) -> tuple[int, bool]:
    """Return the line (0-based) to insert an entry at, and whether it needs a blank line above it.

    :raises CommandError: if the last block is not closed
    """
    found = list(markup.blocks(lines))
    if found and found[-1].end is None:
        raise CommandError(
            f"the block that starts at line {found[-1].begin + 1} of the page is not closed. Fix that first."
        )
    floor = 0
    for block in found:
        # As on the timeline: if two dates begin on the same day, the more precise one is later.
        if block.name == "milestone" and block.date and _sort_key(block.date) < _sort_key(date):
            at = _begin(lines, block.begin, floor, markup)
            return at, bool(at and lines[at - 1].strip())
        floor = (block.end or 0) + 1
    ends = [block.end for block in found if block.name == "milestone" and block.end]
    at = ends[-1] + 1 if ends else max((i + 1 for i, line in enumerate(lines) if line.strip()), default=0)
    return at, True


def _sort_key(date: Date) -> tuple[object, ...]:
    return date.order


def _begin(lines: Sequence[str], at: int, floor: int, markup: Markup) -> int:
    """Return the first line of the block at *at*, including the labels and comments directly above it."""
    while at > floor:
        above = next((i for i in range(at - 1, floor - 1, -1) if lines[i].strip()), None)
        if above is None:
            return at
        comment = above == at - 1 and lines[above].startswith(markup.comment)
        if not (comment or markup.label.fullmatch(lines[above])):
            return at
        at = above
    return at


def insert_all(text: str, entries: Iterable[tuple[Date, Sequence[str]]], markup: Markup) -> str:
    """Return the page *text* with each of *entries* where `insert` inserts it."""
    newest = sorted(entries, key=lambda dated: _sort_key(dated[0]), reverse=True)
    keys = [
        _sort_key(block.date) for block in markup.blocks(text.split("\n")) if block.name == "milestone" and block.date
    ]

    def position(dated: tuple[Date, Sequence[str]]) -> int:
        """Return how many milestones of the page come before an entry."""
        return next((at for at, key in enumerate(keys) if key < _sort_key(dated[0])), len(keys))

    for _, group in groupby(newest, key=position):
        (date, first), *others = group
        lines = [*first, *(line for _, entry in others for line in ("", *entry))]
        text, _ = insert(text, lines, date, markup)
    return text


def write(pages: Pages, date: Date, entry_in: Callable[[Markup], Sequence[str]]) -> tuple[Path, int]:
    """Insert an entry into the page for its *date*, created if missing; return the path and the line of the entry.

    *entry_in* returns the lines of the entry in a markup.

    :raises CommandError: if it cannot be written
    """
    path, period = pages.page_for(date.first)
    before, markup = read_file(path), pages.markup_of(path)
    text, line = insert(pages.new_page(path, period) if before is None else before, entry_in(markup), date, markup)
    write_file(path, text, before)
    return path, line
