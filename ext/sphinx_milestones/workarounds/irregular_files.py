"""Refuse pipes and devices among the files that pages include, show or offer, and those that are copied unchanged.

Sphinx and docutils open any kind of file (seen with Sphinx 9.0.4 and docutils 0.22): a pipe without a writer blocks the
build, and a device such as `/dev/zero` never ends. All files of pages are found by `BuildEnvironment.relfn2path` or
opened by `docutils.io.FileInput`. For a file that is not regular, the former now returns the name of a missing file,
which states the reason, and the latter raises an error: both are reported with the line.

Delete when Sphinx and docutils refuse to read what is not a regular file.
"""

from __future__ import annotations

import errno
import os
from collections.abc import Iterator
from functools import wraps
from pathlib import Path
from stat import S_ISDIR, S_ISREG
from typing import Any

from docutils.io import FileInput, InputError
from sphinx.application import Sphinx
from sphinx.config import Config
from sphinx.environment import BuildEnvironment
from sphinx.errors import ConfigError

NOTE = " (a pipe or a device, not a regular file)"
COPIED = ("html_static_path", "html_extra_path")


def setup(app: Sphinx) -> None:
    """Patch both functions, once per process, and check the folders that are copied."""
    if not hasattr(BuildEnvironment.relfn2path, "__wrapped__"):
        BuildEnvironment.relfn2path = _guard_names(BuildEnvironment.relfn2path)  # type: ignore[method-assign]
        FileInput.__init__ = _guard_input(FileInput.__init__)  # type: ignore[method-assign]
    app.connect("config-inited", refuse_irregular_copies)


def is_irregular(path: str | Path) -> bool:
    """Return whether there is something that is neither a regular file nor a folder."""
    try:
        mode = os.stat(path).st_mode  # noqa: PTH116 - the name may be of any kind
    except (OSError, ValueError):
        return False
    return not S_ISREG(mode) and not S_ISDIR(mode)


def refuse_irregular_copies(app: Sphinx, config: Config) -> None:
    """Stop if a file that is copied with its folder is not regular (`config-inited`).

    :raises ConfigError: if there is one
    """
    for setting in COPIED:
        for entry in config[setting] if isinstance(config[setting], list | tuple) else ():
            for path in filter(is_irregular, _files(Path(app.confdir, str(entry)))):
                shown = os.path.relpath(path, app.confdir)
                raise ConfigError(f"{setting}: “{shown}” is a pipe or a device, not a regular file. Delete it.")


def _files(path: Path) -> Iterator[Path]:
    yield path
    for folder, _folders, names in os.walk(path, followlinks=True):
        yield from (Path(folder, name) for name in names)


def _guard_names(find: Any) -> Any:
    @wraps(find)
    def relfn2path(self: BuildEnvironment, filename: Any, docname: str | None = None) -> tuple[str, Any]:
        relative, path = find(self, filename, docname)
        return (f"{relative}{NOTE}", type(path)(f"{path}{NOTE}")) if is_irregular(path) else (relative, path)

    return relfn2path


def _guard_input(begin: Any) -> Any:
    @wraps(begin)
    def __init__(self: FileInput, source: Any = None, source_path: Any = None, *args: Any, **options: Any) -> None:  # noqa: N807
        if source is None and source_path and is_irregular(source_path):
            raise InputError(errno.EINVAL, "It is a pipe or a device, not a regular file", source_path)
        begin(self, source, source_path, *args, **options)

    return __init__
