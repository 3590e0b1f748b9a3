"""The nodes of the extension. HTML renders them from templates; for every other output they are expanded.

Besides, functions on standard nodes that several rooms need.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from docutils import nodes
from sphinx.addnodes import translatable


class milestone_facts(nodes.General, nodes.Element, translatable):  # noqa: N801 - docutils names nodes in lowercase
    """A leaf under a milestone's section, before its text (`part` is ``head``) or after it (``foot``).

    Its other attributes are `docname`, the `position` of the milestone on its page and, in a head, the `lines` of
    the options and the ids of `related` milestones. While its page is read, `record` is the milestone that the
    directive has parsed, and `translatable` are the names of its fields that translators get. A finished head has one
    text child: additional search terms of the milestone, which no output prints.
    """

    def preserve_original_messages(self) -> None:
        """Preserve the fields that translators get (`sphinx.addnodes.translatable`)."""
        record = self.get("record")
        self["messages"] = [text for _, text in record.texts(self["translatable"])] if record else []

    def apply_translated_message(self, original_message: str, translated_message: str) -> None:
        """Replace the fields with that text."""
        record = self["record"]
        same = [name for name, text in record.texts(self["translatable"]) if text == original_message]
        self["record"] = record.with_values(dict.fromkeys(same, translated_message))

    def extract_original_messages(self) -> list[str]:
        """Return what was preserved."""
        messages: list[str] = self.get("messages", [])
        return messages


class title_formula(nodes.math):  # noqa: N801 - docutils names nodes in lowercase
    """A formula in a title, which many pages show: HTML has MathML of it, other outputs what they have of any formula.

    The renderers of Sphinx need a script, or an image, on each page.
    """


class view(nodes.General, nodes.Element):  # noqa: N801 - docutils names nodes in lowercase
    """A placeholder for a view; attributes: `docname`, `view` (`views.models.View`), `position`, `anchors`.

    For the last two see `view_positions.PlacedView`.
    """


def is_escaped(node: nodes.Node, shown: str) -> bool:
    """Return whether a text that is *shown* in a node was written with backslashes, and therefore is plain text."""
    parents: list[nodes.Element] = []
    while (parent := (parents[-1] if parents else node).parent) is not None:
        parents.append(parent)
    source = next((parent.rawsource for parent in parents if parent.rawsource), "")
    return shown not in source and shown in re.sub(r"\\(.)", r"\1", source)


def demote_sections(content: Iterable[nodes.Node]) -> list[nodes.Node]:
    """Turn sections into rubrics, for parents that cannot contain any; milestones remain and are reported later."""
    flat: list[nodes.Node] = []
    for node in content:
        if isinstance(node, nodes.section) and "milestone" not in node["classes"]:
            heading = [
                nodes.rubric("", "", *title.children) for title in node.children if isinstance(title, nodes.title)
            ]
            flat += heading + demote_sections(child for child in node.children if not isinstance(child, nodes.title))
        else:
            flat.append(node)
    return flat


def table(
    head: Sequence[list[nodes.Node]], body: Iterable[Sequence[list[nodes.Node]]], widths: Sequence[int], name: str
) -> nodes.table:
    """Return a table whose first column has the row headers."""
    columns = [nodes.colspec(colwidth=width) for width in widths]
    columns[0]["stub"] = True
    rows = [nodes.row("", *map(_cell, row)) for row in (head, *body)]
    group = nodes.tgroup("", *columns, nodes.thead("", rows[0]), nodes.tbody("", *rows[1:]), cols=len(columns))
    return nodes.table("", group, classes=[name, "colwidths-given"])


def _cell(content: list[nodes.Node]) -> nodes.entry:
    return nodes.entry("", *([nodes.paragraph("", "", *content)] if content else []))
