"""One environment for all tests, whatever this machine and its user have set: language, time zone, home, git, colours.

What a test depends on it sets by itself, as the day of a build by ``SOURCE_DATE_EPOCH``.
"""

from __future__ import annotations

import logging
import os
import re
import shutil
import tempfile
import time
from pathlib import Path

import pytest

FIXED = {"LC_ALL": "C.UTF-8", "TZ": "UTC", "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull}
UNSET = re.compile(
    r"LANG|LANGUAGE|LC_.*|SOURCE_DATE_EPOCH|COLUMNS|LINES|NO_COLOR|FORCE_COLOR|CLICOLOR.*|GIT_.*|MAKE.*|MFLAGS"
    r"|SPHINX.*|READTHEDOCS.*|XDG_.*|PYTHON(UTF8|IOENCODING|WARNINGS|HASHSEED|STARTUP)"
)
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
    for name, folder in PROGRAMS.items():
        if (home / folder).is_dir():
            os.environ.setdefault(name, str(home / folder))
    os.environ["HOME"] = tempfile.mkdtemp(prefix="home-")
    config.add_cleanup(lambda: shutil.rmtree(os.environ["HOME"], ignore_errors=True))
