"""What an author writes: text in, validated options, nodes out. MyST and reStructuredText take the same way."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from itertools import count
from typing import Any, ClassVar

from docutils import nodes
from docutils.parsers.rst.states import RSTState
from docutils.statemachine import StringList
from sphinx.util.docutils import SphinxDirective
from sphinx.util.parsing import nested_parse_to_nodes

from sphinx_milestones.core import limits
from sphinx_milestones.core.limits import depth, too_many
from sphinx_milestones.core.problems import Finding, Problem, choose
from sphinx_milestones.core.records import Milestone
from sphinx_milestones.environment.diagnostics import warn
from sphinx_milestones.environment.domain import MilestoneDomain, domain_of
from sphinx_milestones.environment.nodes import milestone_facts, view, without_sections
from sphinx_milestones.register.fields import FIELDS, Field, contradictions
from sphinx_milestones.register.register import Lookup
from sphinx_milestones.views.models import VIEWS
from sphinx_milestones.views.options import OPTIONS, read_view
from sphinx_milestones.views.search_index import search_text

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

    def take_apart(self, table: Mapping[str, Field], problem: Problem) -> Block:
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
        lookup = Lookup(self.domain_ms.register)
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
                report(problem, f"this is no {word}, for want of a colon. Write “{right}”.")
            elif option.name not in table:
                report(problem, f"there is no such {word}. {choose(option.name, table)}")
            elif option.name in values:
                report(Problem.FIELD_REPEATED, f"is given twice; “{option.value}” is left out. Delete one.")
            elif not option.value:
                report(Problem.FIELD_VALUE, "is empty. Write a value or delete the line.")
                values[option.name] = None
            elif fault := too_many(len(option.value), limits.VALUE):
                report(Problem.LIMIT, f"{fault}. Write less here, and the rest into the text.")
            else:
                values[option.name] = table[option.name].parse(option.value, lookup, report)
        self.domain_ms.note_lookups(self.env.docname, lookup.used)
        return values, sound and not lookup.lost

    def parse(self, block: Block) -> list[nodes.Node]:
        """The text of a block. A heading in it is a rubric: in Markdown, sections would go to the page itself."""
        headings = isinstance(self.state, RSTState)
        offset = self.content_offset + block.taken
        try:
            if not headings and depth(block.rest) > limits.DEPTH:
                raise RecursionError
            found = nested_parse_to_nodes(self.state, block.rest, offset=offset, allow_section_headings=headings)
        except RecursionError:
            message = "lists, quotations or blocks stand too deep in one another; the text is shown as it is written."
            self.report(Problem.LIMIT, f"{self.subject(block.options, ': ')}{message} Write it flatter.")
            text = "\n".join(block.rest)
            found = [nodes.literal_block(text, text, language="none")]
        return without_sections(found)

    def subject(self, options: list[Option], after: str = "") -> str:
        """What a message is about, followed by *after*; nothing where only the line can tell."""
        return f"view “{self.name}”{after}"


class MilestoneDirective(RegisterDirective):
    """``milestone``: a section with its facts, title and body. Whatever is wrong, nothing of its text is lost."""

    def run(self) -> list[nodes.Node]:
        """Return the section."""
        block = self.take_apart(FIELDS, Problem.FIELD_UNKNOWN)
        options = block.options
        values, sound = self.read(options, FIELDS, Problem.FIELD_UNKNOWN)
        lines = {option.name: option.line for option in reversed(options)}
        unread = {text.partition(":")[0] for text in self.unread}
        whole = {name: value for name, value in values.items() if name not in unread}
        for name, problem, message in contradictions(whole, self.domain_ms.register):
            sound = False
            self.report(problem, f"{self.subject(options, ', ')}:{name}: {message}", lines[name])
        subject = self.subject(options) or "this milestone"
        meant = {option.meant(FIELDS) for option in options}
        for field in (field for field in FIELDS.values() if field.name not in meant):
            advice = f"Add a line such as: {field.line(self.domain_ms.register)}"
            if field.required:
                sound = False
                self.report(Problem.FIELD_MISSING, f"{subject} has no {field.name}. {advice}")
            elif field.name == "sources":
                self.report(Problem.SOURCE_MISSING, f"{subject} names no source. {advice}")
        return [self._section(block, values, sound)]

    def subject(self, options: list[Option], after: str = "") -> str:
        """The milestone's id."""
        return next((f"milestone “{o.value}”{after}" for o in options if o.name == "id" and o.sound and o.value), "")

    def _section(self, block: Block, values: dict[str, Any], sound: bool) -> nodes.section:
        title, options = block.argument, block.options
        section = nodes.section(classes=["milestone"])
        self.set_source_info(section)
        section += self._title(title)
        lines = {option.name: option.line for option in options}
        _, line = self.get_source_info()
        fields = {name: value for name, value in values.items() if value is not None}
        if "host" not in values:
            fields["host"] = self.domain_ms.default_host
        identifier = fields.pop("id", None) or self._stand_in(title)
        fields["partners"] = fields.get("partners", ())
        if identifier in fields.get("related", ()):
            message = f"milestone “{identifier}”, :related: names the milestone itself. Delete its id there."
            self.report(Problem.REFERENCE, message, lines["related"])
        line = lines.get("id", line)
        record = Milestone(
            identifier, self.env.docname, line, incomplete=not (sound and title), unread=tuple(self.unread), **fields
        )
        self._give_address(section, identifier, line)
        head = milestone_facts(
            "", docname=self.env.docname, part="head", record=record, related=record.related, lines=lines
        )
        head += nodes.Text(search_text(record, self.domain_ms.wording))
        self.set_source_info(head)
        section += head
        section += self.parse(block)
        section += milestone_facts("", docname=self.env.docname, part="foot")
        return section

    def _stand_in(self, title: str) -> str:
        """An id for a milestone that has none: one that no other has by chance."""
        wanted = nodes.make_id(f"{self.env.docname}-{title}") or "milestone"
        ids = (wanted if not number else f"{wanted}-{number}" for number in count())
        return next(identifier for identifier in ids if identifier not in self.state.document.ids)

    def _give_address(self, section: nodes.section, identifier: str, line: int) -> None:
        """Make *identifier* the section's own id, or say why that cannot be."""
        other = self.state.document.ids.get(identifier)
        if other is None:
            section["ids"] = [identifier]
        elif "milestone" not in other["classes"]:  # of two milestones the domain tells, on one page or on two
            message = f"milestone “{identifier}” has the id of a heading or a label of this page. Give it another id."
            self.report(Problem.ID_DUPLICATE, message, line)
        self.state.document.note_implicit_target(section, section)

    def _title(self, text: str) -> nodes.title:
        if not text:
            self.report(Problem.TITLE, "this milestone has no title. Write one behind {milestone} on the same line.")
            return nodes.title("", self.domain_ms.wording.translations.gettext("Untitled milestone"))
        if fault := too_many(len(text), limits.TITLE):
            self.report(Problem.LIMIT, f"the title “{text}” {fault}. Write a shorter one.")
        with self._silence():
            inline, messages = self.state.inline_text(text, self.lineno)
        title = nodes.title(text, "", *inline)
        self.set_source_info(title)
        if messages or any(not isinstance(node, nodes.Text) for node in inline):
            advice = "Write plain words; put links and emphasis below."
            self.report(Problem.TITLE, f"the title “{text}” has markup in it. {advice}")
            title.children = []
            title += nodes.Text(title_text(inline, text))
        return title

    @contextmanager
    def _silence(self) -> Iterator[None]:
        """Keep docutils from reporting what is reported here."""
        reporter = self.state.document.reporter
        level = reporter.report_level
        reporter.report_level = 5  # type: ignore[assignment] # above the highest, which its annotation does not know
        try:
            yield
        finally:
            reporter.report_level = level


def title_text(inline: list[nodes.Node], text: str) -> str:
    """The words of a title that had markup in it."""
    return "".join(node.astext() for node in inline if not isinstance(node, nodes.problematic)) or text


class SourcesDifferDirective(SphinxDirective):
    """``sources-differ``: a note inside a milestone on who says what."""

    has_content = True

    def run(self) -> list[nodes.Node]:
        """Return an admonition with a fixed title."""
        domain = domain_of(self.env)
        if not any(line.strip() for line in self.content):
            message = "this note on sources is empty. Write which source says what, or delete the note."
            warn(Finding(Problem.FIELD_VALUE, message, *self.get_source_info()))
            return []
        note = nodes.admonition(classes=["sources-differ"])
        self.set_source_info(note)
        note += nodes.title("", domain.wording.translations.gettext("Sources differ"))
        note += self.parse_content_to_nodes()
        return [note]


class ViewDirective(RegisterDirective):
    """One of the views: a placeholder that is filled when the page is written."""

    def run(self) -> list[nodes.Node]:
        """Return the placeholder."""
        table = {name: OPTIONS[name] for name in VIEWS[self.name].options}
        block = self.take_apart(table, Problem.VIEW)
        values, _ = self.read(block.options, table, Problem.VIEW)
        if block.argument or any(line.strip() for line in block.rest):
            self.report(Problem.VIEW, f"view “{self.name}” takes no text. Move the text below it.")
        if (first := values.get("from")) and (last := values.get("to")) and first > last:
            self.report(Problem.VIEW, f"view “{self.name}” is from {first} to {last}, which is no year. Correct one.")
        node = view("", docname=self.env.docname, view=read_view(self.name, values))
        self.set_source_info(node)
        if block.argument:
            path, line = self.get_source_info()
            above = StringList([block.argument, ""], items=[(path, line - 1)] * 2)
            block = replace(block, rest=above + block.rest)
        return [node, *self.parse(block)]
