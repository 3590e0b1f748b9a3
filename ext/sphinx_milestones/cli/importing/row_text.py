"""The title, the text and the date of a row."""

from __future__ import annotations

import re
from collections.abc import Sequence

from sphinx_milestones.core import limits
from sphinx_milestones.core.dates import Date

from . import dates
from .mapping import Row
from .markup_text import REPORTED, cleaned
from .prose import Paragraph, Run, html_paragraphs, is_html, plain_paragraphs, plain_text
from .rows import Cell, Lost, shown

_SENTENCE = re.compile(r"(.{3,118}?[.!?。؟])(?:\s|$)")
_LONGEST = 120  # characters of a title that is the beginning of a text


class RowText:
    """A row while its title, text and date are read; what is left out of them is added to *lost*.

    *order* is that of day and month in dates such as ``05/03/2024``; *html* is true if every text is HTML.
    """

    def __init__(self, row: Row, lost: list[Lost], order: str, *, html: bool) -> None:
        self.row = row
        self.lost = lost
        self.order = order
        self.html = html

    def text(self) -> list[Paragraph]:
        """Return the paragraphs of all texts of a row."""
        paragraphs: list[Paragraph] = []
        for _, cell in self.row.values.get("text", ()):
            text = cleaned(shown(cell))
            paragraphs += html_paragraphs(text) if self.html or is_html(text) else plain_paragraphs(text)
        return paragraphs

    def title(self, text: list[Paragraph]) -> str:
        """Return the title; else the first sentence of the text. What is longer than a title goes to the text too."""
        cells = self.row.values.get("title", [])
        for column, cell in cells[1:]:
            self.lose(column, shown(cell), "Another column has the title.")
        title = next((plain_text(cleaned(shown(cell))) for _, cell in cells), "")
        title, limit = self._harmless(cells, title), limits.TITLE
        if not title and text:
            sentence = _SENTENCE.match(text[0].text)
            title, limit = sentence[1].rstrip(".") if sentence else text[0].text, _LONGEST
        if not title:
            raise ValueError("It has no title.")
        if len(title) > limit:
            if cells:
                text.insert(0, Paragraph([Run(title)]))
            title = title[: limit - 1].rsplit(" ", 1)[0] + "…"
        return title

    def _harmless(self, cells: Sequence[tuple[str, Cell]], title: str) -> str:
        """Return a title without what a page reports even as text; there is no code in titles."""
        harmless = REPORTED.sub(lambda match: match[0].replace("`", "’").replace(":", " "), title)
        if harmless != title:
            self.lose(cells[0][0], title, f"It looks like a reference or a script, so “{harmless}” is written.")
        return harmless

    def date(self) -> Date:
        """Return the date, or the interval from it to the end.

        :raises ValueError: if there is none, or it is not one
        """
        date = self._one_date("date", "year", "month", "day")
        if date is None:
            raise ValueError("It has no date.")
        try:
            end = self._one_date("end", "end-year", "end-month", "end-day")
            return dates.interval(date, end) if end else date
        except ValueError as error:
            self.lose("end", self.first("end") or self.first("end-year"), f"The end is left out. {error}")
            return date

    def _one_date(self, name: str, *parts: str) -> Date | None:
        """Return the date in a cell, or else that in cells for its parts; None if there is neither.

        :raises ValueError: if it is not a date
        """
        composed = dates.compose(*map(self.first, parts)) if self.first(parts[0]) else ""
        cells = self.row.values.get(name, [])
        for column, cell in cells[1:]:
            self.lose(column, shown(cell), f"Another column has the {name}.")
        for column, cell in cells[:1]:
            try:
                return self._read_date(column, shown(cell).strip())
            except ValueError as error:
                if not composed:
                    raise
                self.lose(column, shown(cell), f"{error}")
        return self._read_date(parts[0], composed) if composed else None

    def _read_date(self, column: str, text: str) -> Date:
        date, note = dates.read_date(cleaned(text), self.order)
        if note:
            self.lose(column, text, note)
        return date

    def first(self, name: str) -> str:
        """Return the first cell of a target as text; empty if there is none."""
        return next((shown(cell).strip() for _, cell in self.row.values.get(name, ())), "")

    def lose(self, column: str, value: str, reason: str) -> None:
        """Note a value that is left out."""
        self.lost.append(Lost(self.row.where, column, value, reason))
