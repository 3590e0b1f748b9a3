"""Each Arabic glyph states its own letter or vowel sign, so that PDFium finds words with signs."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

import pytest
from tests.support.pdf import lines_by_pdfium, text_by_pdfium

from sphinx_pdf.typst.glyph_text import Span, _joined, state_each_letter
from sphinx_pdf.typst.typesetting import finished

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.support.pdf import BuildProject

# The first use of a letter is with a sign, so that Typst states the text of its other uses apart.
WORDS = "عُمان وفدًا المنظِّمة موقّع وفد أحد العُمانية قد واحد"
#: The font raises the first of two signs.
RAISED = "تُشجَّع المعرَّضين"
AMIRI = {"arabic": "Amiri", "serif": "Amiri", "cover": False}
# A hamza above a heh is raised; a font without a space in the PDF leaves a gap between the letters of the third.
PERSIAN = "ه تجزیهٔ متن: دریافت و خوانندهٔ کد."
CODE = "tree = chunker.parse_sents(('نامه', 'NOUN'))"
SHADDA, FATHA, KASRA, ZAH, MEEM, DAL, HEH, HAMZA = "\u0651\u064e\u0650\u0638\u0645\u062f\u0647\u0654"


def test_words_with_vowel_signs_are_found(build: BuildProject, assert_valid: Callable[[Path], None]) -> None:
    """Also the words whose letters have a sign elsewhere, and Latin words between isolates; the PDF stays valid."""
    built = build(f"Page\n====\n\n{WORDS} (SDMX) {WORDS}\n", language="ar", pdf_theme=AMIRI)
    found = re.findall("[\u0621-\u0652]+", unicodedata.normalize("NFC", text_by_pdfium(built.pdf)))
    assert [word for word in unicodedata.normalize("NFC", WORDS).split() if found.count(word) < 2] == []
    assert "SDMX" in text_by_pdfium(built.pdf)
    assert_valid(built.pdf)


def test_letters_with_a_raised_sign_are_found_once_and_in_order(build: BuildProject) -> None:
    """The sign itself may be found beside the next letter."""
    found = text_by_pdfium(build(f"Page\n====\n\n{RAISED}\n", language="ar", pdf_theme=AMIRI).pdf)
    letters = re.sub(" ?[\u064b-\u0652]", "", found)
    assert re.sub("[\u064b-\u0652]", "", RAISED) in letters


def test_pdf_without_arabic_signs_is_unchanged(build: BuildProject) -> None:
    """Byte by byte: that of Typst is the one written."""
    pdf = build("Page\n====\n\nText, efficient and “quoted”.\n").pdf.read_bytes()
    assert state_each_letter(pdf) == pdf


@pytest.mark.parametrize(
    ("glyphs", "text", "letters"),
    [
        ((7,), DAL + "\u2069", [(7, DAL)]),
        ((8, 7), DAL + KASRA, [(8, KASRA), (7, DAL)]),
        ((8, 7), DAL + SHADDA + KASRA, [(8, SHADDA + KASRA), (7, DAL)]),
        ((9, 8, 7), ZAH + KASRA + SHADDA, [(9, KASRA), (8, SHADDA), (7, ZAH)]),
        ((8, 7), "fi", []),
        ((7,), "\u0644\u0627", []),
    ],
)
def test_text_of_a_cluster_is_divided(glyphs: tuple[int, ...], text: str, letters: list[tuple[int, str]]) -> None:
    """Glyphs are in the order from left to right; a ligature keeps its text."""
    assert Span(((0, 1), (2, 3)), "f0", glyphs, text).letters() == letters


def test_english_title_keeps_its_order(build: BuildProject) -> None:
    """In Arabic text, also with a number at its start: the order of the boxes of its characters."""
    conf = "extensions = ['sphinx_pdf']\nfrom docutils import nodes\n"
    conf += "def mark(app, tree, name):\n    for node in tree.findall(nodes.emphasis):\n        node['lang'] = 'en'\n"
    conf += "def setup(app):\n    app.connect('doctree-resolved', mark)\n"
    page = "Page\n====\n\nتقرير *2013 Forum, 2nd Day*، 30 يناير 2014 (UNDP, 24x7 News).\n"
    built = build(page, {"conf.py": conf}, language="ar", pdf_theme=AMIRI)
    shown = "".join(lines_by_pdfium(built.pdf, 0))
    assert "2013Forum,2ndDay" in shown
    assert "UNDP,24x7News" in shown
    assert "en" in built.tag_entries("/Lang")


def test_persian_is_found_without_a_setting(build: BuildProject, assert_valid: Callable[[Path], None]) -> None:
    """Also names and programs from left to right, which PDFium would reverse in a PDF read from right to left."""
    built = build(f"Page\n====\n\n{PERSIAN}\n\n.. code-block:: python\n\n   {CODE}\n", language="fa")
    assert built.warnings == ""
    found = text_by_pdfium(built.pdf, -1)
    assert {"متن", "دریافت", "خواننده", "کد"} <= set(re.findall("[\u0621-\u06d3]+", found))
    assert "تجزیه" in found
    assert "tree = chunker.parse_sents" in found
    assert b"/Direction" not in built.pdf.read_bytes()
    assert_valid(built.pdf)


def test_sign_and_letter_shown_apart_have_texts_of_their_own() -> None:
    """They have the text of both; a letter that is shown twice is not a sign."""
    sign, letter = (Span((), "f0", (glyph,), HEH + HAMZA) for glyph in (8, 7))
    plain = Span((), "f0", (6,), MEEM)
    assert list(_joined(iter([plain, sign, letter, plain]))) == [Span((), "f0", (8, 7), HEH + HAMZA)]
    assert list(_joined(iter([letter, letter, plain, plain]))) == []


def test_one_of_two_signs_shown_apart_has_a_text_of_its_own() -> None:
    """So have the letter and the other sign, which are shown together."""
    text = DAL + FATHA + SHADDA
    raised, rest = Span(((0, 1), (2, 3)), "f0", (9,), text), Span(((4, 5), (6, 7)), "f0", (8, 7), text)
    (whole,) = _joined(iter([raised, rest]))
    assert (whole.edges, whole.letters()) == ((*raised.edges, *rest.edges), [(9, FATHA), (8, SHADDA), (7, DAL)])


@pytest.mark.parametrize("before", ["/ToUnicode 9 0 R", "/Type/Page/Resources 2 0 R /Contents 1 0 R /ToUnicode"])
@pytest.mark.parametrize("table", [True, False])
def test_pdf_of_another_form_is_left_as_it_is(before: str, table: bool) -> None:
    """As a later version of Typst may write it: there is a warning, and the PDF."""
    head = f"%PDF-1.7\n1 0 obj\n<<{before}>>\nendobj\n"
    entries = "xref\n0 2\n0000000000 65535 f\r\n0000000009 00000 n\r\ntrailer\n<<>>" if table else "<</Type/XRef>>"
    pdf = f"{head}{entries}\nstartxref\n{len(head)}\n%%EOF".encode()
    warnings: list[str] = []
    assert finished(pdf, "ar", lambda message, _node: warnings.append(message)) == pdf
    assert len(warnings) == (0 if table and "/Page" not in before else 1)
