"""Files are written completely or not at all, and never over somebody else's changes."""

from __future__ import annotations

import os
import unicodedata
from pathlib import Path

import pytest

from sphinx_milestones.core.files import (
    FileChangedError,
    FileTooLargeError,
    actual_name,
    copy_new,
    read_bytes,
    read_text,
    temporary_path,
    write_if_changed,
    write_text,
)


def test_text_is_read_with_its_line_ends(tmp_path: Path) -> None:
    """A missing file has no text; one that is not UTF-8 is an error."""
    path = tmp_path / "page.md"
    assert read_text(path) is None
    path.write_bytes(b"a\r\nb")
    assert read_text(path) == "a\r\nb"
    path.write_bytes(b"\xff")
    with pytest.raises(UnicodeDecodeError):
        read_text(path)


def test_text_is_written_with_its_folder_and_mode(tmp_path: Path) -> None:
    """A new folder is created; an existing file keeps its mode, a link stays a link, and no temporary file is left."""
    path = tmp_path / "years/2024.md"
    write_text(path, "one", None)
    path.chmod(0o640)
    link = tmp_path / "link.md"
    link.symlink_to(path)
    write_text(link, "two", "one")
    assert (path.read_text("utf-8"), path.stat().st_mode & 0o777, link.is_symlink()) == ("two", 0o640, True)
    assert list(path.parent.iterdir()) == [path]


@pytest.mark.parametrize("expected", [None, "older"])
def test_a_changed_file_is_not_overwritten(tmp_path: Path, expected: str | None) -> None:
    """Whether it was expected to be missing, or to have another text."""
    path = tmp_path / "page.md"
    path.write_text("theirs", encoding="utf-8")
    with pytest.raises(FileChangedError):
        write_text(path, "mine", expected)
    assert path.read_text("utf-8") == "theirs"


def test_a_failed_write_leaves_no_file(tmp_path: Path) -> None:
    """A folder in the way is an OSError, and stays as it is."""
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(OSError, match="file"):
        write_text(tmp_path / "file/page.md", "x", None)
    assert [path.name for path in tmp_path.iterdir()] == ["file"]


def test_a_copy_does_not_replace_a_file(tmp_path: Path) -> None:
    """The folder is created; the second copy to the same path is an error."""
    source, target = tmp_path / "a.pdf", tmp_path / "documents/a.pdf"
    source.write_bytes(b"first")
    copy_new(source, target)
    source.write_bytes(b"second")
    with pytest.raises(FileExistsError):
        copy_new(source, target)
    assert target.read_bytes() == b"first"


def test_an_unchanged_file_is_not_written(tmp_path: Path) -> None:
    """Text is written as UTF-8; the same content again leaves the file alone, and removes what a broken build left."""
    path = tmp_path / "out/data.json"
    write_if_changed(path, "ä")
    before = path.stat()
    temporary_path(path).write_bytes(b"half")
    write_if_changed(path, "ä".encode())
    after = path.stat()
    assert (after.st_ino, after.st_mtime_ns) == (before.st_ino, before.st_mtime_ns)
    assert (path.read_bytes(), list(path.parent.iterdir())) == ("ä".encode(), [path])
    write_if_changed(path, b"new")
    assert path.read_bytes() == b"new"


def test_a_file_is_read_up_to_its_limit(tmp_path: Path) -> None:
    """No more is read of a larger one, whatever size it claims."""
    path = tmp_path / "file"
    path.write_bytes(b"abc")
    assert (read_bytes(path), read_bytes(path, 3)) == (b"abc", b"abc")
    with pytest.raises(FileTooLargeError, match="has 3 bytes; the limit is 2"):
        read_bytes(path, 2)


@pytest.mark.parametrize("kind", ["device", "pipe", "link to a device", "folder"])
def test_what_never_ends_is_not_read(kind: str, tmp_path: Path) -> None:
    """A device has no end, a pipe nobody who writes to it; neither is waited for."""
    path = tmp_path / "file"
    if kind == "pipe":
        os.mkfifo(path)
    elif kind == "folder":
        path.mkdir()
    elif kind == "device":
        path = Path("/dev/zero")
    else:
        path.symlink_to("/dev/zero")
    with pytest.raises(OSError, match=r"(not a regular file|Is a directory)"):
        read_bytes(path, 10)


@pytest.mark.parametrize("name", ["a" * 254, "\xe9" * 127])
def test_a_file_may_have_the_longest_name(name: str, tmp_path: Path) -> None:
    """So that of the temporary file may not be longer."""
    write_if_changed(tmp_path / name, "x")
    assert [(path.name, path.read_bytes()) for path in tmp_path.iterdir()] == [(name, b"x")]


@pytest.mark.parametrize(("there", "asked"), [("NFC", "NFD"), ("NFD", "NFC"), ("NFC", "NFC")])
def test_a_name_with_accents_is_found_however_it_is_written(there: str, asked: str, tmp_path: Path) -> None:
    """In folders too; a name that is not there is unchanged."""
    name = "études/Łódź résumé.pdf"
    path = tmp_path / unicodedata.normalize(there, name)  # type: ignore[arg-type]
    path.parent.mkdir()
    path.touch()
    assert (tmp_path / actual_name(tmp_path, unicodedata.normalize(asked, name))).is_file()  # type: ignore[arg-type]
    assert actual_name(tmp_path, "études/other.pdf") == "études/other.pdf"
    assert actual_name(tmp_path, "/é.pdf") == "/é.pdf"
