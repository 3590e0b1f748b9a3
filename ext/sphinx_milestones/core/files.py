"""Files written completely or not at all.

A file that authors have is replaced by `write_text`, which refuses if it was changed meanwhile; an output file by
`write_if_changed`, through `environment.diagnostics`, which reports why it could not be written.
"""

from __future__ import annotations

import errno
import os
import shutil
import stat
import unicodedata
from contextlib import suppress
from hashlib import sha256
from pathlib import Path

from .limits import excess_message

MAX_NAME = 255  # bytes in a file name, on most file systems


class FileTooLargeError(Exception):
    """A file exceeds its size limit; the message is that of `excess_message`."""


class FileChangedError(Exception):
    """A file has changed since it was read."""


def read_bytes(path: Path, limit: int | None = None) -> bytes:
    """Return the content of a file of at most *limit* bytes.

    :raises FileTooLargeError: if it is larger
    :raises OSError: if it cannot be read, or is a device or a pipe, which may never end
    """
    at_once = getattr(os, "O_NONBLOCK", 0)  # do not wait for a pipe without a writer
    with os.fdopen(os.open(path, os.O_RDONLY | at_once), "rb") as file:
        found = os.fstat(file.fileno())
        if not stat.S_ISREG(found.st_mode):
            raise OSError(errno.EINVAL, "It is not a regular file", str(path))
        if limit is None:
            return file.read()
        content = file.read(limit + 1)
        if excess := excess_message(max(found.st_size, len(content)), limit, "bytes"):
            raise FileTooLargeError(excess)
        return content


def read_text(path: Path) -> str | None:
    """Return the text of a UTF-8 file with its line endings unchanged; None if there is no file.

    :raises OSError: if the file cannot be read
    :raises UnicodeDecodeError: if it is not UTF-8
    """
    try:
        return read_bytes(path).decode("utf-8")
    except FileNotFoundError:
        return None


def write_text(path: Path, text: str, expected: str | None) -> None:
    """Write a file that an author may be editing, provided that `read_text` still returns *expected*.

    The file keeps its mode; if *path* is a symbolic link, its target is written.

    :raises FileChangedError: if the content is no longer *expected*
    :raises OSError: if the file cannot be read or written
    :raises UnicodeDecodeError: if the existing file is not UTF-8
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
    """Write an output file unless it already has this content.

    :raises OSError: if it cannot be written
    """
    data = content.encode() if isinstance(content, str) else content
    with suppress(PermissionError):  # replaced if it cannot be read
        if path.is_file() and path.read_bytes() == data:
            temporary_path(path).unlink(missing_ok=True)
            return
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary_path(path).write_bytes(data)
    temporary_path(path).replace(path)


def temporary_path(path: Path) -> Path:
    """Return the path where an output file is written before it is renamed; an interrupted build may leave it."""
    name = f"{path.name}.part"
    return path.with_name(
        name if len(os.fsencode(name)) <= MAX_NAME else f"{sha256(os.fsencode(name)).hexdigest()}.part"
    )


def actual_name(folder: Path, name: str) -> str:
    """Return *name*, a path below *folder*, with accents encoded as on disk; unchanged if there is no such file.

    Systems differ in whether "é" is one code point or two, and archives carry both forms between them.
    """
    if (folder / name).exists():
        return name
    found = folder
    for part in Path(name).parts:
        wanted = unicodedata.normalize("NFC", part)
        names = (entry.name for entry in found.iterdir()) if found.is_dir() else iter(())
        same = sorted(entry for entry in names if unicodedata.normalize("NFC", entry) == wanted)
        if not same:
            return name
        found /= same[0]
    return str(found.relative_to(folder))
