"""What to make: the entries of ``pdf_documents``, and what extensions add to them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from difflib import get_close_matches
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from docutils import nodes
from sphinx.locale import __
from sphinx.util import logging
from sphinx.util.osutil import make_filename_from_project

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sphinx.config import Config
    from sphinx.environment import BuildEnvironment

logger = logging.getLogger(__name__)

#: Name, content and media type of each file.
Attachments = tuple[tuple[str, bytes, str], ...]


class PdfError(Exception):
    """A PDF that could not be made; the message says why.

    Where it happened is known by `cause`, a text that stands there, or by `place`, a file and line.
    """

    def __init__(self, message: str, cause: str = "", place: str = "") -> None:
        super().__init__(message)
        self.cause = cause
        self.place = place


@dataclass(frozen=True)
class PdfDocument:
    """One PDF to make: where to start, its file below the output folder, its title page."""

    #: The document that is printed with all below it, and that references are resolved from.
    start: str
    target: str
    title: str
    author: str
    #: Stands below the title.
    subtitle: str = field(default="", kw_only=True)
    #: Whether the title has a page of its own, followed by the contents; else it heads the first page.
    cover: bool = field(default=True, kw_only=True)
    #: Makes the doctree to print instead of that of ``start``: not resolved yet, with each part
    #: that comes from another document in an ``addnodes.start_of_file`` naming it.
    tree: Callable[[], nodes.document] | None = field(default=None, kw_only=True)
    #: Files that the PDF carries: name, content, media type.
    attachments: Attachments = field(default=(), kw_only=True)


def default_documents(config: Config) -> list[tuple[str, str, str, str]]:
    """Return the entry used when ``pdf_documents`` is not set: the whole project."""
    target = f"{make_filename_from_project(config.project)}.pdf"
    return [(config.root_doc, target, config.project, config.author)]


def collect(env: BuildEnvironment, attachments: Attachments = ()) -> list[PdfDocument]:
    """Return every valid document that is asked for; each other one is reported and left out.

    The *attachments* go to those of the configuration.
    """
    documents: dict[str, PdfDocument] = {}
    for name, asked in _asked(env):
        try:
            document = _checked(env, asked, attachments)
            if document.target in documents:
                raise ValueError(__("another entry has the same target name"))
        except ValueError as error:
            message = __("%s is left out: %s")
            logger.warning(message, name, error, type="pdf", subtype="config")
        else:
            documents[document.target] = document
    return list(documents.values())


def _asked(env: BuildEnvironment) -> Iterator[tuple[str, object]]:
    """Yield what the configuration and the extensions ask for, with words to speak of it."""
    for entry in env.config.pdf_documents:
        yield __("pdf_documents: the entry %r") % (entry,), entry
    found: Iterable[Iterable[object] | None] = env.events.emit("pdf-collect-documents")
    for documents in found:
        for document in documents or ():
            target = document.target if isinstance(document, PdfDocument) else document
            yield __("the PDF %r of an extension") % (target,), document


def _checked(env: BuildEnvironment, asked: object, attachments: Attachments) -> PdfDocument:
    """Return the document *asked* for, all its attachments with it; raise ValueError saying what is wrong with it."""
    document = asked if isinstance(asked, PdfDocument) else _from_entry(asked, attachments)
    if document.start not in env.all_docs:
        raise ValueError(__("there is no document %r") % document.start)
    path = PurePosixPath(document.target)
    if path.name in {"", ".pdf"} or path.is_absolute() or ".." in path.parts:
        raise ValueError(__("the target name must be a file below the output folder"))
    if not document.title.strip():
        raise ValueError(__("an accessible PDF needs a title"))
    added = [file for files in env.events.emit("pdf-collect-attachments", document) for file in files or ()]
    attached = (*document.attachments, *added)
    for file in attached:
        if not isinstance(file, (list, tuple)) or [type(part) for part in file] != [str, bytes, str]:
            raise ValueError(__("an attachment is (name, content in bytes, media type), not %r") % (file,))
    names = [name for name, _, _ in attached]
    if "" in names or len(set(names)) < len(names):
        raise ValueError(__("each attachment needs a name of its own"))
    return replace(document, target=f"{str(path).removesuffix('.pdf')}.pdf", attachments=attached)


def _from_entry(entry: object, attachments: Attachments) -> PdfDocument:
    if not isinstance(entry, (list, tuple)) or len(entry) != 4:
        raise ValueError(__("give (start document, target name, title, author)"))
    if not all(isinstance(part, str) for part in entry):
        raise ValueError(__("all four parts must be strings"))
    return PdfDocument(*entry, attachments=attachments)


def selected(documents: list[PdfDocument], only: str) -> list[PdfDocument]:
    """Return the one document named *only*, or all if it is empty; raise PdfError for a wrong name."""
    by_name = {document.target.removesuffix(".pdf"): document for document in documents}
    name = str(only).removesuffix(".pdf")
    if not only:
        return documents
    if name in by_name:
        return [by_name[name]]
    near = get_close_matches(name, by_name, 1, 0.5) or sorted(by_name)[:1]
    hint = __("; did you mean %r?") % near[0] if near else ""
    raise PdfError(__("pdf_only: there is no PDF %r") % only + hint)
