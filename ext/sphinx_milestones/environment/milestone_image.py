"""The image of a milestone: a figure above its text, which every builder shows as it shows others."""

from __future__ import annotations

from docutils import nodes
from sphinx.environment import BuildEnvironment

from sphinx_milestones.core.records import Milestone


def add_image(milestone: Milestone, head: nodes.Element) -> None:
    """Add the figure after the head node, in the language of the finished page; Sphinx then finds the file."""
    if not (milestone.image and milestone.alt):
        return
    image = nodes.image("", uri=milestone.image, alt=milestone.alt)
    figure = nodes.figure("", image, classes=["ms-image"])
    if milestone.credit:
        figure += nodes.legend("", nodes.paragraph(milestone.credit, milestone.credit))  # a caption would be numbered
    for node in figure.findall(nodes.Element):
        node.source, node.line = head.source, head.line
    head.parent.insert(head.parent.index(head) + 1, figure)


def image_file(milestone: Milestone, env: BuildEnvironment) -> str:
    """Return the path of the image in the output of HTML; empty if there is none."""
    if not milestone.image:
        return ""
    path, _ = env.relfn2path(milestone.image, milestone.docname)
    found = env.images.get(path)
    return f"_images/{found[1]}" if found else ""
