"""Small Sphinx projects built as PDFs in this process, and what a reader finds in the PDFs."""

from __future__ import annotations

import io
import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

import page as validator
import pikepdf
import pypdfium2  # type: ignore[import-untyped]
from pypdf import PageObject, PdfReader, mult
from sphinx import locale
from sphinx.application import Sphinx
from sphinx.util.console import strip_colors
from sphinx.util.docutils import docutils_namespace, patch_docutils

from sphinx_pdf import PdfBuilder
from sphinx_pdf.typst.typesetting import ProcessLimits

if TYPE_CHECKING:
    from collections.abc import Mapping

#: The settings of a project, as in ``conf.py``.
CONF = "extensions = ['sphinx_pdf', 'myst_parser']\nproject = 'Register'\nauthor = 'Authority'\n"
INDEX = "Start\n=====\n\n.. toctree::\n   :hidden:\n\n   page\n"
#: To append to a ``conf.py``: every internal reference is followed by the page of its target.
PAGE_REFERENCES = """
from docutils import nodes

def mark(app, tree, docname):
    for node in tree.findall(nodes.reference):
        node["classes"].append("page-reference")

def setup(app):
    app.connect("doctree-resolved", mark)
"""

#: A project with every supported node.
EVERY_NODE = Path(__file__).parents[1] / "pdf/every_node"
#: Makes every PDF as a large document with many links is made.
LARGE = ProcessLimits(characters=0, links=-1)
#: The validator takes the width of a glyph for 0 where it is that of most glyphs, given once in the font.
DEFAULT_WIDTH = re.compile(r"width 0\.000 in its embedded CIDFontType0C program but 1000\.000 in")
STREAM = re.compile(rb"/Length (\d+)[^\n]*>>\nstream\n")
#: False positives of the validator, each with the reason.
FALSE_POSITIVES = {
    "PDFA3A-STREAM-LENGTH-001": "it takes a line end that closes an attachment for the one before endstream"
}


@dataclass(frozen=True)
class Built:
    """The result of one run of Sphinx."""

    folder: Path
    warnings: str
    status: str = ""
    code: int = 0

    @property
    def pdf(self) -> Path:
        """The only PDF of the run."""
        (path,) = self.folder.rglob("*.pdf")
        return path

    @property
    def names(self) -> list[str]:
        """The names of all PDFs, sorted."""
        return sorted(path.relative_to(self.folder).as_posix() for path in self.folder.rglob("*.pdf"))

    def open(self, name: str) -> OpenPdf:
        """Open one of several PDFs."""
        return OpenPdf(self.folder / name)

    @property
    def reader(self) -> PdfReader:
        """The only PDF, open for inspection."""
        return PdfReader(self.pdf)

    def pages(self) -> list[str]:
        """Return the text of each page of the only PDF."""
        return OpenPdf(self.pdf).pages()

    def text(self) -> str:
        """Return the text of the only PDF."""
        return OpenPdf(self.pdf).text()

    def links(self) -> list[str]:
        """Return the URLs that links of the only PDF lead to."""
        return OpenPdf(self.pdf).links()

    def bookmarks(self) -> list[Any]:
        """Return the outline of the only PDF."""
        return OpenPdf(self.pdf).bookmarks()

    def tag_entries(self, key: str) -> list[str]:
        """Return every value of *key*, such as ``/Alt``, in the only PDF."""
        return OpenPdf(self.pdf).tag_entries(key)


@dataclass(frozen=True)
class OpenPdf:
    """A PDF and what a reader finds in it."""

    path: Path

    @property
    def reader(self) -> PdfReader:
        """The PDF, open for inspection."""
        return PdfReader(self.path)

    def pages(self) -> list[str]:
        """Return the text of each page, with white space folded."""
        return page_texts(self.path)

    def text(self) -> str:
        """Return the text of all pages."""
        return " ".join(self.pages())

    def links(self) -> list[str]:
        """Return the URLs outside the PDF that its links lead to."""
        notes = [note.get_object() for page in self.reader.pages for note in page.get("/Annots", [])]
        return [note["/A"]["/URI"] for note in notes if "/URI" in note.get("/A", {})]

    def bookmarks(self) -> list[Any]:
        """Return the titles in the outline; a list has those below the title before it."""

        def titles(outline: list[Any]) -> list[Any]:
            return [titles(item) if isinstance(item, list) else item.title for item in outline]

        return titles(self.reader.outline)

    def chapters(self) -> list[str]:
        """Return the titles of the outermost bookmarks."""
        return [title for title in self.bookmarks() if isinstance(title, str)]

    def tag_entries(self, key: str) -> list[str]:
        """Return every value of *key* in the dictionaries of the PDF."""
        with pikepdf.open(self.path) as pdf:
            objects: list[Any] = [item for item in pdf.objects if isinstance(item, pikepdf.Dictionary)]
            return [str(item[key]) for item in objects if key in item]


def page_texts(pdf: Path | bytes) -> list[str]:
    """Return the text of each page as PDFium, which is in most browsers, extracts it, with white space folded."""
    with pypdfium2.PdfDocument(pdf) as document:
        return [" ".join(page.get_textpage().get_text_range().split()) for page in document]


def text_of(path: Path) -> str:
    """Return the text of a PDF, with white space folded."""
    return OpenPdf(path).text()


def text_by_pdfium(path: Path, page: int | None = None) -> str:
    """Return the text of a PDF, or of a page of it, as PDFium, which is in most browsers, extracts it."""
    with pypdfium2.PdfDocument(path) as document:
        pages = range(len(document)) if page is None else [range(len(document))[page]]
        text = " ".join(document[number].get_textpage().get_text_range() for number in pages)
    return " ".join(text.split())


def lines_by_pdfium(path: Path, page: int) -> list[str]:
    """Return the lines of a page from left to right, without spaces, by the boxes of the characters."""
    lines: dict[int, list[tuple[float, str]]] = {}
    with pypdfium2.PdfDocument(path) as document:
        text = document[page].get_textpage()
        for number in range(text.count_chars()):
            left, bottom, _right, top = text.get_charbox(number, loose=True)
            lines.setdefault(round((bottom + top) / 2), []).append((left, text.get_text_range(number, 1).strip()))
    return ["".join(char for _left, char in sorted(line)) for line in lines.values()]


def drawn_texts(page: PageObject) -> list[tuple[float, float, str]]:
    """Return the runs of text of a page with their positions, in points from the left and the bottom."""
    found: list[tuple[float, float, str]] = []

    def visit(text: str, transformation: Any, text_matrix: Any, *_font: object) -> None:
        if text.strip():
            x, y = mult(text_matrix, transformation)[4:6]
            found.append((x, y, text.strip()))

    page.extract_text(visitor_text=visit)
    return found


def drawing_commands(page: PageObject) -> bytes:
    """Return the commands that draw a page."""
    contents = page.get_contents()
    assert contents is not None
    return contents.get_data()


def svg(width: int = 20, height: int = 20) -> str:
    """Return a drawing of a size in pixels."""
    size = f'width="{width}" height="{height}"'
    return f'<svg xmlns="http://www.w3.org/2000/svg" {size}><rect {size}/></svg>'


class BuildProject(Protocol):
    """Writes a project with a page, and other files, and builds it."""

    def __call__(
        self,
        page: str = "",
        files: Mapping[str, str] | None = None,
        *,
        folder: str = "source",
        limits: ProcessLimits | None = None,
        **config: Any,
    ) -> Built:
        """Return the result; *config* are settings, and *folder* is the name of the source folder."""


def run_sphinx(source: Path, *, limits: ProcessLimits | None = None, **config: Any) -> Built:
    """Build the PDFs of the project in a folder; *config* overrides its settings."""
    out = source.parent / f"{source.name}-out"
    status, warning = io.StringIO(), io.StringIO()
    with patch_docutils(), docutils_namespace():
        app = Sphinx(source, source, out, source.parent / f"{source.name}-doctrees", "pdf", config, status, warning)
        if limits:
            assert isinstance(app.builder, PdfBuilder)
            app.builder.limits = limits
        app.build()
    # Sphinx keeps a language once loaded for as long as the process lives.
    locale.translators.clear()
    return Built(out, strip_colors(warning.getvalue()), strip_colors(status.getvalue()), app.statuscode)


def write_project(source: Path, page: str, files: Mapping[str, str]) -> None:
    """Write a project of a start document and a page, or of any *files*; unchanged ones are not touched."""
    for name, text in {"conf.py": CONF, "index.rst": INDEX, "page.rst": page, **files}.items():
        path = source / name
        path.parent.mkdir(parents=True, exist_ok=True)
        if not path.is_file() or path.read_text(encoding="utf-8") != text:
            path.write_text(text, encoding="utf-8")


def find_violations(path: Path) -> list[tuple[str, str]]:
    """Return the violations of PDF/UA-1 and PDF/A-3a in a PDF; stream lengths are checked here."""
    found = []
    for profile in (validator.ValidationProfile.PDF_UA_1, validator.ValidationProfile.PDF_A_3A):
        report = validator.validate_pdf(path, profile=profile)
        found += [(failure.rule_id, failure.message) for failure in report.failures]
    found = [violation for violation in found if violation[0] not in FALSE_POSITIVES]
    found = [violation for violation in found if not DEFAULT_WIDTH.search(violation[1])]
    content = path.read_bytes()
    streams = list(STREAM.finditer(content))
    ends = [content[stream.end() + int(stream[1]) :][:10] for stream in streams]
    found += [("stream length", str(end)) for end in ends if end != b"\nendstream"]
    assert len(streams) == len(re.findall(rb"endstream\nendobj", content))
    return found
