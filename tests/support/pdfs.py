"""What a reader finds in a PDF, and what a validator does."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import page as validator
from pypdf import PdfReader

if TYPE_CHECKING:
    from pathlib import Path


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


def text_of(path: Path) -> str:
    """The text of a PDF, every run of white space made one space."""
    return " ".join(" ".join(page.extract_text() for page in PdfReader(path).pages).split())


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
