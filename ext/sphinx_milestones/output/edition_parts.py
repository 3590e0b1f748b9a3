"""The parts of pages that editions include: the section of a milestone, as on its page."""

from __future__ import annotations

from docutils import nodes

from sphinx_milestones.core.records import Milestone
from sphinx_milestones.environment.domain import MilestoneDomain
from sphinx_milestones.environment.page_checks import heads


def section_of(domain: MilestoneDomain, milestone: Milestone) -> nodes.section:
    """Return the section of a milestone from the doctree of its page."""
    page = domain.env.get_doctree(milestone.docname)
    leaves = (head for head in heads(page) if domain.milestone_at(milestone.docname, head["position"]) == milestone)
    section = next(leaves).parent
    assert isinstance(section, nodes.section)
    return section
