"""Records of what a PDF was made from, and the replacement of files."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_pdf.records import Record, load_record, read_file, replace_file

if TYPE_CHECKING:
    from pathlib import Path


def test_record_is_loaded_as_saved(tmp_path: Path) -> None:
    """The folder of the record is made if it does not exist."""
    record = Record("inputs", "pdf", [("message", "page.rst:1")])
    record.save(tmp_path / "years/2024.pdf.digest")
    assert load_record(tmp_path / "years/2024.pdf.digest") == record


def test_missing_record_is_none(tmp_path: Path) -> None:
    """A PDF without a record is one that was not made yet."""
    assert load_record(tmp_path / "none.digest") is None


def test_equal_file_is_not_written_again(tmp_path: Path) -> None:
    """Its time of modification stays, so that other tools see no change."""
    path = tmp_path / "file"
    replace_file(path, b"one")
    before = path.stat().st_mtime_ns
    replace_file(path, b"one")
    assert path.stat().st_mtime_ns == before
    replace_file(path, b"two")
    assert read_file(path) == b"two"
    assert list(tmp_path.iterdir()) == [path]
