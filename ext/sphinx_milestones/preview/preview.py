"""The preview for authors: problems are shown on every page of the site as well as in the terminal.

A build reports only problems of pages that it reads or writes. Those of all other pages are stored beside the doctrees
until these pages are read or written again.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import NamedTuple

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment

from sphinx_milestones.environment.diagnostics import write_output
from sphinx_milestones.workarounds.warning_listener import listen_to_warnings

SCRIPT = "milestones-problems.js"
STORE = "milestones-problems.json"


class LoggedWarning(NamedTuple):
    """A warning with its location and the build step that it belongs to: reading, checking or writing."""

    location: str
    message: str
    docname: str
    step: str


class Preview:
    """The warnings of one build, and the pages whose older warnings it supersedes."""

    def __init__(self) -> None:
        self.warnings: list[LoggedWarning] = []
        self.step = "reading"
        self.refreshed_docs: dict[str, set[str]] = {"reading": set(), "checking": set(), "writing": set()}

    def setup(self, app: Sphinx) -> None:
        """Connect to the steps of a build that is a preview."""
        app.add_config_value("milestones_preview", False, "html", (bool,), "Show all problems on every page.")
        app.connect("builder-inited", self.begin, priority=1)

    def begin(self, app: Sphinx) -> None:
        """Listen to warnings, before anything can cause one."""
        if not app.config.milestones_preview or app.builder.format != "html":
            return
        app.add_js_file(SCRIPT)
        app.connect("env-before-read-docs", self.note_reading)
        app.connect("env-check-consistency", self.note_checking)
        # While pages are read, Sphinx defers warnings until after “env-updated”.
        app.connect("env-get-updated", self.begin_checking)
        app.connect("doctree-resolved", self.note_writing)
        app.connect("build-finished", self.finish, priority=950)
        listen_to_warnings(lambda location, message: self.note_warning(app, location, message))

    def note_warning(self, app: Sphinx, location: str, message: str) -> None:
        """Note a warning, with the path of its page relative to the project."""
        path, _, line = location.rpartition(":")
        source = path if line.isdecimal() else location
        docname = app.env.path2doc(source) if source else None
        shown = location.removeprefix(f"{app.confdir}/"), " ".join(message.split())
        self.warnings.append(LoggedWarning(*shown, docname or "", self.step))

    def note_reading(self, app: Sphinx, env: BuildEnvironment, docnames: list[str]) -> None:
        """Supersede all warnings of the pages that are read."""
        self.refreshed_docs["reading"] = set(docnames)

    def begin_checking(self, app: Sphinx, env: BuildEnvironment) -> list[str]:
        """Begin the checks that need every page; return no outdated pages."""
        self.step = "checking"
        return []

    def note_checking(self, app: Sphinx, env: BuildEnvironment) -> None:
        """Supersede the warnings of the last check, on any page."""
        self.refreshed_docs["checking"] = set(env.found_docs)
        self.step = "writing"

    def note_writing(self, app: Sphinx, doctree: nodes.document, docname: str) -> None:
        """Supersede the warnings from when a page was last written."""
        self.refreshed_docs["writing"].add(docname)

    def finish(self, app: Sphinx, exception: Exception | None) -> None:
        """Show all known problems, in the order of files and lines."""
        store, pages = Path(app.doctreedir, STORE), app.env.found_docs
        current = [
            warning
            for warning in _load_previous(store)
            if warning.docname in pages and not self._is_superseded(warning)
        ]
        known = sorted({*current, *self.warnings})
        write_output(store, json.dumps(known))
        shown = list(dict.fromkeys((warning.location, warning.message) for warning in known))
        script = Path(__file__).with_name("preview.js").read_text(encoding="utf-8")
        write_output(Path(app.outdir, "_static", SCRIPT), f"const problems = {json.dumps(shown)};\n{script}")

    def _is_superseded(self, warning: LoggedWarning) -> bool:
        refreshed = self.refreshed_docs
        return warning.docname in refreshed[warning.step] or warning.docname in refreshed["reading"]


def _load_previous(store: Path) -> list[LoggedWarning]:
    """Return the warnings of earlier builds; none if they cannot be read."""
    try:
        return [LoggedWarning(*row) for row in json.loads(store.read_text(encoding="utf-8"))]
    except (OSError, ValueError, TypeError):
        return []
