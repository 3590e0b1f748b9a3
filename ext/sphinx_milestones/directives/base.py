"""The base class of the directives: it parses options, so that MyST and reStructuredText give the same messages."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

from docutils import nodes
from docutils.parsers.rst.states import RSTState
from sphinx.util.docutils import SphinxDirective
from sphinx.util.parsing import nested_parse_to_nodes

from sphinx_milestones.core import limits
from sphinx_milestones.core.limits import excess_message
from sphinx_milestones.core.problems import Finding, Problem
from sphinx_milestones.core.suggestions import suggest
from sphinx_milestones.environment.diagnostics import warn
from sphinx_milestones.environment.domain import MilestoneDomain, domain_of
from sphinx_milestones.environment.nodes import demote_sections
from sphinx_milestones.register.register import Lookup
from sphinx_milestones.views.field import Field
from sphinx_milestones.views.fields import FIELDS

from .nesting import nesting_depth
from .option_block import Block, Option, read_block


class RegisterDirective(SphinxDirective):
    """A directive that reads its own options.

    If an option is unknown, MyST drops the option and docutils the directive. Without an ``option_spec`` both pass the
    lines on unchanged, so nothing is lost.
    """

    optional_arguments = 1
    final_argument_whitespace = True
    has_content = True
    option_spec: ClassVar[None] = None

    @property
    def domain_ms(self) -> MilestoneDomain:
        """The milestones domain."""
        return domain_of(self.env)

    def report(self, problem: Problem, message: str, line: int | None = None) -> None:
        """Report a problem at *line*, by default the line of the directive."""
        path, own_line = self.get_source_info()
        warn(Finding(problem, message, path, line or own_line))

    def parse_block(self, table: Mapping[str, Field], problem: Problem) -> Block:
        """Parse the directive into argument, options and content; report syntax problems."""
        block = read_block(self.arguments, self.content, self.block_text.splitlines(), self.get_source_info(), table)
        subject = self.subject(block.options, ": ")
        for found in block.problems:
            self.report(found.problem or problem, f"{subject}{found.message}", found.line)
        return block

    def read(self, options: list[Option], table: Mapping[str, Field], problem: Problem) -> tuple[dict[str, Any], bool]:
        """Return the values of *options* by name, and whether all of them are valid.

        A value is None if its option is empty or invalid. The text of options with problems is in `unread`.
        """
        values: dict[str, Any] = {}
        self.unread: dict[str, None] = {}
        lookup = Lookup(self.domain_ms.build.register)
        valid = True
        noun = "field" if table is FIELDS else "option"
        for option in options:

            def report(problem: Problem, message: str, option: Option = option) -> None:
                nonlocal valid
                valid = False
                self.unread[f"{option.name}: {option.value}"] = None
                self.report(problem, f"{self.subject(options, ', ')}:{option.name}: {message}", option.line)

            if not option.well_formed:
                report(problem, f"missing colon. Write “:{option.intended_name(table)}: {option.value}”.")
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
        self.domain_ms.note_dependencies(self.env.docname, lookup.dependencies)
        return values, valid and not lookup.lost

    def parse(self, block: Block) -> list[nodes.Node]:
        """Return the nodes of the content. Headings become rubrics: MyST would add sections to the page instead."""
        headings = isinstance(self.state, RSTState)
        offset = self.content_offset + block.option_lines
        try:
            if not headings and nesting_depth(block.content) > limits.DEPTH:
                raise RecursionError
            parsed = nested_parse_to_nodes(self.state, block.content, offset=offset, allow_section_headings=headings)
        except RecursionError:
            message = "blocks are nested too deeply; the text is shown unparsed. Reduce the nesting."
            self.report(Problem.LIMIT, f"{self.subject(block.options, ': ')}{message}")
            text = "\n".join(block.content)
            parsed = [nodes.literal_block(text, text, language="none")]
        return demote_sections(parsed)

    def subject(self, options: list[Option], after: str = "") -> str:
        """Return the subject of a message, followed by *after*; empty if there is no name for it."""
        return f"view “{self.name}”{after}"
