"""HTML: the visitors of the nodes; facts and views are rendered by templates."""

from __future__ import annotations

from docutils import nodes
from sphinx.writers.html5 import HTML5Translator

from sphinx_milestones.core.records import Milestone
from sphinx_milestones.environment.domain import MilestoneDomain, domain_of
from sphinx_milestones.environment.links import Links
from sphinx_milestones.environment.nodes import milestone_facts, title_formula, view
from sphinx_milestones.environment.titles import mathml_of
from sphinx_milestones.environment.view_positions import PlacedView, placed_view
from sphinx_milestones.views.citation import Citation
from sphinx_milestones.views.facets import facets

from .templating import render_template


def render_view(domain: MilestoneDomain, docname: str, placed: PlacedView) -> str:
    """Return the HTML of a view on a page; each is rendered once in a build."""
    return domain.build.render_once(docname, placed, lambda: _render_view(domain.links(docname), placed))


def _render_view(links: Links, placed: PlacedView) -> str:
    asked, docname, builder = placed.view, links.docname, links.builder
    model = asked.type.model(asked, links.collection.milestones, links.wording)
    suffix = f"-{placed.position + 1}" if placed.position else ""
    at_home = docname == links.collection.home_of(asked.name)
    if builder.name == "singlehtml" and not at_home:
        suffix += f"-{docname.replace('/', '-')}"  # all pages are one there and share its ids
    filtered = placed.can_be_filtered and not suffix and builder.name != "epub"
    listed = list(dict.fromkeys(milestone for year in model for milestone in year.milestones)) if filtered else []
    return render_template(
        links,
        f"{asked.name}.html",
        model=model,
        filter=facets(listed, links.wording) if len(listed) > 1 else None,
        suffix=suffix,
        anchors=placed.anchors and at_home,
        level=placed.level,
        asked=asked,
    )


def visit_facts(self: HTML5Translator, node: milestone_facts) -> None:
    """Add the facts of a milestone to the output."""
    domain = domain_of(self.builder.env)
    links, template = domain.links(node["docname"]), f"milestone-{node['part']}.html"
    milestone = domain.milestone_at(node["docname"], node["position"])
    earlier, later = links.collection.neighbours.get(milestone.id, (None, None))
    related, citation = links.collection.related.get(milestone.id, ()), _citation(links, milestone)
    context = {"related": related, "earlier": earlier, "later": later, "citation": citation}
    self.body.append(render_template(links, template, milestone=milestone, **context))
    raise nodes.SkipNode


def _citation(links: Links, milestone: Milestone) -> Citation:
    """Return the citation of a milestone; with its URL only if that is absolute."""
    config = links.builder.config
    url = links.permalink(milestone) if config.html_baseurl else ""
    return Citation(milestone, config.project, links.build.author, url, links.wording)


def visit_view(self: HTML5Translator, node: view) -> None:
    """Add a view to the output, with the ids of labels before it."""
    self.body.extend(f'<span id="{self.attval(anchor)}"></span>' for anchor in node["ids"])
    domain = domain_of(self.builder.env)
    self.body.append(render_view(domain, node["docname"], placed_view(node, self.section_level)))
    raise nodes.SkipNode


def visit_title_formula(self: HTML5Translator, node: title_formula) -> None:
    """Add a formula in a title to the output, as MathML."""
    self.body.append(mathml_of(node))
    raise nodes.SkipNode
