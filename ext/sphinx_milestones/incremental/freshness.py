"""Which pages must be written again although their own source has not changed, and why.

A page is stale in an output folder for one of two reasons:

- what it shows of the rest of the register is not what it showed when it was last written there;
- it was read again since it was written there: another builder on the same doctrees did that, for a changed data file,
  configuration or included file, and left no trace that Sphinx would look for.

What was shown is kept in the folder in one small file. As soon as a build begins to write pages it empties that file,
and fills it when all is written: a build that is interrupted leaves an empty one, and the next writes everything.

What each page shows is computed once in a build, after reading: each view is rendered, as it will be written, and the
rest is a look-up for each reference. Before that all that it could be made from is compared with what it was, by the
hashes of `digests`; if that is the same, nothing is rendered. So a build without a change looks at no milestone.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

from docutils import nodes
from sphinx.application import ENV_PICKLE_FILENAME, Sphinx
from sphinx.builders import Builder
from sphinx.builders.html import StandaloneHTMLBuilder
from sphinx.builders.singlehtml import SingleFileHTMLBuilder
from sphinx.environment import BuildEnvironment

from sphinx_milestones.core.files import temporary_path
from sphinx_milestones.core.records import Milestone
from sphinx_milestones.environment.diagnostics import write_output
from sphinx_milestones.environment.domain import MilestoneDomain, domain_of
from sphinx_milestones.environment.links import Links
from sphinx_milestones.environment.view_positions import PlacedView
from sphinx_milestones.output.files import offered
from sphinx_milestones.output.html import render_view
from sphinx_milestones.output.templating import theme_fingerprint
from sphinx_milestones.output.view_nodes import expand_view
from sphinx_milestones.workarounds.failed_writes import Unwritten, mend_note

from .fingerprints import Digest, all_told, digest

STATE = ".milestones.json"
SHOWN_SETTINGS = ("project", "language", "html_baseurl", "html_file_suffix", "html_link_suffix")


class State(NamedTuple):
    """What the last build left in an output folder."""

    pages: str  # hash of all that pages could show of the rest of the register; empty while some page is stale
    data: str  # hash of all that data and search show, likewise
    shown: dict[str, str]  # docname → hash of what its page shows of the rest of the register
    files: list[str]  # what a later build deletes when nothing asks for it any more, by path in the folder


class Freshness:
    """What one build knows of the last one."""

    def __init__(self) -> None:
        self.before = State("", "", {}, [])
        self.basis = Digest("", "")
        self.shown: dict[str, str] = {}
        self.written: set[str] = set()
        self.removed: set[str] = set()
        self.unwritten = Unwritten()

    def setup(self, app: Sphinx) -> None:
        """Take part in a build, step by step."""
        app.connect("builder-inited", mend_note)
        app.connect("env-get-outdated", self.read_again)
        app.connect("env-updated", self.write_again)
        app.connect("doctree-resolved", self.begin_page)
        app.connect("build-finished", self.finish, priority=900)

    def read_again(
        self, app: Sphinx, env: BuildEnvironment, added: set[str], changed: set[str], removed: set[str]
    ) -> list[str]:
        """Documents to read again because the data files changed, or because what was read of them is not whole."""
        self.removed = removed
        return [*domain_of(env).documents_to_read_again(), *_half_read(app, env)]

    def write_again(self, app: Sphinx, env: BuildEnvironment) -> list[str]:
        """Documents to write again because something else that they show has changed."""
        if app.builder.name == "epub":  # packs whatever lies in its folder, so nothing can be kept there
            return sorted(env.found_docs)
        self.unwritten.listen(app)
        known = {*env.found_docs, *self.removed, *domain_of(env).unreadable}
        self.before = _load(app.builder) or State("", "", {}, sorted(_possible_files(app.builder, known)))
        kept = sorted(doc for doc in env.found_docs if _page(app.builder, doc))
        domain = domain_of(env)
        self.basis = _basis(domain)
        domain.data_stands = self.basis.data == self.before.data
        same = self.basis.pages == self.before.pages and kept == sorted(self.before.shown)
        self.shown = self.before.shown if same else _hashes(domain, kept)
        self._delete_leftovers(app.builder)
        return [doc for doc in kept if self.before.shown.get(doc) != self.shown[doc] or _read_since(app.builder, doc)]

    def begin_page(self, app: Sphinx, doctree: nodes.document, docname: str) -> None:
        """Note that a page is being written."""
        if not self.written:
            self._save(app.builder, State("", "", {}, self._files(app.builder)))
        self.written.add(docname)

    def finish(self, app: Sphinx, exception: Exception | None) -> None:
        """Keep what was shown, once all of it is written; report what the whole of the register has wrong."""
        self.unwritten.finish(app, exception)
        if exception is not None:
            return
        shown = {doc: new if doc in self.written else self.before.shown.get(doc, "") for doc, new in self.shown.items()}
        if self.unwritten.found or domain_of(app.env).unreadable:  # what a page says of the unreadable ones may change
            shown = {}
        basis = self.basis if shown == self.shown else Digest("", "")
        self._save(app.builder, State(*basis, shown, self._files(app.builder)))
        domain = domain_of(app.env)
        if not domain.checked and self.basis.pages != self.before.pages:
            domain.check_consistency()
        # What seems unused may be what was meant where something else is wrong; Sphinx alone counts all that it tells.
        if domain.checked and not app._warncount:  # noqa: SLF001
            domain.check_use()

    def _delete_leftovers(self, builder: Builder) -> None:
        """Delete what only an earlier build asked for, before this one writes: it may write a file of that name."""
        folder = Path(builder.outdir).resolve()
        for gone in (folder / name for name in set(self.before.files).difference(self._files(builder))):
            for path in (gone, temporary_path(gone)) if gone.name else ():
                # The file that names it may have been tampered with.
                if path.is_file() and path.resolve().is_relative_to(folder):
                    path.unlink()

    def _files(self, builder: Builder) -> list[str]:
        """The files of a whole build that Sphinx would leave behind when their document is gone, and our own."""
        files = {page.relative_to(builder.outdir).as_posix() for doc in self.shown if (page := _page(builder, doc))}
        if builder.format == "html" and builder.config.html_copy_source:
            files |= {_copied_source(builder, doc, builder.env.doc2path(doc).suffix) for doc in self.shown}
        return sorted({*files, *offered(domain_of(builder.env))})

    def _save(self, builder: Builder, state: State) -> None:
        if state.files or self.before.files:
            write_output(Path(builder.outdir, STATE), json.dumps(state._asdict(), indent=0, sort_keys=True))


def _load(builder: Builder) -> State | None:
    try:
        kept = json.loads(Path(builder.outdir, STATE).read_text(encoding="utf-8"))
        return State(str(kept["pages"]), str(kept["data"]), dict(kept["shown"]), list(map(str, kept["files"])))
    except (OSError, ValueError, TypeError, KeyError, RecursionError):
        return None


def _possible_files(builder: Builder, docnames: Iterable[str]) -> Iterator[str]:
    """What a build may have left of these documents, where nobody knows any more what it did leave."""
    for docname in docnames:
        if page := _page(builder, docname):
            yield page.relative_to(builder.outdir).as_posix()
        if page and builder.format == "html":
            yield from (_copied_source(builder, docname, suffix) for suffix in builder.config.source_suffix)


def _page(builder: Builder, docname: str) -> Path | None:
    """The file of a document, or None in an output that has not one for each and writes all of it every time."""
    if isinstance(builder, StandaloneHTMLBuilder):
        return None if isinstance(builder, SingleFileHTMLBuilder) else Path(builder.get_outfilename(docname))
    suffix = getattr(builder, "out_suffix", "")
    return Path(builder.outdir, f"{docname}{suffix}") if suffix else None


def _copied_source(builder: Builder, docname: str, suffix: str) -> str:
    """Where Sphinx copies a page's source for its “show source” link."""
    link = builder.config.html_sourcelink_suffix
    return f"_sources/{docname}{suffix}{'' if suffix == link else link}"


def _half_read(app: Sphinx, env: BuildEnvironment) -> Iterator[str]:
    """The documents whose doctree is empty, or newer than the environment, which a build writes after all of them."""
    read = Path(app.doctreedir, ENV_PICKLE_FILENAME)
    latest = read.stat().st_mtime_ns if read.is_file() else 0
    for docname in env.all_docs:
        doctree = Path(app.doctreedir, f"{docname}.doctree")
        if doctree.is_file() and not (doctree.stat().st_size and doctree.stat().st_mtime_ns <= latest):
            yield docname


def _read_since(builder: Builder, docname: str) -> bool:
    """Whether a document was read after its page was written."""
    doctree, page = builder.doctreedir / f"{docname}.doctree", _page(builder, docname)
    try:
        return page is not None and doctree.stat().st_mtime_ns > page.stat().st_mtime_ns
    except OSError:
        return False  # Sphinx itself writes a page that is not there


def _hashes(domain: MilestoneDomain, docnames: Iterable[str]) -> dict[str, str]:
    """What each page shows of other documents and of the data files, in a hash."""
    contents = digest(_contents(domain))
    frame = digest(_frame(domain)) if domain.builder.format == "html" else ""
    listing = domain.env.toctree_includes
    return {doc: digest([frame, contents if doc in listing else "", *_shown(domain, doc)]) for doc in docnames}


def _basis(domain: MilestoneDomain) -> Digest:
    """All that an output can show of its documents and of the data files."""
    builder, register = domain.builder, domain.register
    pdfs = domain.pdfs if builder.format == "html" else {}
    settings = [builder.config[name] for name in SHOWN_SETTINGS]
    tables = [register.partners, register.kinds, register.topics, register.documents, register.sources]
    shared = [
        settings,
        theme_fingerprint(builder),
        [(pdf.address, pdf.size, pdf.pages) for pdf in pdfs.values()],
        *tables,
    ]
    told = all_told(domain)
    return Digest(digest([*shared, told.pages]), digest([*shared, told]))


def _shown(domain: MilestoneDomain, docname: str) -> list[Any]:
    links = Links(domain, docname)
    shown: list[Any] = []
    for role, target, *_place in domain.data["mentions"].get(docname, ()):
        shown += [links.said(role, target), *(links.address(*named) for named in links.meant(role, target))]
    milestones: tuple[Milestone, ...] = domain.data["milestones"].get(docname, ())
    for milestone in milestones:
        others: list[Milestone | None] = [*domain.related.get(milestone.id, ())]
        if domain.builder.format == "html":
            others += domain.neighbours.get(milestone.id, ())
        shown += [(o.title, links.milestone(o), domain.wording.date(o.date)) if o else None for o in others]
    if milestones:  # their facts lead there, those on sources in print only
        printed = domain.builder.format != "html"
        shown += [domain.home_of("partner-index"), links.topic(""), printed and domain.home_of("source-list")]
    return shown + [_rendered(domain, docname, placed) for placed in domain.data["views"].get(docname, ())]


def _rendered(domain: MilestoneDomain, docname: str, placed: PlacedView) -> str:
    """A view in the words of the output."""
    if domain.builder.format == "html":
        return render_view(domain, docname, placed)
    return "".join(node.pformat() for node in expand_view(domain, docname, placed, {}))


def _frame(domain: MilestoneDomain) -> list[Any]:
    """What every page of a site shows: the tree of its pages with their titles, in one dress.

    Sphinx writes only the changed page again and leaves the sidebars of the others as they were.
    """
    env = domain.env
    titles = [(doc, env.titles[doc].pformat()) for doc in sorted(env.found_docs) if doc in env.titles]
    tree = [(doc, env.tocs[doc].pformat()) for doc in sorted(env.toctree_includes)]
    dress = theme_fingerprint(domain.builder) if domain.builder.format == "html" else ""
    return [titles, sorted(env.toctree_includes.items()), tree, dress]


def _contents(domain: MilestoneDomain) -> list[Any]:
    """What a page with a table of contents can show of all the others, however deep in that they stand."""
    env = domain.env
    return [sorted(env.toctree_includes.items()), [(doc, env.tocs[doc].pformat()) for doc in sorted(env.tocs)]]
