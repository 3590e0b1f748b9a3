"""The base class of the directives: it parses options, so that MyST and reStructuredText give the same messages."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from docutils import nodes
from docutils.parsers.rst.states import RSTState
from docutils.statemachine import StringList
from sphinx.util.docutils import SphinxDirective
from sphinx.util.parsing import nested_parse_to_nodes

from sphinx_milestones.core import limits
from sphinx_milestones.core.problems import Finding, Problem
from sphinx_milestones.environment.diagnostics import warn
from sphinx_milestones.environment.domain import MilestoneDomain, domain_of
from sphinx_milestones.environment.nodes import demote_sections
from sphinx_milestones.register.register import Lookup
from sphinx_milestones.syntax.nesting import nesting_depth
from sphinx_milestones.syntax.option_block import DirectiveBlock, Line, Option, read_block
from sphinx_milestones.views.field import Field


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

    def parse_block(self, table: Mapping[str, Field], problem: Problem) -> DirectiveBlock:
        """Parse the directive into argument, options and content; report syntax problems."""
        content = [Line(text, item) for text, item in zip(self.content.data, self.content.items, strict=True)]
        block = read_block(self.arguments, content, self.block_text.splitlines(), self.get_source_info(), table)
        subject = self.subject(block.options, ": ")
        for found in block.problems:
            self.report(found.problem or problem, f"{subject}{found.message}", found.line)
        return block

    def note_dependencies(self, lookup: Lookup) -> None:
        """Note which entries of data files the page depends on."""
        self.domain_ms.note_dependencies(self.env.docname, lookup.dependencies)

    def parse(self, block: DirectiveBlock) -> list[nodes.Node]:
        """Return the nodes of the content. Headings become rubrics: MyST would add sections to the page instead."""
        headings = isinstance(self.state, RSTState)
        offset, lines = self.content_offset + block.option_lines, [line.text for line in block.content]
        content = StringList(lines, items=[line.location for line in block.content])  # type: ignore[misc] # docutils itself has None
        try:
            if not headings and nesting_depth(lines) > limits.DEPTH:
                raise RecursionError
            parsed = nested_parse_to_nodes(self.state, content, offset=offset, allow_section_headings=headings)
        except RecursionError:
            message = "blocks are nested too deeply; the text is shown unparsed. Reduce the nesting."
            self.report(Problem.LIMIT, f"{self.subject(block.options, ': ')}{message}")
            text = "\n".join(lines)
            parsed = [nodes.literal_block(text, text, language="none")]
        return demote_sections(parsed)

    def subject(self, options: list[Option], after: str = "") -> str:
        """Return the subject of a message, followed by *after*; empty if there is no name for it."""
        return f"view “{self.name}”{after}"
