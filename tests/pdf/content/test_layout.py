"""Blocks in the margin, over the page, side by side and on a new page, as classes ask for them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from tests.support.pdf import drawn_texts

from sphinx_pdf.content.kinds import BESIDE, FACTS, FIELDS, HEADING, PARAGRAPH, RUBRIC, SIDE, TERMS, WIDE
from sphinx_pdf.content.layout import set_beside

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from pypdf import PageObject
    from tests.support.pdf import BuildProject

    from sphinx_pdf.content.kinds import Value

#: In points: 22 mm.
BOTTOM_MARGIN = 62
ENTRY = """
{title}
-------

.. rst-class:: pdf-side

:Date: 9 June 2021
:Kind: Workshop

{text}
"""


def left_edge(page: PageObject, words: str) -> float:
    """Return where a text begins below the header of a page, in points."""
    return next(x for x, y, text in drawn_texts(page) if words in text and y < 770)


def paragraph(length: int) -> Value:
    """Return a paragraph of so many characters."""
    return PARAGRAPH(c=["x" * length])


def test_facts_are_in_the_margin_beside_the_text(build: BuildProject, assert_valid: Callable[[Path], None]) -> None:
    """They are read after the title and before the text."""
    built = build("Page\n====\n" + ENTRY.format(title="A title", text="Text of it."))
    assert "A title Date 9 June 2021 Kind Workshop Text of it." in built.text()
    page = built.reader.pages[2]
    assert left_edge(page, "June") == pytest.approx(left_edge(page, "title"), abs=1)
    assert left_edge(page, "Text of") > left_edge(page, "June") + 100
    assert_valid(built.pdf)


def test_margin_is_on_the_right_in_arabic(build: BuildProject) -> None:
    """The page is mirrored."""
    built = build("Page\n====\n" + ENTRY.format(title="A title", text="Text of it."), language="ar")
    page = built.reader.pages[2]
    assert left_edge(page, "June") > left_edge(page, "Text")


def test_title_facts_and_text_stay_on_one_page(build: BuildProject) -> None:
    """However much is above them."""
    entries = "".join(ENTRY.format(title=f"Title {n}", text="Text of it. " * (11 * n)) for n in range(10, 25))
    pages = build(f"Page\n====\n{entries}").pages()[2:]
    for n in range(10, 25):
        (page,) = [text for text in pages if f"Title {n} Date" in text]
        assert f"Title {n} Date 9 June 2021 Kind Workshop Text of it." in page


def test_long_term_in_the_margin_stays_inside_the_page(build: BuildProject) -> None:
    """A term with more lines than its description begins on the next page with it, if there is no space for it."""
    terms = "".join(f"Term {n} of many words, as many as {n}\n   Text {n}.\n\n" for n in range(100, 200))
    built = build("Page\n====\n" + ENTRY.format(title="A title", text="Text of it.") + f"\nTerms\n-----\n\n{terms}")
    lowest = min(y for page in built.reader.pages[2:] for _x, y, text in drawn_texts(page) if "as 1" in text)
    assert lowest > BOTTOM_MARGIN
    for page in built.pages()[2:]:
        assert re.findall(r"as many as (\d+)", page) == re.findall(r"Text (\d+)", page)


def test_title_and_introduction_stay_on_the_page_of_the_terms(build: BuildProject) -> None:
    """However much is above them."""
    terms = "A term of some length {n}\n   Text of it. " + "A line. " * 30 + "\n"
    lists = "".join(f"Title {n}\n-------\n\nIntroduction {n}.\n\n{terms.format(n=n)}\n" for n in range(10, 40))
    for page in build(f"Page\n====\n\n{lists}").pages()[2:]:
        titles = re.findall(r"Title (\d+) Introduction", page)
        assert titles == re.findall(r"some length (\d+)", page)
    assert titles


def test_document_without_facts_has_no_margin(build: BuildProject) -> None:
    """Text and titles begin at the same edge."""
    page = build("Page\n====\n\nText of it.\n").reader.pages[2]
    assert left_edge(page, "Text of") == pytest.approx(left_edge(page, "Page"), abs=1)


def test_columns_are_read_one_after_the_other(build: BuildProject) -> None:
    """They begin at the same height."""
    columns = "".join(f"   .. container::\n\n      {text}.\n\n" for text in ("One", "Two"))
    built = build(f"Page\n====\n\n.. container:: pdf-columns\n\n{columns}")
    assert "One. Two." in built.text()
    assert left_edge(built.reader.pages[2], "Two") > left_edge(built.reader.pages[2], "One") + 100


def test_new_page(build: BuildProject) -> None:
    """A section of the class begins on one, and so does a paragraph."""
    new_page = ".. rst-class:: pdf-new-page\n\n"
    page = f"Page\n====\n\nFirst.\n\n{new_page}Second.\n\n{new_page}Third\n-----\n\nText.\n"
    pages = build(page).pages()[2:]
    assert [text.partition(" Register")[0] for text in pages] == [
        "Page Page First.",
        "Page Second.",
        "Page Third Third Text.",
    ]


def test_side_takes_as_many_blocks_as_it_is_high() -> None:
    """Those below them can break over pages; nothing that hangs in the margin itself is beside it."""
    side = SIDE(c=[FIELDS(items=[{"term": ["Date"], "c": [paragraph(20)]}] * 4, short=True)])
    first, *rest = set_beside([side, paragraph(100), paragraph(900), paragraph(100), paragraph(100)])
    assert BESIDE.matches(first)
    assert (len(first["c"]), first["whole"], len(rest)) == (2, True, 2)
    alone, _heading = set_beside([side, HEADING(level=2, id="", short=None, c=["x"])])
    assert isinstance(alone, dict)
    assert alone["c"] == []
    assert set_beside([FACTS(items=[], tight=True)]) == [FACTS(items=[], tight=True, hangs=True)]
    rubric, terms = set_beside([RUBRIC(c=["x"]), TERMS(items=[])])
    assert WIDE.matches(rubric)
    assert rubric["sticky"]
    assert isinstance(terms, dict)
    assert terms["hangs"]
    for length, limit, whole in ((4000, 3000, False), (1500, 3000, True), (1500, 1200, False)):
        (block,) = set_beside([side, paragraph(length)], limit)
        assert isinstance(block, dict)
        assert block["whole"] == whole
