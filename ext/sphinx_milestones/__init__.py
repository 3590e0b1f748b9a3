"""A ``milestone`` directive for Sphinx: year pages become a timeline, a partner index and data, in every output.

The rooms of the package, from the ground up; each may import only those earlier in the table:

============  ==========================================================================================
core          Dates, records, keys, limits, the problems that there are. Standard library only.
syntax        The text of a page before anything is known of the register.
register      The data files, how they are read and checked; queries of all that was read.
views         What readers see, as plain data and as text in a language.
reading       From text to records: fields and options as values; a register without a build.
environment   What Sphinx stores of pages, and where links lead: settings, domain, checks of pages.
directives    From the text of a directive to nodes.
output        From nodes to pages and files.
workarounds   Code that depends on the internals of Sphinx or Python.
incremental   Incremental builds: which pages are stale.
preview       Problems shown on every page while an author writes.
cli           The command that starts a register, checks it and adds entries.
editor        Help in editors while somebody writes, through a language server.
============  ==========================================================================================

Sphinx is not imported by `core`, `syntax`, `register`, `views` and `reading`.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pathlib import Path

    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata

    from .reading.load import LoadedRegister

__all__ = ["__version__", "load", "setup"]
__version__ = "0.1.0"

ROOMS = ("environment", "directives", "output", "workarounds", "incremental", "preview")


def setup(app: Sphinx) -> ExtensionMetadata:
    """Set up each room that takes part in a build."""
    for room in ROOMS:
        import_module(f"{__name__}.{room}").setup(app)
    return {"version": __version__, "env_version": 3, "parallel_read_safe": True, "parallel_write_safe": True}


def load(path: str | Path, pages: str | Path | None = None, **settings: Any) -> LoadedRegister:
    """Read a register without a build and without Sphinx: see `reading.load.load`."""
    from .reading.load import load as read  # imported only by those who query a register

    return read(path, pages, **settings)
