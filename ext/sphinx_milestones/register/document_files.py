"""Find and measure the files of documents, and compare them with the declared size and page count."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from importlib.util import find_spec
from pathlib import Path

from sphinx_milestones.core.files import actual_name
from sphinx_milestones.core.limits import PDF_STREAM
from sphinx_milestones.core.problems import Problem, ReportColumn
from sphinx_milestones.core.records import Document

# File types that servers and browsers only show or save; HTML, SVG and XML can carry scripts.
_OFFERED = re.compile(
    r"\.(csv|docx?|epub|geojson|gif|gpkg|jpe?g|json|m4a|mp[34]|od[pst]|pdf|png|pptx?|rtf|tiff?|tsv|txt|wav|web[mp]|xlsx?|zip)",
    re.IGNORECASE,
)
# A server may execute a file because of any extension in its name: with a handler for PHP, Apache does `x.php.pdf`.
_RUN_BY_SERVERS = re.compile(
    r"\.(asis|aspx?|cgi|fcgi|jspx?|phar|php\d?|phps|phtml?|pl|py|rb|s?html?|var)(?=\.)", re.IGNORECASE
)

# The settings of pypdf that limit the size of a stream, one for each compression method.
_UNPACKED = [f"{name}_maximum_output_length" for name in ("zlib", "lzw", "run_length", "brotli")]
NO_PYPDF = "needs the package pypdf, which is not installed. Install it: `pip install 'sphinx-milestones[pdf]'`"


def count_pages(path: Path) -> int:
    """Return the number of pages of a PDF file.

    :raises ValueError: if it cannot be read as a PDF; the message is a clause without a full stop
    :raises ImportError: if pypdf is not installed; `NO_PYPDF` says what to do
    """
    from pypdf import PdfReader, apply_configuration  # slow to import, and few registers have PDF files

    try:
        with _mute_pypdf(), apply_configuration(None, **dict.fromkeys(_UNPACKED, PDF_STREAM)):
            # The number stated in the file: counting the pages would read every object stream.
            return _page_count(PdfReader(path).root_object["/Pages"]["/Count"])  # type: ignore[index]
    except Exception:  # noqa: BLE001 - pypdf may raise any exception for a damaged file
        message = "cannot be read as a PDF: it is damaged, password-protected or not a PDF"
        raise ValueError(message) from None


def _page_count(stated: object) -> int:
    """Return the number of pages that a PDF states.

    :raises ValueError: if it is not a valid number of pages
    """
    if not isinstance(stated, int) or stated < 1:
        raise ValueError
    return int(stated)


@contextmanager
def _mute_pypdf() -> Iterator[None]:
    """Suppress the log messages of pypdf; problems are reported once, by this module."""
    logger = logging.getLogger("pypdf")
    level = logger.level
    logger.setLevel(logging.CRITICAL + 1)
    try:
        yield
    finally:
        logger.setLevel(level)


def examine(document: Document, folder: Path, report: ReportColumn) -> Document:
    """Return *document* with the size and page count of its file, and report differences.

    The status is ``not-located`` if its file cannot be offered.
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
        if not document.file.isascii() and ".." not in path.parts:
            document = replace(document, file=actual_name(folder, document.file))
            path = folder / (document.file or "")
        problem = _why_not_offered(path, folder)
    except (OSError, RuntimeError, ValueError):  # name too long, circular symbolic links, no permission
        problem = "cannot be opened. Fix the name or replace the file."
    if problem:
        report(Problem.DOCUMENT_FILE, f"file: “{document.file}” {problem}", "file")
        return replace(document, status="not-located", file=None)
    return _measure(document, path, report)


def _why_not_offered(path: Path, folder: Path) -> str | None:
    """Return why a file cannot be offered for download, as a predicate; None if it can."""
    inside = path.is_relative_to(folder) and ".." not in path.relative_to(folder).parts
    if not inside or not path.resolve().is_relative_to(folder.resolve()) or path.is_symlink():
        return f"is outside the folder “{folder.name}”. Put the file itself in that folder."
    if not path.is_file():
        return f"is not in the folder “{folder.name}”. Put it there or fix the name."
    if not _OFFERED.fullmatch(path.suffix) or _RUN_BY_SERVERS.search(path.name):
        return "is of a kind that a server or a browser may run. Offer it as NAME.pdf or NAME.zip."
    if path.stat().st_size == 0:
        return "is empty. Replace it."
    return None


def _measure(document: Document, path: Path, report: ReportColumn) -> Document:
    """Return *document* with the measured size and page count, and report differences."""
    size, pages = path.stat().st_size, document.pages
    if document.media_type in (None, "application/pdf") and not find_spec("pypdf"):
        if pages is None:
            report(Problem.DOCUMENT_FILE, f"file: counting its pages {NO_PYPDF}, or write “pages = …”.", "file")
    elif document.media_type in (None, "application/pdf"):
        try:
            pages = count_pages(path)
        except ValueError as error:
            message = f"file: “{document.file}” {error}. Replace it or fix its media_type."
            report(Problem.DOCUMENT_FILE, message, "file")
            return replace(document, status="not-located", file=None)
    for name, declared, actual in (("bytes", document.bytes, size), ("pages", document.pages, pages)):
        if declared is not None and declared != actual:
            message = f"{name}: declared as {declared}, but the file has {actual}. Delete the line."
            report(Problem.DOCUMENT_FILE, message, name)
    return replace(document, bytes=size, pages=pages, size=None)
