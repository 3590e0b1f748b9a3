"""Write a plan: its milestones to the pages of their years, its new entries to the data files; all of it or nothing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from sphinx_milestones.cli import toml_edit
from sphinx_milestones.cli.json_schema import refresh
from sphinx_milestones.cli.new_entry import conflicts
from sphinx_milestones.cli.new_milestone import entry_lines
from sphinx_milestones.cli.project import CommandError, Project, read_file, write_file
from sphinx_milestones.cli.year_pages import Pages, insert_all
from sphinx_milestones.register.field_parsers import SEPARATOR
from sphinx_milestones.register.tables import TABLES
from sphinx_milestones.syntax.markup import MARKDOWN, Markup
from sphinx_milestones.views.field import Field

from .entries import entries_in, references
from .markup_text import lines_of
from .planner import Planned

Added = Mapping[str, Mapping[str, Mapping[str, Any]]]  # new entries by table and key


def used_entries(
    planned: Iterable[Planned], added: Added, fields: Mapping[str, Field]
) -> dict[str, dict[str, Mapping[str, Any]]]:
    """Return the new entries that a milestone refers to, directly or not; others are of rows that were left out."""
    used: set[tuple[str, str]] = set()
    pending = [use for milestone in planned for use in uses_of(milestone, fields)]
    while pending:
        table, key = pending.pop()
        if (table, key) not in used and key in added.get(table, {}):
            used.add((table, key))
            pending += references(table, added[table][key])
    chosen = {
        table: {key: values for key, values in entries.items() if (table, key) in used}
        for table, entries in added.items()
    }
    return {table: entries for table, entries in chosen.items() if entries}


def uses_of(planned: Planned, fields: Mapping[str, Field]) -> Iterator[tuple[str, str]]:
    """Yield table and key of each entry that a milestone refers to, in its fields or its text."""
    for name in (name for name, definition in fields.items() if definition.table and name in planned.values):
        for item in SEPARATOR.split(planned.values[name]):
            key, _, roles = item.strip().partition(" ")
            yield fields[name].table, key
            yield from (("roles", role.strip()) for role in roles.strip("()").split(","))
    for text in planned.written.values():
        yield from entries_in(text)


def pages_of(project: Project, planned: Sequence[Planned]) -> dict[Path, list[Planned]]:
    """Return the milestones by the page that they go to, the oldest first.

    :raises CommandError: if a page cannot be written to
    """
    pages = Pages(project)
    found: dict[Path, list[Planned]] = {}
    for each in sorted(planned, key=lambda each: each.date.lower.year):
        found.setdefault(pages.page_for(each.date.first)[0], []).append(each)
    return found


def write(project: Project, pages: Mapping[Path, Sequence[Planned]], added: Added, fields: Iterable[str]) -> None:
    """Write pages and data files.

    :raises CommandError: if one of them cannot be written, or the data files would have new problems
    """
    files = {path: read_file(path) for path in (*pages, *(project.data / TABLES[table].file for table in added))}
    texts = {table: _data_file(files[project.data / TABLES[table].file], table, added[table]) for table in added}
    if problems := conflicts(project, texts):
        raise CommandError("\n  ".join(["nothing was written:", *problems]))
    markups, host = Pages(project), project.setting("milestones_host")
    new = {project.data / TABLES[table].file: text for table, text in texts.items()}
    for path, planned in pages.items():
        markup = markups.markup_of(path)
        entries = [
            (each.date, entry_lines(project, markup, fields, _without_host(each, host), text_of(each, markup)))
            for each in planned
        ]
        before = files[path]
        if before is None:
            before = markups.new_page(path, markups.page_for(planned[0].date.first)[1])
        new[path] = insert_all(before, entries, markup)
    for path, text in new.items():
        write_file(path, text, files[path])
    for table in added:
        refresh(TABLES[table], project.data)


def text_of(planned: Planned, markup: Markup) -> str:
    """Return the text of a milestone in the markup of its page; as its author wrote it if that was in the same."""
    syntax = "markdown" if markup is MARKDOWN else "restructuredtext"
    return planned.written.get(syntax) or "\n".join(lines_of(planned.text, markup))


def _without_host(planned: Planned, host: str) -> dict[str, str]:
    """Return the values without the host if it is that of each entry that names none."""
    return {name: value for name, value in planned.values.items() if (name, value) != ("host", host)}


def _data_file(text: str | None, table: str, entries: Mapping[str, Mapping[str, Any]]) -> str:
    """Return the text of a data file with new entries; partners go to those of their kind."""
    return toml_edit.insert_all(text or "", entries, "kind" if table == "partners" else "")
