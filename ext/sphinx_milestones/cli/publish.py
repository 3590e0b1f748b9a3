"""``publish``: record the page of each milestone in ``published.toml``, so that links to it survive a move."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Mapping, MutableMapping
from typing import Any

import tomlkit

from sphinx_milestones.core.problems import Problem
from sphinx_milestones.register.published import FILE
from sphinx_milestones.register.queries import sort_by_date

from .check import examine
from .project import CommandError, Project, read_file, write_file

HEADER = """\
#:schema ./published.schema.json
# The page of each published milestone, followed by any earlier pages: links to those keep working.
# “publish” adds to this file. Never delete an id from it: say what replaced it, or why a milestone was withdrawn.

"""


def run(project: Project, arguments: argparse.Namespace) -> int:
    """Update the file from the pages, which must be free of other problems."""
    problems, collection = examine(project)
    others = [problem for problem in problems if problem.code != f"milestones.{Problem.PUBLISHED.code}"]
    if others or collection is None:
        raise CommandError(f"there are problems. Run `{project.how_to_check}` and fix them first. Nothing was written.")
    path = project.data / FILE
    before = read_file(path)
    pages = {milestone.id: milestone.docname for milestone in sort_by_date(collection.milestones, newest_first=False)}
    text, added, moved = update(before or "", pages)
    if added or moved:
        write_file(path, text if before else HEADER + text, before)
    sys.stdout.write(f"{project.shown(path)}: {added} added, {moved} moved.\n")
    return 0


def update(text: str, pages: Mapping[str, str]) -> tuple[str, int, int]:
    """Return the file *text* with the current page of each id first, and how many ids were added and moved."""
    mark = "\ufeff" if text.startswith("\ufeff") else ""
    document = tomlkit.parse(text.removeprefix(mark).replace("\r\n", "\n"))
    added = moved = 0
    for identifier, page in pages.items():
        entry = document.get(identifier)
        if entry is None:
            document.add(identifier, [page])
            added += 1
        elif isinstance(entry, list):
            moved += _put_first(document, identifier, page)
        else:
            moved += _put_first(entry, "pages", page)
    result = tomlkit.dumps(document)
    return mark + (result.replace("\n", "\r\n") if "\r\n" in text else result), added, moved


def _put_first(table: MutableMapping[str, Any], name: str, page: str) -> bool:
    """Put *page* first in a list of pages, unless it is there."""
    listed = table[name]
    if listed[0] == page:
        return False
    if "\n" not in listed.as_string():
        table[name] = [page, *(other for other in listed if other != page)]
        return True
    if page in listed:
        listed.remove(page)
    listed.insert(0, page)  # a list over several lines may have comments
    return True
