"""Views on their pages: which of its like each one is, and whether links may lead to its entries."""

from __future__ import annotations

from typing import NamedTuple

from docutils import nodes
from sphinx.addnodes import only

from sphinx_milestones.register.queries import Selection
from sphinx_milestones.views.models import View

from .nodes import view


class PlacedView(NamedTuple):
    """A view, how many of its like stand before it on its page, the level of its headings, whether it has anchors.

    Anchors are for the first of its like on the page that shows the whole, and that every output has.
    """

    view: View
    position: int
    level: int
    anchors: bool

    @property
    def can_be_filtered(self) -> bool:
        """Whether it is a timeline to choose from: one on a page, whose address has the choice, and not of a few."""
        return self.view.name == "timeline" and not self.position and not self.view.limit


def place_views(document: nodes.document) -> list[PlacedView]:
    """The views of a page that was read, which now know their places too."""
    views: list[PlacedView] = []
    for node in document.findall(view):
        like = [placed for placed in views if placed.view.name == node["view"].name]
        node["position"] = len(like)
        above = _above(node)
        whole = node["view"].selection == Selection() and not any(isinstance(each, only) for each in above)
        node["anchors"] = whole and not any(placed.anchors for placed in like)
        views.append(place_of(node, sum(isinstance(each, nodes.section) for each in above)))
    return views


def place_of(node: view, sections: int) -> PlacedView:
    """The place of a view within so many sections."""
    return PlacedView(node["view"], node["position"], min(sections + 1, 5), node["anchors"])


def _above(node: nodes.Element) -> list[nodes.Element]:
    """The elements that a node stands in."""
    above: list[nodes.Element] = []
    while (parent := (above[-1] if above else node).parent) is not None:
        above.append(parent)
    return above
