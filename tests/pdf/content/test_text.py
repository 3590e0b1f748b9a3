"""Text is data: a reader finds exactly what an author wrote."""

from __future__ import annotations

import time
import unicodedata
from typing import TYPE_CHECKING, Any

import pypdfium2  # type: ignore[import-untyped]
import pytest
from tests.support.pdf import drawn_texts, text_by_pdfium

from sphinx_pdf.content.kinds import LANGUAGE, LEFT_TO_RIGHT
from sphinx_pdf.content.text import LATIN, TextTranslator
from sphinx_pdf.content.values import strings

if TYPE_CHECKING:
    from tests.support.pdf import BuildProject

HOSTILE = [
    "#strong[x] #let y = 1; #panic() $x^2$ <label> @key = no heading",
    "\\textbf{x} \\input{/etc/passwd} %comment ~ {brace} & ^",
    "<script>alert(1)</script> &amp; &#x41; <b>bold</b>",
    "\"quotes\" 'single' `ticks` // no comment /* nor this */ -- --- ...",
    'json \\u0041 \\" \\n {"t": "code"} [1, 2]',
    "{{ jinja }} {% raw %} ${shell} $(id)",
]
#: The right edge of the column, in points.
COLUMN_END = 170 * 72 / 25.4


@pytest.mark.parametrize("text", HOSTILE)
def test_syntax_of_other_languages_is_printed_unchanged(build: BuildProject, text: str) -> None:
    """Syntax of Typst, HTML, LaTeX and JSON is plain text, also in titles and code."""
    escaped = "".join(f"\\{char}" if not char.isalnum() and char != " " else char for char in text)
    title = f"{escaped}\n{'=' * len(escaped)}"
    built = build(f"{title}\n\nBody {escaped}\n\n.. code-block:: none\n\n   Code {text}\n", smartquotes=False)
    found = built.text()
    assert f"Body {text}" in found
    assert f"Code {text}" in found
    assert built.bookmarks() == [text]


def test_long_urls_and_words_stay_inside_the_column(build: BuildProject) -> None:
    """Three hundred characters without a space are broken, and are extracted complete."""
    url = "https://example.org/" + "a" * 300 + "/b?c=d&e=f"
    page: Any = build(f"Page\n====\n\nSee `it <{url}>`_ and {'w' * 400} end.\n").reader.pages[2]
    assert max(note.get_object()["/Rect"][2] for note in page["/Annots"]) <= COLUMN_END
    text = page.extract_text().replace("\n", "")
    assert url in text
    assert "w" * 400 in text
    assert max(map(len, page.extract_text().splitlines())) < 100


def test_long_word_in_a_cell_stays_in_its_column(build: BuildProject) -> None:
    """It is broken at its joints, and is extracted complete."""
    words = ["autodoc_default_options", "sphinx.ext.autodoc.typehints", "ConfigurationValueOfThis"] * 2
    cells = "\n     - ".join(words)
    page = build(f"Page\n====\n\n.. list-table::\n\n   * - {cells}\n").reader.pages[2]
    assert max(len(text) for _x, _y, text in drawn_texts(page)) < 20
    assert [word for word in words if word not in page.extract_text().replace("\n", "").replace(" ", "")] == []


def test_columns_are_wide_enough_for_their_words(build: BuildProject) -> None:
    """Those that the author made too narrow take what that needs from the others."""
    rows = "   * - Longitude\n     - internationalisation\n     - Remark\n"
    built = build(f"Page\n====\n\n.. list-table::\n   :widths: 10 10 80\n\n{rows}")
    starts = {text: x for x, _y, text in drawn_texts(built.reader.pages[2])}
    assert starts["Longitude"] + 40 < starts["internationalisation"] < starts["Remark"] - 60
    assert starts["Remark"] < COLUMN_END - 60


def test_words_longer_than_their_column_are_broken(build: BuildProject) -> None:
    """No word is printed over the next cell, even where all words together are wider than the page."""
    words = ["Incomprehensibilities", "antidisestablishment", "internationalisation", "Donaudampfschiffahrt"]
    cells = "\n     - ".join(words)
    built = build(f"Page\n====\n\n.. list-table::\n   :widths: 10 10 10 70\n\n   * - {cells}\n")
    page = built.reader.pages[2]
    assert [word for word in words if word not in "".join(page.extract_text().split())] == []
    assert max(len(text) for _x, _y, text in drawn_texts(page)) < 22


def test_several_spaces_are_one(build: BuildProject) -> None:
    """As in a browser; code keeps them, also in what is marked up in it."""
    page = "Page\n====\n\nA sentence.  Another *one.  Third*.\n\n.. parsed-literal::\n\n   a  b *c  d*\n"
    values = build(page).reader.pages[2].extract_text()
    assert "A sentence. Another one. Third." in values
    assert "a  b c  d" in values


def test_character_without_a_glyph_is_reported_once(build: BuildProject) -> None:
    """The warning has its code point, name and location; the page shows a replacement."""
    built = build("Page\n====\n\nA \ua9c2 dash \ua9c2 and \N{CHECK MARK} check.\n")
    assert "A \N{REPLACEMENT CHARACTER} dash \N{REPLACEMENT CHARACTER} and \N{CHECK MARK} check." in built.text()
    assert built.warnings.count("WARNING") == 1
    name = unicodedata.name("\ua9c2")
    assert f"page.rst:4: WARNING: no font has U+A9C2 ({name}) of the script Javanese; replaced by" in built.warnings


@pytest.mark.parametrize("language", ["ar", "en"])
def test_date_keeps_its_order_after_arabic_letters(build: BuildProject, language: str) -> None:
    """Letters run from right to left, and the date among them from left to right."""
    built = build("Page\n====\n\nاجتمع الطرفان في 2024-12-31 في المنامة.\n", language=language)
    assert built.warnings == ""
    assert [text for _x, _y, text in drawn_texts(built.reader.pages[2]) if "2024-12-31" in text]


def test_passage_in_another_language_is_marked(build: BuildProject) -> None:
    """A screen reader changes its voice for inline text and for blocks."""
    conf = "extensions = ['sphinx_pdf']\nfrom docutils import nodes\n"
    conf += "def mark(app, tree, name):\n    for node in tree.findall():\n"
    conf += "        if isinstance(node, (nodes.emphasis, nodes.note)): node['lang'] = 'fr'\n"
    conf += "def setup(app):\n    app.connect('doctree-resolved', mark)\n"
    built = build("Page\n====\n\nSome *mots* here.\n\n.. note:: Un mot.\n", {"conf.py": conf})
    assert "Some mots here." in built.text()
    assert "fr" in built.tag_entries("/Lang")
    contents: Any = built.reader.pages[2].get_contents()
    assert b"/Lang(fr)" in contents.get_data()


def test_non_joiner_does_not_misplace_letters(build: BuildProject) -> None:
    """PDFium extracts the words of Persian without the mark between letters that do not join, which it would move."""
    words = "به\u200cشکل می\u200cخواهید نمونه\u200cها"
    built = build(f"Page\n====\n\n{words}\n", language="fa", pdf_theme={"arabic": "Amiri"})
    with pypdfium2.PdfDocument(built.pdf) as document:
        text = document[2].get_textpage().get_text_range()
    assert words.replace("\u200c", "") in text


def test_code_reads_from_left_to_right_among_arabic_letters(build: BuildProject) -> None:
    """Its brackets are at its end, in a line and in a signature."""
    page = "صفحة\n====\n\nالدالة ``parse()`` هنا.\n\n.. py:function:: parse(tree: list[str]) -> str\n"
    runs = [(text, x, y) for x, y, text in drawn_texts(build(page, language="ar").reader.pages[2]) if 660 < y < 710]
    line = {text.strip("()") or "()": x for text, x, y in runs if y > 680}
    assert line["الدالة"] > line["parse"] > line["هنا"]
    signature = "".join(text for text, _x, y in sorted(runs, key=lambda run: run[1]) if y < 680)
    assert signature.replace(" ", "") == "parse(tree:list[str])→str"


@pytest.mark.parametrize(
    ("text", "latin"),
    [
        ("عقدت (iGA) ورشة", ["iGA"]),
        ("تقرير AME Info، 26 يناير 2014", ["AME Info"]),
        ("صحيفة 24x7 News Bahrain، 2015", ["24x7 News Bahrain"]),
        ("«Workshop 2012 (CeGE 2012)» في 2013", ["Workshop 2012 (CeGE 2012)"]),
        ("من 2010 إلى 2015، وفي عام 2016", []),
    ],
)
def test_latin_words_are_marked_in_a_document_from_right_to_left(text: str, latin: list[str]) -> None:
    """With the numbers among them, but not with those of the text around them."""
    values = TextTranslator(range(0x2100), True, print).translate(text)
    marked = [value for value in values if LANGUAGE.matches(value)]
    assert ["".join(strings([value])) for value in marked] == latin
    assert "".join(strings(values)) == text


def test_range_of_numbers_is_not_divided_in_a_document_from_right_to_left() -> None:
    """Its dash would end a line, far from the second number."""
    values = TextTranslator(range(0x2100), True, print).translate("في 2010–2025")
    assert "".join(strings(values)) == "في 2010\N{WORD JOINER}–\N{WORD JOINER}2025"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("الفترة 2018-2030 و(2000-2015)", "الفترة 2018‐2030 و(2000‐2015)"),
        ("المؤشر ١٥-٣-١ والمقرر أ-14", "المؤشر ١٥‐٣‐١ والمقرر أ‐14"),
        ("2018-2030 فترة", "2018-2030 فترة"),
        ("في 2024-12-31 و2024-12/2025-01", "في 2024-12-31 و2024-12/2025-01"),
        ("عام 2018-20 و2018-2030", "عام 2018‐20 و2018‐2030"),
        ("الجدول SO1-1 وISO 8601-1", "الجدول SO1-1 وISO 8601-1"),
    ],
)
def test_hyphen_between_numbers_after_arabic_letters_is_one_that_viewers_order(text: str, shown: str) -> None:
    """They are ordered from right to left, as in a browser; dates and Latin names have their own order."""
    values = TextTranslator(range(0x2100), True, print).translate(text)
    parts = [value["text"] if LEFT_TO_RIGHT.matches(value) else "".join(strings([value])) for value in values]
    assert "".join(parts).replace("\N{WORD JOINER}", "") == shown


def test_years_with_a_hyphen_are_found_in_their_order(build: BuildProject) -> None:
    """They are no date, of which the last two digits would be apart; in a cell of their own they are not changed."""
    page = "Page\n====\n\nالفترة 2018-2030 هنا.\n\n=========  ===\n2016-2019  نعم\n=========  ===\n"
    found = text_by_pdfium(build(page, language="ar").pdf, -1).replace("\N{WORD JOINER}", "")
    assert "2018‐2030" in found
    assert "2016-2019" in found


def test_many_digits_are_searched_once() -> None:
    """Not from each of them again, which would take seconds."""
    begun = time.perf_counter()
    assert LATIN.split("1" * 20_000) == ["1" * 20_000]
    assert time.perf_counter() - begun < 1
