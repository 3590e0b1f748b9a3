"""The fields of a milestone that describe its image, which is shown as a figure above the text."""

from __future__ import annotations

from sphinx_milestones.register.field_parsers import parse_image, parse_text

from . import field_values as values
from .field import Field

IMAGE_FIELDS = (
    Field(
        "image",
        parse_image,
        "An image: the path of its file, relative to the page, or with a slash before it to the folder of all pages.",
        "/images/book-route.png",
        asked=False,
    ),
    Field(
        "alt",
        parse_text,
        "What the image shows, in a sentence, for readers who cannot see it. Required with an image.",
        "A sketch of two isles, with a dotted line between them.",
        search=values.own_text("alt"),
        translatable=True,
        asked=False,
    ),
    Field(
        "credit",
        parse_text,
        "Who made the image, and under which licence; shown below it.",
        "North Isles Library Consortium, CC0 1.0",
        search=values.own_text("credit"),
        translatable=True,
        asked=False,
    ),
)
