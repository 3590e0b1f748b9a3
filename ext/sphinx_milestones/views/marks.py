"""The marks of kinds; several kinds may share one.

Marks differ in shape, not only in colour, so that they can be distinguished in print, in forced colours and by
colour-blind readers. A kind has the mark that its entry names; the others get the next ones, in the order of their
file. If there are more kinds than marks, marks are reused.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sphinx_milestones.register.column_types import MARKS
from sphinx_milestones.register.register import Register


@dataclass(frozen=True, slots=True)
class Mark:
    """A mark: an SVG path in a view box of 16 by 16, the most similar character, and its colour on paper.

    On web pages, the style sheet colours it by its name.
    """

    name: str
    path: str
    character: str
    color: str


NO_KIND = Mark("dot", "M8 5a3 3 0 1 0 0 6a3 3 0 1 0 0-6Z", "•", "#555555")

# In this order, for the first six marks and again for the others. A site can use them too.
_COLORS = ("#8a1c2f", "#0f6b6b", "#946000", "#34497f", "#6a3a68", "#3f6212")

_ROWS = (
    ("M8 1.5a6.5 6.5 0 1 0 0 13a6.5 6.5 0 1 0 0-13Z", "●"),
    ("M2.5 2.5h11v11h-11Z", "■"),
    ("M8 .5L15.5 8L8 15.5L.5 8Z", "◆"),
    ("M8 1.5a6.5 6.5 0 1 0 0 13a6.5 6.5 0 1 0 0-13Zm0 3a3.5 3.5 0 1 1 0 7a3.5 3.5 0 1 1 0-7Z", "○"),
    ("M8 1L15.5 14.5H.5Z", "▲"),
    ("M5.8 1.5h4.4v4.3h4.3v4.4h-4.3v4.3H5.8v-4.3H1.5V5.8h4.3Z", "✚"),
    ("M.5 5.5h15v5H.5Z", "▬"),
    ("M8 .7L10.1 5.7L15.6 6.2L11.5 9.8L12.7 15.2L8 12.3L3.3 15.2L4.5 9.8L.4 6.2L5.9 5.7Z", "★"),
    ("M2 2v12h12V2ZM5 5h6v6H5Z", "□"),
    ("M8 .3L.3 8L8 15.7L15.7 8ZM8 4.5L11.5 8L8 11.5L4.5 8Z", "◇"),
    ("M8 .5L0 15h16ZM8 6.7L10.9 12H5.1Z", "△"),
    (
        "M4.3 1.2L8 4.9L11.7 1.2L14.8 4.3L11.1 8L14.8 11.7L11.7 14.8L8 11.1L4.3 14.8L1.2 11.7L4.9 8L1.2 4.3Z",
        "✖",
    ),
)

ALL: Mapping[str, Mark] = {
    name: Mark(name, *row, color) for name, row, color in zip(MARKS, _ROWS, _COLORS * 2, strict=True)
}


def mark_of(register: Register, kind: str | None) -> Mark:
    """Return the mark of a kind; a dot for a milestone without one."""
    return ALL[register.marks[kind]] if kind else NO_KIND


def families(register: Register, kinds: Iterable[str | None]) -> dict[Mark, list[str | None]]:
    """Return the kinds that share each mark, in the order of *kinds*."""
    found: dict[Mark, list[str | None]] = {}
    for kind in kinds:
        found.setdefault(mark_of(register, kind), []).append(kind)
    return found


MAX_MARKS_IN_CELL = 3  # in the cell of a partner and year; if there are more, their number is shown instead

MAX_YEAR_COLUMNS = 18  # in the partner index; if there are more, each partner has a text with its years instead
