"""Small Sphinx projects, built in this process, and what a reader finds in their PDF."""

from __future__ import annotations

import io
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import page as validator
import pytest
from pypdf import PdfReader
from sphinx import locale
from sphinx.application import Sphinx
from sphinx.util.console import strip_colors
from sphinx.util.docutils import docutils_namespace, patch_docutils

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

INDEX = "Start\n=====\n\n.. toctree::\n   :hidden:\n\n   page\n"


@dataclass(frozen=True)
class Built:
    """What one run of Sphinx left behind."""

    folder: Path
    warnings: str
    code: int = 0

    @property
    def pdf(self) -> Path:
        """The only PDF of the run."""
        (path,) = self.folder.rglob("*.pdf")
        return path

    @property
    def reader(self) -> PdfReader:
        """The PDF, open for looking into it."""
        return PdfReader(self.pdf)

    def pages(self) -> list[str]:
        """The text of each page, every run of white space made one space."""
        return [" ".join(page.extract_text().split()) for page in self.reader.pages]

    def text(self) -> str:
        """The text of the whole PDF."""
        return " ".join(self.pages())

    def links(self) -> list[str]:
        """The addresses outside the PDF that its links lead to."""
        notes = [note.get_object() for page in self.reader.pages for note in page.get("/Annots", [])]
        return [note["/A"]["/URI"] for note in notes if "/URI" in note.get("/A", {})]

    def bookmarks(self) -> list[Any]:
        """The titles in the outline; a list holds what stands below the title before it."""

        def titles(outline: list[Any]) -> list[Any]:
            return [titles(item) if isinstance(item, list) else item.title for item in outline]

        return titles(self.reader.outline)


STREAM = re.compile(rb"/Length (\d+)[^\n]*>>\nstream\n")
#: Findings of the validator that are shown to be false, each with its reason.
FALSE = {"PDFA3A-STREAM-LENGTH-001": "it takes a line end that closes an attachment for the one before endstream"}


def faults(path: Path) -> list[tuple[str, str]]:
    """What is wrong with a PDF by PDF/UA-1 and PDF/A-3a; stream lengths are counted here."""
    found = []
    for profile in (validator.ValidationProfile.PDF_UA_1, validator.ValidationProfile.PDF_A_3A):
        report = validator.validate_pdf(path, profile=profile)
        found += [(failure.rule_id, failure.message) for failure in report.failures if failure.rule_id not in FALSE]
    content = path.read_bytes()
    streams = list(STREAM.finditer(content))
    ends = [content[stream.end() + int(stream[1]) :][:10] for stream in streams]
    found += [("stream length", str(end)) for end in ends if end != b"\nendstream"]
    assert len(streams) == len(re.findall(rb"endstream\nendobj", content))
    return found


@pytest.fixture
def assert_valid() -> Callable[[Path], None]:
    """Assert that a PDF follows PDF/UA-1 and PDF/A-3a."""

    def assert_valid(path: Path) -> None:
        assert faults(path) == []

    return assert_valid


@pytest.fixture
def run() -> Callable[..., Built]:
    """Run Sphinx on a folder and return what it made; keyword arguments are configuration."""

    def run(source: Path, **config: Any) -> Built:
        out, warning = source.parent / f"{source.name}-out", io.StringIO()
        with patch_docutils(), docutils_namespace():
            app = Sphinx(source, source, out, source.parent / f"{source.name}-doctrees", "pdf", config, None, warning)
            app.build()
        # Sphinx keeps a language once loaded for as long as the process lives.
        locale.translators.clear()
        return Built(out, strip_colors(warning.getvalue()), app.statuscode)

    return run


@pytest.fixture
def as_large(monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """Have the PDFs to come made as those of large documents with many links are, or as those of small ones."""

    def as_large(*, large: bool) -> None:
        monkeypatch.setattr("sphinx_pdf.typst.typesetting.LARGE", 0 if large else 10**9)
        monkeypatch.setattr("sphinx_pdf.typst.typesetting.MANY_LINKS", -1)

    return as_large


@pytest.fixture
def build(tmp_path: Path, run: Callable[..., Built]) -> Callable[..., Built]:
    """Write a project of a start document and a page, or of any files, and run Sphinx on it."""

    def build(page: str = "", files: dict[str, str] | None = None, **config: Any) -> Built:
        source = tmp_path / config.pop("folder", "source")
        conf = "extensions = ['sphinx_pdf', 'myst_parser']\nproject = 'Register'\nauthor = 'Authority'\n"
        for name, text in {"conf.py": conf, "index.rst": INDEX, "page.rst": page, **(files or {})}.items():
            path = source / name
            path.parent.mkdir(parents=True, exist_ok=True)
            if not path.is_file() or path.read_text(encoding="utf-8") != text:
                path.write_text(text, encoding="utf-8")
        return run(source, **config)

    return build
