"""The measure of other projects' manuals finds what is missing, and nothing else."""

from __future__ import annotations

import pytest
from tests.foreign.words import share_found, units_of, words_of

TEXT = """Title
=====

A paragraph of
two lines (with "marks").

+------+--------------+
| Name | What it is   |
|======|==============|
| one  | the first of |
|      | many         |
+------+--------------+
"""


def test_cells_are_units_of_their_own() -> None:
    """Their lines are not mixed with those of the next cell; frames are no text."""
    assert [" ".join(unit.split()) for unit in units_of(TEXT)] == [
        *("Title", 'A paragraph of two lines (with "marks").', "Name", "What it is", "one", "the first of many")
    ]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("It's a self-test", ["it", "s", "a", "self", "test"]),
        ("docu\ufffe\r\nment ﬁne", ["document", "fine"]),
        ("港口 in 中", ["港", "口", "in", "中"]),
    ],
)
def test_words(text: str, words: list[str]) -> None:
    """Signs are between words, and letters of Chinese are words."""
    assert words_of(text) == words


@pytest.mark.parametrize(
    ("pdf", "found"),
    [
        ("A paragraph of\r\ntwo lines with marks", 7),
        ("A paragraph of 2 page head two lines with marks", 7),
        ("A paragraph of", 3),
        ("marks with lines two of paragraph A", 0),
        ("A para\ufffe\r\ngraph of two lines with marks", 7),
    ],
)
def test_words_are_found_in_order(pdf: str, found: int) -> None:
    """A word counts beside the same word as in the text."""
    assert share_found(["A paragraph of\ntwo lines (with marks)."], pdf) == (found, 7)


def test_hyphen_of_the_text_may_end_a_line() -> None:
    """PDFium marks it like one that divides a word."""
    assert share_found(["a well-known word"], "a well\ufffe\r\nknown word") == (4, 4)


def test_images_and_colours_are_no_text() -> None:
    """The text builder prints the alternative text of an image, and the commands of terminals."""
    assert [unit.split() for unit in units_of("A [image: red dot][image] and \x1b[0;31merror\x1b[0m.")] == [
        ["A", "and", "error."]
    ]
