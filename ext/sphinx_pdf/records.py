"""What each PDF was made from, on record; files written in one step."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pathlib import Path

DRAFT = ".draft"  # at the end of the name that a file has until it takes its place


def read_record(record: Path) -> dict[str, Any]:
    """Return what a PDF was made from, its hash and what was told of it; nothing where that cannot be read."""
    try:
        known = json.loads(read(record))
    except ValueError:
        return {}
    return known if isinstance(known, dict) else {}


def digest_of(content: bytes) -> str:
    """Return the hash of a file's content."""
    return hashlib.sha256(content).hexdigest()


def read(path: Path) -> bytes:
    """Return the content of a file, nothing if there is none."""
    return path.read_bytes() if path.is_file() else b""


def replace(path: Path, content: bytes) -> None:
    """Write a file in one step, so that nobody ever reads half of it; leave an equal one alone."""
    if read(path) == content:
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f".{path.name}{DRAFT}")
    draft.write_bytes(content)
    draft.replace(path)
