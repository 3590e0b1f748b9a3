"""HTML: the visitors of the two nodes, each rendered by a template."""

from __future__ import annotations

from docutils import nodes
from sphinx.writers.html5 import HTML5Translator

from sphinx_milestones.core.records import Milestone
from sphinx_milestones.environment.domain import MilestoneDomain, domain_of
from sphinx_milestones.environment.links import Links
from sphinx_milestones.environment.nodes import milestone_facts, view
from sphinx_milestones.environment.view_positions import PlacedView, place_of
from sphinx_milestones.views.citation import Citation
from sphinx_milestones.views.facets import facets
from sphinx_milestones.views.models import VIEWS

from .templating import render_template


def render_view(domain: MilestoneDomain, docname: str, placed: PlacedView) -> str:
    """The HTML of a view on a page; what was rendered to see whether it is fresh is what is written."""
    if (docname, placed) not in domain.rendered:
        domain.rendered[docname, placed] = _render_view(domain, docname, placed)
    return domain.rendered[docname, placed]


def _render_view(domain: MilestoneDomain, docname: str, placed: PlacedView) -> str:
    asked = placed.view
    model = VIEWS[asked.name].model(asked, domain.milestones, domain.wording)
    suffix = f"-{placed.position + 1}" if placed.position else ""
    at_home = docname == domain.home_of(asked.name)
    if domain.builder.name == "singlehtml" and not at_home:
        suffix += f"-{docname.replace('/', '-')}"  # all pages are one there, and share its ids
    filtered = placed.can_be_filtered and not suffix and domain.builder.name != "epub"
    listed = [milestone for year in model for milestone in year.milestones] if filtered else []
    return render_template(
        domain,
        docname,
        f"{asked.name}.html",
        model=model,
        filter=facets(listed, domain.wording) if len(listed) > 1 else None,
        suffix=suffix,
        anchors=placed.anchors and at_home,
        level=placed.level,
        asked=asked,
    )


def visit_facts(self: HTML5Translator, node: milestone_facts) -> None:
    """Print a milestone's facts."""
    domain = domain_of(self.builder.env)
    docname, template = node["docname"], f"milestone-{node['part']}.html"
    milestone = domain.at(docname, node["position"])
    earlier, later = domain.neighbours.get(milestone.id, (None, None))
    related, citation = domain.related.get(milestone.id, ()), _citation(domain, docname, milestone)
    context = {"related": related, "earlier": earlier, "later": later, "citation": citation}
    self.body.append(render_template(domain, docname, template, milestone=milestone, **context))
    raise nodes.SkipNode


def _citation(domain: MilestoneDomain, docname: str, milestone: Milestone) -> Citation:
    """How to cite a milestone; its address stands there only where it is one for others too."""
    config = domain.builder.config
    author = "" if config.author == config.values["author"].default else config.author
    address = Links(domain, docname).permanent(milestone) if config.html_baseurl else ""
    return Citation(milestone, config.project, author, address, domain.wording)


def visit_view(self: HTML5Translator, node: view) -> None:
    """Print a view, with the ids that labels before it have given it."""
    self.body.extend(f'<span id="{self.attval(anchor)}"></span>' for anchor in node["ids"])
    domain = domain_of(self.builder.env)
    self.body.append(render_view(domain, node["docname"], place_of(node, self.section_level)))
    raise nodes.SkipNode
