"""Files read and written without loss: whole or not at all, and never over what somebody else wrote."""

from __future__ import annotations

import os
import shutil
from contextlib import suppress
from pathlib import Path

from .project import CommandError


def read(path: Path) -> str | None:
    """The text of a file, its line ends as they are; None where there is no file."""
    try:
        return path.read_bytes().decode("utf-8")
    except FileNotFoundError:
        return None
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1
        raise CommandError(f"“{path.name}” is not valid UTF-8 at line {line}. Save it as UTF-8 first.") from None
    except OSError as error:
        raise CommandError(f"“{path}” cannot be read: {error.strerror}.") from None


def write(path: Path, text: str, before: str | None) -> None:
    """Write *text* in the place of *before*, which `read` gave.

    :raises CommandError: when something else stands there by now, or it cannot be written
    """
    path = path.resolve()  # a link stays one
    if read(path) != before:
        raise CommandError(f"“{path.name}” was changed in the meantime. Nothing was written; try again.")
    fresh = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with fresh.open("xb") as file:
            file.write(text.encode("utf-8"))
        if path.exists():
            shutil.copymode(path, fresh)
        fresh.replace(path)
    except OSError as error:
        raise CommandError(f"“{path}” cannot be written: {error.strerror}.") from None
    finally:
        with suppress(OSError):
            fresh.unlink()


def copy(source: Path, target: Path) -> None:
    """Copy a file to where there is none.

    :raises CommandError: when there is one, or it cannot be written
    """
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with source.open("rb") as given, target.open("xb") as copied:
            shutil.copyfileobj(given, copied)
    except FileExistsError:
        raise CommandError(
            f"“{target.parent.name}” already contains another file named “{target.name}”. Rename yours."
        ) from None
    except OSError as error:
        raise CommandError(f"“{target}” cannot be written: {error.strerror}.") from None
