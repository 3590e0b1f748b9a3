"""The division of blocks among volumes.

A chapter is not divided if it fits into one volume. A larger chapter is divided before its
headings of level 2, a larger section between its blocks, and a larger list between its items.
The headings above a division are repeated in the next volume.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sphinx_pdf.content.kinds import HEADING
from sphinx_pdf.content.values import text_length

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx_pdf.content.kinds import Element, Value

#: The levels of heading before which a document is divided.
CHAPTER, SECTION = 1, 2
#: A list larger than a volume is divided into lists of this fraction of a volume.
LIST_PIECE_SHARE = 1 / 8


def split_into_volumes(body: list[Value], size: int, continued: str) -> list[list[Value]]:
    """Return the blocks of each volume of at most *size* characters; 0 is no limit.

    A repeated heading is followed by the text *continued*.
    """
    if not size or text_length(body) <= size:
        return [body]
    volumes: list[list[Value]] = [[]]
    room = size
    above: list[Element] = []
    for part in _parts(body, size, CHAPTER):
        length = text_length(part)
        if length > room and volumes[-1]:
            volumes.append([_repeat(heading, continued) for heading in _open_headings(above, _level(part[0]))])
            room = size
        volumes[-1] += part
        room -= length
        for block in part:
            if isinstance(block, dict) and _level(block):
                above = [*_open_headings(above, block["level"]), block]
    return volumes


def _parts(blocks: list[Value], size: int, level: int) -> Iterator[list[Value]]:
    """Yield parts that are not divided: sections of a level, and the parts of sections larger than a volume."""
    if level > SECTION:
        yield from _small_parts(blocks, size)
        return
    starts = [0, *(n for n, block in enumerate(blocks) if n and _level(block) == level)]
    for start, end in zip(starts, [*starts[1:], len(blocks)], strict=True):
        part = blocks[start:end]
        if text_length(part) <= size:
            yield part
        else:
            yield from _parts(part, size, level + 1)


def _small_parts(blocks: list[Value], size: int) -> Iterator[list[Value]]:
    """Yield each block with the headings directly above it; a list larger than a volume in pieces."""
    headings: list[Value] = []
    for block in blocks:
        if _level(block):
            headings.append(block)
            continue
        first, *others = _split_list(block, size)
        yield [*headings, first]
        yield from ([piece] for piece in others)
        headings = []
    if headings:
        yield headings


def _split_list(block: Value, size: int) -> list[Value]:
    """Return a list that is larger than a volume as several lists, any other block unchanged."""
    if not isinstance(block, dict) or "items" not in block or text_length([block]) <= size:
        return [block]
    runs: list[list[Any]] = [[]]
    room = size * LIST_PIECE_SHARE
    for item in block["items"]:
        length = text_length([item])
        if length > room and runs[-1]:
            runs.append([])
            room = size * LIST_PIECE_SHARE
        runs[-1].append(item)
        room -= length
    pieces: list[Value] = []
    for run in runs:
        pieces.append({**block, "items": run})
        if "start" in block:
            block = {**block, "start": block["start"] + len(run)}
    return pieces


def _level(block: Value) -> int:
    """Return the level of a heading, 0 for anything else."""
    return int(block["level"]) if HEADING.matches(block) else 0


def _open_headings(above: list[Element], level: int) -> list[Element]:
    """Return those headings *above* that a block belongs to; *level* is its own level, 0 if it is not a heading."""
    return [heading for heading in above if not level or heading["level"] < level]


def _repeat(heading: Element, continued: str) -> Value:
    """Return a heading for the next volume, without the id, so that links lead to the first one."""
    return {
        **heading,
        "id": "",
        "short": None,
        "part": None,
        "c": [*(heading.get("short") or heading["c"]), " ", continued],
    }
