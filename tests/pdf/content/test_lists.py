"""Lists of terms and fields: tags, alignment and page breaks."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.support.pdf import drawn_texts

if TYPE_CHECKING:
    from tests.support.pdf import BuildProject

WORDS = [f"w{n:03}" for n in range(100)]
#: The lower edge of the column, in points.
COLUMN_BOTTOM = 34 * 72 / 25.4


@pytest.mark.parametrize("value", ["Visit", "* Visit", "Visit\n\n   Talk", ""])
def test_fields_and_short_terms_are_tagged_as_lists(build: BuildProject, value: str) -> None:
    """A screen reader reads the facts of a milestone as a list of labelled items, whatever they contain."""
    roles = build(f"Page\n====\n\n:Date: 2024\n:Kind: {value}\n\n2024\n   An event.\n").tag_entries("/S")
    bullets = value.count("*")
    assert roles.count("/L") == 2 + bullets
    assert roles.count("/LI") == roles.count("/Lbl") == roles.count("/LBody") == 3 + bullets


@pytest.mark.parametrize("value", ["Visit", "* Visit", "Visit\n\n   Talk"])
def test_term_and_description_are_on_one_line(build: BuildProject, value: str) -> None:
    """The form of the list makes no difference."""
    built = build(f"Page\n====\n\n:Kind: {value}\n:Place: Hall\n")
    lines = built.reader.pages[2].extract_text(extraction_mode="layout").splitlines()
    assert [line for line in lines if "Kind" in line and "Visit" in line]
    assert [line for line in lines if "Place" in line and "Hall" in line]


def test_field_list_is_on_one_page_with_the_text_above_it(build: BuildProject) -> None:
    """Its position on the page makes no difference."""
    text = "\n\n".join(
        f"Part {n}\n------\n\n{'It goes on. ' * (60 + n)}\n\nLast words {n}.\n\n:Topics: one {n}\n:Sources: two {n}"
        for n in range(30, 60)
    )
    pages = build(f"Page\n====\n\n{text}\n").pages()
    for n in range(30, 60):
        assert [page for page in pages if f"Last words {n}." in page and f"one {n}" in page and f"two {n}" in page], n


def test_definition_with_a_line_block_is_on_one_page(build: BuildProject) -> None:
    """Its position on the page makes no difference."""
    text = "\n\n".join(f"A partner, name {n}\n   | First {n}\n   | Second\n   | Third {n}" for n in range(30, 90))
    pages = build(f"Page\n====\n\n{text}\n").pages()
    for n in range(30, 90):
        assert [page for page in pages if f"name {n}" in page and f"First {n}" in page and f"Third {n}" in page], n


@pytest.mark.parametrize(
    "above",
    [
        "\n".join(f"* {word}" for word in WORDS),
        "::\n\n" + "\n".join(f"   {word}" for word in WORDS),
        "\n".join(f"| {word}" for word in WORDS),
    ],
    ids=["bullet list", "literal block", "line block"],
)
def test_long_block_above_a_field_list_stays_inside_the_page(build: BuildProject, above: str) -> None:
    """It breaks over pages, although a short one would stay with the list."""
    built = build(f"Page\n====\n\n{above}\n\n:Kind: Visit\n:Place: Hall\n")
    heights = {text: y for page in built.reader.pages[2:] for _x, y, text in drawn_texts(page)}
    assert set(WORDS) <= set(heights)
    assert min(heights[word] for word in WORDS) > COLUMN_BOTTOM


def test_empty_field_list_is_nothing(build: BuildProject) -> None:
    """Some extensions leave an empty one behind."""
    conf = "extensions = ['sphinx_pdf']\nfrom docutils import nodes\n"
    conf += "def setup(app):\n"
    conf += "    app.connect('doctree-resolved', lambda app, tree, name: tree.append(nodes.field_list()))\n"
    built = build("Page\n====\n\nText.\n", {"conf.py": conf})
    assert (built.code, built.warnings) == (0, "")
    assert "Text." in built.text()
