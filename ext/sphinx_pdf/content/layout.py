"""The layout that authors and extensions request by classes that begin with ``pdf-``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes

from . import kinds
from .values import elements, gather_paragraphs, rewrite, text_length

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from sphinx_pdf.config.paper import Page

    from .kinds import Element, Value

#: The classes of nodes, each with the function that transforms their blocks.
CLASSES: dict[str, Callable[[list[Value]], list[Value]]] = {
    "pdf-side": lambda blocks: [kinds.SIDE(c=blocks)],
    "pdf-wide": lambda blocks: [kinds.WIDE(c=blocks)],
    "pdf-lead": lambda blocks: [kinds.STYLED(style="lead", c=blocks)],
    "pdf-small": lambda blocks: [kinds.STYLED(style="small", c=blocks)],
    "pdf-new-page": lambda blocks: [kinds.PAGE_BREAK(), *blocks],
    "pdf-landscape": lambda blocks: [kinds.LANDSCAPE(c=blocks)],
}
#: The characters in a line of the margin, and in one of the column beside it.
SIDE_LINE, COLUMN_LINE = 25, 74
#: Blocks with more characters may break over pages, also beside the margin; those from right to left are set larger.
MAX_WHOLE, MAX_WHOLE_RIGHT_TO_LEFT = 3000, 1200


def page_of(node: nodes.Node, page: Page) -> Page:
    """Return the page of a node whose parent is on *page*."""
    return page.flipped if isinstance(node, nodes.Element) and "pdf-landscape" in node["classes"] else page


def apply_classes(values: list[Value], classes: Iterable[str]) -> list[Value]:
    """Return the values of a node that is no part of a line, with these classes, as blocks."""
    known = [CLASSES[name] for name in classes if name in CLASSES]
    if known:
        values = gather_paragraphs(values)
        for apply in known:
            values = apply(values)
    return values


def begins_page(value: Value) -> bool:
    """Return whether a value begins a new page."""
    return kinds.PAGE_BREAK.matches(value) or kinds.LANDSCAPE.matches(value)


def without_inner_pages(blocks: list[Value], report: Callable[[], None]) -> list[Value]:
    """Return *blocks* without new pages inside others, such as lists, where none can begin; *report* is called."""

    def remove(value: Value) -> Value:
        if isinstance(value, str) or not begins_page(value):
            return value
        report()
        return kinds.STYLED(style="plain", c=value.get("c", []))

    def checked(block: Value) -> Value:
        if isinstance(block, str) or kinds.PAGE_BREAK.matches(block):
            return block
        if kinds.LANDSCAPE.matches(block) or kinds.LANGUAGE_BLOCK.matches(block):
            return {**block, "c": without_inner_pages(block["c"], report)}
        changed: Value = rewrite(block, remove) if any(map(begins_page, elements([block]))) else block
        return changed

    return [checked(block) for block in blocks]


def set_beside(blocks: list[Value], max_whole: int = MAX_WHOLE) -> list[Value]:
    """Return the blocks of a section, with each block for the margin beside those that follow it, and hanging lists.

    Only as many are set beside it as its height needs: these stay on one page, and the others may break.
    The rubric directly above a hanging list hangs with it.
    """
    placed: list[Value] = []
    waiting = list(blocks)
    while waiting:
        block = waiting.pop(0)
        if kinds.FACTS.matches(block) or kinds.TERMS.matches(block):
            _hang(block)
            if placed and kinds.RUBRIC.matches(placed[-1]):
                placed[-1] = kinds.WIDE(sticky=True, c=[placed[-1]])
        if kinds.SIDE.matches(block):
            height = _lines(block["c"], SIDE_LINE)
            beside: list[Value] = []
            while waiting and _can_be_beside(waiting[0]) and _lines(beside, COLUMN_LINE) < height:
                beside.append(waiting.pop(0))
            whole = text_length(beside) < max_whole
            block = kinds.BESIDE(side=block["c"], whole=whole, c=beside)
        placed.append(block)
    return placed


def _hang(block: Element) -> None:
    """Set the terms of a list in the margin; a ``tall`` one has more lines than its description."""
    block["hangs"] = True
    for item in block["items"]:
        item["tall"] = text_length(item["term"]) / SIDE_LINE > _lines(item["c"], COLUMN_LINE)


def _can_be_beside(block: Value) -> bool:
    """Return whether a block leaves the margin free and does not begin a new part."""
    others = (kinds.HEADING, kinds.SIDE, kinds.WIDE, kinds.PAGE_BREAK, kinds.LANDSCAPE, kinds.TABLE)
    return not any(kind.matches(block) for kind in others)


def _lines(blocks: Sequence[Value], characters: int) -> float:
    """Return the approximate number of lines of blocks in a column with *characters* in a line."""
    return sum(_height(block, characters) for block in blocks if not isinstance(block, str))


def _height(block: Element, characters: int) -> float:
    """Return the approximate number of lines of a block, including the space below it."""
    items = block.get("items")
    if items and all(isinstance(item, dict) for item in items):
        return sum(1 + _height(kinds.QUOTE(c=item["c"]), characters) for item in items)
    return text_length([block]) // characters + 1.5
