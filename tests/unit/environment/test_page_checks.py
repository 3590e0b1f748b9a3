"""What is checked of the nodes of a finished page."""

from __future__ import annotations

import pytest
from docutils import nodes
from docutils.utils import new_document

from sphinx_milestones.core.problems import Problem
from sphinx_milestones.environment.page_checks import check_page


@pytest.mark.parametrize(
    ("attributes", "count"),
    [({}, 1), ({"design_component": "dropdown"}, 0), ({"classes": ["note"]}, 0)],
    ids=["a fence without a name", "a container of another extension", "a fence with a name"],
)
def test_fence_in_a_milestone(attributes: dict[str, object], count: int) -> None:
    """Only one without a name was intended to close something."""
    div = nodes.container("", nodes.paragraph("", "Text."), is_div=True, **attributes)
    document = new_document("page.md")
    document += nodes.section("", nodes.title("", "A visit"), div, classes=["milestone"])
    found = [finding for finding in check_page(document, [], "page.md") if finding.problem is Problem.FENCE]
    assert len(found) == count
