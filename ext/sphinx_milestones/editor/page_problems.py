"""The problems of a page while somebody writes it: those that its own lines and the register show without a build."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from sphinx_milestones.core.problems import Problem
from sphinx_milestones.reading.milestone_fields import read_fields, read_options, subject_of
from sphinx_milestones.register.register import Lookup
from sphinx_milestones.syntax.directives_in_text import Directive, directives
from sphinx_milestones.syntax.markup import Markup
from sphinx_milestones.syntax.option_block import Line, Option, read_block

from .slots import table_of
from .workspace import OpenProject


class Found(NamedTuple):
    """A problem at a line (1-based)."""

    line: int
    code: str
    message: str


def problems_of(text: str, path: Path, markup: Markup, project: OpenProject) -> list[Found]:
    """Return the problems of the fields and options on a page, by line."""
    lines = [Line(line, (str(path), at)) for at, line in enumerate(text.splitlines())]
    found: list[Found] = []
    ids: dict[str, int] = {}
    for directive in directives(lines, markup, path, project.project.source, lambda _: None):
        options = _check(directive, path, project, found)
        if directive.name == "milestone":
            _check_id(options, ids, path, project, found)
    return sorted(found)


def _check(directive: Directive, path: Path, project: OpenProject, found: list[Found]) -> Sequence[Option]:
    """Add the problems of a directive, and return its options."""
    table = table_of(directive.name, project.register)
    if table is None:
        return ()
    is_milestone = directive.name == "milestone"
    unknown = Problem.FIELD_UNKNOWN if is_milestone else Problem.VIEW

    def report(problem: Problem, message: str, line: int | None) -> None:
        found.append(Found(line or directive.line, problem.code, message))

    location = str(directive.path), directive.line
    block = read_block(directive.arguments, directive.content, directive.source, location, table)
    subject = subject_of(block.options, ": ") if is_milestone else f"view “{directive.name}”: "
    for syntax in block.problems:
        report(syntax.problem or unknown, f"{subject}{syntax.message}", syntax.line)
    if is_milestone:
        read_fields(block.options, Lookup(project.register, path, project.project.source), project.required, report)
    else:
        read_options(block.options, table, unknown, subject.replace(": ", ", "), Lookup(project.register), report)
    return block.options


def _check_id(
    options: Sequence[Option], ids: dict[str, int], path: Path, project: OpenProject, found: list[Found]
) -> None:
    """Add a problem if another milestone, on this page or on another, has the id."""
    for option in (option for option in options if option.name == "id" and option.well_formed and option.value):
        others = [other.path for other in project.milestones.get(option.value, ()) if other.path != path]
        if others or option.value in ids:
            location = project.project.shown(others[0]) if others else f"line {ids[option.value]}"
            message = f"“{option.value}” is already the id of a milestone: {location}. Choose another id."
            found.append(Found(option.line, Problem.ID_DUPLICATE.code, message))
        ids.setdefault(option.value, option.line)
