"""The `milestone` directive and the `sources-differ` note inside it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from typing import Any

from docutils import nodes
from docutils.parsers.rst.states import RSTState
from sphinx.util.docutils import SphinxDirective

from sphinx_milestones.core import limits
from sphinx_milestones.core.characters import has_visible, names_of_characters
from sphinx_milestones.core.limits import excess_message
from sphinx_milestones.core.problems import Finding, Problem
from sphinx_milestones.core.records import Milestone
from sphinx_milestones.environment.config import required_fields
from sphinx_milestones.environment.diagnostics import warn
from sphinx_milestones.environment.domain import domain_of
from sphinx_milestones.environment.nodes import milestone_facts
from sphinx_milestones.register.field_parsers import contradictions
from sphinx_milestones.views.fields import FIELDS
from sphinx_milestones.views.labels import N_, UNTITLED

from .base import RegisterDirective
from .option_block import Block, Option


class MilestoneDirective(RegisterDirective):
    """``milestone``: a section with title, facts and body. Whatever the problems are, no text is lost."""

    def run(self) -> list[nodes.Node]:
        """Return the section."""
        block = self.parse_block(FIELDS, Problem.FIELD_UNKNOWN)
        options = block.options
        values, valid = self.read(options, FIELDS, Problem.FIELD_UNKNOWN)
        valid &= self._check_contradictions(options, values)
        valid &= self._check_missing(options)
        return [self._section(block, values, valid)]

    def _check_contradictions(self, options: list[Option], values: dict[str, Any]) -> bool:
        """Report fields that contradict each other; return whether there are none."""
        lines = {option.name: option.line for option in reversed(options)}
        unread = {text.partition(":")[0] for text in self.unread}
        complete = {name: value for name, value in values.items() if name not in unread}
        found = list(contradictions(complete, self.domain_ms.build.register))
        for name, problem, message in found:
            self.report(problem, f"{self.subject(options, ', ')}:{name}: {message}", lines[name])
        return not found

    def _check_missing(self, options: list[Option]) -> bool:
        """Report missing fields; return whether all required ones are there."""
        subject = self.subject(options) or "this milestone"
        intended = {option.intended_name(FIELDS) for option in options}
        missing = [field for field in FIELDS.values() if field.name not in intended]
        required = required_fields(self.config)
        for field in missing:
            advice = f"Add a line such as: {field.line(self.domain_ms.build.register)}"
            if field.name in required:
                self.report(Problem.FIELD_MISSING, f"{subject} has no {field.name}. {advice}")
            elif field.name == "sources":
                self.report(Problem.SOURCE_MISSING, f"{subject} has no source. {advice}")
        return not any(field.name in required for field in missing)

    def subject(self, options: list[Option], after: str = "") -> str:
        """Return the milestone with its id; empty if it has none."""
        ids = (option.value for option in options if option.name == "id" and option.well_formed and option.value)
        return next((f"milestone “{identifier}”{after}" for identifier in ids), "")

    def _section(self, block: Block, values: dict[str, Any], valid: bool) -> nodes.section:
        """Return the section of the milestone, with its record in the head node."""
        options = block.options
        title = block.argument if has_visible(block.argument) else ""
        section = nodes.section(classes=["milestone"])
        self.set_source_info(section)
        section += self._title(block.argument)
        lines = {option.name: option.line for option in options}
        _, line = self.get_source_info()
        fields = {name: value for name, value in values.items() if value is not None}
        if "host" not in values:
            fields["host"] = self.domain_ms.build.default_host
        identifier = fields.pop("id", None) or self._fallback_id(title)
        fields["partners"] = fields.get("partners", ())
        if identifier in fields.get("related", ()):
            message = f"milestone “{identifier}”, :related: refers to the milestone itself. Remove its id."
            self.report(Problem.REFERENCE, message, lines["related"])
        line = lines.get("id", line)
        record = Milestone(
            identifier,
            self.env.docname,
            line,
            markup="\n".join(block.content).strip("\n"),
            syntax="restructuredtext" if isinstance(self.state, RSTState) else "markdown",
            incomplete=not (valid and title),
            unread=tuple(self.unread),
            **fields,
        )
        self._register_id(section, identifier, line)
        head = milestone_facts(
            "", docname=self.env.docname, part="head", record=record, related=record.related, lines=lines
        )
        self.set_source_info(head)
        section += head
        section += self.parse(block)
        section += milestone_facts("", docname=self.env.docname, part="foot")
        return section

    def _fallback_id(self, title: str) -> str:
        """Return an id for a milestone without one that is unique on its page."""
        base = nodes.make_id(f"{self.env.docname}-{title}") or "milestone"
        ids = (f"{base}-{number}" if number else base for number in count())
        return next(identifier for identifier in ids if identifier not in self.state.document.ids)

    def _register_id(self, section: nodes.section, identifier: str, line: int) -> None:
        """Register *identifier* as the id of the section, or report that it is taken."""
        other = self.state.document.ids.get(identifier)
        if other is None:
            section["ids"] = [identifier]
        elif "milestone" not in other["classes"]:  # the domain reports two milestones with the same id
            where = "a heading or label on this page"
            message = f"milestone “{identifier}” has the id of {where}. Give the milestone another id."
            self.report(Problem.ID_DUPLICATE, message, line)
        self.state.document.note_implicit_target(section, section)

    def _title(self, text: str) -> nodes.title:
        """Return the title as plain text; report markup in it."""
        if not has_visible(text):
            found = f"only invisible characters for a title, {names_of_characters(text)}" if text else "no title"
            self.report(Problem.TITLE, f"this milestone has {found}. Write it after {{milestone}} on the same line.")
            return nodes.title("", self.domain_ms.build.wording.translations.gettext(UNTITLED))
        if excess := excess_message(len(text), limits.TITLE):
            self.report(Problem.LIMIT, f"the title “{text}” {excess}. Shorten it.")
        with self._mute_reporter():
            inline, messages = self.state.inline_text(text, self.lineno)
        title = nodes.title(text, "", *inline)
        self.set_source_info(title)
        if messages or any(not isinstance(node, nodes.Text) for node in inline):
            advice = "Use plain text; put links and emphasis in the body."
            self.report(Problem.TITLE, f"the title “{text}” contains markup. {advice}")
            title.children = []
            title += nodes.Text(title_text(inline, text))
        return title

    @contextmanager
    def _mute_reporter(self) -> Iterator[None]:
        """Suppress messages of docutils about what is reported here."""
        reporter = self.state.document.reporter
        level = reporter.report_level
        reporter.report_level = 5  # type: ignore[assignment] # above the highest level, which docutils does not declare
        try:
            yield
        finally:
            reporter.report_level = level


def title_text(inline: list[nodes.Node], text: str) -> str:
    """Return the plain text of a title with markup."""
    return "".join(node.astext() for node in inline if not isinstance(node, nodes.problematic)) or text


class SourcesDifferDirective(SphinxDirective):
    """``sources-differ``: a note inside a milestone on what each source states."""

    has_content = True

    def run(self) -> list[nodes.Node]:
        """Return an admonition with a fixed title."""
        domain = domain_of(self.env)
        if not any(line.strip() for line in self.content):
            message = "this `sources-differ` note is empty. Say what each source states, or delete the note."
            warn(Finding(Problem.FIELD_VALUE, message, *self.get_source_info()))
            return []
        note = nodes.admonition(classes=["sources-differ"])
        self.set_source_info(note)
        message = N_("What each source says")
        note += nodes.title("", domain.build.wording.gettext(message), message=message)
        note += self.parse_content_to_nodes()
        return [note]
