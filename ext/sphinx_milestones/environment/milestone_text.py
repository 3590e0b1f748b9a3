"""The texts of a milestone, from the nodes of its finished section."""

from __future__ import annotations

from typing import NamedTuple

from docutils import nodes

from sphinx_milestones.core.records import Milestone, Translation

from .mentions import lead_of, text_with_placeholders
from .nodes import milestone_facts
from .portable_html import html_of_blocks
from .titles import finish_title, title_html, title_text


class MilestoneText(NamedTuple):
    """Title and body as text and as HTML, and first paragraph; all but the title with placeholders for references."""

    title: str
    title_html: str
    body: str
    html: str
    lead: str


def text_of(section: nodes.Element) -> MilestoneText:
    """Return the texts of a milestone's section, in the language that they are in, and finish its title."""
    title = finish_title(next(section.findall(nodes.title)))
    body = [child for child in section.children if not isinstance(child, nodes.title | milestone_facts)]
    text = "\n\n".join(filter(None, map(text_with_placeholders, body)))
    return MilestoneText(title_text(title), title_html(title), text, html_of_blocks(body), lead_of(body))


def translation_of(section: nodes.Element, language: str, *, title: bool, body: bool) -> Translation:
    """Return the texts of a milestone's section while its page is read: those that are in *language*."""
    text, record = text_of(section), record_of(section)
    return Translation(
        language,
        text.title if title else "",
        text.body if body else "",
        text.html if body else "",
        record.texts(_head_of(section)["translatable"]),
        text.title_html if title else "",
    )


def record_of(section: nodes.Element) -> Milestone:
    """Return the record that the directive has parsed, while the page is read."""
    record: Milestone = _head_of(section)["record"]
    return record


def _head_of(section: nodes.Element) -> milestone_facts:
    return next(node for node in section.children if isinstance(node, milestone_facts))
