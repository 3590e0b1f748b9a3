"""The PDFs that pages offer for download: that of the whole register, and the editions beside it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from sphinx_milestones.register.document_files import count_pages
from sphinx_milestones.views.models import View


@dataclass(frozen=True, slots=True)
class Pdf:
    """A PDF that is offered for download; `size` in bytes."""

    path: Path
    size: int
    pages: int

    @classmethod
    def measure(cls, path: Path) -> Pdf | None:
        """Measure a file; None where it was not built, or cannot be read."""
        if not path.is_file():
            return None
        state = path.stat()
        pages = _pages(path, state.st_size, state.st_mtime_ns)
        return cls(path, state.st_size, pages) if pages else None

    @property
    def address(self) -> str:
        """Where it goes, from the top of the output."""
        return f"pdf/{self.path.name}"


@cache
def _pages(path: Path, size: int, changed: int) -> int | None:
    """The number of pages of a file as it was then: opening it takes longer than all else."""
    try:
        return count_pages(path)
    except ValueError:
        return None


def find_pdfs(whole: Path, editions: Iterable[str], views: Iterable[View]) -> Mapping[str, Pdf]:
    """The PDFs that were built and that one of *views* may offer, by name; that of the whole has none."""
    asked = {(view.name, view.edition) for view in views}
    briefs = any(name == "partner-index" for name, _ in asked)
    named = [each for each in editions if ("pdf-download", each) in asked or (briefs and each.startswith("partner-"))]
    files = {"": whole, **{each: whole.with_name(f"{each}.pdf") for each in named}}
    return {name: pdf for name, path in files.items() if (pdf := Pdf.measure(path))}
