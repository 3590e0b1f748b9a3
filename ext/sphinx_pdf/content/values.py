"""Functions on the tree of plain values of a document; see :mod:`.kinds` for its elements."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .kinds import (
    ANCHOR,
    BOOKMARK,
    FORMULA,
    IMAGE,
    INLINE,
    LANGUAGE,
    LANGUAGE_BLOCK,
    LINK,
    NOTE,
    NOTE_AGAIN,
    PARAGRAPH,
    SPAN,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from .kinds import Element, Value

#: The languages that are written from right to left.
RIGHT_TO_LEFT = frozenset(["ar", "ckb", "dv", "fa", "he", "ps", "sd", "ug", "ur", "yi"])


def is_inline(value: Value) -> bool:
    """Return whether *value* is part of a line."""
    return isinstance(value, str) or value["t"] in INLINE


def gather_paragraphs(values: list[Value]) -> list[Value]:
    """Return *values* as blocks: each run of inline values becomes a paragraph; blank runs are dropped.

    A run of only anchors is added to the paragraph that follows it. A link with a page number is
    marked if it is the ``last`` of a paragraph.
    """
    blocks: list[Value] = []
    run: list[Value] = []
    for value in [*values, None]:
        if value is not None and is_inline(value):
            run.append(value)
            continue
        if PARAGRAPH.matches(value) and _only_anchors(run):
            value["c"][:0] = run
        elif any(not isinstance(part, str) or part.strip() for part in run):
            if isinstance(run[-1], dict) and run[-1].get("page"):
                run[-1]["last"] = True
            blocks += run if _only_anchors(run) else [PARAGRAPH(c=run)]
        run = []
        if value is not None:
            blocks.append(value)
    return blocks


def _only_anchors(run: list[Value]) -> bool:
    return all(ANCHOR.matches(part) for part in run)


def mark_language(values: list[Value], language: str) -> list[Value]:
    """Return *values* marked as being in another language, such as ``pt-BR``."""
    code, _, region = language.replace("_", "-").partition("-")
    kind = LANGUAGE if all(map(is_inline, values)) else LANGUAGE_BLOCK
    direction = "rtl" if code in RIGHT_TO_LEFT else "ltr"
    return [kind(language=code.lower(), region=region[:2].upper() or None, direction=direction, c=values)]


def short_title(title: list[Value]) -> list[Value]:
    """Return a title for contents, bookmarks and running header; see :data:`HEADING`."""

    def shorten(value: Value) -> Value:
        if ANCHOR.matches(value) or NOTE.matches(value) or NOTE_AGAIN.matches(value):
            return SPAN(c=[])
        if LINK.matches(value):
            return SPAN(c=value["c"])
        if FORMULA.matches(value) or IMAGE.matches(value):
            drawn = {**value, "titled": True} if FORMULA.matches(value) else value
            return SPAN(c=[drawn, BOOKMARK(c=[value["alt"]])])
        return value

    short: list[Value] = []
    for value in rewrite(title, shorten):
        if value != SPAN(c=[]):
            short.append(value)
        elif short and isinstance(short[-1], str):
            short[-1] = short[-1].rstrip()  # the space before the mark of a note
    return short


def has_more(title: list[Value]) -> bool:
    """Return whether a title has anything but text and emphasis: notes, links, anchors, drawings."""
    kinds = (ANCHOR, NOTE, NOTE_AGAIN, LINK, FORMULA, IMAGE)
    return any(kind.matches(element) for element in elements(title) for kind in kinds)


def join(separator: Value, parts: Sequence[list[Value]]) -> list[Value]:
    """Return the values of all *parts*, with *separator* between them."""
    return [value for part in parts for value in [separator, *part]][1:]


def strings(values: list[Any]) -> Iterator[str]:
    """Yield the texts that *values* show, in order."""
    for value in values:
        if isinstance(value, str):
            yield value
        elif isinstance(value, list):
            yield from strings(value)
        elif isinstance(value, dict):
            yield from strings([part for part in value.values() if isinstance(part, list)])


def plain_text(value: Any) -> str:
    """Return the text of a value, with a space after each block."""
    if isinstance(value, list):
        return "".join(map(plain_text, value))
    if isinstance(value, dict):
        text = plain_text([part for part in value.values() if isinstance(part, list)])
        return text if value.get("t") in INLINE else f"{text} "
    return value if isinstance(value, str) else ""


def text_length(values: list[Any]) -> int:
    """Return the number of characters of text that *values* show."""
    return sum(map(len, strings(values)))


def elements(values: list[Any]) -> Iterator[Element]:
    """Yield every element in *values*, outer elements first."""
    for value in values:
        if isinstance(value, dict):
            if "t" in value:
                yield value
            yield from elements([part for part in value.values() if isinstance(part, list)])
        elif isinstance(value, list):
            yield from elements(value)


def rewrite(value: Any, change: Callable[[Value], Any]) -> Any:
    """Return a copy of a tree with *change* applied to every string and dict in it, inner ones first."""
    if isinstance(value, list):
        return [rewrite(part, change) for part in value]
    if isinstance(value, dict):
        return change({key: rewrite(part, change) for key, part in value.items()})
    return change(value) if isinstance(value, str) else value
