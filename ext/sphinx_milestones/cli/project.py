"""The files of a register, found from the folder in which the command is run."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from sphinx.config import CONFIG_FILENAME, eval_config_file
from sphinx.errors import ConfigError
from sphinx.util.tags import Tags

from sphinx_milestones.core.files import FileChangedError, copy_new, read_text, write_text
from sphinx_milestones.core.problems import Finding
from sphinx_milestones.environment.config import SETTINGS, why_wrong_type
from sphinx_milestones.register.loader import load_register
from sphinx_milestones.register.register import Register


class CommandError(Exception):
    """Why a command cannot be carried out, as a sentence for its user."""


@dataclass(frozen=True)
class Project:
    """A Sphinx project: the folder of its ``conf.py``, and the folder of its pages."""

    confdir: Path
    source: Path

    @cached_property
    def root(self) -> Path:
        """The root of the repository, to which paths on forges are relative; without one, the folder of ``conf.py``."""
        folders = (self.confdir, *self.confdir.parents)
        return next((folder for folder in folders if (folder / ".git").exists()), self.confdir)

    @cached_property
    def settings(self) -> Mapping[str, Any]:
        """The settings in ``conf.py``.

        :raises CommandError: if it cannot be executed
        """
        try:
            return eval_config_file(self.confdir / CONFIG_FILENAME, Tags())
        except ConfigError as error:
            raise CommandError(f"{CONFIG_FILENAME} cannot be executed: {error.__cause__ or error}") from None

    @property
    def data(self) -> Path:
        """The folder of the data files."""
        return self.confdir / str(self.setting("milestones_data"))

    def setting(self, name: str) -> Any:
        """Return the value of a setting of the extension; its default if it is missing or has the wrong type."""
        default = SETTINGS[name].default
        value = self.settings.get(name, default)
        return default if why_wrong_type(name, value) else value

    def register(self) -> tuple[Register, list[Finding]]:
        """Return the register, and the problems in its data files.

        :raises CommandError: if a file cannot be read, or its name is not that of a data file
        """
        register, findings = load_register(self.data)
        if register.broken:
            raise CommandError(f"a data file cannot be read. Run `{self.how_to_check}` and fix it first.")
        return register, findings

    def shown(self, path: Path) -> str:
        """Return a path for display: relative to the root, with slashes."""
        path = path.resolve()
        return (path.relative_to(self.root) if path.is_relative_to(self.root) else path).as_posix()

    @property
    def how_to_check(self) -> str:
        """The command that checks this project."""
        makefile = self.confdir / "Makefile"
        rules = makefile.read_text(encoding="utf-8", errors="replace") if makefile.is_file() else ""
        return "make check" if re.search("^check:", rules, re.MULTILINE) else "python -m sphinx_milestones check"


def find_project(confdir: str | None, source: str | None) -> Project:
    """Return the project in these folders; by default, the one that contains the current folder.

    :raises CommandError: if there is none
    """
    current = Path.cwd()
    if confdir is None:
        folders = (current, *current.parents)
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


@contextmanager
def _command_errors(path: Path, action: str) -> Iterator[None]:
    """Turn the errors of a file operation into `CommandError`; *action* is “read” or “written”."""
    try:
        yield
    except FileChangedError:
        message = f"“{path.name}” was changed in the meantime. Nothing was written; try again."
        raise CommandError(message) from None
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1
        raise CommandError(f"“{path.name}” is not valid UTF-8 at line {line}. Save it as UTF-8 first.") from None
    except FileExistsError:
        message = f"“{path.parent.name}” already contains another file named “{path.name}”. Rename yours."
        raise CommandError(message) from None
    except OSError as error:
        raise CommandError(f"“{path}” cannot be {action}: {error.strerror}.") from None


def read_file(path: Path) -> str | None:
    """Return the text of a file, None if there is none.

    :raises CommandError: if it cannot be read
    """
    with _command_errors(path, "read"):
        return read_text(path)


def write_file(path: Path, text: str, expected: str | None) -> None:
    """Write a file, provided that its text is still *expected*, as returned by `read_file`.

    :raises CommandError: if it has changed, or cannot be written
    """
    with _command_errors(path, "written"):
        write_text(path, text, expected)


def copy_file(source: Path, target: Path) -> None:
    """Copy a file to a path where there is none yet.

    :raises CommandError: if there is one, or it cannot be written
    """
    with _command_errors(target, "written"):
        copy_new(source, target)
