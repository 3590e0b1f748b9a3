"""Expansion for every output but HTML: the two nodes become standard nodes, which Sphinx's writers translate."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from docutils import nodes
from sphinx.builders.gettext import MessageCatalogBuilder
from sphinx.transforms.post_transforms import SphinxPostTransform

from sphinx_milestones.environment.domain import MilestoneDomain, domain_of
from sphinx_milestones.environment.nodes import demote_sections, milestone_facts, view
from sphinx_milestones.environment.view_positions import placed_view

from .node_writer import NodeWriter
from .view_nodes import expand_view


class ExpandNodes(SphinxPostTransform):
    """Replaces facts and views before Sphinx resolves the remaining references."""

    default_priority = 5

    def run(self, **kwargs: Any) -> None:
        """Expand the nodes of the document, unless its texts are only collected for translators."""
        domain = domain_of(self.env)
        if domain.build.builder.format == "html" or isinstance(domain.build.builder, MessageCatalogBuilder):
            return
        numbers = source_numbers(domain, self.document)
        for leaf in list(self.document.findall(milestone_facts)):
            leaf.parent.replace(leaf, expand_facts(domain, leaf, numbers))
        for node in list(self.document.findall(view)):
            labels = [nodes.target("", "", ids=node["ids"])] if node["ids"] else []
            expanded = expand_view(domain.links(node["docname"]), placed_view(node, 0), numbers)
            if not isinstance(node.parent, nodes.section):
                expanded = demote_sections(expanded)
            node.parent.replace(node, [*labels, *expanded])


def source_numbers(domain: MilestoneDomain, document: nodes.document) -> dict[str, int]:
    """Return the number of each source in the list of sources, if it is in the same document as milestones."""
    collection = domain.collection
    home = collection.home_of_entries("sources")
    lists = (node for node in document.findall(view) if node["view"].type.entries == "sources" and node["anchors"])
    found = next((node for node in lists if node["docname"] == home), None)
    if found is None or next(document.findall(milestone_facts), None) is None:
        return {}
    model = found["view"].type.model(found["view"], collection.milestones, domain.build.wording)
    return {cited.entry.key: number for number, cited in enumerate(model, 1)}


def expand_facts(domain: MilestoneDomain, leaf: milestone_facts, numbers: Mapping[str, int]) -> list[nodes.Node]:
    """Return the facts of a milestone as a field list; nothing if there are none."""
    writer = NodeWriter(domain.links(leaf["docname"]), numbers)
    milestone = domain.milestone_at(leaf["docname"], leaf["position"])
    return writer.head(milestone) if leaf["part"] == "head" else writer.foot(milestone)
