"""The PDFs that pages offer for download: the full register and the editions."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from sphinx_milestones.register.document_files import count_pages


@dataclass(frozen=True, slots=True)
class DownloadablePdf:
    """A PDF that is offered for download; `size` in bytes."""

    path: Path
    size: int
    pages: int

    @classmethod
    def measure(cls, path: Path) -> DownloadablePdf | None:
        """Measure a file; None if it was not built or cannot be read."""
        if not path.is_file():
            return None
        state = path.stat()
        pages = _count_pages(path, state.st_size, state.st_mtime_ns)
        return cls(path, state.st_size, pages) if pages else None

    @property
    def address(self) -> str:
        """The path in the output folder."""
        return f"pdf/{self.path.name}"


@cache
def _count_pages(path: Path, size: int, changed: int) -> int | None:
    """Return the number of pages of a file with that size and time; cached, since opening a PDF is slow."""
    try:
        return count_pages(path)
    except (ImportError, ValueError):
        return None
