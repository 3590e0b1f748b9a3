"""Year pages as text: find the page for a year, and insert a milestone by date without touching anything else."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from sphinx.project import Project as Sources

from sphinx_milestones.core.dates import Date, parse_date

from .project import CommandError, Project, read_file, write_file

_FRONT = re.compile(r"\A\ufeff?---[ \t]*\r?\n(.*?)^---[ \t]*\r?$", re.MULTILINE | re.DOTALL)
_YEAR = re.compile(r"""^year:[ \t]*["']?(\d{1,4})["']?[ \t]*(?:#.*)?\r?$""", re.MULTILINE | re.ASCII)
_REST_YEAR = re.compile(r"^:year:[ \t]*(\d{1,4})[ \t]*\r?$", re.MULTILINE | re.ASCII)
_ID = re.compile(r"^[ \t]*:id:[ \t]*(\S+)", re.MULTILINE)
_FENCE = re.compile(r" {0,3}(:{3,}|`{3,}|~{3,})[ \t]*(?:\{([\w-]+)\})?(.*)")
_CODE = ("code", "code-block", "sourcecode")
_DATE = re.compile(r"[ \t]*:date:[ \t]*(.*?)[ \t]*")
_LABEL = re.compile(r"\([^()]+\)=[ \t]*\r?")


@dataclass(frozen=True, slots=True)
class Block:
    """A fenced block at the margin of a page: its name, first and last line (from 0), and the date in its fields."""

    name: str
    begin: int
    end: int | None
    date: Date | None


@dataclass(frozen=True)
class Pages:
    """The pages of a project."""

    project: Project

    def paths(self) -> Iterator[Path]:
        """Yield the path of every page that Sphinx would read."""
        settings, sources = self.project.settings, Sources(self.project.source, (".md", ".rst"))
        for docname in sorted(sources.discover(settings.get("exclude_patterns", ()))):
            yield Path(sources.doc2path(docname, absolute=True))

    def ids(self) -> set[str]:
        """Return the ids of all milestones, except in code examples."""
        texts = ((path, path.read_text("utf-8", errors="replace")) for path in self.paths())
        pages = (without_code(text) if path.suffix == ".md" else text for path, text in texts)
        return {identifier for page in pages for identifier in _ID.findall(page)}

    def of_year(self, year: int) -> Path:
        """Return the path of the page for *year*, or where to create it: next to the last page of another year.

        :raises CommandError: if the page is reStructuredText, or exists without its year
        """
        folder: Path | None = None
        for path in self.paths():
            text = path.read_text("utf-8", errors="replace")
            found_year = page_year(text) if path.suffix == ".md" else _rest_year(text)
            if found_year == year and path.suffix == ".rst":
                raise CommandError(f"“{self.project.shown(path)}” is reStructuredText. Add the milestone by hand.")
            if found_year == year:
                return path
            folder = path.parent if found_year else folder
        path = (folder or self.project.source / "years") / f"{year}.md"
        if path.exists():
            problem = f"does not have “year: {year}” between two “---” lines at the very top"
            raise CommandError(f"“{self.project.shown(path)}” {problem}. Fix that first.")
        return path


def page_year(text: str) -> int | None:
    """Return the year in the front matter of a page."""
    front = _FRONT.match(text)
    year = _YEAR.search(front[1]) if front else None
    return int(year[1]) if year else None


def _rest_year(text: str) -> int | None:
    """Return the year in the docinfo of a reStructuredText page."""
    year = _REST_YEAR.search(text)
    return int(year[1]) if year else None


def blocks(lines: Sequence[str]) -> Iterator[Block]:
    """Yield the outermost fenced blocks of a page."""
    at = 0
    while at < len(lines):
        fence = _FENCE.fullmatch(lines[at].rstrip("\r"))
        if fence and not (fence[1][0] == "`" and "`" in fence[3]):  # inline code
            closing = re.compile(rf" {{0,3}}{re.escape(fence[1])}{re.escape(fence[1][0])}*[ \t]*\r?")
            end = next((i for i in range(at + 1, len(lines)) if closing.fullmatch(lines[i])), None)
            yield Block(fence[2] or "", at, end, _date(lines[at + 1 : end]))
            if end is None:
                return
            at = end
        at += 1


def without_code(text: str) -> str:
    """Return the page with code blocks replaced by blank lines."""
    lines = text.split("\n")
    for block in blocks(lines):
        plain = not block.name and not lines[block.begin].lstrip().startswith(":")
        if block.end and (plain or block.name in _CODE):
            lines[block.begin : block.end] = [""] * (block.end - block.begin)
    return "\n".join(lines)


def _date(lines: Sequence[str]) -> Date | None:
    """Return the date in the fields, which a blank line ends."""
    for line in lines:
        if not line.strip():
            return None
        if match := _DATE.fullmatch(line.rstrip("\r")):
            try:
                return parse_date(match[1])
            except ValueError:
                return None
    return None


def insert(text: str, entry: Sequence[str], date: Date) -> tuple[str, int]:
    """Return the page *text* with *entry* inserted, newest first, and the line of the entry (from 1)."""
    lines = text.split("\n")
    at, blank_above = _position(lines, date)
    end_of_line = "\r" if "\r\n" in text else ""
    inserted = [line + end_of_line for line in ([""] if blank_above else []) + list(entry)]
    above, below = lines[:at], lines[at:]
    if not below:  # the last line had no line end
        above[-1] += end_of_line
        below = [""]
    elif below[0].strip():
        inserted.append(end_of_line)
    return "\n".join([*above, *inserted, *below]), at + 1 + blank_above


def _position(lines: Sequence[str], date: Date) -> tuple[int, bool]:
    """Return the line (from 0) to insert an entry at, and whether it needs a blank line above it.

    :raises CommandError: if the last block is not closed
    """
    found = list(blocks(lines))
    if found and found[-1].end is None:
        raise CommandError(
            f"the block that starts at line {found[-1].begin + 1} of the page is not closed. Fix that first."
        )
    floor = 0
    for block in found:
        # As on the timeline: of two dates that begin on the same day, the more precise one is the later.
        if block.name == "milestone" and block.date and _sort_key(block.date) < _sort_key(date):
            at = _begin(lines, block.begin, floor)
            return at, bool(at and lines[at - 1].strip())
        floor = (block.end or 0) + 1
    ends = [block.end for block in found if block.name == "milestone" and block.end]
    at = ends[-1] + 1 if ends else max((i + 1 for i, line in enumerate(lines) if line.strip()), default=0)
    return at, True


def _sort_key(date: Date) -> tuple[object, ...]:
    return date.lower, date.precision


def _begin(lines: Sequence[str], at: int, floor: int) -> int:
    """Return the first line of the block at *at*, with the labels above it and the comments right above it."""
    while at > floor:
        above = next((i for i in range(at - 1, floor - 1, -1) if lines[i].strip()), None)
        if above is None or not (_LABEL.fullmatch(lines[above]) or (above == at - 1 and lines[above].startswith("%"))):
            return at
        at = above
    return at


def write(path: Path, entry: Sequence[str], date: Date) -> int:
    """Insert *entry* into the page at *path*, created if missing, and return its line."""
    before = read_file(path)
    year = date.start.year
    page = f"---\nyear: {year}\n---\n\n# {year}\n" if before is None else before
    text, line = insert(page, entry, date)
    write_file(path, text, before)
    return line
