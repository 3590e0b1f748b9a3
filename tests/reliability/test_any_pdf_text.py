"""Any text an author can write, put through the builder and read back."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator

import pytest
from docutils import nodes
from docutils.utils import new_document
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from pypdf import PdfReader
from sphinx.application import Sphinx
from sphinx.util.docutils import docutils_namespace, patch_docutils

from sphinx_pdf import PdfDocument
from sphinx_pdf.content.text import INVISIBLE, REPLACEMENT, emoji_name
from sphinx_pdf.fonts import covered_code_points

ReadBack = Callable[[list[str]], list[str]]
#: What turns the direction of the letters around it.
CONTROLS = "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
#: Each paragraph on a page of its own.
TEMPLATE = """
#import "style.typ": *
#import "nodes.typ": layout
#set document(title: content.title)
#set text(font: book, fallback: false)
#for value in content.body { page(layout((value,))) }
"""
SYNTAX = [
    *(
        "#panic()",
        "$x^2$",
        "<label>",
        "@key",
        "//",
        "/*",
        "*/",
        "```",
        "\\u{41}",
        "= ",
        "- ",
        "+ ",
        "_a_",
        "*b*",
        "~",
        "---",
    ),
    *("<script>", "&amp;", "&#65;", "<!--", "]]>", "\\textbf{x}", "\\input{/etc/passwd}", "%", "{{", "}}", "${a}"),
    *(
        "2024-12-31",
        "السلام",
        "שלום",
        "\u202e",
        "\u2067",
        "\u2069",
        "\u200f",
        "\u200d",
        "fi",
        "ffl",
        "x" * 40,
        "\ufeff",
        "\x00",
    ),
]


def is_one_glyph(char: str) -> bool:
    """Whether no font builds *char* from several glyphs: what is copied of those is wrong, see the manual."""
    plain = unicodedata.normalize("NFD", char) == char and not unicodedata.category(char).startswith("M")
    return ord(char) < 0x180 or plain


PIECES = st.one_of(
    st.sampled_from(SYNTAX),
    st.sampled_from(sorted(filter(is_one_glyph, map(chr, covered_code_points())))),
    st.integers(0, 16).flatmap(
        lambda plane: st.characters(
            min_codepoint=plane << 16, max_codepoint=(plane << 16) + 0xFFFD, exclude_categories=["Cs"]
        ).filter(is_one_glyph)
    ),
)
TEXTS = st.lists(st.lists(PIECES, min_size=1, max_size=12).map("".join), min_size=1, max_size=12)


@pytest.fixture(scope="module")
def read_back(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ReadBack]:
    """Return a function that prints strings, a page each, and reads the pages."""
    source = tmp_path_factory.mktemp("any") / "source"
    source.mkdir()
    (source / "index.rst").write_text("Start\n=====\n")
    (source / "own.typ").write_text(TEMPLATE)
    (source / "conf.py").write_text("extensions = ['sphinx_pdf']\npdf_template = 'own.typ'\npdf_documents = []\n")
    with patch_docutils(), docutils_namespace():
        app = Sphinx(source, source, source.parent / "out", source.parent / "doctrees", "pdf", None, None, None)
        app.build()
        texts: list[str] = []

        def tree() -> nodes.document:
            document = new_document("texts")
            document += [nodes.paragraph("", "", nodes.Text(f"§{text}§")) for text in texts]
            return document

        app.connect("pdf-collect-documents", lambda _: [PdfDocument("index", "any", "Any", "", tree=tree)])

        def read_back(given: list[str]) -> list[str]:
            texts[:] = given
            app.builder.write_documents(set())
            return [page.extract_text() for page in PdfReader(source.parent / "out/any.pdf").pages]

        yield read_back


def comparable(text: str) -> str:
    """Text without what leaves no mark on a page; ligatures are resolved.

    Brackets are left out: Typst gives a glyph one meaning in the whole PDF, so one that is also
    used mirrored, among letters from right to left, is copied as its twin.
    """
    text = "".join(char for char in text if not unicodedata.mirrored(char))
    return "".join(unicodedata.normalize("NFKC", re.sub(r"\s", "", INVISIBLE.sub("", text))).split())


def shown(text: str) -> str:
    """What a page can show of *text*."""
    known = covered_code_points()
    # The mark of a byte order is dropped; NUL is a mark of docutils' own.
    text = re.sub("[\ufeff\x00]", "", text)
    return "".join(
        char if ord(char) in known or INVISIBLE.match(char) else emoji_name(char) or REPLACEMENT for char in text
    )


@given(texts=TEXTS)
@settings(deadline=None, max_examples=60, derandomize=True, database=None, phases=[Phase.generate])
def test_any_text_comes_back(read_back: ReadBack, texts: list[str]) -> None:
    """Letter for letter; among letters from right to left, the same letters in the order of the page."""
    pages = read_back(texts)
    assert len(pages) == len(texts)
    for text, page in zip(texts, pages, strict=True):
        wanted, found = comparable(f"§{shown(text)}§"), comparable(page)
        if any(unicodedata.bidirectional(char) in {"R", "AL", "AN"} or char in CONTROLS for char in text):
            wanted, found = "".join(sorted(wanted)), "".join(sorted(found))
        assert found == wanted
