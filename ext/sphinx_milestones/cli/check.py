"""The strict diagnostics of a whole register, in one run of Sphinx that leaves nothing behind.

Every page is read anew: Sphinx tells what is wrong with a page only when it reads it.
"""

from __future__ import annotations

import logging
import re
import traceback
from contextlib import suppress
from dataclasses import dataclass
from io import StringIO
from pathlib import Path
from tempfile import TemporaryDirectory

from sphinx.application import Sphinx
from sphinx.config import CONFIG_FILENAME
from sphinx.errors import ConfigError, SphinxError
from sphinx.util.docutils import docutils_namespace, patch_docutils
from sphinx.util.logging import NAMESPACE, SafeEncodingWriter, WarningStreamHandler

from .project import Project


@dataclass(frozen=True, slots=True, order=True)
class Mistake:
    """What is wrong, and where; without a path where nobody said."""

    path: str
    line: int
    message: str
    code: str = ""


def check(project: Project) -> list[Mistake]:
    """Everything that a strict build would stop at, by file and line."""
    collector = _Collector()
    found = []
    with (
        TemporaryDirectory(prefix="sphinx-milestones-", ignore_cleanup_errors=True) as folder,
        patch_docutils(project.confdir),
        docutils_namespace(),
    ):
        try:
            _Sphinx(collector, project, Path(folder)).build()
        except Exception as error:  # noqa: BLE001 - whatever ends the build is told like any other mistake
            found.append(_from_error(error, project))
    found += [_from_record(record, project) for record in collector.records]
    return sorted(dict.fromkeys(found), key=lambda mistake: (mistake.path, mistake.line))


class _Collector(WarningStreamHandler):
    """Keeps what Sphinx would print; of its class, so that Sphinx holds and prefixes messages here as well."""

    def __init__(self) -> None:
        super().__init__(SafeEncodingWriter(StringIO()))
        self.setLevel(logging.WARNING)
        self.records: list[logging.LogRecord] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.records.append(record)

    def take_over(self) -> None:
        """Stand in for Sphinx's own handler, behind the same filters."""
        logger = logging.getLogger(NAMESPACE)
        for handler in [each for each in logger.handlers if isinstance(each, WarningStreamHandler)]:
            self.filters = handler.filters
            logger.removeHandler(handler)
        logger.addHandler(self)


class _Sphinx(Sphinx):
    """Sphinx with the builder that writes nothing; it warns a collector."""

    def __init__(self, collector: _Collector, project: Project, folder: Path) -> None:
        self._collector: _Collector | None = collector
        out, doctrees = folder / "out", folder / "doctrees"
        super().__init__(project.source, project.confdir, out, doctrees, "dummy", status=None, warning=StringIO())

    def setup_extension(self, extname: str) -> None:
        """Load an extension. Before the first one Sphinx has set up its handlers, and extensions warn already."""
        if self._collector:
            self._collector.take_over()
            self._collector = None
        super().setup_extension(extname)


def _from_record(record: logging.LogRecord, project: Project) -> Mistake:
    code = ".".join(filter(None, (getattr(record, "type", ""), getattr(record, "subtype", ""))))
    message = " ".join(logging.LogRecord.getMessage(record).removesuffix(f" [{code}]").split())
    place = re.fullmatch(r"([^<].*?)(?::(\d*))?", getattr(record, "location", None) or "")
    if not place:  # or “<unknown>”
        return Mistake("", 0, message, code)
    return Mistake(project.shown(Path(place[1])), int(place[2] or 1), message, code)


def _from_error(error: Exception, project: Project) -> Mistake:
    """An exception as one message, at the line of ``conf.py`` that it came from where there is one."""
    conf, cause = project.confdir / CONFIG_FILENAME, error.__cause__
    if isinstance(error, ConfigError) and cause:
        frames = traceback.extract_tb(cause.__traceback__)
        lines = [frame.lineno for frame in frames if Path(frame.filename) == conf]
        line = cause.lineno if isinstance(cause, SyntaxError) else next(reversed(lines), 1)
        return Mistake(project.shown(conf), line or 1, f"this file cannot be executed: {_said(cause)}", "sphinx")
    if isinstance(error, SphinxError):
        return Mistake(project.shown(conf), 1, " ".join(str(error).split()), "sphinx")
    message = f"Sphinx crashed (this is not an error in your files): {_said(error)}. Run “sphinx-build -T” for details."
    return Mistake(project.shown(conf), 1, message, "sphinx")


def _said(error: BaseException) -> str:
    text = ""
    with suppress(Exception):
        text = " ".join(str(error).split())
    return f"{type(error).__name__}: {text}" if text else type(error).__name__
