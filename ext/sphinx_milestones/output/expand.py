"""Every output but HTML: the two nodes become standard ones, and Sphinx's own writers do the rest."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from docutils import nodes
from sphinx.transforms.post_transforms import SphinxPostTransform

from sphinx_milestones.environment.domain import MilestoneDomain, domain_of
from sphinx_milestones.environment.links import Links
from sphinx_milestones.environment.nodes import milestone_facts, view, without_sections
from sphinx_milestones.environment.view_positions import place_of
from sphinx_milestones.views.models import VIEWS

from .node_helpers import field_list
from .node_writer import NodeWriter
from .view_nodes import expand_view


class ExpandNodes(SphinxPostTransform):
    """Replaces facts and views before Sphinx resolves the references that are left."""

    default_priority = 5

    def run(self, **kwargs: Any) -> None:
        """Expand the document at hand."""
        domain = domain_of(self.env)
        if domain.builder.format == "html":
            return
        chart_table = source_numbers(domain, self.document)
        for leaf in list(self.document.findall(milestone_facts)):
            leaf.parent.replace(leaf, expand_facts(domain, leaf, chart_table))
        for node in list(self.document.findall(view)):
            labels = [nodes.target("", "", ids=node["ids"])] if node["ids"] else []
            expanded = expand_view(domain, node["docname"], place_of(node, 0), chart_table)
            if not isinstance(node.parent, nodes.section):
                expanded = without_sections(expanded)
            node.parent.replace(node, [*labels, *expanded])


def source_numbers(domain: MilestoneDomain, document: nodes.document) -> dict[str, int]:
    """The number of each source in the list that links lead to, if milestones stand in the same document."""
    home = domain.home_of("source-list")
    lists = (node for node in document.findall(view) if node["view"].name == "source-list" and node["anchors"])
    found = next((node for node in lists if node["docname"] == home), None)
    if found is None or next(document.findall(milestone_facts), None) is None:
        return {}
    model = VIEWS["source-list"].model(found["view"], domain.milestones, domain.wording)
    return {cited.entry.key: number for number, cited in enumerate(model, 1)}


def expand_facts(domain: MilestoneDomain, leaf: milestone_facts, chart_table: Mapping[str, int]) -> list[nodes.Node]:
    """The facts of a milestone as a field list; none where there is nothing to say."""
    writer = NodeWriter(Links(domain, leaf["docname"]), chart_table)
    milestone = domain.at(leaf["docname"], leaf["position"])
    return field_list(writer.head(milestone) if leaf["part"] == "head" else writer.foot(milestone))
