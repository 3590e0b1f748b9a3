"""While an author writes: what is wrong stands on every page of the site as well as in the terminal.

A build tells only what it met. What is wrong with a page that it left alone is remembered beside the doctrees, until
that page is read or written again.
"""

from __future__ import annotations

import json
import logging
from pathlib import Path
from typing import NamedTuple

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment
from sphinx.util.logging import NAMESPACE, WarningStreamHandler

from sphinx_milestones.environment.diagnostics import write_output

SCRIPT = "milestones-problems.js"
MEMORY = "milestones-problems.json"


class Told(NamedTuple):
    """A message, and when in a build it came: reading a page, checking the whole, or writing a page."""

    place: str
    message: str
    docname: str
    step: str


class Preview:
    """What one build was told, and what it did that makes older messages void."""

    def __init__(self) -> None:
        self.told: list[Told] = []
        self.step = "reading"
        self.done: dict[str, set[str]] = {"reading": set(), "checking": set(), "writing": set()}

    def setup(self, app: Sphinx) -> None:
        """Take part in a build that is a preview."""
        app.add_config_value("milestones_preview", False, "html", (bool,), "Show what is wrong on every page.")
        app.connect("builder-inited", self.begin, priority=1)

    def begin(self, app: Sphinx) -> None:
        """Listen, ahead of all that can go wrong."""
        if not app.config.milestones_preview or app.builder.format != "html":
            return
        app.add_js_file(SCRIPT)
        app.connect("env-before-read-docs", self.note_reading)
        app.connect("env-check-consistency", self.note_checking)
        # What is told while pages are read is held back until after “env-updated”.
        app.connect("env-get-updated", self.begin_checking)
        app.connect("doctree-resolved", self.note_writing)
        app.connect("build-finished", self.finish, priority=950)
        logger = logging.getLogger(NAMESPACE)
        for handler in [each for each in logger.handlers if isinstance(each, WarningStreamHandler)]:
            logger.removeHandler(handler)
            logger.addHandler(_Listener(app, self, handler))

    def note_reading(self, app: Sphinx, env: BuildEnvironment, docnames: list[str]) -> None:
        """Forget what was told of these pages, and of those that are gone."""
        self.done["reading"] = set(docnames)

    def begin_checking(self, app: Sphinx, env: BuildEnvironment) -> list[str]:
        """From here on the whole is checked; no page is outdated by that."""
        self.step = "checking"
        return []

    def note_checking(self, app: Sphinx, env: BuildEnvironment) -> None:
        """Forget what the last check told of any page."""
        self.done["checking"] = set(env.found_docs)
        self.step = "writing"

    def note_writing(self, app: Sphinx, doctree: nodes.document, docname: str) -> None:
        """Forget what was told of a page when it was written."""
        self.done["writing"].add(docname)

    def finish(self, app: Sphinx, exception: Exception | None) -> None:
        """Show everything that is known to be wrong, in the order of files and lines."""
        memory = Path(app.doctreedir, MEMORY)
        kept = [told for told in _remembered(memory) if told.docname in app.env.found_docs and not self._is_void(told)]
        known = sorted({*kept, *self.told})
        write_output(memory, json.dumps(known))
        shown = list(dict.fromkeys((told.place, told.message) for told in known))
        script = Path(__file__).with_name("preview.js").read_text(encoding="utf-8")
        write_output(Path(app.outdir, "_static", SCRIPT), f"const problems = {json.dumps(shown)};\n{script}")

    def _is_void(self, told: Told) -> bool:
        return told.docname in self.done[told.step] or told.docname in self.done["reading"]


def _remembered(memory: Path) -> list[Told]:
    """What earlier builds told; nothing where that cannot be read."""
    try:
        return [Told(*told) for told in json.loads(memory.read_text(encoding="utf-8"))]
    except (OSError, ValueError, TypeError):
        return []


class _Listener(WarningStreamHandler):
    """Stands before Sphinx's own handler: takes over its filters, keeps what passes, and hands it on.

    Of its class, since Sphinx holds messages back from such handlers for a while, and sends them later.
    """

    def __init__(self, app: Sphinx, preview: Preview, handler: WarningStreamHandler) -> None:
        super().__init__(handler.stream)
        self.setLevel(handler.level)
        self.app = app
        self.preview = preview
        self.handler = handler
        self.filters, handler.filters = handler.filters, []

    def emit(self, record: logging.LogRecord) -> None:
        place = str(getattr(record, "location", None) or "")
        path = place.rpartition(":")[0] if place.rpartition(":")[2].isdecimal() else place
        docname = self.app.env.path2doc(path) if path else None
        folder = f"{self.app.confdir}/"
        message = " ".join(logging.LogRecord.getMessage(record).split())  # Sphinx's own way begins with the place
        self.preview.told.append(Told(place.removeprefix(folder), message, docname or "", self.preview.step))
        self.handler.emit(record)
