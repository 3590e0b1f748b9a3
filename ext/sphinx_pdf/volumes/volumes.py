"""The volumes of a document that is too large for one PDF: what each one says of itself, and the links between them."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from sphinx_pdf.content.values import elements, rewrite, strings

from .division import divided

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from sphinx_pdf.content.values import Value


@dataclass(frozen=True)
class Words:
    """What a volume says of itself and of others, in one language."""

    place: str = "Volume %d of %d"
    volume: str = "Volume %d"
    short: str = "vol. %d"
    others: str = "Other volumes"
    continued: str = "(continued)"


WORDS = {
    "ar": Words("المجلد %d من %d", "المجلد %d", "مج %d", "المجلدات الأخرى", "(تتمة)"),
    "de": Words("Band %d von %d", "Band %d", "Bd. %d", "Weitere Bände", "(Fortsetzung)"),
    "fr": Words("Volume %d sur %d", "Volume %d", "vol. %d", "Autres volumes", "(suite)"),
}
#: A PDF: its file below the output folder, what the template reads, its images.
Printed = tuple[str, dict[str, Any], "dict[str, Path]"]


def printed(target: str, content: dict[str, Any], images: dict[str, Path], size: int) -> Iterator[Printed]:
    """Yield the PDFs of a document: one, or volumes of at most *size* characters."""
    words = WORDS.get(content["language"], Words())
    body, index = content["body"], []
    if body and isinstance(body[-1], dict) and body[-1]["t"] == "index":
        body, index = body[:-2], body[-2:]
    volumes = divided(body, size, words.continued)
    if len(volumes) == 1:
        _number_notes(content)
        yield target, content, images
        return
    series = Series(target, content, volumes, index, words)
    for number in range(len(volumes)):
        part = series.content(number)
        _number_notes(part)
        used = {value["file"] for value in elements([*part.values()]) if "file" in value}
        yield series.files[number], part, {name: path for name, path in images.items() if name in used}


def _number_notes(content: dict[str, Any]) -> None:
    """Give each note the number that it has on the page, as far as the order of values tells."""
    numbers: dict[str, int] = {}
    for value in elements([content["preface"], content["body"]]):
        if value["t"] in {"note", "note-again"}:
            value["number"] = numbers.setdefault(value["id" if value["t"] == "note" else "to"], len(numbers) + 1)


def is_of(name: str, target: str) -> bool:
    """Return whether the file *name* is the PDF *target*, or may be one of its volumes."""
    stem, _, number = name.removesuffix(".pdf").rpartition("-")
    return name == target or (f"{stem}.pdf" == target and number.isdecimal())


class Series:
    """The volumes of one document, and which place stands in which."""

    def __init__(
        self, target: str, content: dict[str, Any], volumes: list[list[Value]], index: list[Value], words: Words
    ) -> None:
        self.files = [f"{target.removesuffix('.pdf')}-{n}.pdf" for n, _ in enumerate(volumes, 1)]
        self._content = content
        self._volumes = volumes
        self._index = index
        self._words = words
        held = [[*content["preface"], *volumes[0]], *volumes[1:]]
        self._notes = {v["id"]: v for v in elements(held) if v["t"] == "note"}
        #: The place of the start document is the title page of each volume.
        self._places = {v["id"]: n for n, blocks in enumerate(held) for v in elements(blocks) if v.get("id")}

    def content(self, number: int) -> dict[str, Any]:
        """Return what the template reads for a volume; the first has number 0."""
        preface = [] if number else self._content["preface"]
        blocks = self._own(number, [*preface, *self._volumes[number]])
        return {
            **self._content,
            "volume": [self._words.place % (number + 1, len(self.files)), self._span(number)],
            "others": self._others(number),
            "preface": blocks[: len(preface)],
            "attachments": [] if number else self._content["attachments"],
            "body": blocks[len(preface) :] + self._own_index(number),
        }

    def _own(self, number: int, blocks: list[Value]) -> list[Value]:
        """Return *blocks* with links and notes that hold within a volume."""
        noted = {value["id"] for value in elements(blocks) if value["t"] == "note"}

        def own(value: Value) -> Value:
            if isinstance(value, str):
                return value
            kind = value.get("t")
            if kind == "note-again" and value["to"] not in noted:
                noted.add(value["to"])
                note: Value = rewrite(self._notes[value["to"]], own)
                return note
            if kind == "link" and self._places.get(value.get("to", ""), number) != number:
                return self._link(self._places[value["to"]], value["c"], value["page"])
            return value

        return [rewrite(block, own) for block in blocks]

    def _link(self, number: int, words: list[Value], with_number: bool) -> Value:
        link = {"t": "link", "url": quote(PurePosixPath(self.files[number]).name), "c": words}
        return {**link, "volume": self._words.short % (number + 1)} if with_number else link

    def _own_index(self, number: int) -> list[Value]:
        """Return the index of what stands in a volume."""
        if not self._index:
            return []
        heading, index = self._index
        assert isinstance(index, dict)
        groups = [{**group, "lines": self._own_lines(number, group["lines"])} for group in index["groups"]]
        groups = [group for group in groups if group["lines"]]
        return [heading, {**index, "groups": groups}] if groups else []

    def _own_lines(self, number: int, lines: list[dict[str, Any]]) -> list[dict[str, Any]]:
        """Return the lines with a place in a volume, and the lines above those."""
        kept: list[dict[str, Any]] = []
        for line in reversed(lines):
            places = [place for place in line["to"] if self._places.get(place, number) == number]
            if places or (kept and kept[-1]["indent"] > line["indent"]):
                kept.append({**line, "to": places})
        return kept[::-1]

    def _span(self, number: int) -> str:
        """Return the first and the last chapter of a volume."""
        chapters = [v for v in self._volumes[number] if isinstance(v, dict) and v["t"] == "heading" and v["level"] == 1]
        names = ["".join(strings(chapter["c"])) for chapter in chapters]
        return " \N{EN DASH} ".join(dict.fromkeys([names[0], names[-1]])) if names else ""

    def _others(self, number: int) -> list[Value]:
        """Return the list of the other volumes."""
        items = [
            {
                "term": [self._link(other, [self._words.volume % (other + 1)], False)],
                "c": [{"t": "par", "c": [self._span(other)]}],
            }
            for other, _ in enumerate(self.files)
            if other != number
        ]
        return [{"t": "rubric", "c": [self._words.others]}, {"t": "facts", "items": items, "tight": True}]
