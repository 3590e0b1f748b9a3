"""Files written completely or not at all."""

from __future__ import annotations

from pathlib import Path


def write_if_changed(path: Path, content: str | bytes) -> None:
    """Write a file completely or not at all, unless it already has this content.

    :raises OSError: when it cannot be written
    """
    data = content.encode() if isinstance(content, str) else content
    if path.is_file() and path.read_bytes() == data:
        temporary_path(path).unlink(missing_ok=True)
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary_path(path).write_bytes(data)
    temporary_path(path).replace(path)


def temporary_path(path: Path) -> Path:
    """Return where a file is written before it is renamed; an interrupted build may have left one there."""
    return path.with_name(f"{path.name}.part")
