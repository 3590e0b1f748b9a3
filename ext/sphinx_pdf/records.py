"""Records of the inputs of each PDF, and atomic replacement of files."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pathlib import Path

#: The suffix of a file until it is complete.
TEMPORARY_SUFFIX = ".draft"


@dataclass(frozen=True)
class Record:
    """The inputs of a PDF, and the messages about it."""

    #: The fingerprint of all inputs.
    inputs: str
    #: The hash of the PDF.
    pdf: str
    #: Messages with their locations, which builds repeat while the PDF is up to date.
    messages: list[tuple[str, str]]

    def save(self, path: Path) -> None:
        """Write the record to a file."""
        replace_file(path, json.dumps(asdict(self)).encode())


def load_record(path: Path) -> Record | None:
    """Return the record in a file, or None if there is no valid one."""
    try:
        fields: dict[str, Any] = json.loads(read_file(path))
        record = Record(**{**fields, "messages": [(str(text), str(place)) for text, place in fields["messages"]]})
    except (ValueError, TypeError, KeyError):
        return None
    return record


def hash_of(content: bytes) -> str:
    """Return the hash of a file's content."""
    return hashlib.sha256(content).hexdigest()


def read_file(path: Path) -> bytes:
    """Return the content of a file; empty if there is no such file."""
    return path.read_bytes() if path.is_file() else b""


def replace_file(path: Path, content: bytes) -> None:
    """Write a file atomically; leave one with the same content untouched."""
    if read_file(path) == content:
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = path.with_name(f".{path.name}{TEMPORARY_SUFFIX}")
    temporary.write_bytes(content)
    temporary.replace(path)
