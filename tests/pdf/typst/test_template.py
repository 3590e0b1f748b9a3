"""The default template: accessible, with title page, bookmarks, header and page numbers."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pikepdf
from tests.support.pdf import CONF, PAGE_REFERENCES

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.support.pdf import BuildProject, Built

#: A sample of what authors write in the project with every supported node, as it is printed.
PRINTED = [
    "HTML (HyperText Markup Language)",
    "PEP 8",
    "[CIT2020]",
    "--file=NAME option with argument",
    "-v, --verbose",
    "a. alpha",
    "(ii) two",
    "C. upper",
    "— Somebody",
    "See also",
    "Own title",
    "Added in version 1.0",
    "The legend of the figure.",
    "A table’s title",
    "Card title Card body",
    "Dropdown title",
    "Tab B Content B",
    "greet(name: str, *, loud: bool = False) → str",
    "Raises ValueError – if there is nobody",
    "try_stmt ::=",
    'return "a very long line',
    "Listing 1 A program",
    "9 def f(x):",
    "As (1) and Listing 1 show",
    "Fig. 1 The caption of the figure.",
    "Table 1 A table’s title",
    "thing, 8",
    "documented.greet_all(*names: str, loud: bool = False) → list[str] Greet everybody.",
    '"""A module whose documentation is printed."""',
    "First helper",
    "A highlighted thought.",
    "A quoted thought.",
    "The note of a header.",
    "The note of a title.",
]


def test_every_node_is_accessible_and_gives_no_warning(every_node: Built, assert_valid: Callable[[Path], None]) -> None:
    """The PDF conforms to PDF/UA-1 and PDF/A-3a."""
    assert_valid(every_node.pdf)
    assert every_node.warnings == ""


def test_every_node_is_printed(every_node: Built) -> None:
    """The text is on the page in the words that a reader would search for, and each note once."""
    text = every_node.text()
    assert [words for words in PRINTED if words not in text] == []
    assert text.count("The first note") == 1


def test_every_image_has_its_description(every_node: Built) -> None:
    """There is one of each format."""
    assert {"A photograph", "An animation", "A drawing", "A rectangle"} <= set(every_node.tag_entries("/Alt"))


def test_header_of_a_long_table_is_repeated(every_node: Built) -> None:
    """Each page of the table has the header row once."""
    pages = [page for page in every_node.pages() if "Row number" in page and "Table of Contents" not in page]
    assert len(pages) > 1
    assert all(page.count("No. What") == 1 for page in pages)


def test_metadata_has_title_author_and_language(build: BuildProject) -> None:
    """A viewer shows the title, and a screen reader speaks the language."""
    built = build("Page\n====\n", language="fr", pdf_documents=[("index", "book", "A title", "An author")])
    assert built.names == ["book.pdf"]
    metadata = built.reader.metadata
    assert metadata is not None
    assert (metadata.title, metadata.author) == ("A title", "An author")
    with pikepdf.open(built.pdf) as pdf:
        assert str(pdf.Root.Lang) == "fr"
        assert bool(pdf.Root.MarkInfo.Marked)
        assert bool(pdf.Root.ViewerPreferences.DisplayDocTitle)


def test_title_page_has_release_and_date_only_if_set(build: BuildProject) -> None:
    """The date is that of the configuration; no clock is read."""
    assert build("Page\n====\n").pages()[0] == "Register Authority"
    dated = build("Page\n====\n", release="2.1", today="1 May 2024")
    assert dated.pages()[0] == "Register Authority Release 2.1 1 May 2024"


def test_text_of_the_start_document_is_a_preface(build: BuildProject) -> None:
    """It is printed before the contents; without headings there are no contents."""
    index = "Start\n=====\n\nHow to read it.\n\n.. toctree::\n\n   page\n"
    pages = build("Page\n====\n\nText.\n", {"index.rst": index}).pages()
    assert [page.partition(" ")[0] for page in pages] == ["Register", "How", "Table", "Page"]
    assert pages[1] == "How to read it. Register 2"
    assert len(build("", {"index.rst": "Start\n=====\n\nAll of it.\n", "page.rst": ":orphan:\n"}).pages()) == 2


def test_document_without_a_cover_begins_on_its_first_page(
    build: BuildProject, assert_valid: Callable[[Path], None]
) -> None:
    """Title and imprint are at the top, the text follows, and there are no contents."""
    built = build("Page\n====\n\nText.\n", release="2.1", pdf_theme={"cover": False})
    assert built.pages() == ["Register Authority · Release 2.1 Page Text."]
    assert_valid(built.pdf)


def test_bookmarks_are_nested_as_sections_are(build: BuildProject) -> None:
    """The title of the start document is not among them; the contents have two levels."""
    built = build("2024\n====\n\nPilot\n-----\n\nDetails\n~~~~~~~\n\nVisit\n-----\n\nText.\n")
    assert built.bookmarks() == ["2024", ["Pilot", ["Details"], "Visit"]]
    assert "2024" in built.pages()[1]
    assert "Details" not in built.pages()[1]


def test_page_reference_has_the_page_of_its_target(build: BuildProject) -> None:
    """The link leads to that page."""
    sections = "".join(
        f".. _m{n}:\n\nMilestone {n}\n------------\n\n{'Some words about it. ' * 60}\n\n" for n in range(12)
    )
    page = f"Links\n=====\n\n:ref:`m7` and\n\n.. _here:\n\n{sections}"
    built = build(page, {"conf.py": CONF + PAGE_REFERENCES})
    number = next(n for n, text in enumerate(built.pages(), 1) if n > 3 and "Milestone 7 " in text)
    assert f"Milestone 7 p. {number} and" in built.text()
    with pikepdf.open(built.pdf) as pdf:
        annotations: Any = pdf.pages[2].get("/Annots", [])
        link = next(note for note in annotations if note.Subtype == "/Link")
        target = link.get("/Dest") or link.A.D
        if not isinstance(target, pikepdf.Array):
            target = pikepdf.NameTree(pdf.Root.Names.Dests)[str(target)]
            target = target if isinstance(target, pikepdf.Array) else target.D
        assert pdf.pages.index(pikepdf.Page(target[0])) + 1 == number


def test_header_names_the_section_that_the_page_begins_with(build: BuildProject) -> None:
    """One that continues from the page before, unless another begins at the top, with its chapter."""
    chapters = {f"{n}.rst": f"Chapter {n}\n==========\n\n{'words ' * (90 + 7 * n)}\n" for n in range(10, 50)}
    parts = "".join(f"Part {n}\n-------\n\n{'words ' * 500}\n\n" for n in range(10, 20))
    index = "Start\n=====\n\n.. toctree::\n\n" + "".join(f"   {n}\n" for n in range(10, 51))
    current, at_top = "", []
    for page in build("", {"index.rst": index, **chapters, "50.rst": f"Long\n====\n\n{parts}"}).pages()[2:]:
        match = re.fullmatch(r"(Chapter \d\d|Long)( Part \d\d)? ((?:Chapter|Part|Long|words).*) Register \d+", page)
        assert match is not None
        begun = re.findall(r"Chapter \d\d|Long(?! Part \d\d words)|Part \d\d", match[3])
        at_top.append(not match[3].startswith("words"))
        expected = begun[0] if at_top[-1] or not current else current
        assert (match[2] or match[1]).strip() == ("Part 10" if match[3].startswith("Long Part 10") else expected)
        current = re.findall(r"Chapter \d\d|Long|Part \d\d", match[3])[-1] if begun else current
    assert set(at_top) == {True, False}


def test_title_too_long_for_the_header_is_left_out(build: BuildProject) -> None:
    """The chapter is named without the section; a header never has two lines."""
    title = "A title of many words " * 6
    page = f"Page\n====\n\n{title}\n{'-' * len(title)}\n\n{'words ' * 900}\n"
    assert build(page).pages()[3].startswith("Page words")


def test_section_with_the_title_of_its_chapter_is_named_once(build: BuildProject) -> None:
    """A document about its only module is an example."""
    page = f"Page\n====\n\nFirst\n=====\n\nText\n\nFirst\n-----\n\n{'words ' * 900}\n"
    assert build(page).pages()[-1].startswith("First words")
