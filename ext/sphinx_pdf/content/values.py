"""The tree of plain values that a document becomes.

A value is a string, or a dict whose ``t`` names its kind and whose other entries are strings,
numbers, booleans and lists of values. The kinds are the keys of ``kinds`` in ``nodes.typ``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

Value = str | dict[str, Any]

#: The languages that are written from right to left.
RIGHT_TO_LEFT = frozenset(["ar", "ckb", "dv", "fa", "he", "ps", "sd", "ug", "ur", "yi"])

#: The kinds of value that stand in a line; a run of them makes a paragraph.
INLINE = frozenset(
    {
        *("anchor", "badge", "break", "code", "em", "formula", "image", "lang", "link", "ltr"),
        *("newline", "note", "note-again", "span", "strong", "sub", "sup"),
    }
)


def paragraphs(values: list[Value]) -> list[Value]:
    """Return *values* with each run of inline ones made a paragraph; blank runs are dropped.

    A link with a page number says so if it is the ``last`` of a paragraph.
    """
    blocks: list[Value] = []
    run: list[Value] = []
    for value in [*values, None]:
        if value is not None and (isinstance(value, str) or value["t"] in INLINE):
            run.append(value)
            continue
        if isinstance(value, dict) and value["t"] == "par" and _only_anchors(run):
            value["c"][:0] = run
        elif any(not isinstance(part, str) or part.strip() for part in run):
            if isinstance(run[-1], dict) and run[-1].get("page"):
                run[-1]["last"] = True
            blocks += run if _only_anchors(run) else [{"t": "par", "c": run}]
        run = []
        if value is not None:
            blocks.append(value)
    return blocks


def spoken(values: list[Value], language: str) -> list[Value]:
    """Return *values* marked as being in another language, in a line or as blocks."""
    inline = all(isinstance(value, str) or value["t"] in INLINE for value in values)
    code, _, region = language.replace("_", "-").partition("-")
    direction = "rtl" if code in RIGHT_TO_LEFT else "ltr"
    kind = "lang" if inline else "lang-block"
    return [
        {"t": kind, "language": code.lower(), "region": region[:2].upper() or None, "direction": direction, "c": values}
    ]


def _only_anchors(run: list[Value]) -> bool:
    return all(isinstance(part, dict) and part["t"] == "anchor" for part in run)


def strings(values: list[Any]) -> Iterator[str]:
    """Yield the texts that *values* show, in their order."""
    for value in values:
        if isinstance(value, str):
            yield value
        elif isinstance(value, list):
            yield from strings(value)
        elif isinstance(value, dict):
            yield from strings([part for part in value.values() if isinstance(part, list)])


def elements(values: list[Any]) -> Iterator[dict[str, Any]]:
    """Yield every value with a kind in *values*, the outer ones first."""
    for value in values:
        if isinstance(value, dict):
            if "t" in value:
                yield value
            yield from elements([part for part in value.values() if isinstance(part, list)])
        elif isinstance(value, list):
            yield from elements(value)


def rewrite(value: Any, change: Callable[[Value], Any]) -> Any:
    """Return a tree with *change* applied to every string and dict in it, the inner ones first."""
    if isinstance(value, list):
        return [rewrite(part, change) for part in value]
    if isinstance(value, dict):
        return change({key: rewrite(part, change) for key, part in value.items()})
    return change(value) if isinstance(value, str) else value
