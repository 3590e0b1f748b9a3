"""Year pages as text: which there are, what stands on them, and where a milestone belongs. Nothing else is touched."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from sphinx.project import Project as Sources

from sphinx_milestones.core.dates import Date, parse_date

from . import files
from .project import CommandError, Project

_FRONT = re.compile(r"\A\ufeff?---[ \t]*\r?\n(.*?)^---[ \t]*\r?$", re.MULTILINE | re.DOTALL)
_YEAR = re.compile(r"""^year:[ \t]*["']?(\d{4})["']?[ \t]*(?:#.*)?\r?$""", re.MULTILINE | re.ASCII)
_REST_YEAR = re.compile(r"^:year:[ \t]*(\d{4})[ \t]*\r?$", re.MULTILINE | re.ASCII)
_ID = re.compile(r"^[ \t]*:id:[ \t]*(\S+)", re.MULTILINE)
_FENCE = re.compile(r" {0,3}(:{3,}|`{3,}|~{3,})[ \t]*(?:\{([\w-]+)\})?(.*)")
_CODE = ("code", "code-block", "sourcecode")
_DATE = re.compile(r"[ \t]*:date:[ \t]*(.*?)[ \t]*")
_LABEL = re.compile(r"\([^()]+\)=[ \t]*\r?")


@dataclass(frozen=True, slots=True)
class Block:
    """What stands between two fences at the margin of a page: its name, and its lines, counted from 0."""

    name: str
    begin: int
    end: int | None
    date: Date | None


@dataclass(frozen=True)
class Pages:
    """The pages of a project."""

    project: Project

    def paths(self) -> Iterator[Path]:
        """Yield every page that Sphinx would read."""
        settings, sources = self.project.settings, Sources(self.project.source, (".md", ".rst"))
        for docname in sorted(sources.discover(settings.get("exclude_patterns", ()))):
            yield Path(sources.doc2path(docname, absolute=True))

    def ids(self) -> set[str]:
        """The ids of all milestones; those in an example of code are none."""
        texts = ((path, path.read_text("utf-8", errors="replace")) for path in self.paths())
        return {
            found for path, text in texts for found in _ID.findall(without_code(text) if path.suffix == ".md" else text)
        }

    def of_year(self, year: int) -> Path:
        """The page of *year*, or where to make it: beside those of other years."""
        beside: Path | None = None
        for path in self.paths():
            text = path.read_text("utf-8", errors="replace")
            found = page_year(text) if path.suffix == ".md" else _rest_year(text)
            if found == year and path.suffix == ".rst":
                raise CommandError(f"“{self.project.shown(path)}” is reStructuredText. Add the milestone by hand.")
            if found == year:
                return path
            beside = path.parent if found else beside
        path = (beside or self.project.source / "years") / f"{year}.md"
        if path.exists():
            fault = f"does not have “year: {year}” between two “---” lines at the very top"
            raise CommandError(f"“{self.project.shown(path)}” {fault}. Fix that first.")
        return path


def page_year(text: str) -> int | None:
    """The year that a page says at its top."""
    front = _FRONT.match(text)
    year = _YEAR.search(front[1]) if front else None
    return int(year[1]) if year else None


def _rest_year(text: str) -> int | None:
    year = _REST_YEAR.search(text)
    return int(year[1]) if year else None


def blocks(lines: Sequence[str]) -> Iterator[Block]:
    """Yield the fenced blocks at the margin of a page; what stands in one is none."""
    at = 0
    while at < len(lines):
        fence = _FENCE.fullmatch(lines[at].rstrip("\r"))
        if fence and not (fence[1][0] == "`" and "`" in fence[3]):  # code in one line is no fence
            closing = re.compile(rf" {{0,3}}{re.escape(fence[1])}{re.escape(fence[1][0])}*[ \t]*\r?")
            end = next((i for i in range(at + 1, len(lines)) if closing.fullmatch(lines[i])), None)
            yield Block(fence[2] or "", at, end, _date(lines[at + 1 : end]))
            if end is None:
                return
            at = end
        at += 1


def without_code(text: str) -> str:
    """A page without the blocks that show code."""
    lines = text.split("\n")
    for block in blocks(lines):
        plain = not block.name and not lines[block.begin].lstrip().startswith(":")
        if block.end and (plain or block.name in _CODE):
            lines[block.begin : block.end] = [""] * (block.end - block.begin)
    return "\n".join(lines)


def _date(lines: Sequence[str]) -> Date | None:
    """The date among the fields, which an empty line ends."""
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
    """The page *text* with *entry* at its place, the newest first, and the line of the entry, counted from 1."""
    lines = text.split("\n")
    at, blank_above = _place(lines, date)
    end_of_line = "\r" if "\r\n" in text else ""
    fresh = [line + end_of_line for line in ([""] if blank_above else []) + list(entry)]
    above, below = lines[:at], lines[at:]
    if not below:  # the last line had no end
        above[-1] += end_of_line
        below = [""]
    elif below[0].strip():
        fresh.append(end_of_line)
    return "\n".join([*above, *fresh, *below]), at + 1 + blank_above


def _place(lines: Sequence[str], date: Date) -> tuple[int, bool]:
    """Before which line an entry of *date* belongs, and whether an empty line is wanting above it."""
    found = list(blocks(lines))
    if found and found[-1].end is None:
        raise CommandError(
            f"the block that starts at line {found[-1].begin + 1} of the page is not closed. Fix that first."
        )
    floor = 0
    for block in found:
        # As on the timeline: of two dates that begin on one day the more exact one is the later.
        if block.name == "milestone" and block.date and _age(block.date) < _age(date):
            at = _begin(lines, block.begin, floor)
            return at, bool(at and lines[at - 1].strip())
        floor = (block.end or 0) + 1
    ends = [block.end for block in found if block.name == "milestone" and block.end]
    at = ends[-1] + 1 if ends else max((i + 1 for i, line in enumerate(lines) if line.strip()), default=0)
    return at, True


def _age(date: Date) -> tuple[object, ...]:
    return date.lower, date.precision


def _begin(lines: Sequence[str], at: int, floor: int) -> int:
    """Where what belongs to the block at *at* begins: with a label above it, or a comment right above it."""
    while at > floor:
        above = next((i for i in range(at - 1, floor - 1, -1) if lines[i].strip()), None)
        if above is None or not (_LABEL.fullmatch(lines[above]) or (above == at - 1 and lines[above].startswith("%"))):
            return at
        at = above
    return at


def write(path: Path, entry: Sequence[str], date: Date) -> int:
    """Put *entry* on the page at *path*, which is made where there is none, and return its line."""
    before = files.read(path)
    year = date.start.year
    page = f"---\nyear: {year}\n---\n\n# {year}\n" if before is None else before
    text, line = insert(page, entry, date)
    files.write(path, text, before)
    return line
