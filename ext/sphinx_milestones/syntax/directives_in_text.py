"""The directives in the text of a page, at any depth and in included files, without parsing the rest of it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from textwrap import dedent

from .blocks import CODE
from .markup import MARKDOWN, Markup
from .option_block import Line

MAX_DEPTH = 20  # of blocks and included files in one another
NO_TEXT = (*CODE, "literalinclude", "math", "raw", "parsed-literal", "prompt", "mermaid")
_FENCE = re.compile(r" {0,3}(?::{3,}|`{3,}|~{3,})[ \t]*(?:\{[\w:-]+\})?[ \t]*(.*)")
_DIRECTIVE = re.compile(r"\.\.[ \t]+[\w:-]+::[ \t]*(.*)")


@dataclass(frozen=True, slots=True)
class Directive:
    """A directive: its name, its arguments and content as a parser passes them on, and its source from `line` on."""

    name: str
    arguments: tuple[str, ...]
    content: tuple[Line, ...]
    source: tuple[str, ...]
    path: Path
    line: int  # 1-based


def has_text(directive: Directive) -> bool:
    """Return whether a directive has any text, in its first line or below it."""
    return bool(directive.arguments) or any(line.text.strip() for line in directive.content)


ReadFile = Callable[[Path], Sequence[str] | None]


def directives(
    lines: Sequence[Line], markup: Markup, path: Path, root: Path, read: ReadFile, depth: int = 0
) -> Iterator[Directive]:
    """Yield the directives in *lines*, each before those inside it; *read* returns the lines of an included file."""
    for block in markup.blocks([line.text for line in lines]) if depth < MAX_DEPTH else ():
        inner = lines[block.begin : len(lines) if block.end is None else block.end + 1]
        if block.name in NO_TEXT or not (block.name or inner[0].text.lstrip().startswith(":")):
            continue
        found = _directive(block.name, inner, markup, closed=block.end is not None)
        yield found
        content = found.content
        if block.name == "include":
            included = _included(found, path, root)
            content = tuple(Line(text, (str(included), at)) for at, text in enumerate(read(included) or ()))
        yield from directives(content, markup, path, root, read, depth + 1)


def _included(directive: Directive, path: Path, root: Path) -> Path:
    """Return the file that a directive includes: relative to its page, or with a slash before it to the root."""
    name = (directive.arguments or ("",))[0].split("\n")[0].strip()
    return root / name.lstrip("/") if name.startswith("/") else path.parent / name


def _directive(name: str, lines: Sequence[Line], markup: Markup, *, closed: bool) -> Directive:
    head, source = lines[0], tuple(line.text for line in lines)
    path, line = Path(str(head.location[0])), (head.location[1] or 0) + 1
    if markup is MARKDOWN:
        match = _FENCE.match(source[0])
        inner = lines[1:-1] if closed else lines[1:]
        arguments = (match[1].rstrip(),) if match and match[1].strip() else ()
        content = _dedented(inner, len(source[0]) - len(source[0].lstrip()))
        skipped = 1 if content and not content[0].text.strip() else 0
        return Directive(name, arguments, content[skipped:], source, path, line)
    match = _DIRECTIVE.match(source[0])
    indented = _dedented(lines[1:])
    end = next((at for at, each in enumerate(indented) if not each.text.strip()), len(indented))
    text = "\n".join([match[1] if match else "", *(each.text for each in indented[:end])]).strip()
    content = indented[end:]
    while content and not content[0].text.strip():
        content = content[1:]
    return Directive(name, (text,) if text else (), content, source, path, line)


def _dedented(lines: Sequence[Line], most: int | None = None) -> tuple[Line, ...]:
    """Return lines without their common indentation, or without at most *most* spaces."""
    if most == 0:
        return tuple(lines)
    texts = [line.text for line in lines]
    if most is None:
        changed = dedent("\n".join(texts)).split("\n") if texts else []
    else:
        changed = [re.sub(rf"^ {{0,{most}}}", "", text) for text in texts]
    return tuple(Line(text, line.location) for text, line in zip(changed, lines, strict=True))
