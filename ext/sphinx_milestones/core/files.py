"""Files written completely or not at all."""

from __future__ import annotations

import os
import shutil
from contextlib import suppress
from pathlib import Path


class FileChangedError(Exception):
    """A file was changed since it was read."""


def read_text(path: Path) -> str | None:
    """Return the text of a UTF-8 file with its line ends unchanged; None if there is no file.

    :raises OSError: if the file cannot be read
    :raises UnicodeDecodeError: if it is not UTF-8
    """
    try:
        return path.read_bytes().decode("utf-8")
    except FileNotFoundError:
        return None


def write_text(path: Path, text: str, expected: str | None) -> None:
    """Write a file that an author may be editing, provided that `read_text` still returns *expected*.

    The file keeps its mode; if *path* is a symbolic link, its target is written.

    :raises FileChangedError: if the content is no longer *expected*
    :raises OSError: if the file cannot be read or written
    :raises UnicodeDecodeError: if the present file is not UTF-8
    """
    path = path.resolve()
    if read_text(path) != expected:
        raise FileChangedError(path)
    temporary = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with temporary.open("xb") as file:
            file.write(text.encode("utf-8"))
        if path.exists():
            shutil.copymode(path, temporary)
        temporary.replace(path)
    finally:
        with suppress(OSError):
            temporary.unlink()


def copy_new(source: Path, target: Path) -> None:
    """Copy a file to a path where there is none yet.

    :raises FileExistsError: if there is a file at *target*
    :raises OSError: if the source cannot be read or the target cannot be written
    """
    target.parent.mkdir(parents=True, exist_ok=True)
    with source.open("rb") as original, target.open("xb") as copy:
        shutil.copyfileobj(original, copy)


def write_if_changed(path: Path, content: str | bytes) -> None:
    """Write a file of the build, unless it already has this content.

    :raises OSError: if it cannot be written
    """
    data = content.encode() if isinstance(content, str) else content
    if path.is_file() and path.read_bytes() == data:
        temporary_path(path).unlink(missing_ok=True)
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary_path(path).write_bytes(data)
    temporary_path(path).replace(path)


def temporary_path(path: Path) -> Path:
    """Return where a file of the build is written before it is renamed; an interrupted build may have left one."""
    return path.with_name(f"{path.name}.part")
