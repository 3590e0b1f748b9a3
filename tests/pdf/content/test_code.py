"""Code blocks: colours, line numbers, emphasised lines, markup."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from tests.support.pdf import drawing_commands, drawn_texts

if TYPE_CHECKING:
    from tests.support.pdf import BuildProject

#: The right edge of the column, in points.
COLUMN_END = 176 * 72 / 25.4


def test_code_has_colours_numbers_and_emphasis(build: BuildProject) -> None:
    """Keywords have a dark colour, an emphasised line a grey background, and the text keeps its spaces."""
    options = "   :linenos:\n   :lineno-start: 9\n   :emphasize-lines: 2\n"
    built = build(f"Page\n====\n\n.. code-block:: python\n{options}\n   def f():\n       return 1  # one\n")
    assert "9 def f(): 10 return 1 # one" in built.text()
    drawn = drawing_commands(built.reader.pages[2])
    assert b"0 0.2509804 0.47843137" in drawn
    assert b"0.87058824" in drawn


def test_code_that_is_invalid_in_its_language_is_reported_and_printed(build: BuildProject) -> None:
    """It has no colours, and the warning has its location."""
    built = build("Page\n====\n\n.. code-block:: json\n\n   {not json\n")
    assert "{not json" in built.text()
    assert "page.rst:4: WARNING: not valid json; shown without syntax colours" in built.warnings


def test_markup_in_literal_text_works(build: BuildProject) -> None:
    """Links in a parsed literal are links, and its lines stay lines."""
    built = build("Page\n====\n\n.. parsed-literal::\n\n   one *two*\n     `three <https://example.org/>`__\n")
    lines = built.reader.pages[2].extract_text().split("\n")
    assert "one two\nthree" in "\n".join(line.strip() for line in lines)
    assert "https://example.org/" in built.links()


@pytest.mark.parametrize("options", ["", "   :linenos:\n"])
def test_code_without_spaces_stays_inside_the_column(build: BuildProject, options: str) -> None:
    """It is broken between its tokens."""
    arguments = ",".join(f'"argument_{n}"' for n in range(12))
    page = build(f"Page\n====\n\n.. code-block:: python\n{options}\n   call({arguments})\n").reader.pages[2]
    text = page.extract_text()
    assert all(f"argument_{n}" in text.replace("\n", "") for n in range(12))
    assert max(x for x, _y, _text in drawn_texts(page)) < COLUMN_END
    assert max(map(len, text.splitlines())) < 88


def test_further_lines_of_long_code_are_indented(build: BuildProject) -> None:
    """They are indented two letters more than the line itself, without an empty line before or after."""
    call = ", ".join(f"argument_{number}" for number in range(12))
    page = f"Page\n====\n\n.. code-block:: python\n\n   def f():\n       g({call})\n       return 1\n"
    runs = drawn_texts(build(page).reader.pages[2])
    lines = sorted({round(y, 1) for _x, y, text in runs if 600 < y < 720 and "Page" not in text}, reverse=True)
    starts = {text.split("_")[0]: x for x, _y, text in runs}
    letter = (starts["return"] - starts["def"]) / 4
    assert starts["argument"] == pytest.approx(starts["def"] + (4 + 2) * letter, abs=0.5)
    assert len(lines) == 4
    gaps = [above - below for above, below in pairwise(lines)]
    assert max(gaps) - min(gaps) < 2


def test_output_of_a_notebook_differs_from_its_code(build: BuildProject) -> None:
    """It has no background; one without text is nothing."""
    page = "Page\n====\n\n.. container:: nboutput\n\n   .. code-block:: none\n\n      Printed.\n"
    built = build(page)
    assert "Printed." in built.text()
    background = b"0.9607843 sc"
    assert background not in drawing_commands(built.reader.pages[2])
    assert background in drawing_commands(build(page.replace("nboutput", "cell")).reader.pages[2])
