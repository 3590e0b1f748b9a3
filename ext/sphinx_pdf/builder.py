"""The builder: one PDF for each requested document, written only if it has changed."""

from __future__ import annotations

import gc
import os
from contextlib import contextmanager
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, ClassVar

from docutils import nodes
from docutils.utils import get_source_line
from sphinx.builders import Builder
from sphinx.locale import __
from sphinx.util import logging
from sphinx.util.display import progress_message

from .config.settings import read_settings, settings_of
from .content.build import build_content
from .doctree.assemble import assemble
from .documents import PdfDocument, PdfError, collect_documents, select_documents
from .records import TEMPORARY_SUFFIX, Record, hash_of, load_record, read_file, replace_file
from .requirements import why_no_pdf
from .typst.typesetting import PdfJob, ProcessLimits, typeset
from .volumes.volumes import is_volume_of, volumes_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Set

logger = logging.getLogger(__name__)

#: The end of the year 9999, the latest date that a PDF can have, in seconds since 1970.
MAX_DATE = 253402300799


class PdfBuilder(Builder):
    """Builds accessible PDF documents with Typst."""

    name = "pdf"
    format = "pdf"
    epilog = __("The PDF files are in %(outdir)s.")
    supported_image_types: ClassVar[list[str]] = [
        *(f"image/{kind}" for kind in ("svg+xml", "png", "jpeg", "gif", "webp")),
        "application/pdf",
    ]

    #: The handlers of extensions for their own nodes, by the names of these.
    node_handlers: Mapping[str, Callable[..., Any]] = MappingProxyType({})
    #: Whether a requested PDF could not be made.
    failed = False
    #: When Typst runs in separate processes.
    limits = ProcessLimits()

    def note_handlers(self, handlers: Mapping[str, Callable[..., Any]]) -> None:
        """Note the handlers of extensions for their own nodes."""
        self.node_handlers = handlers

    def get_outdated_docs(self) -> str:
        """Return the description of what is built: every document is checked, and written if it has changed."""
        return "all documents"

    def get_target_uri(self, docname: str, typ: str | None = None) -> str:
        """Return ``%docname``, for documents inside and outside the PDF.

        Sphinx then also resolves references to documents outside with their proper text, and
        :mod:`.inlines` omits the link.
        """
        return f"%{docname}"

    def get_relative_uri(self, from_: str, to: str, typ: str | None = None) -> str:
        """Return the URI of *to*, which is the same from every document."""
        return self.get_target_uri(to, typ)

    def write_documents(self, _docnames: Set[str]) -> None:
        """Make every requested PDF, and delete those that are no longer requested."""
        if message := why_no_pdf():
            self._fail(message, None)
            return
        for temporary in Path(self.outdir).rglob(f".*{TEMPORARY_SUFFIX}"):  # of an interrupted build
            temporary.unlink()
        self.settings = read_settings(self.config, Path(self.confdir))
        documents = collect_documents(self.env, self.settings.attachments)
        try:
            selected = select_documents(documents, self.config.pdf_only)
        except PdfError as error:
            self._fail(str(error), None)
            selected = []
        others = [document.target for document in documents if document not in selected]
        targets = {document.target for document in documents}
        made = [name for document in selected for name in self._write(document, targets - {document.target})]
        self._delete_old_pdfs(lambda name: name in made or any(is_volume_of(name, target) for target in others))

    def _fail(self, message: str, location: str | None) -> None:
        """Report a PDF that cannot be made; the others are still made, and Sphinx exits with 1."""
        self.failed = True
        logger.error(message, type="pdf", subtype="typesetting", location=location)

    def _write(self, document: PdfDocument, other_targets: Set[str]) -> Iterator[str]:
        """Make the PDF of a document, or its volumes; yield their targets."""
        settings = settings_of(self.settings, document.target, document.options, self.config, Path(self.confdir))
        try:
            with progress_message(__("assembling %s") % document.target, nonl=False), _paused_garbage_collection():
                # No variable keeps the doctree, the largest object of the build: it is freed before typesetting.
                content, images = build_content(self, assemble(self, document), document, settings)
        except PdfError as error:
            self._fail(__("could not make %s: %s") % (document.target, error), document.start)
            return
        for target, part, used in volumes_of(document.target, content, images, settings.volume_size):
            if target in other_targets:
                message = __("skipped %s: this volume of %s has the same name as another PDF. Rename one of them")
                self._fail(message % (target, document.target), document.start)
                continue
            attached = tuple(content for _, content, _ in document.attachments) if part["attachments"] else ()
            self._make_pdf(target, document, PdfJob(part, dict(used), attached, settings, _source_date()))
            yield target

    def _make_pdf(self, target: str, document: PdfDocument, job: PdfJob) -> None:
        """Make a PDF; if there is one from the same inputs, only repeat its messages."""
        path = Path(self.outdir, target)
        record, fingerprint = load_record(self._record_path(target)), job.fingerprint()
        if record and (record.inputs, record.pdf) == (fingerprint, hash_of(read_file(path))):
            for message, location in record.messages:
                _warn(message, location)
            logger.info(__("%s is up to date"), target)
            return
        messages: list[tuple[str, str]] = []

        def warn(message: str, offender: str | Path | None) -> None:
            messages.append((message, self._find_source(document, offender) or document.start))
            _warn(*messages[-1])

        try:
            with progress_message(__("typesetting %s") % target, nonl=False):
                pdf = typeset(job, self.limits, warn)
        except PdfError as error:
            location = self._find_source(document, error.offender) or error.location or document.start
            self._fail(__("could not make %s: %s") % (target, error), location)
            path.unlink(missing_ok=True)
            return
        try:
            replace_file(path, pdf)
            Record(fingerprint, hash_of(pdf), messages).save(self._record_path(target))
        except OSError as error:  # the PDF of an earlier build is preserved
            self._fail(__("could not write %s: %s") % (path, error.strerror), None)

    def _find_source(self, document: PdfDocument, offender: str | Path | None) -> str:
        """Return the file and line of the node that contains a text or an image; empty if there is none."""
        if not offender:
            return ""
        with logging.suppress_logging():
            tree = assemble(self, document)
        for node in tree.findall():
            text = isinstance(offender, str) and isinstance(node, nodes.Text) and offender in node.astext()
            image = isinstance(node, nodes.image) and Path(self.srcdir, str(node["uri"])) == offender
            if text or image:
                source, line = get_source_line(node if isinstance(node, nodes.Element) else node.parent)
                return f"{source}:{line or ''}" if source else ""
        return ""

    @property
    def _records(self) -> Path:
        """The folder of the records, which mirrors the output folder."""
        return Path(self.doctreedir, "pdf")

    def _record_path(self, target: str) -> Path:
        return self._records / f"{target}.digest"

    def _delete_old_pdfs(self, is_requested: Callable[[str], bool]) -> None:
        """Delete the PDFs of earlier builds that are no longer requested, unless someone else changed them."""
        for path in self._records.rglob("*.digest"):
            target = path.relative_to(self._records).as_posix().removesuffix(".digest")
            pdf = Path(self.outdir, target)
            if not is_requested(target):
                record = load_record(path)
                if record and record.pdf == hash_of(read_file(pdf)):
                    pdf.unlink(missing_ok=True)
                path.unlink()


@contextmanager
def _paused_garbage_collection() -> Iterator[None]:
    """Pause the garbage collector: while a tree grows it finds nothing, and takes as long as building the tree."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


def _source_date() -> int | None:
    """Return ``SOURCE_DATE_EPOCH``, the standard date of reproducible files, if it is set and valid."""
    date = os.environ.get("SOURCE_DATE_EPOCH", "")
    return int(date) if date.isdecimal() and int(date) <= MAX_DATE else None


def _warn(message: str, location: str) -> None:
    logger.warning(message, type="pdf", subtype="typesetting", location=location)
