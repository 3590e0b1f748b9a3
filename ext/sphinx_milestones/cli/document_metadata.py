"""The file of a document: its location, and the metadata in it."""

from __future__ import annotations

import logging
import mimetypes
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from sphinx_milestones.register.document_files import NO_PYPDF, count_pages
from sphinx_milestones.register.tables import TABLES, Column

from .project import CommandError

logging.getLogger("pypdf").addHandler(logging.NullHandler())  # no warnings on the terminal


@dataclass(frozen=True)
class LocalFile:
    """A file: its path in the documents folder, the path to copy it from if it is elsewhere, and its metadata.

    `metadata` maps columns of documents.toml to values.
    """

    name: str
    source: Path | None
    metadata: Mapping[str, str] = field(default_factory=dict)


def inspect_file(text: str, folder: Path) -> LocalFile:
    """Return the file at the path *text*, relative to the documents *folder* or to the current folder.

    :raises CommandError: if there is none, or if it is damaged
    """
    local = folder / text
    path = local if local.is_file() else Path(text).expanduser()
    if not path.is_file():
        raise CommandError(f"“{text}” was found neither in the current folder nor in “{folder.name}”.")
    if path.stat().st_size == 0:
        raise CommandError(f"“{text}” is empty.")
    inside = path.resolve().is_relative_to(folder.resolve())
    name = path.resolve().relative_to(folder.resolve()).as_posix() if inside else path.name
    return LocalFile(name, None if inside else path, _metadata(path))


def _metadata(path: Path) -> dict[str, str]:
    """Return those of media type, title and language that are known, and valid in documents.toml."""
    media_type = mimetypes.guess_type(path.name)[0] or ""
    metadata = {"media_type": media_type}
    if media_type == "application/pdf":
        try:
            count_pages(path)
        except ValueError as error:
            raise CommandError(f"“{path.name}” {error}.") from None
        except ImportError:
            raise CommandError(f"reading “{path.name}” {NO_PYPDF}.") from None
        metadata |= _pdf_metadata(path)
    columns = TABLES["documents"].columns
    return {column.name: metadata[column.name] for column in columns if _is_valid(column, metadata)}


def _pdf_metadata(path: Path) -> dict[str, str]:
    from pypdf import PdfReader

    try:
        reader = PdfReader(path)
        title = reader.metadata.title if reader.metadata else None
        return {"title": " ".join(str(title or "").split()), "language": str(reader.root_object.get("/Lang", ""))}
    except Exception:  # noqa: BLE001 - its pages can be counted; the author can give its metadata
        return {}


def _is_valid(column: Column, metadata: Mapping[str, str]) -> bool:
    try:
        return column.name in metadata and bool(column.read(metadata[column.name]))
    except ValueError:
        return False
