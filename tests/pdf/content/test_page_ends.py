"""No heading is left alone at the end of a page, and no single line of a paragraph at its end or start."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from tests.support.pdf import drawn_texts

if TYPE_CHECKING:
    from pypdf import PageObject
    from tests.support.pdf import BuildProject

#: Paragraphs of one to five lines below sections, so that page ends fall everywhere between and in them.
SECTIONS = range(60)


def page_of_sections() -> str:
    """Return a chapter with many sections; each line of a paragraph begins with the number of that paragraph."""
    parts = ["Chapter\n=======\n"]
    for number in SECTIONS:
        lines = " ".join(f"x{number:02}" for _ in range(16 * (number % 5 + 1)))
        parts.append(f"Heading {number}\n------------\n\n{lines}\n")
    return "\n".join(parts)


def lines_of(page: PageObject) -> list[str]:
    """Return the lines of the column of a page, from the top."""
    top = float(page.mediabox.height) * 0.9  # above is the running header
    lines: dict[float, list[str]] = {}
    for _x, y, text in drawn_texts(page):
        if y < top and re.match(r"x\d\d|Heading|Chapter", text):
            lines.setdefault(round(y), []).append(text)
    return [" ".join(lines[y]) for y in sorted(lines, reverse=True)]


@pytest.mark.parametrize("paper", ["a4", "a5"])
def test_no_heading_or_line_is_alone(build: BuildProject, paper: str) -> None:
    """A heading has two lines of its text below it; a paragraph that is divided has two lines on each page."""
    built = build(page_of_sections(), pdf_paper=paper, pdf_theme={"depth": 0})
    pages = [lines for page in built.reader.pages[1:] if (lines := lines_of(page))]
    assert len(pages) > 4
    alone = [lines[-1] for lines in pages if "Heading" in lines[-1] or "Chapter" in lines[-1]]
    assert alone == []
    for above, below in pairwise(pages):
        number = re.match(r"x\d\d", below[0])
        if number and above[-1].startswith(number[0]):
            assert [line[:3] for line in (*above[-2:], *below[:2])] == [number[0]] * 4


def test_code_stays_with_the_words_that_announce_it(build: BuildProject) -> None:
    """A short paragraph with a colon at its end is on the page of the code below it."""
    code = "".join(f"   y{number:02}\n" for number in range(9))
    parts = [f"x{n:02} " * (n % 7 + 1) + f"\n\nx{n:02} announces::\n\n{code}" for n in SECTIONS]
    built = build("Chapter\n=======\n\n" + "\n".join(parts), pdf_theme={"depth": 0})
    lines = [[text for _x, _y, text in drawn_texts(page)] for page in built.reader.pages[1:]]
    assert len(lines) > 4
    assert [page for page in lines if any("announces" in text for text in page[-3:])] == []
