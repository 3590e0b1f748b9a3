"""A build that goes wrong: ``python -m tests.reliability.interrupting HOW MOMENT FOLDER LIMIT ARGUMENTS…``.

The arguments are those of `sphinx-build`. The moment is the number of a file that it begins to write below the folder,
or puts in its place there. A process that Sphinx has started counts on from where it was. No file may become larger
than the limit, in bytes; -1 is none.
"""

from __future__ import annotations

import errno
import os
import random
import resource
import shutil
import signal
import sys
import threading
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from sphinx.cmd.build import main as sphinx_build


def kill() -> None:
    """End this process and all that it has started, at once."""
    os.killpg(0, signal.SIGKILL)


def at_once(_path: Path) -> None:
    """Kill before a file is written."""
    kill()


def torn(path: Path) -> None:
    """Kill when half of a file is written."""
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2] if path.is_file() else b"<")
    kill()


def full_disk(path: Path) -> None:
    """There is no room for a file, nor for any later one."""
    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(path))


def full_for_a_moment(path: Path) -> None:
    """There is no room for a file, but for the next one there is."""
    full_disk(path)


def read_only(path: Path) -> None:
    """A file must not be written, nor any later one."""
    raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(path))


def save(path: Path) -> None:
    """Somebody saves the files that wait in `_next`, while the build goes on."""
    waiting = next(folder / "_next" for folder in path.parents if folder.name == "_build")
    later = threading.Timer(
        0.01 * random.random(), shutil.copytree, (waiting, waiting.parents[1]), {"dirs_exist_ok": True}
    )
    later.start()


WAYS: Mapping[str, Callable[[Path], None]] = {
    each.__name__: each for each in (at_once, torn, full_disk, full_for_a_moment, read_only, save)
}


def written(event: str, arguments: tuple[Any, ...]) -> Path | None:
    """The file that an event in Python is going to write."""
    if event == "os.rename":
        return Path(arguments[1])
    if event == "open" and isinstance(arguments[0], str | Path) and (arguments[2] or 0) & (os.O_WRONLY | os.O_RDWR):
        return Path(arguments[0])
    return None


def main(how: str, moment: str, folder: str, limit: str, *arguments: str) -> int:
    """Build, and return what `sphinx-build` returns."""
    number, off = 0, False

    def watch(event: str, given: tuple[Any, ...]) -> None:
        nonlocal number, off
        path = written(event, given)
        if path and not off and path.is_relative_to(folder):
            number += 1
            if number >= int(moment):
                off = how in ("torn", "full_for_a_moment", "save")  # all but the second write, too
                atomic = event == "os.rename"  # what is put in its place is there as a whole, or not at all
                WAYS["at_once" if how == "torn" and atomic else how](path)

    sys.addaudithook(watch)
    resource.setrlimit(resource.RLIMIT_FSIZE, (int(limit), int(limit)))
    return sphinx_build(arguments)


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
