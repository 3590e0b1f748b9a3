"""The fields of a milestone as its directive reads them: values from options, and what is wrong with them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sphinx_milestones.core import limits
from sphinx_milestones.core.characters import has_visible
from sphinx_milestones.core.limits import excess_message
from sphinx_milestones.core.problems import Problem
from sphinx_milestones.core.records import Milestone
from sphinx_milestones.core.suggestions import suggest
from sphinx_milestones.register.field_parsers import contradictions
from sphinx_milestones.register.register import Lookup
from sphinx_milestones.syntax.option_block import DirectiveBlock, Option
from sphinx_milestones.views.field import Field
from sphinx_milestones.views.register_fields import fields_of

#: Takes a problem, a message, and the line if it is not that of the directive.
ReportAt = Callable[[Problem, str, int | None], None]


@dataclass
class OptionValues:
    """The values of options by name, None where one is empty or invalid.

    `unread` has the text of options with problems, as ``name: value``.
    """

    values: dict[str, Any] = field(default_factory=dict)
    unread: tuple[str, ...] = ()
    valid: bool = True


def read_options(
    options: Sequence[Option],
    table: Mapping[str, Field],
    problem: Problem,
    subject: str,
    lookup: Lookup,
    report_at: ReportAt,
) -> OptionValues:
    """Read *options* by the rows of *table*; *subject* is the beginning of each message."""
    values: dict[str, Any] = {}
    unread: dict[str, None] = {}
    noun = "field" if problem is Problem.FIELD_UNKNOWN else "option"
    for option in options:

        def report(problem: Problem, message: str, option: Option = option) -> None:
            unread[f"{option.name}: {option.value}"] = None
            report_at(problem, f"{subject}:{option.name}: {message}", option.line)

        if not option.well_formed:
            report(problem, f"missing colon. Write “:{option.intended_name(table)}: {option.value}”.")
        elif option.name not in table and lookup.register.model.broken:  # its fields are unknown; reported already
            lookup.lost = True
            unread[f"{option.name}: {option.value}"] = None
        elif option.name not in table:
            report(problem, f"unknown {noun}. {suggest(option.name, table)}")
        elif option.name in values:
            report(Problem.FIELD_REPEATED, f"is given twice; “{option.value}” is ignored. Delete one.")
        elif not option.value:
            report(Problem.FIELD_VALUE, "is empty. Write a value or delete the line.")
            values[option.name] = None
        elif excess := excess_message(len(option.value), limits.VALUE):
            report(Problem.LIMIT, f"{excess}. Shorten it, and move the rest to the text.")
        else:
            values[option.name] = table[option.name].parse(option.value, lookup, report)
    return OptionValues(values, tuple(unread), not unread and not lookup.lost)


def subject_of(options: Sequence[Option], after: str = "") -> str:
    """Return the milestone with its id, followed by *after*; empty if it has none."""
    ids = (option.value for option in options if option.name == "id" and option.well_formed and option.value)
    return next((f"milestone “{identifier}”{after}" for identifier in ids), "")


def read_fields(
    options: Sequence[Option], lookup: Lookup, required: Sequence[str], report_at: ReportAt
) -> OptionValues:
    """Read the fields of a milestone; report contradictions between them, and those that are missing."""
    fields = fields_of(lookup.register)
    read = read_options(options, fields, Problem.FIELD_UNKNOWN, subject_of(options, ", "), lookup, report_at)
    lines = {option.name: option.line for option in reversed(options)}
    unread = {text.partition(":")[0] for text in read.unread}
    complete = {name: value for name, value in read.values.items() if name not in unread}
    for name, problem, message in contradictions(complete, lookup.register, unread):
        read.valid = False
        report_at(problem, f"{subject_of(options, ', ')}:{name}: {message}", lines[name])
    if (identifier := read.values.get("id")) and identifier in (read.values.get("related") or ()):
        message = f"milestone “{identifier}”, :related: refers to the milestone itself. Remove its id."
        report_at(Problem.REFERENCE, message, lines["related"])
    _check_missing(options, read, lookup, required, report_at)
    return read


def _check_missing(
    options: Sequence[Option], read: OptionValues, lookup: Lookup, required: Sequence[str], report_at: ReportAt
) -> None:
    subject = subject_of(options) or "this milestone"
    fields = fields_of(lookup.register)
    intended = {option.intended_name(fields) for option in options}
    for missing in (each for each in fields.values() if each.name not in intended):
        advice = f"Add a line such as: {missing.line(lookup.register)}"
        if missing.name in required:
            read.valid = False
            report_at(Problem.FIELD_MISSING, f"{subject} has no {missing.name}. {advice}", None)
        elif missing.name == "sources":
            report_at(Problem.SOURCE_MISSING, f"{subject} has no source. {advice}", None)


def record_of_fields(
    block: DirectiveBlock,
    read: OptionValues,
    docname: str,
    line: int,
    *,
    default_host: str | None,
    fallback_id: Callable[[], str],
    syntax: str,
) -> Milestone:
    """Return the record of a milestone from its fields, without the title and the text of a finished page."""
    fields = {name: value for name, value in read.values.items() if value not in (None, ())}
    if "host" not in read.values:
        fields["host"] = default_host
    record = Milestone(
        fields.pop("id", None) or fallback_id(),
        docname,
        line,
        markup="\n".join(each.text for each in block.content).strip("\n"),
        syntax=syntax,
        incomplete=not (read.valid and has_visible(block.argument)),
        unread=read.unread,
    )
    return record.with_values(fields)
