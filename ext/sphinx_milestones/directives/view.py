"""The directive for all views."""

from __future__ import annotations

from dataclasses import replace

from docutils import nodes

from sphinx_milestones.core.problems import Problem
from sphinx_milestones.environment.nodes import view
from sphinx_milestones.reading.milestone_fields import read_options
from sphinx_milestones.reading.view_options import OPTIONS, read_view
from sphinx_milestones.register.register import Lookup
from sphinx_milestones.syntax.option_block import Line
from sphinx_milestones.views.models import VIEWS

from .base import RegisterDirective


class ViewDirective(RegisterDirective):
    """A view: a placeholder that is filled when the page is written."""

    def run(self) -> list[nodes.Node]:
        """Return the placeholder, and any text that does not belong in the directive."""
        table = {name: OPTIONS[name] for name in VIEWS[self.name].options}
        block = self.parse_block(table, Problem.VIEW)
        lookup = Lookup(self.domain_ms.build.register)
        values = read_options(
            block.options, table, Problem.VIEW, self.subject(block.options, ", "), lookup, self.report
        ).values
        self.note_dependencies(lookup)
        if block.argument or any(line.text.strip() for line in block.content):
            self.report(Problem.VIEW, f"view “{self.name}” takes no text. Move the text below the view.")
        if (first := values.get("from")) and (last := values.get("to")) and first > last:
            self.report(
                Problem.VIEW, f"view “{self.name}”: “from” ({first}) is later than “to” ({last}). Fix one of the two."
            )
        node = view("", docname=self.env.docname, view=read_view(self.name, values))
        self.set_source_info(node)
        if block.argument:
            path, line = self.get_source_info()
            above = [Line(text, (path, line - 1)) for text in (block.argument, "")]
            block = replace(block, content=[*above, *block.content])
        return [node, *self.parse(block)]
