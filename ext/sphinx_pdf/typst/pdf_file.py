"""The objects of a PDF as Typst writes it: a table of their positions, and none within streams."""

from __future__ import annotations

import re
import zlib

START = re.compile(rb"startxref\n(\d+)\n%%EOF\s*\Z")
TABLE = re.compile(rb"xref\n0 \d+\n((?:\d{10} \d{5} [nf]\r\n)+)trailer\n(.*?)\nstartxref", re.DOTALL)
ENTRY_WIDTH = 20
STREAM = re.compile(rb"/Length (\d+)([^\n]*>>\nstream\n)")
COMPRESSED = b"/FlateDecode"


class PdfFile:
    """A PDF whose streams can be replaced."""

    def __init__(self, pdf: bytes) -> None:
        """Read the objects.

        :raises ValueError: if Typst writes PDFs in another way.
        """
        start = START.search(pdf)
        table = TABLE.match(pdf, int(start[1])) if start else None
        if not start or not table:
            raise ValueError("a PDF without a table of its objects")
        entries = [table[1][at : at + ENTRY_WIDTH] for at in range(0, len(table[1]), ENTRY_WIDTH)]
        self._entries = entries
        self._trailer = table[2]
        positions = {number: int(entry[:10]) for number, entry in enumerate(entries) if entry[17:18] == b"n"}
        order = sorted(positions, key=positions.__getitem__)
        ends = [*(positions[number] for number in order[1:]), int(start[1])]
        self._header = pdf[: positions[order[0]]]
        #: Each object by its number, in the order of the file.
        self.objects = {number: pdf[positions[number] : end] for number, end in zip(order, ends, strict=True)}

    def stream(self, number: int) -> bytes:
        """Return the content of a stream.

        :raises ValueError: if Typst writes streams in another way.
        """
        content, found = self._found(number)
        data = content[found.end() : found.end() + int(found[1])]
        return zlib.decompress(data) if COMPRESSED in found[2] else data

    def _found(self, number: int) -> tuple[bytes, re.Match[bytes]]:
        """Return the object of a stream, and where in it the stream begins."""
        content = self.objects.get(number, b"")
        found = STREAM.search(content)
        if not found:
            raise ValueError("an object without a stream, or with its length elsewhere")
        return content, found

    def replace_stream(self, number: int, data: bytes) -> None:
        """Replace the content of a stream."""
        content, found = self._found(number)
        if COMPRESSED in found[2]:
            data = zlib.compress(data)
        rest = content[found.end() + int(found[1]) :]
        self.objects[number] = content[: found.start()] + b"/Length %d" % len(data) + found[2] + data + rest

    def to_bytes(self) -> bytes:
        """Return the PDF."""
        parts, entries, at = [self._header], [*self._entries], len(self._header)
        for number, content in self.objects.items():
            entries[number] = b"%010d" % at + entries[number][10:]
            parts.append(content)
            at += len(content)
        table = b"xref\n0 %d\n" % len(entries) + b"".join(entries)
        return b"".join([*parts, table, b"trailer\n", self._trailer, b"\nstartxref\n%d\n%%%%EOF" % at])
