"""A Sphinx builder, ``-b pdf``: any project to an accessible PDF, laid out by Typst.

``pdf_documents`` says what to make, in the manner of ``latex_documents``: a list of
``(start document, target name, title, author)``. The start document's own title stays off
the page, since the title page shows the title given here.
An extension adds documents through the event ``pdf-collect-documents``: a handler ``(app)``
returns :class:`PdfDocument` objects. Files are attached to a document through the event
``pdf-collect-attachments``: a handler ``(app, document)`` returns (name, content, media type).

The way of a document: its doctrees are joined into one (:mod:`.doctree`), turned into a tree
of plain values (:mod:`.content`), split where it is too large for one PDF (:mod:`.volumes`),
and laid out by a Typst template (:mod:`.typst`). Text is only ever data there: it is never
pasted into markup.

One thing a reader of the doctree may want to know: an internal ``reference`` node having the
class ``page-reference`` is followed by the page number of its target, "p. 12".

Warnings have the type ``pdf``; their subtypes are ``config``, ``link``, ``image``, ``glyph``,
``code``, ``math``, ``depth``, ``unknown`` and ``typesetting``.
"""

from __future__ import annotations

from importlib.metadata import version
from typing import TYPE_CHECKING

from .builder import PdfBuilder
from .config import add_settings
from .documents import PdfDocument

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata

__all__ = ["PdfBuilder", "PdfDocument", "setup"]
__version__ = version("sphinx-milestones")


def tell_failure(app: Sphinx, exception: Exception | None) -> None:
    """Make Sphinx exit with 1 where a PDF could not be made, in the way of its own link checker."""
    if isinstance(app.builder, PdfBuilder) and app.builder.failed:
        app.statuscode = 1


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the builder, its event and its configuration values."""
    app.add_builder(PdfBuilder)
    add_settings(app)
    app.add_event("pdf-collect-documents")
    app.add_event("pdf-collect-attachments")
    app.connect("build-finished", tell_failure)
    return {
        "version": __version__,
        "parallel_read_safe": True,
        "parallel_write_safe": True,
    }
