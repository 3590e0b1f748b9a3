"""The two nodes of the extension. HTML renders them from templates; for every other output they are expanded."""

from __future__ import annotations

from collections.abc import Iterable

from docutils import nodes


class milestone_facts(nodes.General, nodes.Element):  # noqa: N801 - docutils names nodes in lowercase
    """A leaf under a milestone's section, before its text (`part` is ``head``) or after it (``foot``).

    Its other attributes are `docname`, the `position` of the milestone in its document and, in a head, the `lines` of
    the options and the ids of `related` milestones. While its document is read, `record` is the milestone that the
    directive has parsed. A head has one text child: additional search terms of the milestone, which no output prints.
    """


class view(nodes.General, nodes.Element):  # noqa: N801 - docutils names nodes in lowercase
    """A placeholder for a view; attributes: `docname`, `view` (`views.models.View`), `position`, `anchors`.

    For the last two see `view_positions.PlacedView`.
    """


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
