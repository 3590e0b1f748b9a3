"""Imported text is shown as it is: in both markups, no character of it is markup by accident."""

from __future__ import annotations

import time

import pytest
from docutils import nodes
from docutils.core import publish_doctree
from hypothesis import example, given, settings
from hypothesis import strategies as st
from myst_parser.parsers.docutils_ import Parser

from sphinx_milestones.cli.importing.markup_text import cleaned, lines_of
from sphinx_milestones.cli.importing.prose import (
    Paragraph,
    Run,
    html_paragraphs,
    plain_paragraphs,
)
from sphinx_milestones.core.characters import has_visible
from sphinx_milestones.syntax.markup import MARKDOWN, REST, Markup

pytestmark = pytest.mark.filterwarnings("ignore:'myst_parser")  # it uses what Sphinx 11 will not have

MYST = ["amsmath", "attrs_inline", "attrs_block", "colon_fence", "deflist", "dollarmath", "fieldlist", "strikethrough"]
MYST += ["substitution", "tasklist", "html_image", "html_admonition"]
PIECES = [
    *("a", "B", "word", "é", "ب", "7", "12", " ", "  ", ".", ")", "(", ":", "::", ":::", "*", "**", "_", "__", "`"),
    *("``", "```", "~~~", "#", "- ", "+ ", "1. ", "> ", ">>> ", "| ", "..", ".. note::", "{note}"),
    *("{milestone}`x`", "[x](y)", "[1]_", "|x|", "<b>", "&amp;", "&", "$", "$$", "\\", "\\n", "%", "=", "===="),
    *("----", "+++", "---", "(x)=", ":a: b", "![", "]", "^", "~~x~~", "{{ x }}", "@", "a@b.c", "https://a.b/c_d_"),
    *("www.a.b", "!", "'", '"', "/", "-x", "--y", "<javascript:x>", "](javascript:x)", "\n", "\n\n", "\t"),
    *("\u200b", "\u202e", "iv.", "A. ", "word::", "\\begin{x}"),
]
TEXT = st.lists(st.sampled_from(PIECES) | st.characters(codec="utf-8"), max_size=12).map("".join)
OPTIONS = {"report_level": 5, "halt_level": 5, "smart_quotes": False, "file_insertion_enabled": False}


def parsed(lines: list[str], markup: Markup) -> nodes.document:
    """Return the document of these lines."""
    text = "\n".join(lines)
    if markup is REST:
        return publish_doctree(text, settings_overrides=OPTIONS)
    overrides = {**OPTIONS, "myst_enable_extensions": MYST}
    return publish_doctree(text, parser=Parser(), settings_overrides=overrides)


def words(text: str) -> str:
    """Return *text* with white space folded."""
    return " ".join(text.split())


@pytest.mark.parametrize("markup", [MARKDOWN, REST], ids=["Markdown", "reStructuredText"])
@settings(max_examples=40, deadline=None, database=None, derandomize=True)
@example("1. One\n\n- two")
@example("A. Einstein")
@given(TEXT)
def test_plain_text_is_shown_as_it_is(markup: Markup, text: str) -> None:
    """Each paragraph is one, with all of its characters but those that a page may not have."""
    try_text(markup, text)


def try_text(markup: Markup, text: str) -> None:
    """Write a plain text, and compare what a page would show of it."""
    paragraphs = plain_paragraphs(cleaned(text))
    document = parsed(lines_of(paragraphs, markup), markup)
    expected = [words(paragraph.text) for paragraph in paragraphs]
    assert [words(child.astext()) for child in document.children] == list(filter(has_visible, expected))
    assert not list(document.findall(nodes.system_message))
    assert not list(document.findall(nodes.problematic))


RUNS = st.lists(
    st.builds(
        Run,
        st.lists(st.sampled_from(PIECES), min_size=1, max_size=4).map(
            lambda pieces: " ".join("".join(pieces).split("\n"))
        ),
        st.sampled_from(["", "", "strong", "emphasis"]),
        st.sampled_from(["", "", "https://example.org/a_(b)?c=d&e", "https://example.org/_", "mailto:a@example.org"]),
    ),
    max_size=4,
)


PARAGRAPHS = st.lists(st.builds(Paragraph, RUNS, st.sampled_from(["", "-", "1."]), st.booleans()), max_size=4)


@pytest.mark.parametrize("markup", [MARKDOWN, REST], ids=["Markdown", "reStructuredText"])
@settings(max_examples=40, deadline=None, database=None, derandomize=True)
@given(PARAGRAPHS)
def test_links_lists_and_quotations(markup: Markup, paragraphs: list[Paragraph]) -> None:
    """Styles, links, lists and quotations are what they were; the text is in order, with all of its characters."""
    try_paragraphs(markup, paragraphs)


def try_paragraphs(markup: Markup, paragraphs: list[Paragraph]) -> None:
    """Write paragraphs, and compare what a page would show of them."""
    document = parsed(lines_of(paragraphs, markup), markup)
    visible = [paragraph for paragraph in paragraphs if has_visible(cleaned(paragraph.text))]
    shown = list(document.findall(nodes.paragraph))
    assert [words(node.astext()) for node in shown] == [words(cleaned(paragraph.text)) for paragraph in visible]
    assert [isinstance(node.parent, nodes.list_item) for node in shown] == [bool(each.bullet) for each in visible]
    assert [any(isinstance(up, nodes.block_quote) for up in ancestors(node)) for node in shown] == [
        each.quoted for each in visible
    ]
    assert not list(document.findall(nodes.problematic))
    assert not list(document.findall(nodes.system_message))


def ancestors(node: nodes.Node) -> list[nodes.Node]:
    """Return the nodes around a node."""
    return [node.parent, *ancestors(node.parent)] if node.parent else []


@pytest.mark.parametrize("open_", ["<a ", "<!--", '<a href="'])
def test_what_begins_like_a_tag_and_never_ends_is_text(open_: str) -> None:
    """None of it is lost, and a file full of it takes no longer than its length."""
    begun = time.perf_counter()
    (paragraph,) = html_paragraphs(open_ * 20_000)
    assert paragraph.text == (open_ * 20_000).strip()
    assert time.perf_counter() - begun < 2
