"""The files and the software that each page was read with, to find pages that must be read again.

Sphinx compares only times: it reads a document again if a file is newer than the time of reading. It misses a file that
is replaced by an older one, as by `cp -p`, rsync or tar, one that is saved while it is being read, and a new version of
the software that reads it.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from hashlib import file_digest
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from stat import S_ISREG
from typing import NamedTuple

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment

from sphinx_milestones.environment.domain import domain_of
from sphinx_milestones.output.templating import package_fingerprint

from .fingerprints import hash_of

#: Libraries that pages depend on; Sphinx knows the versions of extensions and themes.
LIBRARIES = (
    *("babel", "docutils", "jinja2", "markdown-it-py", "markupsafe", "mdit-py-plugins", "pygments", "snowballstemmer"),
    "sphinx",
)


class Signature(NamedTuple):
    """The properties that show whether a file has changed; unlike `modified`, `changed` cannot be set back."""

    size: int
    modified: int  # nanoseconds
    changed: int  # nanoseconds
    content: str  # a hash


class Sources:
    """The files and software that a build reads pages with."""

    def __init__(self) -> None:
        self.software = ""
        self.before: dict[Path, Signature | None] = {}

    def setup(self, app: Sphinx) -> None:
        """Connect to the steps of a build."""
        app.connect("env-before-read-docs", self.note_software)
        app.connect("env-purge-doc", self.note_before, priority=100)  # before Sphinx drops its files
        app.connect("doctree-read", self.note_read, priority=900)  # after Sphinx has collected the images

    def note_software(self, app: Sphinx, env: BuildEnvironment, docnames: list[str]) -> None:
        """Note the software that reads pages."""
        self.software = software_fingerprint(app)

    def note_before(self, app: Sphinx, env: BuildEnvironment, docname: str) -> None:
        """Note the files of a page before it is read, since one may be saved meanwhile."""
        for path in _files_of(env, docname):
            self.before.setdefault(path, _signature(path))

    def note_read(self, app: Sphinx, doctree: nodes.document) -> None:
        """Note the files that a page was read from."""
        docname = app.env.docname
        files = [(str(path), self.before.get(path) or _signature(path)) for path in _files_of(app.env, docname)]
        domain_of(app.env).note_sources(docname, (self.software, *sorted(files)))


def pages_with_changed_sources(app: Sphinx) -> Iterator[str]:
    """Yield the pages that were read from files that have changed since, or by other software."""
    now = software_fingerprint(app)
    sources: dict[str, tuple[str, *tuple[tuple[str, Signature | None], ...]]] = domain_of(app.env).data["sources"]
    for docname, (software, *files) in sources.items():
        if software != now or any(_has_changed(Path(path), before) for path, before in files):
            yield docname


def software_fingerprint(app: Sphinx) -> str:
    """Return a hash of the versions of all software that reads or writes pages: libraries, extensions, this one."""
    extensions = sorted((extension.name, extension.version) for extension in app.extensions.values())
    return hash_of([[*map(_version, LIBRARIES)], extensions, package_fingerprint()])


@cache  # importlib.metadata parses the whole description of a package for it
def _version(library: str) -> str:
    try:
        return version(library)
    except PackageNotFoundError:
        return ""


def _files_of(env: BuildEnvironment, docname: str) -> set[Path]:
    """Return the source file of a page and the files that it includes or shows."""
    return {Path(env.doc2path(docname)), *(Path(env.srcdir, name) for name in env.dependencies.get(docname, ()))}


def _signature(path: Path) -> Signature | None:
    """Return the signature of a file; None if there is no regular file."""
    try:
        found = path.stat()
        if not S_ISREG(found.st_mode):
            return None
        with path.open("rb") as file:
            content = file_digest(file, "sha256").hexdigest()
    except OSError:
        return None
    return Signature(found.st_size, found.st_mtime_ns, found.st_ctime_ns, content)


def _has_changed(path: Path, before: Signature | None) -> bool:
    """Return whether a file has changed; its content is read only if its times differ, as in a copy of the project."""
    try:
        found = path.stat()
    except OSError:
        return before is not None
    if before and (found.st_size, found.st_mtime_ns, found.st_ctime_ns) == before[:3]:
        return False
    now = _signature(path)
    return (now and now.content) != (before and before.content)
