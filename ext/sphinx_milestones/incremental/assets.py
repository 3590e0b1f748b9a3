"""The files that Sphinx copies from the project to the output of HTML builders, or writes beside the pages.

Sphinx does not delete those that were removed from the project, and writes some only with the pages that use them.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from sphinx.builders import Builder
from sphinx.builders.html import StandaloneHTMLBuilder

TEMPLATE_SUFFIXES = (".jinja", "_t")  # of files that are rendered as they are copied


def files_beside_pages(builder: Builder) -> Iterator[str]:
    """Yield the files beside the pages, by path in the output folder; some of them may not be written."""
    if not isinstance(builder, StandaloneHTMLBuilder):
        return
    config, env, confdir = builder.config, builder.env, Path(builder.confdir)
    yield builder.searchindex_filename
    yield from (f"{builder.imagedir}/{name}" for _, name in env.images.values())
    yield from (f"_downloads/{name}" for _, name in env.dlfiles.values())
    yield from (f"_static/{Path(name).name}" for name in (config.html_logo, config.html_favicon) if name)
    for entry in config.html_static_path:
        yield from (f"_static/{name}" for name in _names(confdir / entry))
    for entry in config.html_extra_path:
        yield from _names(confdir / entry)


def _names(path: Path) -> Iterator[str]:
    """Yield the names under which a file, or the files of a folder, are copied."""
    for found in (path,) if path.is_file() else sorted(path.rglob("*")):
        if found.is_file():
            name = found.name if found == path else found.relative_to(path).as_posix()
            suffix = next((suffix for suffix in TEMPLATE_SUFFIXES if name.endswith(suffix)), "")
            yield name.removesuffix(suffix)
