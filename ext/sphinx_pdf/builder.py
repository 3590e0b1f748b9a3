"""The builder: one PDF per document that is asked for, written only when it changed."""

from __future__ import annotations

import gc
import json
import os
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from docutils import nodes
from docutils.utils import get_source_line
from sphinx.builders import Builder
from sphinx.locale import __
from sphinx.util import logging
from sphinx.util.display import progress_message

from .config import read_settings
from .content.build import to_values
from .doctree.assemble import assemble
from .documents import PdfDocument, PdfError, collect, selected
from .records import DRAFT, digest_of, read, read_record, replace
from .typst.typesetting import Sheet, typeset
from .volumes.volumes import is_of, printed

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Set

logger = logging.getLogger(__name__)

LATEST = 253402300799  # seconds from 1970 to the end of the year 9999, which no date of a PDF can pass


class PdfBuilder(Builder):
    """Builds accessible PDF documents with Typst."""

    name = "pdf"
    format = "pdf"
    epilog = __("The PDF files are in %(outdir)s.")
    supported_image_types: ClassVar[list[str]] = [f"image/{kind}" for kind in ("svg+xml", "png", "jpeg", "gif", "webp")]

    #: Whether something that was asked for could not be made.
    failed = False

    def get_outdated_docs(self) -> str:
        """Return what Sphinx says it builds: every document is looked at, few are written."""
        return "all documents"

    def get_target_uri(self, docname: str, typ: str | None = None) -> str:
        """Return an address that says "this document", in the PDF or not.

        Sphinx then resolves references to documents outside with their proper text, and
        :mod:`.inlines` leaves out the link.
        """
        return f"%{docname}"

    def get_relative_uri(self, from_: str, to: str, typ: str | None = None) -> str:
        """Return the address of *to*: it is the same from everywhere in the PDF."""
        return self.get_target_uri(to, typ)

    def write_documents(self, _docnames: Set[str]) -> None:
        """Make every PDF that is asked for, and delete those that no longer are."""
        for draft in Path(self.outdir).rglob(f".*{DRAFT}"):  # of a build that broke off
            draft.unlink()
        self._settings = read_settings(self.config, Path(self.confdir))
        documents = collect(self.env, self._settings.attachments)
        try:
            chosen = selected(documents, self.config.pdf_only)
        except PdfError as error:
            self._fail(str(error), None)
            chosen = []
        others = [document.target for document in documents if document not in chosen]
        targets = {document.target for document in documents}
        made = [name for document in chosen for name in self._write(document, targets - {document.target})]
        self._delete_others(lambda name: name in made or any(is_of(name, target) for target in others))

    def _fail(self, message: str, place: str | None) -> None:
        """Report what cannot be made; the others are made all the same, and Sphinx exits with 1."""
        self.failed = True
        logger.error(message, type="pdf", subtype="typesetting", location=place)

    def _write(self, document: PdfDocument, others: Set[str]) -> Iterator[str]:
        """Make the PDF of a document, or its volumes, beside the *others*; yield their names."""
        with progress_message(__("assembling %s") % document.target, nonl=False), _no_collecting():
            # The doctree, the largest thing of a build, is held by nobody while Typst works: it is young still, and
            # goes with the first objects that are made when the collector is back.
            content, images = to_values(self, assemble(self, document), document, self._settings)
        for target, part, shown in printed(document.target, content, images, self._settings.volume_size):
            if target in others:
                message = __("%s is left out: this volume of %s has the name of another PDF")
                self._fail(message % (target, document.target), document.start)
                continue
            attached = tuple(content for _, content, _ in document.attachments) if part["attachments"] else ()
            self._make(target, document, Sheet(part, shown, attached, self._settings, _source_date()))
            yield target

    def _make(self, target: str, document: PdfDocument, sheet: Sheet) -> None:
        """Make a PDF, unless there is one of just this content."""
        path = Path(self.outdir, target)
        record = self._records / f"{target}.digest"
        digest = sheet.digest()
        known = read_record(record)
        if (known.get("of"), known.get("pdf")) == (digest, digest_of(read(path))):
            for message, place in known["messages"]:
                _warn(message, place)
            logger.info(__("%s is up to date"), target)
            return
        messages: list[tuple[str, str]] = []

        def warn(message: str, cause: str | Path | None) -> None:
            messages.append((message, self._place(document, cause) or document.start))
            _warn(*messages[-1])

        try:
            with progress_message(__("typesetting %s") % target, nonl=False):
                pdf = typeset(sheet, warn)
        except PdfError as error:
            place = self._place(document, error.cause) or error.place or document.start
            self._fail(__("%s could not be made: %s") % (target, error), place)
            path.unlink(missing_ok=True)
            return
        try:
            replace(path, pdf)
            replace(record, json.dumps({"of": digest, "pdf": digest_of(pdf), "messages": messages}).encode())
        except OSError as error:  # what was there before stays
            self._fail(__("%s could not be written: %s") % (path, error.strerror), None)

    def _place(self, document: PdfDocument, cause: str | Path | None) -> str:
        """Return file and line of the node that shows the text or image *cause*; empty if none does."""
        if not cause:
            return ""
        with logging.suppress_logging():
            tree = assemble(self, document)
        for node in tree.findall():
            text = isinstance(cause, str) and isinstance(node, nodes.Text) and cause in node.astext()
            image = isinstance(cause, Path) and isinstance(node, nodes.image) and self.srcdir / node["uri"] == cause
            if text or image:
                source, line = get_source_line(node if isinstance(node, nodes.Element) else node.parent)
                return f"{source}:{line or ''}" if source else ""
        return ""

    @property
    def _records(self) -> Path:
        """Where each PDF has a file that says what it was made from."""
        return Path(self.doctreedir, "pdf")

    def _delete_others(self, is_asked: Callable[[str], bool]) -> None:
        """Delete PDFs of earlier runs that are not asked for, if they are as we left them."""
        for record in self._records.rglob("*.digest"):
            target = record.relative_to(self._records).as_posix().removesuffix(".digest")
            path = Path(self.outdir, target)
            if not is_asked(target):
                if read_record(record).get("pdf") == digest_of(read(path)):
                    path.unlink(missing_ok=True)
                record.unlink()


@contextmanager
def _no_collecting() -> Iterator[None]:
    """Let Python look for no garbage: there is none while a tree grows, and the search takes as long as the growing."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


def _source_date() -> int | None:
    """Return SOURCE_DATE_EPOCH, the agreed way to date a reproducible file, if it is set."""
    date = os.environ.get("SOURCE_DATE_EPOCH", "")
    return int(date) if date.isdecimal() and int(date) <= LATEST else None


def _warn(message: str, place: str) -> None:
    logger.warning(message, type="pdf", subtype="typesetting", location=place)
