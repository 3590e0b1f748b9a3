"""A large document, compiled in several passes: the same PDF as a small one, with less memory."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pikepdf
import pytest
from tests.support.pdf import CONF, LARGE, PAGE_REFERENCES
from tests.support.variants import variant

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from tests.support.pdf import BuildProject, Built

#: How far links of the two may lead apart, in points: a heading of a large document begins with the space above it.
NEAR = 30


def test_large_document_is_accessible_and_gives_no_warning(
    large_every_node: Built, assert_valid: Callable[[Path], None]
) -> None:
    """The contents and the notes are tagged as such."""
    assert_valid(large_every_node.pdf)
    assert large_every_node.warnings == ""


def test_pages_are_those_of_a_small_document(every_node: Built, large_every_node: Built) -> None:
    """Text, page numbers, note numbers and bookmarks are the same."""
    assert large_every_node.pages() == every_node.pages()
    assert large_every_node.bookmarks() == every_node.bookmarks()


def destinations(pdf: Path) -> list[tuple[int, float]]:
    """Return where each link within the PDF leads: the page, and points from its bottom."""
    with pikepdf.open(pdf) as file:
        pages = [page.objgen for page in file.pages]
        notes: list[Any] = [note for page in file.pages for note in page.get("/Annots", [])]
        links = [note for note in notes if "/URI" not in note.get("/A", {})]
        names = {str(name): target for name, target in pikepdf.NameTree(file.Root.Names.Dests).items()}
        found = [note["/Dest"] if "/Dest" in note else note["/A"]["/D"] for note in links]
        targets: list[Any] = [names[str(dest)] if isinstance(dest, pikepdf.String) else dest for dest in found]
        return [(pages.index(target[0].objgen), float(target[3])) for target in targets]


def test_links_lead_where_those_of_a_small_document_do(every_node: Built, large_every_node: Built) -> None:
    """These are references, page numbers, notes, and the links of the contents and the index."""
    small, large = destinations(every_node.pdf), destinations(large_every_node.pdf)
    assert len(small) == len(large) > 50
    for before, after in zip(small, large, strict=True):
        assert before[0] == after[0]
        assert abs(before[1] - after[1]) < NEAR


def tag_roles(pdf: Path) -> list[tuple[str, str]]:
    """Return the role of each tag in reading order, after the role of the tag around it."""

    def below(kid: Any, around: str) -> Iterator[tuple[str, str]]:
        for tag in kid if isinstance(kid, pikepdf.Array) else [kid]:
            if isinstance(tag, pikepdf.Dictionary):
                role = str(tag.get("/S", around))
                yield from [(around, role)] if "/S" in tag else []
                yield from below(tag.get("/K", 0), role)

    with pikepdf.open(pdf) as file:
        return list(below(file.Root.StructTreeRoot.K, ""))


def test_tags_are_those_of_a_small_document(every_node: Built, large_every_node: Built) -> None:
    """The only difference is the number of a note in the text, a link without a label."""
    small, large = (
        Counter(role for role in tag_roles(built.pdf) if role[1] != "/Link") for built in (every_node, large_every_node)
    )
    assert large - small == {}
    assert {role for around, role in small - large if around != "/LI"} == {"/Lbl"}
    assert "/LI" not in {around for around, _ in small - large}
    assert {"/TOC", "/TOCI", "/H2", "/LI", "/Note"} < {role for _, role in large}


SECTIONS = "".join(f"\n.. _s{n}:\n\nSection {n}\n{'-' * 12}\n\n{'Some more words. ' * 100}\n" for n in range(20))
REFERENCES = " ".join(f":ref:`s{n}` and" for n in range(20)) * 3
#: References in running text, whose page numbers move what follows, and one at the end of a paragraph.
MOVING = f"Page\n====\n\n{REFERENCES} more.\n\nSee :ref:`s19`\n{SECTIONS}"
PAGED = {"conf.py": CONF + PAGE_REFERENCES}


@variant
@pytest.mark.parametrize(
    ("settings", "references"), [({}, 4), ({"pdf_theme": {"cover": False}}, 4), ({"language": "ar"}, 0)]
)
def test_page_numbers_are_right_after_three_passes(
    build: BuildProject, settings: dict[str, Any], references: int
) -> None:
    """Here the second pass moves text. In Arabic, the abbreviation of "page" is another."""
    small = build(MOVING, PAGED, folder="small", **settings)
    large = build(MOVING, PAGED, folder="large", limits=replace(LARGE, passes=3), **settings)
    assert large.warnings == small.warnings == ""
    assert large.pages() == small.pages()
    number = min(n for n, text in enumerate(large.pages(), 1) if "Section 19 Some more" in text)
    assert large.text().count(f"Section 19 p. {number}") == references


def test_positions_that_do_not_settle_are_reported(build: BuildProject) -> None:
    """The PDF of the last pass is taken, as Typst itself does."""
    built = build(MOVING, PAGED, limits=replace(LARGE, passes=2))
    message = "page positions did not settle after 2 passes; some links or page numbers may be off"
    assert f"WARNING: {message}" in built.warnings
    assert "Section 19" in built.text()


TEMPLATE = """
#import "style.typ": *
#import "nodes.typ": layout
#set document(title: content.title)
#set text(font: "IBM Plex Serif", lang: "en")
#set footnote(numbering: "a")
START
#layout(content.body)
"""
NOTES = "See `it <https://example.org/a>`__, `that <https://example.org/b>`__ and `it <https://example.org/a>`__.\n"


def test_template_of_the_project_numbers_the_notes(build: BuildProject) -> None:
    """Its numbering is used in the text and in the footer."""
    template = TEMPLATE.replace("START", "#title(content.title)#label(content.start)")
    built = build(f"Page\n====\n\n{NOTES}", {"own.typ": template}, limits=LARGE, pdf_template="own.typ")
    assert "See ita, thatb and ita." in built.text().replace(" ,", ",").replace(" .", ".")


def test_template_without_the_label_of_the_start_is_an_error(build: BuildProject) -> None:
    """A link leads there, and no position is made up."""
    template = TEMPLATE.replace("START", "#text(content.title)")
    built = build("Up to :doc:`index`.\n", {"own.typ": template}, limits=LARGE, pdf_template="own.typ")
    assert built.code == 1
    assert 'no title, heading or metadata has the label "index#"' in built.warnings
