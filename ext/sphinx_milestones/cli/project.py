"""Where a register's files are, found from the folder that the command is run in."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from sphinx.config import CONFIG_FILENAME, eval_config_file
from sphinx.errors import ConfigError
from sphinx.util.tags import Tags

from sphinx_milestones.environment.config import SETTINGS


class CommandError(Exception):
    """What keeps a command from being carried out, in words for whoever gave it."""


@dataclass(frozen=True)
class Project:
    """A Sphinx project: the folder of its ``conf.py``, and that of its pages."""

    confdir: Path
    source: Path

    @cached_property
    def root(self) -> Path:
        """The repository that holds the project, which forges count paths from; else the folder of ``conf.py``."""
        folders = (self.confdir, *self.confdir.parents)
        return next((folder for folder in folders if (folder / ".git").exists()), self.confdir)

    @cached_property
    def settings(self) -> Mapping[str, Any]:
        """What ``conf.py`` sets."""
        try:
            return eval_config_file(self.confdir / CONFIG_FILENAME, Tags())
        except ConfigError as error:
            raise CommandError(f"{CONFIG_FILENAME} cannot be executed: {error.__cause__ or error}") from None

    @property
    def data(self) -> Path:
        """The folder of the data files."""
        name = "milestones_data"
        return self.confdir / str(self.settings.get(name, SETTINGS[name].default))

    def shown(self, path: Path) -> str:
        """A path as people read it: from the root, with slashes."""
        path = path.resolve()
        return (path.relative_to(self.root) if path.is_relative_to(self.root) else path).as_posix()

    @property
    def how_to_check(self) -> str:
        """The command that checks this project."""
        makefile = self.confdir / "Makefile"
        rules = makefile.read_text(encoding="utf-8", errors="replace") if makefile.is_file() else ""
        return "make check" if re.search("^check:", rules, re.MULTILINE) else "python -m sphinx_milestones check"


def find_project(confdir: str | None, source: str | None) -> Project:
    """The project of these folders, or that of the current one.

    :raises CommandError: when there is none
    """
    here = Path.cwd()
    if confdir is None:
        folders = (here, *here.parents)
        found = next((folder for folder in folders if (folder / CONFIG_FILENAME).is_file()), None)
        if found is None:
            raise CommandError(
                f"no {CONFIG_FILENAME} found in this folder or a parent folder. Give its folder with -c FOLDER."
            )
    else:
        found = Path(confdir).resolve()
        if not (found / CONFIG_FILENAME).is_file():
            raise CommandError(f"no {CONFIG_FILENAME} found in “{confdir}”.")
    docs = found / "docs"
    pages = Path(source).resolve() if source else docs if docs.is_dir() else found
    if not pages.is_dir():
        raise CommandError(f"“{source}” is not a folder.")
    return Project(found, pages)
