"""The options of a directive: read by ourselves, so that MyST and reStructuredText report the same."""

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
from sphinx_milestones.views.fields import FIELDS, Field

from .nesting import nesting_depth
from .option_block import Block, Option, read_block


class RegisterDirective(SphinxDirective):
    """Reads options by itself.

    MyST drops an option that it does not know and reST drops the whole directive; neither loses anything when the
    options are read here. Without an ``option_spec`` both hand the lines over untouched.
    """

    optional_arguments = 1
    final_argument_whitespace = True
    has_content = True
    option_spec: ClassVar[None] = None

    @property
    def domain_ms(self) -> MilestoneDomain:
        """The domain."""
        return domain_of(self.env)

    def report(self, problem: Problem, message: str, line: int | None = None) -> None:
        """Tell the author of a mistake at *line*, or at the directive."""
        path, own_line = self.get_source_info()
        warn(Finding(problem, message, path, line or own_line))

    def parse_block(self, table: Mapping[str, Field], problem: Problem) -> Block:
        """The argument, the options and the rest; what is wrong with the order of their lines is reported."""
        block = read_block(self.arguments, self.content, self.block_text.splitlines(), self.get_source_info(), table)
        subject = self.subject(block.options, ": ")
        for fault in block.faults:
            self.report(fault.problem or problem, f"{subject}{fault.message}", fault.line)
        return block

    def read(self, options: list[Option], table: Mapping[str, Field], problem: Problem) -> tuple[dict[str, Any], bool]:
        """The values of *options* as read by *table*, and whether all of them could be."""
        values: dict[str, Any] = {}
        self.unread: dict[str, None] = {}
        lookup = Lookup(self.domain_ms.build.register)
        sound = True
        word = "field" if table is FIELDS else "option"
        for option in options:

            def report(problem: Problem, message: str, option: Option = option) -> None:
                nonlocal sound
                sound = False
                self.unread[f"{option.name}: {option.value}"] = None
                self.report(problem, f"{self.subject(options, ', ')}:{option.name}: {message}", option.line)

            if not option.sound:
                right = f":{option.meant(table)}: {option.value}"
                report(problem, f"missing colon. Write “{right}”.")
            elif option.name not in table:
                report(problem, f"unknown {word}. {suggest(option.name, table)}")
            elif option.name in values:
                report(Problem.FIELD_REPEATED, f"is given twice; “{option.value}” is ignored. Delete one.")
            elif not option.value:
                report(Problem.FIELD_VALUE, "is empty. Write a value or delete the line.")
                values[option.name] = None
            elif fault := excess_message(len(option.value), limits.VALUE):
                report(Problem.LIMIT, f"{fault}. Shorten it, and move the rest to the text.")
            else:
                values[option.name] = table[option.name].parse(option.value, lookup, report)
        self.domain_ms.note_lookups(self.env.docname, lookup.used)
        return values, sound and not lookup.lost

    def parse(self, block: Block) -> list[nodes.Node]:
        """The text of a block. A heading in it is a rubric: in Markdown, sections would go to the page itself."""
        headings = isinstance(self.state, RSTState)
        offset = self.content_offset + block.taken
        try:
            if not headings and nesting_depth(block.rest) > limits.DEPTH:
                raise RecursionError
            found = nested_parse_to_nodes(self.state, block.rest, offset=offset, allow_section_headings=headings)
        except RecursionError:
            message = "blocks are nested too deeply; the text is shown unparsed. Reduce the nesting."
            self.report(Problem.LIMIT, f"{self.subject(block.options, ': ')}{message}")
            text = "\n".join(block.rest)
            found = [nodes.literal_block(text, text, language="none")]
        return demote_sections(found)

    def subject(self, options: list[Option], after: str = "") -> str:
        """What a message is about, followed by *after*; nothing where only the line can tell."""
        return f"view “{self.name}”{after}"
