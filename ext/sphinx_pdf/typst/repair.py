"""Repair of content that Typst cannot typeset: it is replaced and reported, and the rest is printed."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sphinx.locale import __

from sphinx_pdf.content.kinds import CODE, FORMULA, HEADING, IMAGE, PARAGRAPH, SPAN
from sphinx_pdf.content.text import INVISIBLE, REPLACEMENT
from sphinx_pdf.content.values import plain_text, rewrite, strings

from .compiler import CompileError, can_show_image

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from sphinx_pdf.content.build import Content
    from sphinx_pdf.content.kinds import Value

    from .compiler import Source

#: Takes a message and the text or the image file that it is about, None if unknown.
WarnCallback = Callable[[str, "str | Path | None"], None]

UNSHOWN = re.compile(r'the text `"(.+?)"` could not be displayed', re.DOTALL)
ESCAPE = re.compile(r"\\u\{([0-9a-f]+)\}")
#: A numeric character reference of XML, and text between tags.
NUMBERED = re.compile("&#(?:x([0-9a-fA-F]{1,6})|([0-9]{1,7}));")
TEXT_OF_XML = re.compile(">([^<]+)<")


class Repairer:
    """Replaces content that prevents a PDF from being typeset."""

    def __init__(
        self,
        source: Source,
        images: Mapping[str, Path],
        covered: Collection[int],
        can_typeset: Callable[[Content], bool],
        warn: WarnCallback,
    ) -> None:
        """Prepare for content in the folder of *source*, with *images* by name and fonts for *covered* code points."""
        self._source = source
        self._folder = Path(source.folder)
        self._images = dict(images)
        self._covered = covered
        self._can_typeset = can_typeset
        self._warn = warn

    def without_offender(self, content: Content, error: CompileError) -> Any:
        """Return *content* without the text or the images that caused *error*; None if the cause is neither."""
        found = UNSHOWN.search(error.message)
        text = ESCAPE.sub(lambda code: chr(int(code[1], 16)), found[1]) if found else ""
        if text.strip() not in {"", REPLACEMENT}:
            repaired = rewrite(
                content, lambda value: value.replace(text, REPLACEMENT) if isinstance(value, str) else value
            )
            if repaired != content:
                self._warn(__("no font can show %r; replaced by %s") % (text, REPLACEMENT), text)
                return repaired
            drawings = [name for name in self._images if name.lower().endswith(".svg")]
            if sum(map(self._replace_letters, drawings)):
                return content
        unreadable = [name for name in self._images if not can_show_image(self._source, name)]
        for name in unreadable:
            image = self._images.pop(name)
            self._warn(__("cannot read the image %s; showing its alternative text") % image.name, image)
        return rewrite(content, lambda value: _without_images(value, unreadable)) if unreadable else None

    def _replace_letters(self, name: str) -> bool:
        """Replace the letters of a drawing that no font has; return whether there are any."""
        file = self._folder / name
        drawing = NUMBERED.sub(self._character, file.read_text(encoding="utf-8", errors="replace"))
        letters = {char for text in TEXT_OF_XML.findall(drawing) for char in text}
        missing = sorted(char for char in letters if ord(char) not in self._covered and not INVISIBLE.match(char))
        if missing:
            file.write_text(drawing.translate(dict.fromkeys(map(ord, missing), REPLACEMENT)), encoding="utf-8")
            message = __("no font has these letters of the image %s: %s; replaced by %s")
            self._warn(message % (self._images[name].name, " ".join(missing), REPLACEMENT), self._images[name])
        return bool(missing)

    def _character(self, found: re.Match[str]) -> str:
        """Return the character of a reference if no font has it, so that it is replaced; else the reference."""
        code = int(found[1], 16) if found[1] else int(found[2])
        return chr(code) if 127 < code <= 0x10FFFF and code not in self._covered else found[0]

    def without_block(self, content: Content, error: CompileError) -> Any:
        """Return *content* with the first block that cannot be typeset as plain text; None if no block is the cause."""
        number = self._find_block(content)
        if number is None:
            return None
        block = _blocks(content)[number]
        by_text = rewrite(block, _without_drawing)
        text = plain_text(by_text)
        plain = {**block, "short": None, "c": [text]} if HEADING.matches(block) else PARAGRAPH(c=[text])
        replacement = next((value for value in (by_text, plain) if self._can_typeset_alone(content, value)), None)
        if replacement is None:
            return None
        self._warn(__("cannot typeset this; showing its text: %s") % error.message, _first_text(block))
        preface = len(content["preface"])
        blocks = [replacement if index == number else other for index, other in enumerate(_blocks(content))]
        return {**content, "preface": blocks[:preface], "body": blocks[preface:]}

    def find_offender(self, content: Content) -> str:
        """Return the first text of the first block that cannot be typeset, by which its source can be found."""
        number = self._find_block(content)
        return "" if number is None else _first_text(_blocks(content)[number])

    def _find_block(self, content: Content) -> int | None:
        """Return the number of the first block that cannot be typeset by itself."""
        blocks = _blocks(content)
        start, end = 0, len(blocks)
        if not self._can_typeset_alone(content):
            return None
        while end - start > 1:
            middle = (start + end) // 2
            start, end = (middle, end) if self._can_typeset_alone(content, *blocks[start:middle]) else (start, middle)
        return None if self._can_typeset_alone(content, *blocks[start:end]) else start

    def _can_typeset_alone(self, content: Content, *blocks: Value) -> bool:
        # A single block lacks the targets of some links.
        return self._can_typeset({**content, "preface": [], "body": rewrite([*blocks], _without_link)})


def _first_text(block: Value) -> str:
    return next((text for text in strings([block]) if text.strip()), "")


def _blocks(content: Content) -> list[Value]:
    return [*content["preface"], *content["body"]]


def _without_link(value: Value) -> Value:
    if isinstance(value, dict) and "to" in value:
        return SPAN(c=value.get("c", []))
    return value


def _without_images(value: Value, names: list[str]) -> Value:
    return SPAN(c=[value["alt"]]) if IMAGE.matches(value) and value["file"] in names else value


def _without_drawing(value: Value) -> Value:
    """Return the source of a formula, and the alternative text of an image."""
    if FORMULA.matches(value):
        return CODE(c=[value["alt"]])
    return SPAN(c=[value["alt"]]) if IMAGE.matches(value) else value
