"""Pages with a milestone that no build reads: Sphinx ignores them silently."""

from __future__ import annotations

import os
import unicodedata
from collections.abc import Iterator, Set
from importlib.util import find_spec
from pathlib import Path

from sphinx.builders import Builder
from sphinx.config import CONFIG_FILENAME

from sphinx_milestones.core import limits
from sphinx_milestones.core.problems import Finding, Problem
from sphinx_milestones.syntax.blocks import directive_blocks, fenced_blocks

_SUFFIXES = {".md", ".markdown", ".rst", ".rest", ".txt"}
_APART = {CONFIG_FILENAME, "pyvenv.cfg", "package.json"}  # each marks the folder of another project


def find_unread_pages(builder: Builder, unreadable: Set[str]) -> Iterator[Finding]:
    """Yield the files with a milestone that are neither a page nor included in one."""
    env, source = builder.env, Path(builder.srcdir)
    read = {Path(env.doc2path(docname)) for docname in env.found_docs}
    read |= {Path(os.path.normpath(source / path)) for paths in env.dependencies.values() for path in paths}
    for path in _pages(builder):
        docname = path.relative_to(source).with_suffix("").as_posix()
        if path not in read and docname not in unreadable and (line := _line_of_milestone(path)):
            message = f"this page has a milestone, but no build reads it. {_advice(builder, path, docname)}"
            yield Finding(Problem.PAGE_UNREAD, message, str(path), line)


def _pages(builder: Builder) -> Iterator[Path]:
    """Yield the files that may be intended as pages: not those of other projects, nor those Sphinx copies or writes."""
    config = builder.config
    others = [config.milestones_data, *config.templates_path]
    others += [*getattr(config, "html_static_path", ()), *getattr(config, "html_extra_path", ())]
    skipped = {Path(os.path.normpath(Path(builder.confdir, folder))) for folder in others}
    skipped |= {Path(builder.outdir), Path(builder.doctreedir)}
    for root, folders, files in os.walk(builder.srcdir):
        here = Path(root)
        if here != Path(builder.srcdir) and not _APART.isdisjoint(files):
            folders.clear()
            continue
        folders[:] = sorted(name for name in folders if name[0] not in "._" and here / name not in skipped)
        yield from (here / name for name in sorted(files) if Path(name).suffix in _SUFFIXES and name[0] not in "._")


def _line_of_milestone(path: Path) -> int | None:
    """Return the line (1-based) of the first milestone in a file, if it has one."""
    if not path.is_file() or not path.name.isprintable():  # opening a pipe would block
        return None
    try:
        with path.open("rb") as file:
            content = file.read(limits.PAGE)
    except OSError:
        return None
    if b"milestone" not in content:
        return None
    lines = content.decode("utf-8", errors="replace").replace("\r\n", "\n").split("\n")
    blocks = directive_blocks(lines) if path.suffix in (".rst", ".rest") else fenced_blocks(lines)
    return next((block.begin + 1 for block in blocks if block.name == "milestone"), None)


def _advice(builder: Builder, path: Path, docname: str) -> str:
    """Return why Sphinx does not read a file, and how to fix it."""
    relative = path.relative_to(builder.srcdir).as_posix()
    if not unicodedata.is_normalized("NFC", relative):
        return "Sphinx ignores it, since its name is not in Unicode NFC: an accent is apart from its letter. Rename it."
    suffixes = builder.config.source_suffix
    if path.suffix not in suffixes:
        known = " or ".join(f"“{suffix}”" for suffix in suffixes)
        advice = f"In this project, pages end in {known}. Move the milestone to such a page."
        if path.suffix != ".md":
            return advice
        install = "" if find_spec("myst_parser") else ", after `pip install 'sphinx-milestones[markdown]'`"
        return f"{advice} Or add “myst_parser” to `extensions` in `conf.py`{install}."
    if docname in builder.env.found_docs:
        return f"Another file already provides the page “{docname}”. Move the milestone there and delete this file."
    return (
        "It is left out by `exclude_patterns` or `include_patterns` in `conf.py`. Change them, or move the milestone."
    )
