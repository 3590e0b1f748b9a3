"""The document as a whole: valid, named, with bookmarks and links that lead to the right page."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pikepdf
import pytest

EVERY_NODE = Path(__file__).parent / "every_node"


@pytest.fixture
def every_node(tmp_path, run):
    """The PDF of a project that uses every node."""
    shutil.copytree(EVERY_NODE, tmp_path / "source")
    return run(tmp_path / "source")


def test_every_node_gives_an_accessible_pdf_without_a_warning(every_node, assert_valid):
    """Each node is laid out."""
    assert_valid(every_node.pdf)
    assert every_node.warnings == ""


def test_every_node_leaves_its_text(every_node):
    """What the author wrote stands on the page, once, in words a reader would search for."""
    text = every_node.text()
    for words in [
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
    ]:
        assert words in text, words
    assert text.count("The first note") == 1


def test_pictures_listings_quotations_and_documented_code_are_laid_out(every_node):
    """Each kind of image with its description, a file shown as code, and what autodoc reads from a module."""
    text = every_node.text()
    assert "documented.greet_all(*names: str, loud: bool = False) → list[str] Greet everybody." in text
    for words in (
        '"""A module whose documentation is printed."""',
        "First helper",
        "A highlighted thought.",
        "A quoted thought.",
    ):
        assert words in text, words
    with pikepdf.open(every_node.pdf) as pdf:
        alts = {str(item.Alt) for item in pdf.objects if isinstance(item, pikepdf.Dictionary) and "/Alt" in item}
    assert {"A photograph", "An animation", "A drawing", "A rectangle"} <= alts


def test_a_long_table_goes_on_with_its_head(every_node):
    """On each further page the header row stands again, as an artifact for those who hear the page."""
    pages = [page for page in every_node.pages() if "Row number" in page and "Table of Contents" not in page]
    assert len(pages) > 1
    assert all(page.count("No. What") == 1 for page in pages)


def test_html_only_content_is_absent_with_the_documents_it_names(every_node):
    """What is for HTML only is not printed, nor is raw HTML, nor a document outside the toctrees."""
    text = every_node.text()
    assert not [words for words in ("Only HTML", "Hush", "rawhtml", "Not in the PDF") if words in text]
    assert "See All nodes, Start and Lists, outside, Outside." in text


def test_a_document_named_for_html_first_and_for_all_later_is_printed(build):
    """A toctree that is dropped takes no document away from one that stays."""
    trees = "".join(f".. only:: {tag}\n\n   .. toctree::\n\n      page\n\n" for tag in ("html", "pdf"))
    assert "Kept text" in build("Page\n====\n\nKept text.", {"index.rst": f"S\n=\n\n{trees}"}).text()


def test_metadata_names_title_author_and_language(build):
    """A reader's software shows the title and speaks the right language."""
    built = build("Page\n====\n", language="fr", pdf_documents=[("index", "book", "A title", "An author")])
    assert built.pdf.name == "book.pdf"
    assert (built.reader.metadata.title, built.reader.metadata.author) == ("A title", "An author")
    with pikepdf.open(built.pdf) as pdf:
        assert str(pdf.Root.Lang) == "fr"
        assert bool(pdf.Root.MarkInfo.Marked)
        assert bool(pdf.Root.ViewerPreferences.DisplayDocTitle)


def test_title_page_shows_release_and_date_only_when_set(build):
    """A date comes from the configuration, never from a clock."""
    assert build("Page\n====\n").pages()[0] == "Register Authority"
    dated = build("Page\n====\n", release="2.1", today="1 May 2024")
    assert dated.pages()[0] == "Register Authority Release 2.1 1 May 2024"


def test_the_words_of_the_start_document_stand_before_the_contents(build):
    """They are a preface; without any, the contents follow the title page, and without headings there are none."""
    index = "Start\n=====\n\nHow to read it.\n\n.. toctree::\n\n   page\n"
    pages = build("Page\n====\n\nText.\n", {"index.rst": index}).pages()
    assert [page.partition(" ")[0] for page in pages] == ["Register", "How", "Table", "Page"]
    assert pages[1] == "How to read it. Register 2"
    assert len(build("", {"index.rst": "Start\n=====\n\nAll of it.\n", "page.rst": ":orphan:\n"}).pages()) == 2


def test_a_document_without_a_cover_begins_on_its_first_page(build, assert_valid):
    """Title, subtitle and imprint head the page, the text follows, and there are no contents."""
    built = build("Page\n====\n\nText.\n", release="2.1", pdf_theme={"cover": False})
    assert built.pages() == ["Register Authority · Release 2.1 Page Text."]
    assert_valid(built.pdf)


def test_bookmarks_nest_as_sections_do(build):
    """A year stands above its milestones, and the start document's title is no heading."""
    built = build("2024\n====\n\nPilot\n-----\n\nDetails\n~~~~~~~\n\nVisit\n-----\n\nText.\n")
    assert built.bookmarks() == ["2024", ["Pilot", ["Details"], "Visit"]]
    assert "2024" in built.pages()[1]
    assert "Details" not in built.pages()[1]


LONG = "Years\n=====\n\n" + "".join(
    f".. _m{n}:\n\nMilestone {n}\n------------\n\n" + "Some words about it. " * 60 + "\n\n" for n in range(12)
)


def test_links_and_page_references_lead_to_the_page_of_their_target(build):
    """A reference of the class page-reference is followed by the number of the very page."""
    conf = (
        "from docutils import nodes\nextensions = ['sphinx_pdf']\nproject = 'R'\n"
        "def paged(app, tree, name):\n"
        "    for node in tree.findall(nodes.reference):\n        node['classes'].append('page-reference')\n"
        "def setup(app):\n    app.connect('doctree-resolved', paged)\n"
    )
    built = build("Links\n=====\n\n:ref:`m7` and\n\n.. _here:\n\n" + LONG[13:], {"conf.py": conf})
    number = next(n for n, text in enumerate(built.pages(), 1) if n > 3 and "Milestone 7 " in text)
    assert f"Milestone 7 p. {number} and" in built.text()
    with pikepdf.open(built.pdf) as pdf:
        links = [note for note in pdf.pages[2].get("/Annots", []) if note.Subtype == "/Link"]
        target = links[0].get("/Dest") or links[0].A.D
        if not isinstance(target, pikepdf.Array):
            target = pikepdf.NameTree(pdf.Root.Names.Dests)[str(target)]
            target = target if isinstance(target, pikepdf.Array) else target.D
        assert pdf.pages.index(pikepdf.Page(target[0])) + 1 == number


def test_header_names_the_chapters_that_stand_on_the_page(build):
    """The chapter that goes on from the page before is named first, unless a new one opens the page."""
    chapters = {f"{n}.rst": f"Chapter {n}\n==========\n\n{'words ' * (90 + 7 * n)}\n" for n in range(10, 50)}
    index = "Start\n=====\n\n.. toctree::\n\n" + "".join(f"   {n}\n" for n in range(10, 50))
    running, opened = "", []
    for page in build("", {"index.rst": index, **chapters}).pages()[2:]:
        first, last, body = re.fullmatch(r"(Chapter \d\d)(?: – (Chapter \d\d))? (.*) Register \d+", page).groups()
        begun = re.findall(r"Chapter \d\d", body)
        opened.append(body.startswith("Chapter"))
        named = begun if opened[-1] or not running else [running, *begun]
        assert (first, last or first) == (named[0], named[-1])
        running = named[-1]
    assert set(opened) == {True, False}
