"""Titles as nodes, as HTML and as text."""

from __future__ import annotations

from dataclasses import replace

import pytest
from docutils import nodes
from tests.support.small_register import milestone

from sphinx_milestones.environment.nodes import title_formula
from sphinx_milestones.environment.titles import finish_title, refused_markup, title_html, title_nodes, title_text

MARKED = [
    nodes.Text("A <b> & "),
    nodes.strong("", "", nodes.Text("very "), nodes.emphasis("", "bold"), nodes.literal("", "x = '<&>'")),
    title_formula("", r"a<b"),
    nodes.title_reference("", "Cited"),
    nodes.subscript("", "2"),
]


def test_html_of_a_title_gives_its_nodes_back() -> None:
    """All but the source of the page, which no output needs."""
    stored = replace(milestone(), title=title_text(MARKED), title_html=title_html(MARKED))
    assert [node.pformat() for node in title_nodes(stored)] == [node.pformat() for node in MARKED]
    assert stored.title == "A <b> & very boldx = '<&>'a<bCited2"
    assert "<b>" not in stored.title_html
    assert "<em>bold</em>" in stored.title_html


def test_plain_title_has_no_html() -> None:
    """Nothing is stored twice."""
    plain = [nodes.Text("A <b> & B")]
    assert (title_html(plain), title_text(plain)) == ("", "A <b> & B")
    assert [node.astext() for node in title_nodes(replace(milestone(), title="A <b> & B"))] == ["A <b> & B"]


@pytest.mark.parametrize(
    ("node", "found"),
    [
        (nodes.reference("", "x", refuri="https://example.org"), "a link"),
        (nodes.strong("", "", nodes.image(uri="x.png", alt="x")), "an image"),
        (nodes.footnote_reference("", "1"), "a footnote"),
        (nodes.raw("", "<b>", format="html"), "HTML"),
        (nodes.abbreviation("", "x"), "other markup"),
        (nodes.emphasis("", "x"), ""),
    ],
)
def test_what_is_refused_is_named(node: nodes.Node, found: str) -> None:
    """Wherever in the title it is."""
    assert refused_markup([nodes.Text("A "), node]) == found


def test_translated_title_keeps_the_text_of_what_is_refused() -> None:
    """A link in it becomes text, a formula one that every page can show."""
    link = nodes.reference("", "", nodes.Text("a "), nodes.strong("", "b"), refuri="https://example.org")
    title = nodes.title("", "", link, nodes.math("x", "x"), nodes.image(uri="x.png"), nodes.target())
    left = finish_title(title)
    assert [type(node) for node in left] == [nodes.Text, nodes.strong, title_formula]
    assert title.astext() == "a bx"
