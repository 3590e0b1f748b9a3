"""The two nodes of the extension. HTML renders them from templates; every other output has them expanded."""

from __future__ import annotations

from collections.abc import Iterable

from docutils import nodes


class milestone_facts(nodes.General, nodes.Element):  # noqa: N801 - docutils names nodes in small letters
    """A leaf under a milestone's section, before its text (`part` is ``head``) or after it (``foot``).

    Its other attributes are `docname`, the `position` of the milestone in its document and, in a head, the `lines` of
    the options and the ids of `related` milestones. While its document is read, `record` holds the milestone as far as
    the directive knows it. A head has one text child: what a search should also find the milestone by,
    which no output prints.
    """


class view(nodes.General, nodes.Element):  # noqa: N801 - docutils names nodes in small letters
    """Where a view goes; attributes: `docname`, `view` (a `views.View`), `position` among its like on the page."""


def without_sections(found: Iterable[nodes.Node]) -> list[nodes.Node]:
    """The same for a place where no section may stand: headings become rubrics; a milestone stays, to be reported."""
    flat: list[nodes.Node] = []
    for node in found:
        if isinstance(node, nodes.section) and "milestone" not in node["classes"]:
            heading = [
                nodes.rubric("", "", *title.children) for title in node.children if isinstance(title, nodes.title)
            ]
            flat += heading + without_sections(child for child in node.children if not isinstance(child, nodes.title))
        else:
            flat.append(node)
    return flat
