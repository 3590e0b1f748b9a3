"""A mark for each kind.

A mark is a shape before it is a colour, so that print, forced colours and colour-blind readers can distinguish it.
The n-th kind of the register has the n-th shape everywhere; a register with more kinds than shapes starts again.
"""

from __future__ import annotations

from dataclasses import dataclass

from sphinx_milestones.register.register import Register


@dataclass(frozen=True, slots=True)
class Shape:
    """A mark as an SVG path in a view box of 16 by 16, and as the most similar character."""

    path: str
    character: str


NO_KIND = Shape("M8 5a3 3 0 1 0 0 6a3 3 0 1 0 0-6Z", "•")

SHAPES = (
    Shape("M8 1.5a6.5 6.5 0 1 0 0 13a6.5 6.5 0 1 0 0-13Z", "●"),
    Shape("M2.5 2.5h11v11h-11Z", "■"),
    Shape("M8 .5L15.5 8L8 15.5L.5 8Z", "◆"),
    Shape("M8 1L15.5 14.5H.5Z", "▲"),
    Shape("M8 1.5a6.5 6.5 0 1 0 0 13a6.5 6.5 0 1 0 0-13Zm0 3a3.5 3.5 0 1 1 0 7a3.5 3.5 0 1 1 0-7Z", "○"),
    Shape("M5.8 1.5h4.4v4.3h4.3v4.4h-4.3v4.3H5.8v-4.3H1.5V5.8h4.3Z", "✚"),
    Shape("M.5 5.5h15v5H.5Z", "▬"),
    Shape("M8 .7L10.1 5.7L15.6 6.2L11.5 9.8L12.7 15.2L8 12.3L3.3 15.2L4.5 9.8L.4 6.2L5.9 5.7Z", "★"),
    Shape("M2 2v12h12V2ZM5 5h6v6H5Z", "□"),
    Shape("M8 .3L.3 8L8 15.7L15.7 8ZM8 4.5L11.5 8L8 11.5L4.5 8Z", "◇"),
    Shape("M8 .5L0 15h16ZM8 6.7L10.9 12H5.1Z", "△"),
    Shape("M4.3 1.2L8 4.9L11.7 1.2L14.8 4.3L11.1 8L14.8 11.7L11.7 14.8L8 11.1L4.3 14.8L1.2 11.7L4.9 8L1.2 4.3Z", "✖"),
)


def shape(register: Register, kind: str | None) -> Shape:
    """Return the mark of a kind; a dot for a milestone without one."""
    return SHAPES[list(register.kinds).index(kind) % len(SHAPES)] if kind else NO_KIND


MAX_MARKS_IN_CELL = 3  # of a partner in a year; if there are more, their number is shown instead
