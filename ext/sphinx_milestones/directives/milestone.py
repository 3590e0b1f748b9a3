"""The `milestone` directive and the `sources-differ` note inside it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path

from docutils import nodes
from docutils.parsers.rst.states import RSTState
from sphinx.util.docutils import SphinxDirective

from sphinx_milestones.core import limits
from sphinx_milestones.core.characters import has_visible, names_of_characters
from sphinx_milestones.core.limits import excess_message
from sphinx_milestones.core.problems import Finding, Problem
from sphinx_milestones.environment.config import required_fields
from sphinx_milestones.environment.diagnostics import warn
from sphinx_milestones.environment.domain import domain_of
from sphinx_milestones.environment.nodes import milestone_facts
from sphinx_milestones.environment.titles import ADVICE, refused_markup, title_text
from sphinx_milestones.reading.milestone_fields import OptionValues, read_fields, record_of_fields, subject_of
from sphinx_milestones.register.register import Lookup
from sphinx_milestones.syntax.option_block import DirectiveBlock, Option
from sphinx_milestones.views.labels import N_, UNTITLED
from sphinx_milestones.views.register_fields import fields_of, translatable_fields

from .base import RegisterDirective


class MilestoneDirective(RegisterDirective):
    """``milestone``: a section with title, facts and body. Whatever the problems are, no text is lost."""

    def run(self) -> list[nodes.Node]:
        """Return the section."""
        page, pages = Path(self.env.doc2path(self.env.docname)), Path(self.env.srcdir)
        lookup = Lookup(self.domain_ms.build.register, page, pages)
        block = self.parse_block(fields_of(lookup.register), Problem.FIELD_UNKNOWN)
        read = read_fields(block.options, lookup, required_fields(self.config, lookup.register), self.report)
        self.note_dependencies(lookup)
        for option in block.options:
            if option.name == "image" and (path := lookup.path_of(option.value)):
                self.env.note_dependency(path)  # even if it is missing: it may be added
        return [self._section(block, read)]

    def subject(self, options: list[Option], after: str = "") -> str:
        """Return the milestone with its id; empty if it has none."""
        return subject_of(options, after)

    def _section(self, block: DirectiveBlock, read: OptionValues) -> nodes.section:
        """Return the section of the milestone, with its record in the head node."""
        title = block.argument if has_visible(block.argument) else ""
        section = nodes.section(classes=["milestone"])
        self.set_source_info(section)
        section += self._title(block.argument)
        lines = {option.name: option.line for option in block.options}
        _, line = self.get_source_info()
        record = record_of_fields(
            block,
            read,
            self.env.docname,
            lines.get("id", line),
            default_host=self.domain_ms.build.default_host,
            fallback_id=lambda: self._fallback_id(title),
            syntax="restructuredtext" if isinstance(self.state, RSTState) else "markdown",
        )
        self._register_id(section, record.id, record.line)
        head = milestone_facts(
            "", docname=self.env.docname, part="head", record=record, related=record.related, lines=lines
        )
        head["translatable"] = translatable_fields(self.domain_ms.build.register)
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
        """Return the title; if it has markup that is not allowed, as plain text, with a report."""
        if not has_visible(text):
            found = f"only invisible characters for a title, {names_of_characters(text)}" if text else "no title"
            self.report(Problem.TITLE, f"this milestone has {found}. Write it after {{milestone}} on the same line.")
            return nodes.title("", self.domain_ms.build.wording.gettext(UNTITLED))
        if excess := excess_message(len(text), limits.TITLE):
            self.report(Problem.LIMIT, f"the title “{text}” {excess}. Shorten it.")
        with self._mute_reporter():
            inline, messages = self.state.inline_text(text, self.lineno)
        title = nodes.title(text, "", *inline)
        self.set_source_info(title)
        found = "markup that cannot be read" if messages else refused_markup(inline)
        if found:
            advice = "Correct it, or write a backslash before it." if messages else ADVICE
            self.report(Problem.TITLE, f"the title “{text}” contains {found}. {advice}")
            title.children = []
            title += nodes.Text(title_text(inline) or text)
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
