"""A document too large for one PDF: volumes with links to each other, by a rule that a reader can follow."""

from __future__ import annotations

import pytest
from pypdf import PdfReader

from sphinx_pdf.volumes.division import divided, length

WORDS = "All that was said on that day was written down and kept. " * 4


def chapter(name, sections=("Morning", "Evening"), text=WORDS):
    """A chapter of sections with labels of their own, a footnote in each, and an index entry."""
    start = f".. _{name}:\n\n{name}\n{'=' * len(name)}\n"
    see = f"See :ref:`first <First-Morning>`, :ref:`last <Third-Evening>` and `it <https://example.org/{name}>`_.\n"
    parts = [
        f".. _{name}-{section}:\n\n{section}\n{'-' * len(section)}\n\n.. index:: {section} of {name}\n\n{text} {see}"
        for section in sections
    ]
    return "\n".join([start, *parts])


FILES = {
    "index.rst": "Start\n=====\n\nBefore all else.\n\n.. toctree::\n\n   one\n   two\n   three\n",
    "page.rst": ":orphan:\n\nAlone\n=====\n",
    "one.rst": chapter("First"),
    "two.rst": chapter("Second"),
    "three.rst": chapter("Third"),
}


@pytest.fixture
def volumes(build):
    """Build the three chapters; return what was built, and the PDFs by their names."""

    def volumes(files=None, **config):
        built = build(files={**FILES, **(files or {})}, **config)
        return built, {path.name: PdfReader(path) for path in sorted(built.folder.rglob("*.pdf"))}

    return volumes


def text(reader):
    """The text of all pages, white space folded."""
    return " ".join(" ".join(page.extract_text() for page in reader.pages).split())


def links(reader):
    """The addresses of the links of all pages."""
    notes = [note.get_object() for page in reader.pages for note in page.get("/Annots", [])]
    return [note["/A"]["/URI"] for note in notes if "/URI" in note.get("/A", {})]


def test_chapters_stay_whole_and_each_volume_says_what_it_holds(volumes):
    """Title, metadata, contents and the list of the others tell a reader where to go on."""
    built, pdfs = volumes(pdf_volume_size=1200)
    assert built.warnings == ""
    assert list(pdfs) == ["register-1.pdf", "register-2.pdf"]
    first, second = pdfs.values()
    assert " ".join(first.pages[0].extract_text().split()) == "Register Volume 1 of 2 First – Second Authority"
    assert second.metadata.title == "Register, Volume 2 of 2"
    assert " ".join(second.pages[0].extract_text().split()) == "Register Volume 2 of 2 Third Authority"
    assert [item.title for item in first.outline if not isinstance(item, list)] == ["First", "Second", "Index"]
    assert [item.title for item in second.outline if not isinstance(item, list)] == ["Third", "Index"]
    assert "Other volumes Volume 2 Third" in text(first)
    assert "Other volumes Volume 1 First – Second" in text(second)
    assert "Before all else." in text(first)
    assert "Before all else." not in text(second)


def test_links_within_a_volume_stay_and_others_lead_to_its_file(volumes):
    """The words are kept; a place elsewhere is found by its volume."""
    _, pdfs = volumes(pdf_volume_size=1200)
    first, second = pdfs.values()
    assert links(first).count("register-2.pdf") == 1 + 4
    assert links(second).count("register-1.pdf") == 1 + 2
    assert "See first, last and it" in text(second)


def test_a_page_reference_names_the_volume(volumes):
    """Where a page cannot be named, its volume can."""
    conf = (
        "from docutils import nodes\nextensions = ['sphinx_pdf']\nproject = 'Register'\nauthor = 'Authority'\n"
        "def mark(app, tree, name):\n"
        "    for node in tree.findall(nodes.reference):\n        node['classes'].append('page-reference')\n"
        "def setup(app):\n    app.connect('doctree-resolved', mark)\n"
    )
    _, pdfs = volumes({"conf.py": conf}, pdf_volume_size=1200)
    assert "See first p. 4, last vol. 2 and it" in text(pdfs["register-1.pdf"])
    assert "See first vol. 1, last p. 3 and it" in text(pdfs["register-2.pdf"])


def test_a_chapter_too_large_for_a_volume_is_divided_and_its_heading_repeated(volumes):
    """It is divided before its sections; an address is printed once in each volume of the chapter."""
    page = "\n".join([chapter("First"), f"Late\n----\n\nAgain `it <https://example.org/First>`_. {WORDS}\n"])
    _, pdfs = volumes({"one.rst": page}, pdf_volume_size=600)
    second = pdfs["register-2.pdf"]
    assert next(item.title for item in second.outline if not isinstance(item, list)) == "First (continued)"
    assert "Late Again it1." in text(second)
    assert "1https://example.org/First" in text(second)


def test_the_index_has_the_places_of_its_volume(volumes):
    """Page numbers of another file would mislead."""
    _, pdfs = volumes(pdf_volume_size=1200)
    assert "Morning of Second, " in text(pdfs["register-1.pdf"])
    assert "Morning of Second" not in text(pdfs["register-2.pdf"])
    assert "Morning of Third, " in text(pdfs["register-2.pdf"])


def test_volumes_are_accessible_and_archival(volumes, assert_valid):
    """Each one by itself."""
    built, pdfs = volumes(pdf_volume_size=300)
    assert len(pdfs) == 6
    for name in pdfs:
        assert_valid(built.folder / name)


def test_volumes_are_made_again_only_where_something_changed(volumes, monkeypatch):
    """The same bytes from another folder; nothing is written twice; what is no longer needed is deleted."""
    built, pdfs = volumes(pdf_volume_size=1200)
    before = {name: (built.folder / name).read_bytes() for name in pdfs}
    other, _ = volumes(pdf_volume_size=1200, folder="other")
    assert {name: (other.folder / name).read_bytes() for name in pdfs} == before
    with monkeypatch.context() as patch:
        patch.delattr("sphinx_pdf.builder.typeset")
        volumes(pdf_volume_size=1200)
    _, whole = volumes()
    assert list(whole) == ["register.pdf"]
    _, again = volumes(pdf_volume_size=1200)
    assert list(again) == list(pdfs)


def test_another_document_made_alone_leaves_the_volumes(volumes):
    """What pdf_only does not make is neither made nor deleted."""
    documents = [("index", "register.pdf", "Register", ""), ("page", "alone.pdf", "Alone", "")]
    volumes(pdf_volume_size=1200, pdf_documents=documents)
    _, pdfs = volumes(pdf_volume_size=1200, pdf_documents=documents, pdf_only="alone")
    assert list(pdfs) == ["alone.pdf", "register-1.pdf", "register-2.pdf"]


def test_a_volume_does_not_take_the_name_of_another_document(volumes):
    """The other document keeps its file, and the build fails."""
    documents = [("index", "all.pdf", "All", ""), ("page", "all-2.pdf", "Alone", "")]
    built, pdfs = volumes(pdf_volume_size=1200, pdf_documents=documents)
    assert built.code == 1
    assert "ERROR: all-2.pdf is left out: this volume of all.pdf has the name of another PDF" in built.warnings
    assert list(pdfs) == ["all-1.pdf", "all-2.pdf"]
    assert pdfs["all-2.pdf"].metadata.title == "Alone"


def test_the_same_pdf_from_a_process_of_its_own(build, monkeypatch):
    """Where Typst runs is no part of the result, and what it warns of comes through."""
    page = f"Day\n===\n\n{WORDS}\n\n.. image:: crest.svg\n   :alt: Crest\n"
    within = build(page, {"crest.svg": "no picture"}, folder="within")
    monkeypatch.setattr("sphinx_pdf.typst.typesetting.LARGE", 0)
    apart = build(page, {"crest.svg": "no picture"}, folder="apart")
    assert apart.pdf.read_bytes() == within.pdf.read_bytes()
    assert "the image crest.svg cannot be read" in apart.warnings


def heading(level, words):
    """A heading as it stands in the values."""
    return {"t": "heading", "level": level, "id": words, "c": [words]}


def test_a_list_longer_than_a_volume_is_divided_between_its_items():
    """A numbered one goes on counting, and the headings above are repeated."""
    items = [[{"t": "par", "c": ["x" * 10]}] for _ in range(20)]
    long = {"t": "enum", "start": 1, "pattern": "1.", "items": items, "tight": True}
    parts = divided([heading(1, "A"), heading(2, "B"), long], 100, "(more)")
    assert all(length(part) <= 120 for part in parts)
    starts = [block["start"] for part in parts for block in part if block["t"] == "enum"]
    assert starts == list(range(1, 21))
    assert [block["c"] for block in parts[1] if block["t"] == "heading"] == [["A", " ", "(more)"], ["B", " ", "(more)"]]


def test_nothing_is_divided_without_need():
    """0 is no limit, and what fits is left as it is."""
    body = [heading(1, "A"), "x" * 100]
    assert divided(body, 0, "") == [body]
    assert divided(body, 101, "") == [body]


def test_a_heading_stands_in_the_volume_of_its_text():
    """It is not left alone at the end of the one before."""
    body = [heading(1, "A"), {"t": "par", "c": ["x" * 60]}, heading(3, "B"), {"t": "par", "c": ["y" * 60]}]
    parts = divided([*body, heading(3, "C"), {"t": "par", "c": ["z" * 60]}], 100, "(more)")
    assert [part[-1]["t"] for part in parts] == ["par", "par", "par"]
