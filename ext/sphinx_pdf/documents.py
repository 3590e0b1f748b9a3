"""The PDF documents to make: the entries of ``pdf_documents``, and those that extensions add."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from difflib import get_close_matches
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx.config import Config
from sphinx.locale import __
from sphinx.util import logging
from sphinx.util.osutil import make_filename_from_project

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sphinx.environment import BuildEnvironment

logger = logging.getLogger(__name__)

#: The name, content and media type of each file.
Attachments = tuple[tuple[str, bytes, str], ...]
#: The maximum number of valid names that a message lists.
MAX_SHOWN = 12


class PdfError(Exception):
    """A PDF that could not be made, with the reason as its message.

    The source is found through *offender*, a text near it, or given by *location*, a file and
    line.
    """

    def __init__(self, message: str, offender: str = "", location: str = "") -> None:
        super().__init__(message)
        self.offender = offender
        self.location = location


@dataclass(frozen=True)
class Cover:
    """The content of a cover besides the title; empty texts are omitted."""

    #: The publisher, above the title, and a sentence on the document, below it.
    institution: str = ""
    summary: str = ""
    #: At the bottom: the status, such as "official", instead of the author; and the edition, instead of the release and
    #: the date of the project.
    status: str = ""
    release: str = ""
    date: str = ""
    #: An SVG drawing that fills two thirds of the page, 140 by 297 mm, or the file of an image, and its description.
    picture: str | Path = ""
    alt: str = ""


@dataclass(frozen=True)
class PdfDocument:
    """A PDF to make: its start document, its file below the output folder, its title page."""

    #: The document that is printed with everything below it, and from which references are resolved.
    start: str
    target: str
    title: str
    author: str
    #: Printed below the title.
    subtitle: str = field(default="", kw_only=True)
    #: Printed above the title: what kind of document it is.
    label: str = field(default="", kw_only=True)
    #: The code of another language and the title in it, printed opposite the title on the first page.
    translated_title: tuple[str, str] | None = field(default=None, kw_only=True)
    #: Whether the title has a separate page, followed by the contents, or the content of that page; otherwise the title
    #: is at the top of the first page.
    cover: bool | Cover = field(default=True, kw_only=True)
    #: Whether it has only a page or two: small headings, and subtitle, release and date in the footer of each page.
    compact: bool = field(default=False, kw_only=True)
    #: Returns the doctree to print instead of that of ``start``, not yet resolved; each part from
    #: another document is in an ``addnodes.start_of_file`` with its ``docname``.
    tree: Callable[[], nodes.document] | None = field(default=None, kw_only=True)
    #: Files attached to the PDF: name, content, media type.
    attachments: Attachments = field(default=(), kw_only=True)
    #: Settings that differ from those of the project, by their names without ``pdf_``.
    options: Mapping[str, Any] = field(default_factory=dict, kw_only=True, hash=False)


def default_documents(config: Config) -> list[tuple[str, str, str, str]]:
    """Return the value of ``pdf_documents`` if it is not set: one PDF of the whole project."""
    target = f"{make_filename_from_project(config.project)}.pdf"
    return [(config.root_doc, target, config.project, config.author)]


def collect_documents(env: BuildEnvironment, attachments: Attachments = ()) -> list[PdfDocument]:
    """Return every valid document that is requested; invalid ones are reported and skipped.

    *attachments* are those of the configuration, for the documents of ``pdf_documents``.
    """
    documents: dict[str, PdfDocument] = {}
    for name, request in _requests(env):
        try:
            document = _validate(env, request, attachments)
            if document.target in documents:
                raise ValueError(__("another entry has the same target name"))
        except ValueError as error:
            logger.warning(__("skipped %s: %s"), name, error, type="pdf", subtype="config")
        else:
            documents[document.target] = document
    return list(documents.values())


def _requests(env: BuildEnvironment) -> Iterator[tuple[str, object]]:
    """Yield what the configuration and the extensions request, with a description for messages."""
    for entry in env.config.pdf_documents:
        yield __("the entry %r of pdf_documents") % (entry,), entry
    results: Iterable[Iterable[object] | None] = env.events.emit("pdf-collect-documents")
    for documents in results:
        for document in documents or ():
            target = document.target if isinstance(document, PdfDocument) else document
            yield __("the PDF %r of an extension") % (target,), document


def _validate(env: BuildEnvironment, request: object, attachments: Attachments) -> PdfDocument:
    """Return the requested document with all its attachments.

    :raises ValueError: if the request is invalid; the message states why.
    """
    document = request if isinstance(request, PdfDocument) else _parse_entry(request, attachments)
    if document.start not in env.all_docs:
        raise ValueError(__("no document %r") % document.start + suggest(document.start, env.all_docs))
    path = PurePosixPath(document.target)
    if path.name in {"", ".pdf"} or path.is_absolute() or ".." in path.parts:
        raise ValueError(__("the target name must be a file inside the output folder"))
    if not document.title.strip():
        raise ValueError(__("the title is empty; an accessible PDF needs one"))
    added = [file for files in env.events.emit("pdf-collect-attachments", document) for file in files or ()]
    attached = (*document.attachments, *added)
    _check_attachments(attached)
    cover = _cover_of(env, document)
    author = "" if document.author == Config().author else document.author  # "Author name not set"
    return replace(
        document, target=f"{str(path).removesuffix('.pdf')}.pdf", author=author, cover=cover, attachments=attached
    )


def _cover_of(env: BuildEnvironment, document: PdfDocument) -> bool | Cover:
    """Return the cover of a document: its own, or that of an extension.

    :raises ValueError: if its picture has no description
    """
    if document.cover is False:
        return False
    found = document.cover if isinstance(document.cover, Cover) else env.events.emit_firstresult("pdf-cover", document)
    cover = found if isinstance(found, Cover) else Cover()
    if cover.picture and not cover.alt.strip():
        raise ValueError(__("the picture of the cover needs a description: add alt"))
    return cover


def _check_attachments(attached: tuple[object, ...]) -> None:
    """Raise ValueError unless each attachment has its three parts and a unique name."""
    names = []
    for file in attached:
        if not isinstance(file, (list, tuple)) or [type(part) for part in file] != [str, bytes, str]:
            raise ValueError(__("an attachment must be (name, content as bytes, media type), not %r") % (file,))
        names.append(file[0])
    if "" in names or len(set(names)) < len(names):
        raise ValueError(__("each attachment needs a name of its own; found %s") % ", ".join(map(repr, names)))


def _parse_entry(entry: object, attachments: Attachments) -> PdfDocument:
    """Return the document of an entry of ``pdf_documents``; raise ValueError if it is malformed."""
    if not isinstance(entry, (list, tuple)) or len(entry) not in {4, 5}:
        raise ValueError(__("use (start document, target name, title, author), and options if it needs some"))
    if not all(isinstance(part, str) for part in entry[:4]):
        raise ValueError(__("the first four parts must be strings"))
    options = entry[4] if len(entry) == 5 else {}
    if not isinstance(options, dict):
        raise ValueError(__("the options must be a dict of settings, such as {'paper': 'a5'}"))
    return PdfDocument(*entry[:4], attachments=attachments, options=options)


def select_documents(documents: list[PdfDocument], only: str) -> list[PdfDocument]:
    """Return the document whose target is *only*, with or without ``.pdf``; all documents if it is empty.

    :raises PdfError: if there is no such document.
    """
    if not only:
        return documents
    by_name = {document.target.removesuffix(".pdf"): document for document in documents}
    name = str(only).removesuffix(".pdf")
    if name not in by_name:
        raise PdfError(__("pdf_only: no PDF has the name %r") % only + suggest(name, by_name))
    return [by_name[name]]


def suggest(name: object, names: Iterable[str]) -> str:
    """Return the end of a message about an unknown name: the closest of the valid *names*, or the first of them."""
    known = sorted(names)
    if matches := get_close_matches(str(name), known, 1, 0.5):
        return __("; did you mean %r?") % matches[0]
    shown = ", ".join(known[:MAX_SHOWN]) + (", …" if len(known) > MAX_SHOWN else "")
    return __("; available: %s") % shown if known else ""
