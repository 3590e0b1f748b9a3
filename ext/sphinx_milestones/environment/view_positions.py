"""The position of each view on its page, and whether links may lead to its entries."""

from __future__ import annotations

from typing import NamedTuple

from docutils import nodes
from sphinx.addnodes import only

from sphinx_milestones.register.queries import Selection
from sphinx_milestones.views.models import View

from .nodes import view


class PlacedView(NamedTuple):
    """A view, its index among views of the same name on the page, heading level, and whether its entries get anchors.

    Only the first view of its name on the page that shows everything and is in every output gets them.
    """

    view: View
    position: int
    level: int
    anchors: bool

    @property
    def can_be_filtered(self) -> bool:
        """Whether readers can filter it: the first timeline of a page, without a limit, as the URL has the filters."""
        return self.view.type.filterable and not self.position and not self.view.limit


def locate_views(document: nodes.document) -> list[PlacedView]:
    """Return the views of a page after reading, and note the position of each in its node."""
    views: list[PlacedView] = []
    for node in document.findall(view):
        same = [placed for placed in views if placed.view.name == node["view"].name]
        node["position"] = len(same)
        ancestors = _ancestors(node)
        whole = node["view"].selection == Selection() and not any(isinstance(parent, only) for parent in ancestors)
        node["anchors"] = whole and not any(placed.anchors for placed in same)
        views.append(placed_view(node, sum(isinstance(parent, nodes.section) for parent in ancestors)))
    return views


def placed_view(node: view, sections: int) -> PlacedView:
    """Return the view of a node that is within *sections* nested sections."""
    return PlacedView(node["view"], node["position"], min(sections + 1, 5), node["anchors"])


def _ancestors(node: nodes.Element) -> list[nodes.Element]:
    ancestors: list[nodes.Element] = []
    while (parent := (ancestors[-1] if ancestors else node).parent) is not None:
        ancestors.append(parent)
    return ancestors
