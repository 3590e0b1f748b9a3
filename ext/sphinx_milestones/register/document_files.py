"""The documents that the register holds: found, measured, and compared with what was declared."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from sphinx_milestones.core.problems import Problem, ReportColumn
from sphinx_milestones.core.records import Document


def count_pages(path: Path) -> int:
    """The number of pages of a PDF file.

    :raises ValueError: when the file is not a PDF that can be read
    """
    from pypdf import PdfReader  # takes longer to load than most registers to read, and few hold a PDF

    try:
        with _silence():
            return len(PdfReader(path).pages)
    except Exception:  # noqa: BLE001 - a broken file leads pypdf into whatever error there is
        fault = "cannot be read as a PDF: it is damaged, password-protected or not a PDF"
        raise ValueError(fault) from None


@contextmanager
def _silence() -> Iterator[None]:
    """Keep pypdf from printing what it thinks of a file: the author is told once, in our words."""
    logger = logging.getLogger("pypdf")
    level = logger.level
    logger.setLevel(logging.CRITICAL + 1)
    try:
        yield
    finally:
        logger.setLevel(level)


def examine(document: Document, folder: Path, report: ReportColumn) -> Document:
    """Give *document* the true size and page count of its file, and report what does not agree.

    A document whose file cannot be offered is given the state ``not-located``.
    """
    needed = {"available": ("file", document.file), "external": ("url", document.url)}.get(document.status)
    if needed and not needed[1]:
        message = f"is “{document.status}” but has no “{needed[0]}”. Add it or change the status."
        report(Problem.REGISTER_ENTRY, message, needed[0])
        return replace(document, status="not-located")
    if document.file is None:
        return document
    path = folder / document.file
    try:
        fault = _fault(path, folder)
    except (OSError, RuntimeError, ValueError):  # a name too long for any file, links in a circle, a closed folder
        fault = "cannot be opened. Fix the name or replace the file."
    if fault:
        report(Problem.DOCUMENT_FILE, f"file: “{document.file}” {fault}", "file")
        return replace(document, status="not-located", file=None)
    return _measure(document, path, report)


def _fault(path: Path, folder: Path) -> str | None:
    """What keeps a file from being offered, or nothing."""
    inside = path.is_relative_to(folder) and ".." not in path.relative_to(folder).parts
    if not inside or not path.resolve().is_relative_to(folder.resolve()) or path.is_symlink():
        return f"is outside the folder “{folder.name}”. Put the file itself in that folder."
    if not path.is_file():
        return f"is not in the folder “{folder.name}”. Put it there or fix the name."
    if path.stat().st_size == 0:
        return "is empty. Replace it."
    return None


def _measure(document: Document, path: Path, report: ReportColumn) -> Document:
    size, pages = path.stat().st_size, document.pages
    if document.media_type in (None, "application/pdf"):
        try:
            pages = count_pages(path)
        except ValueError as error:
            message = f"file: “{document.file}” {error}. Replace it or fix its media_type."
            report(Problem.DOCUMENT_FILE, message, "file")
            return replace(document, status="not-located", file=None)
    for name, declared, true in (("bytes", document.bytes, size), ("pages", document.pages, pages)):
        if declared is not None and declared != true:
            message = f"{name}: declared as {declared}, but the file has {true}. Delete the line."
            report(Problem.DOCUMENT_FILE, message, name)
    return replace(document, bytes=size, pages=pages, size=None)
