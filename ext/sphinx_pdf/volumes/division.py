"""What to print of a document: all of it in one PDF, or a part in each of its volumes.

Chapters stay whole as far as they fit into a volume of their own. One that does not is divided before its headings of
level 2, and a section that does not fit either between its blocks; the headings above are repeated in the next volume.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sphinx_pdf.content.values import strings

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx_pdf.content.values import Value

#: The levels of heading before which a document is divided.
CHAPTER, SECTION = 1, 2
#: A list larger than a volume becomes lists of this share of one.
SHARE = 1 / 8


def divided(body: list[Value], size: int, continued: str) -> list[list[Value]]:
    """Return the blocks of each volume of at most *size* characters; 0 is no limit.

    A repeated heading is followed by the word *continued*.
    """
    if not size or length(body) <= size:
        return [body]
    volumes: list[list[Value]] = [[]]
    room = size
    above: list[dict[str, Any]] = []
    for part in _parts(body, size, CHAPTER):
        needed = length(part)
        if needed > room and volumes[-1]:
            volumes.append([_repeated(heading, continued) for heading in _kept(above, _level(part[0]))])
            room = size
        volumes[-1] += part
        room -= needed
        for block in part:
            if isinstance(block, dict) and CHAPTER <= _level(block) <= SECTION:
                above = [*_kept(above, block["level"]), block]
    return volumes


def length(values: list[Any]) -> int:
    """Return how many characters of text *values* have."""
    return sum(map(len, strings(values)))


def _parts(blocks: list[Value], size: int, level: int) -> Iterator[list[Value]]:
    """Yield what stays together: sections of a level, and the parts of those that fit into no volume."""
    if level > SECTION:
        heads: list[Value] = []
        for block in blocks:
            if _level(block):  # it goes with what stands below it
                heads.append(block)
                continue
            first, *others = _pieces(block, size)
            yield [*heads, first]
            yield from ([piece] for piece in others)
            heads = []
        if heads:
            yield heads
        return
    starts = [0, *(n for n, block in enumerate(blocks) if n and _level(block) == level)]
    for start, end in zip(starts, [*starts[1:], len(blocks)], strict=True):
        part = blocks[start:end]
        if length(part) <= size:
            yield part
        else:
            yield from _parts(part, size, level + 1)


def _pieces(block: Value, size: int) -> list[Value]:
    """Return a list that fits into no volume as several, anything else as it is."""
    if not isinstance(block, dict) or "items" not in block or length([block]) <= size:
        return [block]
    runs: list[list[Any]] = [[]]
    room = size * SHARE
    for item in block["items"]:
        needed = length([item])
        if needed > room and runs[-1]:
            runs.append([])
            room = size * SHARE
        runs[-1].append(item)
        room -= needed
    pieces: list[Value] = []
    for run in runs:
        pieces.append({**block, "items": run})
        if "start" in block:
            block = {**block, "start": block["start"] + len(run)}
    return pieces


def _level(block: Value) -> int:
    """Return the level of a heading, 0 for anything else."""
    return block["level"] if isinstance(block, dict) and block["t"] == "heading" else 0


def _kept(above: list[dict[str, Any]], level: int) -> list[dict[str, Any]]:
    """Return the headings that a block below *above* still stands under; *level* is its own, 0 if it is no heading."""
    return [heading for heading in above if not level or heading["level"] < level]


def _repeated(heading: dict[str, Any], continued: str) -> Value:
    return {**heading, "id": "", "c": [*heading["c"], " ", continued]}
