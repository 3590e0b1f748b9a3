"""What differs at a glance: admonitions, signatures, levels of headings, captions, links, parts."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest
from tests.support.pdf import drawing_commands, svg

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from pypdf import PageObject
    from tests.support.pdf import BuildProject, Built

PAGES = {
    "index.rst": "Start\n=====\n\n.. toctree::\n   :caption: First *part*\n\n   one\n   two\n\n"
    ".. toctree::\n   :caption: Second part\n\n   three\n",
    "one.rst": "One\n===\n\nText.\n\nSection\n-------\n\nText.\n\nDetail\n~~~~~~\n\nText.\n",
    "two.rst": "Two\n===\n\nText.\n",
    "page.rst": ":orphan:\n\nOrphan\n======\n",
    "three.rst": "Three\n=====\n\nText.\n",
}


def runs(page: PageObject) -> list[tuple[str, str, float]]:
    """Return the runs of text of a page, each with its font and its size."""
    found: list[tuple[str, str, float]] = []

    def visit(text: str, _matrix: Any, _text_matrix: Any, font: Any, size: float) -> None:
        if text.strip():
            found.append((text.strip(), str(font["/BaseFont"]).partition("+")[2] if font else "", size))

    page.extract_text(visitor_text=visit)
    return found


def colours(built: Built, page: int = 2) -> set[bytes]:
    """Return every colour of a page."""
    return set(re.findall(rb"/c\d+ cs ([\d. ]+) sc", drawing_commands(built.reader.pages[page])))


def contents_of(built: Built) -> str:
    """Return the text of the table of contents."""
    return built.pages()[1]


@pytest.mark.parametrize("kind", ["note", "tip", "warning", "danger"])
def test_admonition_has_its_word_and_a_colour(build: BuildProject, kind: str) -> None:
    """The mark is an artifact, which screen readers skip; an admonition with a title can have the class of another."""
    plain = colours(build("Page\n====\n\n.. topic:: Topic\n\n   Text.\n"))
    built = build(f"Page\n====\n\n.. {kind}:: Text.\n")
    assert built.warnings == ""
    assert f" {kind.capitalize()} Text." in built.text()
    own = colours(built)
    assert own - plain
    assert colours(build(f"Page\n====\n\n.. admonition:: Mine\n   :class: {kind}\n\n   Text.\n")) == own


def test_signature_names_its_object_in_bold(build: BuildProject) -> None:
    """The rest is in the font of code."""
    built = build("Page\n====\n\n.. py:function:: greet(name: str) -> str\n\n   Say hello.\n")
    assert built.warnings == ""
    fonts = {text: font for text, font, _size in runs(built.reader.pages[2])}
    assert "SemiBold" in next(font for text, font in fonts.items() if text == "greet")
    assert "Mono" in next(font for text, font in fonts.items() if "name" in text)


def test_six_levels_of_headings_differ(build: BuildProject) -> None:
    """By size, font or colour."""
    marks = "=-~^\"'"
    page = "".join(f"Level {number}\n{mark * 8}\n\nText.\n\n" for number, mark in enumerate(marks, 1))
    built = build(page)
    pages = [run for number in range(2, len(built.reader.pages)) for run in runs(built.reader.pages[number])]
    looks = [max((size, font) for text, font, size in pages if text == f"Level {number}") for number in range(1, 7)]
    assert len(set(looks)) == 6


def test_captions_are_in_one_manner(build: BuildProject) -> None:
    """That of a listing is as that of a figure."""
    page = (
        ".. figure:: a.svg\n   :alt: A\n\n   Of a figure\n\n.. code-block:: none\n   :caption: Of a listing\n\n   x\n"
    )
    built = build(f"Page\n====\n\n{page}", {"a.svg": svg()})
    assert built.warnings == ""
    looks = [(font, size) for text, font, size in runs(built.reader.pages[2]) if text.startswith("Of a ")]
    assert len(looks) == 2
    assert len(set(looks)) == 1


def test_links_have_a_colour(build: BuildProject) -> None:
    """The theme chooses it, or none; the contents have none."""
    page = "Page\n====\n\nSee `it <https://example.org>`_.\n"
    shown, contents = [], []
    for theme in ({}, {"links": "#8a1c2f"}, {"links": ""}):
        built = build(page, pdf_theme=theme)
        shown.append(colours(built))
        contents.append(colours(built, 1))
    assert len({frozenset(colour) for colour in shown}) == 3
    assert shown[2] < shown[0]
    assert contents[0] == contents[2]


def test_captions_of_toctrees_are_parts_of_the_contents(
    build: BuildProject, assert_valid: Callable[[Path], None]
) -> None:
    """They are above their first chapters, and nowhere else."""
    built = build(files=PAGES)
    assert built.warnings == ""
    assert "Table of Contents First *part* One 3 Section 3 Two 3 Second part Three 3" in contents_of(built)
    assert built.text().count("Second part") == 1
    assert_valid(built.pdf)


@pytest.mark.parametrize(
    ("depth", "shown"), [(1, "One 3 Two"), (2, "One 3 Section 3 Two"), (3, "One 3 Section 3 Detail 3 Two")]
)
def test_depth_of_the_contents(build: BuildProject, depth: int, shown: str) -> None:
    """It is a number of levels."""
    assert shown in contents_of(build(files=PAGES, pdf_theme={"depth": depth}))


def test_contents_of_no_depth_are_left_out(build: BuildProject) -> None:
    """There is no page for them."""
    assert (
        build(files=PAGES, pdf_theme={"depth": 0})
        .pages()[1]
        .endswith("One Text. Section Text. Detail Text. Two Text. Three Text. Register 2")
    )


def test_chapters_begin_on_new_pages(build: BuildProject) -> None:
    """If the theme says so."""
    assert len(build(files=PAGES).pages()) == 3
    assert len(build(files=PAGES, pdf_theme={"new_page": True}).pages()) == 5


@pytest.mark.parametrize("on", [False, True])
def test_words_are_hyphenated_in_the_language(build: BuildProject, on: bool) -> None:
    """If the theme says so; the hyphen is a soft one, so that it is not copied."""
    page = "Seite\n=====\n\n" + "Am Donaudampfschifffahrtskapitän " * 40
    built = build(page, language="de", pdf_theme={"hyphenate": on})
    # PDFium shows soft and other hyphens alike.
    text = " ".join(" ".join(page.extract_text() for page in built.reader.pages).split())
    assert ("Donau\xad dampf" in text) == on
