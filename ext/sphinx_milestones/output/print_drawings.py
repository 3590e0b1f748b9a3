"""Drawings for print, in the style of the PDF."""

from __future__ import annotations

from dataclasses import dataclass

from sphinx_milestones.environment.links import Links
from sphinx_milestones.views import print_layout

from .templating import render_template


@dataclass(frozen=True, slots=True)
class PrintStyle:
    """The colour of bars, ``#rrggbb``, and the font families of texts, separated by commas."""

    accent: str
    font: str


def print_drawing(links: Links, template: str, style: PrintStyle, **context: object) -> str:
    """Render the SVG template of a drawing; mirrored if the language is written from right to left."""
    mirrored = links.wording.locale.text_direction == "rtl"
    return render_template(links, template, drawn=print_layout, style=style, mirrored=mirrored, **context)
