"""Which pages must be written again although their own source has not changed, and why.

A page is stale in an output folder for one of two reasons:

- what it shows of the rest of the register has changed since it was last written there;
- it was read again after it was written there: by another builder with the same doctrees, because a data file, the
  configuration or an included file had changed. Sphinx does not notice that.

What was shown is stored in one small file in the folder. A build empties that file before it writes the first page, and
fills it when everything is written: an interrupted build leaves it empty, so that the next one writes everything.

What each page shows is computed once per build, after reading: each view is rendered as it will be written, and each
reference is looked up. First, however, the fingerprint of all inputs is compared with that of the last build; if it is
the same, nothing is rendered. A build without changes therefore examines no milestone.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from docutils import nodes
from sphinx.application import ENV_PICKLE_FILENAME, Sphinx
from sphinx.builders import Builder
from sphinx.environment import BuildEnvironment

from sphinx_milestones.environment.catalogues import pages_with_other_state
from sphinx_milestones.environment.domain import domain_of
from sphinx_milestones.output.export_files import export_paths
from sphinx_milestones.output.files import downloads, page_path
from sphinx_milestones.output.former_pages import missing_former_pages
from sphinx_milestones.output.templating import theme_fingerprint
from sphinx_milestones.workarounds.epub_files import leave_out_of_epub
from sphinx_milestones.workarounds.failed_writes import FailedWriteListener, repair_buildinfo
from sphinx_milestones.workarounds.warning_count import has_warned

from .assets import files_beside_pages
from .fingerprints import Fingerprint, hash_of, input_fingerprint, page_fingerprints, partner_page_fingerprints
from .sources import Sources, pages_with_changed_sources, software_fingerprint
from .state import STATE, State, delete_leftovers, files_of, load_state, pages_of, save_state, unknown_state


class Freshness:
    """The comparison of one build with the last one in the same output folder."""

    def __init__(self) -> None:
        self.before = State("", "", {}, [])
        self.inputs = Fingerprint("", "")
        self.pages: dict[str, str] = {}
        self.generated: set[str] = set()
        self.former: set[str] = set()
        self.written: set[str] = set()
        self.removed: set[str] = set()
        self.files: list[str] = []
        self.failed_writes = FailedWriteListener()

    def setup(self, app: Sphinx) -> None:
        """Connect to the steps of a build."""
        leave_out_of_epub(app, STATE)
        Sources().setup(app)
        app.connect("builder-inited", self.failed_writes.listen, priority=100)
        app.connect("builder-inited", repair_buildinfo)
        app.connect("env-get-outdated", self.get_outdated)
        app.connect("env-updated", self.get_updated)
        app.connect("doctree-resolved", self.mark_page_written)
        app.connect("html-page-context", self.mark_generated_page_written)
        app.connect("build-finished", self.finish, priority=900)

    def get_outdated(
        self, app: Sphinx, env: BuildEnvironment, added: set[str], changed: set[str], removed: set[str]
    ) -> list[str]:
        """Return pages whose sources, data-file entries or catalogues changed, or whose doctree is incomplete."""
        self.removed = removed
        changed_sources, incomplete = pages_with_changed_sources(app), _partially_read(app, env)
        changed_entries = domain_of(env).pages_with_changed_entries()
        return [*changed_sources, *changed_entries, *pages_with_other_state(env), *incomplete]

    def get_updated(self, app: Sphinx, env: BuildEnvironment) -> list[str]:
        """Return pages to write again because something that they show of others has changed (`env-updated`)."""
        builder, domain = app.builder, domain_of(env)
        domain.build.check_unread_pages()
        known = {*env.found_docs, *self.removed, *domain.build.unreadable}
        self.before = load_state(builder) or unknown_state(builder, known)
        if _is_missing(builder, {*files_beside_pages(builder)}.intersection(self.before.files)):
            self.before = State("", "", {}, self.before.files)
        docnames = sorted(docname for docname in env.found_docs if page_path(builder, docname))
        self.generated = set(domain.collection.partner_pages.values())
        self.former = set(missing_former_pages(domain))
        maker = hash_of([software_fingerprint(app), theme_fingerprint(builder), domain.build.register.model.digest])
        self.inputs = input_fingerprint(domain, maker)
        domain.build.note_exports(current=self.inputs.exported == self.before.exported)
        same = self.inputs.rendered == self.before.rendered and {*docnames, *self.generated} == self.before.pages.keys()
        fresh = self.before.pages if same else page_fingerprints(domain, docnames, maker)
        self.pages = fresh if same else fresh | partner_page_fingerprints(domain, maker)
        self.files = self._possible_files(builder)
        # Before anything is written: this build may write a file of that name.
        delete_leftovers(builder, set(self.before.files).difference(self.files))
        if builder.name == "epub":  # always writes the full book
            return sorted(env.found_docs)
        same_as_before = {page for page, shown in self.pages.items() if self.before.pages.get(page) == shown}
        domain.build.note_current_pages({page for page in self.generated & same_as_before if _exists(builder, page)})
        stale = [name for name in docnames if name not in same_as_before or _read_since(builder, name)]
        # Sphinx writes generated pages only along with another one; the one with the partner index fits best.
        missing = self.generated - domain.build.current_pages
        return stale or [name for name in [domain.collection.home_of_entries("partners")] if name and missing]

    def mark_generated_page_written(self, app: Sphinx, pagename: str, *_: object) -> None:
        """Note that a generated page is being written (`html-page-context`)."""
        if pagename in self.generated or pagename in self.former:
            self._mark_written(app, pagename)

    def mark_page_written(self, app: Sphinx, doctree: nodes.document, docname: str) -> None:
        """Note that a page is being written (`doctree-resolved`)."""
        self._mark_written(app, docname)

    def _mark_written(self, app: Sphinx, docname: str) -> None:
        """Note that a page is being written; for the first one, empty the state of the folder."""
        if not self.written:
            self._save(app.builder, State("", "", {}, self.files))
        self.written.add(docname)

    def finish(self, app: Sphinx, exception: Exception | None) -> None:
        """Store what was shown once everything is written; report problems that need the full register."""
        self.failed_writes.finish(app, exception)
        if exception is not None:
            return
        build, collection = domain_of(app.env).build, domain_of(app.env).collection
        before = self.before.pages
        pages = {doc: new if doc in self.written else before.get(doc, "") for doc, new in self.pages.items()}
        if self.failed_writes.found or build.unreadable:  # what pages show of unreadable ones may change
            pages = {}
        inputs = self.inputs if pages == self.pages else Fingerprint("", "")
        written = [name for name in self.files if Path(app.outdir, name).is_file()]
        self._save(app.builder, State(*inputs, pages, written))
        if not build.consistency_checked and self.inputs.rendered != self.before.rendered:
            build.check_references(collection)
        # While there are other problems, an entry that seems unused may be the target of a typo.
        if build.consistency_checked and not has_warned(app):
            build.check_use(collection)

    def _possible_files(self, builder: Builder) -> list[str]:
        """Return the files of a full build that a later build must delete once they are no longer part of it."""
        domain = domain_of(builder.env)
        docnames = self.pages.keys() - self.generated
        pages = {*files_of(builder, docnames), *pages_of(builder, self.former | self.generated)}
        data = {*export_paths(builder), *domain.links(builder.config.root_doc).feeds}
        return sorted({*pages, *data, *downloads(domain), *files_beside_pages(builder)})

    def _save(self, builder: Builder, state: State) -> None:
        if state.files or self.before.files:
            save_state(builder, state)


def _is_missing(builder: Builder, files: Iterable[str]) -> bool:
    """Return whether one of *files* is missing in the output folder; Sphinx does not write all of them again."""
    return not all(Path(builder.outdir, name).is_file() for name in files)


def _exists(builder: Builder, page: str) -> bool:
    path = page_path(builder, page)
    return path is not None and path.is_file()


def _partially_read(app: Sphinx, env: BuildEnvironment) -> Iterator[str]:
    """Yield the pages whose doctree is empty, or newer than the environment, which Sphinx stores last."""
    pickled = Path(app.doctreedir, ENV_PICKLE_FILENAME)
    latest = pickled.stat().st_mtime_ns if pickled.is_file() else 0
    for docname in env.all_docs:
        doctree = Path(app.doctreedir, f"{docname}.doctree")
        if doctree.is_file() and not (doctree.stat().st_size and doctree.stat().st_mtime_ns <= latest):
            yield docname


def _read_since(builder: Builder, docname: str) -> bool:
    """Return whether a page was read after it was written."""
    doctree, page = builder.doctreedir / f"{docname}.doctree", page_path(builder, docname)
    try:
        return page is not None and doctree.stat().st_mtime_ns > page.stat().st_mtime_ns
    except OSError:
        return False  # Sphinx itself writes a missing page
