"""The content of each volume: its title page and index, and the links to other volumes."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any, NamedTuple
from urllib.parse import quote

from sphinx_pdf.content.kinds import (
    FACTS,
    HEADING,
    INDEX,
    LINK,
    NOTE,
    NOTE_AGAIN,
    NOTE_NUMBER,
    PARAGRAPH,
    RUBRIC,
    SPAN,
    TABLE,
)
from sphinx_pdf.content.values import elements, rewrite, strings
from sphinx_pdf.doctree.targets import INDEX as INDEX_TARGET

from .division import split_into_volumes

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from sphinx_pdf.content.build import Content
    from sphinx_pdf.content.kinds import Element, Value


@dataclass(frozen=True)
class Labels:
    """How volumes are named in one language."""

    position: str = "Volume %d of %d"
    volume: str = "Volume %d"
    short: str = "vol. %d"
    others: str = "Other volumes"
    continued: str = "(continued)"


LABELS = {
    "ar": Labels("المجلد %d من %d", "المجلد %d", "مج %d", "المجلدات الأخرى", "(تتمة)"),
    "de": Labels("Band %d von %d", "Band %d", "Bd. %d", "Weitere Bände", "(Fortsetzung)"),
    "fr": Labels("Volume %d sur %d", "Volume %d", "vol. %d", "Autres volumes", "(suite)"),
}


class Volume(NamedTuple):
    """One PDF of a document: its file below the output folder, its content, and its image files by name."""

    target: str
    content: Content
    images: Mapping[str, Path]


def volumes_of(target: str, content: Content, images: Mapping[str, Path], size: int) -> Iterator[Volume]:
    """Yield the PDFs of a document: one, or volumes of at most *size* characters."""
    labels = LABELS.get(content["language"], Labels())
    body, index = content["body"], []
    if body and INDEX.matches(body[-1]):
        body, index = body[:-2], body[-2:]
    parts = split_into_volumes(body, size, labels.continued)
    if len(parts) == 1:
        _number_notes(content)
        yield Volume(target, content, images)
        return
    volumes = VolumeSet(target, content, parts, index, labels)
    for number, file in enumerate(volumes.files):
        part = volumes.content(number)
        _number_notes(part)
        used = {element["file"] for element in elements([*part.values()]) if "file" in element}
        yield Volume(file, part, {name: path for name, path in images.items() if name in used})


def _number_notes(content: Content) -> None:
    """Number the notes in the order of the values."""
    numbers: dict[str, int] = {}
    for element in elements([content["preface"], content["body"]]):
        if NOTE.matches(element):
            element["number"] = numbers.setdefault(element["id"], len(numbers) + 1)
        elif NOTE_AGAIN.matches(element) or NOTE_NUMBER.matches(element):
            element["number"] = numbers.setdefault(element["to"], len(numbers) + 1)


def is_volume_of(name: str, target: str) -> bool:
    """Return whether the file *name* is that of the PDF *target* or of one of its volumes."""
    stem, _, number = name.removesuffix(".pdf").rpartition("-")
    return name == target or (f"{stem}.pdf" == target and number.isdecimal())


class VolumeSet:
    """The volumes of one document, numbered from 0, and the volume that each link leads to."""

    def __init__(
        self, target: str, content: Content, parts: list[list[Value]], index: list[Value], labels: Labels
    ) -> None:
        """Prepare for volumes with the blocks *parts*; *index* is the index and its heading, or empty."""
        self.files = [f"{target.removesuffix('.pdf')}-{n}.pdf" for n, _ in enumerate(parts, 1)]
        self._content = content
        self._parts = parts
        self._index = index
        self._labels = labels
        blocks = [[*content["preface"], *parts[0]], *parts[1:]]
        self._notes = {element["id"]: element for element in elements(blocks) if NOTE.matches(element)}
        #: The volume of each target; the start document is a target on the title page of every volume.
        self._volume_of = {
            element["id"]: number
            for number, part in enumerate(blocks)
            for element in elements(part)
            if element.get("id")
        }

    def content(self, number: int) -> Content:
        """Return the content of a volume."""
        preface = [] if number else self._content["preface"]
        blocks = self._localize(number, [*preface, *self._parts[number]])
        return {
            **self._content,
            "volume": [self._labels.position % (number + 1, len(self.files)), self._chapters(number)],
            "others": self._list_others(number),
            "preface": blocks[: len(preface)],
            "attachments": [] if number else self._content["attachments"],
            "body": blocks[len(preface) :] + self._index_for(number),
        }

    def _localize(self, number: int, blocks: list[Value]) -> list[Value]:
        """Return *blocks* with links to other volumes, and with all notes that they refer to."""
        noted = {element["id"] for element in elements(blocks) if NOTE.matches(element)}

        def localize(value: Value) -> Value:
            if NOTE_AGAIN.matches(value) and value["to"] not in noted:
                noted.add(value["to"])
                note: Value = rewrite(self._notes[value["to"]], localize)
                return note
            if TABLE.matches(value):
                numbers = [mark["to"] for mark in elements(value["head"]) if NOTE_NUMBER.matches(mark)]
                missing = [name for name in dict.fromkeys(numbers) if name not in noted]
                noted.update(missing)
                return {**value, "outside": value["outside"] + [rewrite(self._notes[to], localize) for to in missing]}
            if LINK.matches(value) and value.get("to") == INDEX_TARGET and not self._index_for(number):
                return SPAN(c=value["c"])
            if LINK.matches(value) and self._volume_of.get(value.get("to", ""), number) != number:
                return self._link(self._volume_of[value["to"]], value["c"], with_number=value["page"])
            return value

        return [rewrite(block, localize) for block in blocks]

    def _link(self, number: int, text: list[Value], *, with_number: bool) -> Element:
        """Return a link to the file of a volume, which is in the same folder."""
        link = LINK(url=quote(PurePosixPath(self.files[number]).name), c=text)
        return {**link, "volume": self._labels.short % (number + 1)} if with_number else link

    def _index_for(self, number: int) -> list[Value]:
        """Return the index of a volume, with its heading; nothing if it has no entries."""
        if not self._index:
            return []
        heading, index = self._index
        assert INDEX.matches(index)
        groups = [{**group, "lines": self._index_lines(number, group["lines"])} for group in index["groups"]]
        groups = [group for group in groups if group["lines"]]
        return [heading, {**index, "groups": groups}] if groups else []

    def _index_lines(self, number: int, lines: list[dict[str, Any]]) -> list[dict[str, Any]]:
        """Return the lines with a target in a volume, and the lines above those."""
        found: list[dict[str, Any]] = []
        for line in reversed(lines):
            targets = [target for target in line["to"] if self._volume_of.get(target, number) == number]
            if targets or (found and found[-1]["indent"] > line["indent"]):
                found.append({**line, "to": targets})
        return found[::-1]

    def _chapters(self, number: int) -> str:
        """Return the titles of the first and the last chapter of a volume."""
        chapters = [block for block in self._parts[number] if HEADING.matches(block) and block["level"] == 1]
        titles = ["".join(strings(chapter.get("short") or chapter["c"])) for chapter in chapters]
        titles = [f"\N{FIRST STRONG ISOLATE}{title}\N{POP DIRECTIONAL ISOLATE}" for title in titles]
        return " \N{EN DASH} ".join(dict.fromkeys([titles[0], titles[-1]])) if titles else ""

    def _list_others(self, number: int) -> list[Value]:
        """Return the list of the other volumes."""
        items = [
            {
                "term": [self._link(other, [self._labels.volume % (other + 1)], with_number=False)],
                "c": [PARAGRAPH(c=[self._chapters(other)])],
            }
            for other, _ in enumerate(self.files)
            if other != number
        ]
        return [RUBRIC(c=[self._labels.others]), FACTS(items=items, tight=True)]
