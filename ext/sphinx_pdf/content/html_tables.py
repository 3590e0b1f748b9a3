"""Tables of HTML, which notebooks show their data as, turned into nodes."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser

from docutils import nodes

#: The elements without text for readers, and those that end a piece of text.
HIDDEN = frozenset({"style", "script", "head", "template"})
BLOCKS = frozenset({"p", "div", "br", "li", "h1", "h2", "h3", "h4", "pre"})
MAX_SPAN = 1000  # of columns, as in browsers


@dataclass
class _Cell:
    header: bool
    columns: int
    rows: int
    text: list[str] = field(default_factory=list)


class _Parser(HTMLParser):
    """Collects the rows of a table, and the text around it as paragraphs."""

    def __init__(self) -> None:
        super().__init__()
        self.blocks: list[nodes.Element] = []
        self._rows: list[list[_Cell]] = []
        #: The number of rows in the header, and where the text goes.
        self._head = self._hidden = self._depth = 0
        self._outside: list[str] = []
        self._in_head = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in HIDDEN:
            self._hidden += 1
        elif tag == "table":
            self._depth += 1
            self._end_paragraph()
        elif self._depth == 1 and tag == "thead":
            self._in_head = True
        elif self._depth == 1 and tag == "tr":
            self._rows.append([])
            self._head += self._in_head
        elif self._depth == 1 and tag in {"td", "th"} and self._rows:
            given = dict(attrs)
            self._rows[-1].append(_Cell(tag == "th", _span(given.get("colspan")), _span(given.get("rowspan"))))
        elif tag in BLOCKS:
            self.handle_data("\n")

    def handle_endtag(self, tag: str) -> None:
        if tag in HIDDEN:
            self._hidden = max(0, self._hidden - 1)
        elif tag == "thead":
            self._in_head = False
        elif tag == "table" and self._depth:
            self._depth -= 1
            if not self._depth and any(self._rows):
                self.blocks.append(_table(self._rows, self._head))
            self._rows, self._head = ([], 0) if not self._depth else (self._rows, self._head)
        elif tag in BLOCKS and not self._depth:
            self._end_paragraph()

    def handle_data(self, data: str) -> None:
        if self._hidden:
            return
        if not self._depth:
            self._outside.append(data)
        elif self._rows and self._rows[-1]:
            self._rows[-1][-1].text.append(data)

    def close(self) -> None:
        super().close()
        self._end_paragraph()

    def _end_paragraph(self) -> None:
        if text := " ".join("".join(self._outside).split()):
            self.blocks.append(nodes.paragraph(text, text))
        self._outside = []


def _span(text: str | None) -> int:
    """Return the number of columns or rows of a cell; 1 if *text* is no such number."""
    return min(max(1, int(text[:5])), MAX_SPAN) if text and text.isdecimal() else 1


def tables_of(html: str) -> list[nodes.Element]:
    """Return the tables of an HTML text as nodes, with the text around them as paragraphs; nothing without a table."""
    parser = _Parser()
    parser.feed(html)
    parser.close()
    return parser.blocks if any(isinstance(block, nodes.table) for block in parser.blocks) else []


def _table(rows: list[list[_Cell]], head: int) -> nodes.table:
    """Return a table; its first column is that of the names of rows if all of it are headers."""
    width = max(sum(cell.columns for cell in row) for row in rows)
    stub = all(row[0].header for row in rows[head:] if row) and head < len(rows)
    columns = [nodes.colspec(colwidth=1) for _ in range(width)]
    if stub:
        columns[0]["stub"] = 1
    parts = [
        kind("", *map(_row, part)) for kind, part in ((nodes.thead, rows[:head]), (nodes.tbody, rows[head:])) if part
    ]
    return nodes.table("", nodes.tgroup("", *columns, *parts, cols=width))


def _row(cells: list[_Cell]) -> nodes.row:
    return nodes.row("", *map(_entry, cells))


def _entry(cell: _Cell) -> nodes.entry:
    spans = {"morecols": cell.columns - 1, "morerows": cell.rows - 1}
    text = " ".join("".join(cell.text).split())
    return nodes.entry("", nodes.paragraph(text, text), **{name: more for name, more in spans.items() if more})
