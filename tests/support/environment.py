"""One environment for all tests, whatever this machine and its user have set: language, time zone, home, git, colours.

What a test depends on it sets by itself, as the day of a build by ``SOURCE_DATE_EPOCH``.
"""

from __future__ import annotations

import logging
import os
import re
import shutil
import sys
import tempfile
import time
from pathlib import Path

import pytest

FIXED = {"LC_ALL": "C.UTF-8", "TZ": "UTC", "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull}
UNSET = re.compile(
    r"LANG|LANGUAGE|LC_.*|SOURCE_DATE_EPOCH|COLUMNS|LINES|NO_COLOR|FORCE_COLOR|CLICOLOR.*|GIT_.*|MAKE.*|MFLAGS"
    r"|SPHINX.*|READTHEDOCS.*|XDG_.*|PYTHON(UTF8|IOENCODING|WARNINGS|HASHSEED|STARTUP|DONTWRITEBYTECODE)"
)
# A file system in memory: the tests write more than a hundred thousand small files, ten times as fast there. It is used
# if it has the space that a run takes, with a margin, and lets the programs that tests write be run.
MEMORY, SPACE = Path("/dev/shm"), 4_000_000_000
# Where programs that tests run are by default, below the home of the user.
PROGRAMS = {"PLAYWRIGHT_BROWSERS_PATH": ".cache/ms-playwright", "PYENV_ROOT": ".pyenv"}


def pytest_configure(config: pytest.Config) -> None:
    """Set the environment of this process and of those that it starts."""
    logging.disable(logging.DEBUG)  # Sphinx makes hundreds of records a build, which nobody reads
    home = Path.home()
    for name in filter(UNSET.fullmatch, list(os.environ)):
        del os.environ[name]
    os.environ |= FIXED
    time.tzset()
    sys.dont_write_bytecode = False  # each process would compile the extension and the tests again
    for name, folder in PROGRAMS.items():
        if (home / folder).is_dir():
            os.environ.setdefault(name, str(home / folder))
    memory = MEMORY if "TMPDIR" not in os.environ and _is_usable(MEMORY) else None
    os.environ.setdefault("PYTEST_DEBUG_TEMPROOT", str(memory or tempfile.gettempdir()))
    own = Path(tempfile.mkdtemp(prefix="tests-", dir=memory))
    config.add_cleanup(lambda: shutil.rmtree(own, ignore_errors=True))
    for name in ("HOME", "TMPDIR"):
        os.environ[name] = str(own / name.lower())
        Path(os.environ[name]).mkdir()
    tempfile.tempdir = None  # it is looked up again


def _is_usable(folder: Path) -> bool:
    """Return whether temporary files can be in a folder."""
    if not os.access(folder, os.W_OK | os.X_OK):
        return False
    return shutil.disk_usage(folder).free > SPACE and not os.statvfs(folder).f_flag & os.ST_NOEXEC
