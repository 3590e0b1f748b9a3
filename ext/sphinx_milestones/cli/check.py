"""A strict check of the full register in one run of Sphinx, which leaves no files behind.

All pages are read each time, since Sphinx reports the problems of a page only when it reads it.
"""

from __future__ import annotations

import logging
import os
import re
import traceback
from collections.abc import Sequence
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
from sphinx.util.matching import get_matching_files

from sphinx_milestones.core.problems import Finding
from sphinx_milestones.environment.domain import domain_of
from sphinx_milestones.register.collection import Collection

from .catalogues import check_catalogues
from .project import CommandError, Project


@dataclass(frozen=True, slots=True, order=True)
class Issue:
    """A problem that makes a strict build fail; without a location, `path` is empty and `line` is 0."""

    path: str
    line: int
    message: str
    code: str = ""


def check(project: Project) -> list[Issue]:
    """Return every problem that would make a strict build fail, sorted by file and line."""
    return examine(project)[0]


def examine(project: Project) -> tuple[list[Issue], Collection | None]:
    """Return the issues that `check` returns, and everything that was read, None if an error stopped the build.

    :raises CommandError: if an environment variable prevents the build from starting
    """
    if (date := os.environ.get("SOURCE_DATE_EPOCH")) is not None and not re.fullmatch("[0-9]{1,11}", date):
        advice = "which is not a number of seconds since 1970, such as 1700000000. Correct or unset it."
        raise CommandError(f"SOURCE_DATE_EPOCH is “{date}”, {advice}")
    collector = _Collector()
    found, collection = [], None
    with (
        TemporaryDirectory(prefix="sphinx-milestones-", ignore_cleanup_errors=True) as folder,
        patch_docutils(project.confdir),
        docutils_namespace(),
    ):
        try:
            app = _Sphinx(collector, project, Path(folder))
            app.build()
            collection = domain_of(app.env).collection
            catalogues = _catalogues(project.source, app.config.exclude_patterns)
            found += [_from_finding(finding, project) for finding in check_catalogues(catalogues)]
        except Exception as error:  # noqa: BLE001 - any exception is reported like other problems
            found.append(_from_error(error, project))
    found += [_from_record(record, project) for record in collector.records]
    return sorted(dict.fromkeys(found), key=lambda issue: (issue.path, issue.line)), collection


def _catalogues(folder: Path, excluded: Sequence[str]) -> list[Path]:
    """Return the catalogues below the source folder, by the layout of gettext: ``ar/LC_MESSAGES/years.po``.

    What a project excludes may have catalogues of others, such as those of libraries in ``.venv``.
    """
    return [folder / name for name in sorted(get_matching_files(folder, ["**/LC_MESSAGES/*.po"], excluded))]


class _Collector(WarningStreamHandler):
    """Collects the messages of Sphinx. Only from a `WarningStreamHandler` does Sphinx buffer and prefix them."""

    def __init__(self) -> None:
        super().__init__(SafeEncodingWriter(StringIO()))
        self.setLevel(logging.WARNING)
        self.records: list[logging.LogRecord] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.records.append(record)

    def take_over(self) -> None:
        """Replace Sphinx's own handler, with the same filters."""
        logger = logging.getLogger(NAMESPACE)
        for handler in [handler for handler in logger.handlers if isinstance(handler, WarningStreamHandler)]:
            self.filters = handler.filters
            logger.removeHandler(handler)
        logger.addHandler(self)


class _Sphinx(Sphinx):
    """Sphinx with the `dummy` builder, whose warnings go to a collector."""

    def __init__(self, collector: _Collector, project: Project, folder: Path) -> None:
        self._collector: _Collector | None = collector
        out, doctrees = folder / "out", folder / "doctrees"
        super().__init__(project.source, project.confdir, out, doctrees, "dummy", status=None, warning=StringIO())

    def setup_extension(self, extname: str) -> None:
        """Load an extension; before the first one, replace the handlers that Sphinx has just set up."""
        if self._collector:
            self._collector.take_over()
            self._collector = None
        super().setup_extension(extname)


def _from_record(record: logging.LogRecord, project: Project) -> Issue:
    code = ".".join(filter(None, (getattr(record, "type", ""), getattr(record, "subtype", ""))))
    message = " ".join(logging.LogRecord.getMessage(record).removesuffix(f" [{code}]").split())
    location = re.fullmatch(r"([^<].*?)(?::(\d*))?", getattr(record, "location", None) or "")
    if not location:  # or “<unknown>”
        return Issue("", 0, message, code)
    return Issue(project.shown(Path(location[1])), int(location[2] or 1), message, code)


def _from_finding(finding: Finding, project: Project) -> Issue:
    path = project.shown(Path(finding.path))
    return Issue(path, finding.line or 1, finding.message, f"milestones.{finding.problem.code}")


def _from_error(error: Exception, project: Project) -> Issue:
    """Return an exception as an issue, at the line of ``conf.py`` that raised it if known."""
    conf, cause = project.confdir / CONFIG_FILENAME, error.__cause__
    if isinstance(error, ConfigError) and cause:
        frames = traceback.extract_tb(cause.__traceback__)
        lines = [frame.lineno for frame in frames if Path(frame.filename) == conf]
        line = cause.lineno if isinstance(cause, SyntaxError) else next(reversed(lines), 1)
        return Issue(project.shown(conf), line or 1, f"this file cannot be executed: {_describe(cause)}", "sphinx")
    if isinstance(error, SphinxError):
        lacks_markdown = getattr(getattr(error, "orig_exc", None), "name", "") == "myst_parser"
        advice = ". Install it: `pip install 'sphinx-milestones[markdown]'`" if lacks_markdown else ""
        return Issue(project.shown(conf), 1, f"{' '.join(str(error).split())}{advice}", "sphinx")
    message = (
        f"Sphinx crashed (this is not an error in your files): {_describe(error)}. Run “sphinx-build -T” for details."
    )
    return Issue(project.shown(conf), 1, message, "sphinx")


def _describe(error: BaseException) -> str:
    text = ""
    with suppress(Exception):
        text = " ".join(str(error).split())
    return f"{type(error).__name__}: {text}" if text else type(error).__name__
