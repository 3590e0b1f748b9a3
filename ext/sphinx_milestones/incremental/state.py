"""The state that a build stores in an output folder for the next one, and the deletion of obsolete files."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from sphinx.builders import Builder

from sphinx_milestones.core.files import temporary_path
from sphinx_milestones.environment.diagnostics import write_output
from sphinx_milestones.output.files import page_path

STATE = ".milestones.json"
PARTNER_PAGE = b'<div class="ms-profile">'  # the beginning of the template of such pages


class State(NamedTuple):
    """The state that the last build stored in an output folder."""

    rendered: str  # the fingerprint of everything that pages could show; empty while some page is stale
    exported: str  # the same for everything that exports and search could show
    pages: dict[str, str]  # docname → hash of what its page shows of the rest of the register
    files: list[str]  # paths in the folder that a later build deletes once they are no longer part of the output


def load_state(builder: Builder) -> State | None:
    """Return the state of the output folder; None if there is none, or it cannot be read."""
    try:
        stored = json.loads(Path(builder.outdir, STATE).read_text(encoding="utf-8"))
        files = list(map(str, stored["files"]))
        return State(str(stored["rendered"]), str(stored["exported"]), dict(stored["pages"]), files)
    except (OSError, ValueError, TypeError, KeyError, RecursionError):
        return None


def save_state(builder: Builder, state: State) -> None:
    """Write the state of the output folder.

    :raises OSError: if it cannot be written
    """
    write_output(Path(builder.outdir, STATE), json.dumps(state._asdict(), indent=0, sort_keys=True))


def delete_leftovers(builder: Builder, files: Iterable[str]) -> None:
    """Delete *files* from the output folder, with the temporary files that an interrupted build left."""
    folder = Path(builder.outdir).resolve()
    for leftover in (folder / name for name in files):
        for path in (leftover, temporary_path(leftover)) if leftover.name else ():
            # The state file may have been tampered with.
            if path.is_file() and path.resolve().is_relative_to(folder):
                path.unlink()


def pages_of(builder: Builder, docnames: Iterable[str]) -> Iterator[str]:
    """Yield the files of pages, by path in the output folder."""
    for page in (page_path(builder, docname) for docname in docnames):
        if page:
            yield page.relative_to(builder.outdir).as_posix()


def files_of(builder: Builder, docnames: Iterable[str]) -> Iterator[str]:
    """Yield the files of pages that Sphinx would leave behind when the pages are gone."""
    for docname in docnames:
        yield from (pages := [*pages_of(builder, [docname])])
        if pages and builder.format == "html" and builder.config.html_copy_source:
            yield _copied_source(builder, docname, builder.env.doc2path(docname).suffix)


def unknown_state(builder: Builder, docnames: Iterable[str]) -> State:
    """Return a state with every file that an earlier build may have left; none of them is up to date."""
    return State("", "", {}, sorted({*_possible_files_of(builder, docnames), *_generated_files(builder)}))


def _possible_files_of(builder: Builder, docnames: Iterable[str]) -> Iterator[str]:
    """Yield the files that an unknown build may have left for pages, whatever their source format was."""
    for docname in docnames:
        yield from (pages := [*pages_of(builder, [docname])])
        if pages and builder.format == "html":
            yield from (_copied_source(builder, docname, suffix) for suffix in builder.config.source_suffix)


def _generated_files(builder: Builder) -> Iterator[str]:
    """Yield the partner pages in the output folder, from any build of it; each page is read.

    A folder in it may be the output of another build, such as a translation.
    """
    if builder.format == "html":
        folder = Path(builder.outdir)
        others = [state.parent for state in folder.rglob(STATE) if state.parent != folder]
        for page in sorted(folder.rglob(f"*{getattr(builder, 'out_suffix', '.html')}")):
            own = not any(page.is_relative_to(other) for other in others)
            if own and page.is_file() and PARTNER_PAGE in page.read_bytes():
                yield page.relative_to(folder).as_posix()


def _copied_source(builder: Builder, docname: str, suffix: str) -> str:
    """Return the path to which Sphinx copies the source of a page for its “show source” link."""
    link = builder.config.html_sourcelink_suffix
    return f"_sources/{docname}{suffix}{'' if suffix == link else link}"
