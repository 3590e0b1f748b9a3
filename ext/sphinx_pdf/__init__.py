"""A Sphinx builder, ``-b pdf``, that turns any project into an accessible PDF, typeset by Typst.

====================  =============================================================================
:mod:`.requirements`  the packages that only PDFs need; they are an extra
:mod:`.documents`     the PDFs to make: ``pdf_documents``, and what extensions add
:mod:`.config`        the settings, each with its default and its parser
:mod:`.fonts`         the fonts, and the characters that they can show
:mod:`.records`       the inputs of each PDF, so that it is made again only after a change
:mod:`.doctree`       from a start document to one resolved doctree, and its link targets
:mod:`.content`       from that doctree to the content of a PDF, a tree of plain values
:mod:`.volumes`       content too large for one PDF, split into volumes
:mod:`.typst`         from content to the bytes of a PDF: the templates, and the calls of Typst
:mod:`.builder`       the Sphinx builder, which uses all of the above
====================  =============================================================================

A room imports only rooms earlier in the table; :mod:`.volumes` and :mod:`.typst` do not import each other.
Text is always data: it is never inserted into Typst markup.

Other extensions can rely on:

- the event ``pdf-collect-documents``: a handler ``(app)`` returns :class:`PdfDocument` objects;
- the event ``pdf-cover``: a handler ``(app, document)`` returns a :class:`Cover`, or None; the first
  cover is used;
- the event ``pdf-collect-attachments``: a handler ``(app, document)`` returns
  (name, content, media type) for each file to attach;
- ``app.add_node(node_class, pdf=(handler, None))``: *handler* takes the :class:`Translator` and the node, and
  returns its values, made by the kinds of :mod:`.content.kinds`; departure functions are not called;
- the class ``page-reference`` on an internal ``reference`` node: the page number of its target
  is printed after it, as in "p. 12".

Warnings have the type ``pdf``; their subtypes are ``config``, ``link``, ``image``, ``glyph``,
``code``, ``math``, ``depth``, ``node``, ``unknown`` and ``typesetting``.
"""

from __future__ import annotations

from importlib.metadata import version
from typing import TYPE_CHECKING

from .builder import PdfBuilder
from .config.settings import add_settings
from .documents import Cover, PdfDocument

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata

__all__ = ["Cover", "PdfBuilder", "PdfDocument", "setup"]
__version__ = version("sphinx-milestones")


def report_failure(app: Sphinx, exception: Exception | None) -> None:
    """Make Sphinx exit with 1 if a PDF could not be made, as the link checker does."""
    if isinstance(app.builder, PdfBuilder) and app.builder.failed:
        app.statuscode = 1


def collect_node_handlers(app: Sphinx) -> None:
    """Give the builder the handlers of ``app.add_node(…, pdf=(handler, None))``."""
    if isinstance(app.builder, PdfBuilder):
        handlers = app.registry.translation_handlers.get(PdfBuilder.name, {})
        app.builder.note_handlers({name: handler for name, (handler, _depart) in handlers.items()})


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the builder, its events and its configuration values."""
    app.add_builder(PdfBuilder)
    add_settings(app)
    app.add_event("pdf-collect-documents")
    app.add_event("pdf-cover")
    app.add_event("pdf-collect-attachments")
    app.connect("builder-inited", collect_node_handlers)
    app.connect("build-finished", report_failure)
    return {
        "version": __version__,
        "parallel_read_safe": True,
        "parallel_write_safe": True,
    }
