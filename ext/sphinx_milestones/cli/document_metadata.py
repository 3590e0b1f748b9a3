"""The file of a document: found, and read for what it says of itself."""

from __future__ import annotations

import logging
import mimetypes
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from pypdf import PdfReader

from sphinx_milestones.register.document_files import count_pages
from sphinx_milestones.register.tables import TABLES, Column

from .project import CommandError

logging.getLogger("pypdf").addHandler(logging.NullHandler())  # or it would print what it thinks of a file


@dataclass(frozen=True)
class Held:
    """A file: its name in the folder of documents, where it is to be copied from, and what it says of itself."""

    name: str
    source: Path | None
    facts: Mapping[str, str] = field(default_factory=dict)


def find_held(written: str, folder: Path) -> Held:
    """The file that an author means, in the *folder* of documents or elsewhere.

    :raises CommandError: when there is none, or it is damaged
    """
    inside, given = folder / written, Path(written).expanduser()
    path = inside if inside.is_file() else given
    if not path.is_file():
        raise CommandError(f"“{written}” was not found, neither in the current folder nor in “{folder.name}”.")
    if path.stat().st_size == 0:
        raise CommandError(f"“{written}” is empty.")
    held = path.resolve().is_relative_to(folder.resolve())
    name = path.resolve().relative_to(folder.resolve()).as_posix() if held else path.name
    return Held(name, None if held else path, _facts(path))


def _facts(path: Path) -> dict[str, str]:
    """Media type, title and language, as far as the file gives them in the form of a data file."""
    media_type = mimetypes.guess_type(path.name)[0] or ""
    facts = {"media_type": media_type}
    if media_type == "application/pdf":
        try:
            count_pages(path)
        except ValueError as error:
            raise CommandError(f"“{path.name}” {error}.") from None
        facts |= _of_pdf(path)
    return {column.name: facts[column.name] for column in TABLES["documents"].columns if _is_sound(column, facts)}


def _of_pdf(path: Path) -> dict[str, str]:
    try:
        reader = PdfReader(path)
        title = reader.metadata.title if reader.metadata else None
        return {"title": " ".join(str(title or "").split()), "language": str(reader.root_object.get("/Lang", ""))}
    except Exception:  # noqa: BLE001 - its pages can be counted; what it says of itself can be given instead
        return {}


def _is_sound(column: Column, facts: Mapping[str, str]) -> bool:
    try:
        return column.name in facts and bool(column.read(facts[column.name]))
    except ValueError:
        return False
