"""Handlers of images and figures."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from docutils import nodes
from sphinx.locale import __
from sphinx.util.images import get_image_size

from . import kinds
from .translator import children_of_type
from .values import gather_paragraphs, has_more, short_title

if TYPE_CHECKING:
    from pathlib import Path

    from .kinds import Value
    from .translator import Handler, Translator

LENGTH = re.compile(r"(\d+\.?\d*) ?(%|[a-z]*)")
POINTS = {"": 0.75, "px": 0.75, "pt": 1, "pc": 12, "in": 72, "cm": 28.35, "mm": 2.835, "em": 10}
#: The height of the column that is left for a caption, in points.
CAPTION_HEIGHT = 49
#: More than an A3 page has at 600 dpi; each pixel takes four bytes while Typst reads it.
MAX_PIXELS = 100_000_000
SIDES = ("left", "center", "right")


def image(translator: Translator, node: nodes.image) -> list[Value]:
    """Show an image; without alternative text, it gets its caption or file name."""
    path = translator.image_folder / node["uri"]
    alt = node.get("alt") or _caption(node) or path.stem
    if not node.get("alt"):
        message = __("the image %s has no alternative text; using %r. Add “alt”")
        translator.warn("image", message % (path.name, alt), node)
    # An image within a line, or with a link, is not moved out of its text.
    apart = not isinstance(node.parent, (nodes.TextElement, nodes.figure))
    # Consecutive images share a line, as on the screen.
    space: list[Value] = [" "] if apart else []
    if not path.is_file() or _is_too_large(translator, node, path) or _is_page(translator, node, path):
        return translator.text.translate(alt) + space
    value: Value = {**translator.image(path, alt), **_size(translator, node)}
    side = node.get("align")
    if apart and side in SIDES:
        return [*translator.anchor(node), kinds.ALIGNED(side=side, c=[value])]
    return [*translator.anchor(node), value, *space]


def _is_too_large(translator: Translator, node: nodes.image, path: Path) -> bool:
    """Return whether an image may take too much memory, and report it."""
    width, height = get_image_size(path) or (0, 0)
    too_large = path.suffix.lower() != ".svg" and width * height > MAX_PIXELS
    if too_large:
        message = __("the image %s has %d × %d pixels, more than %d million; showing its alternative text. Shrink it")
        translator.warn("image", message % (path.name, width, height, MAX_PIXELS // 10**6), node)
    return too_large


def _is_page(translator: Translator, node: nodes.image, path: Path) -> bool:
    """Return whether an image is a page of a PDF that cannot be part of this one, and report it."""
    cannot = path.suffix.lower() == ".pdf" and bool(translator.settings.standards)
    if cannot:
        message = __("%s is a PDF, which no PDF/UA or PDF/A can contain; showing its alternative text. Use SVG instead")
        translator.warn("image", message % path.name, node)
    return cannot


def _caption(node: nodes.image) -> str:
    figure: nodes.Node | None = node.parent
    while isinstance(figure, nodes.reference):
        figure = figure.parent
    captions = children_of_type(figure, nodes.caption) if isinstance(figure, nodes.figure) else []
    return "".join(caption.astext() for caption in captions)


def _size(translator: Translator, node: nodes.image) -> dict[str, float]:
    """Return the ``width`` and ``height`` in points or the ``share``; without any, the ``scale`` if given."""
    width, height = translator.page.column
    scale = node.get("scale", 100) / 100
    size = length_of(node, "width", width, scale)
    height_only = length_of(node, "height", height - CAPTION_HEIGHT, scale)
    size |= {"height": height_only["width"]} if "width" in height_only else {}
    return {"scale": scale} if "scale" in node and not size else size


def length_of(node: nodes.Element, name: str, most: float, scale: float = 1) -> dict[str, float]:
    """Return a length as the ``width`` in points, not more than *most*, or as the ``share`` of *most* in percent."""
    length = LENGTH.fullmatch(str(node.get(name, "")).strip())
    if length is None:
        return {}
    number, unit = float(length[1]) * scale, length[2]
    if unit == "%":
        return {"share": min(number, 100)}
    return {"width": min(number * POINTS[unit], most)} if unit in POINTS else {}


def figure(translator: Translator, node: nodes.figure) -> list[Value]:
    """Show the content of a figure with its caption, then its legend, in the width of the figure."""
    captions, legends = children_of_type(node, nodes.caption), children_of_type(node, nodes.legend)
    anchor = translator.anchor(node)
    # In the order of the page, so that a note is placed at its first reference.
    content = translator.translate_all(child for child in node.children if child not in [*captions, *legends])
    caption = [
        value
        for caption in captions
        for value in translator.caption_number(node) + translator.translate_children(caption)
    ]
    below = gather_paragraphs(translator.translate_all(legends))
    if not content:
        return [*gather_paragraphs(anchor + caption), *below]
    value = kinds.FIGURE(
        c=anchor + content,
        caption=caption,
        short=short_title(caption) if has_more(caption) else None,
        legend=below,
        side=node["align"] if node.get("align") in SIDES else "",
        **length_of(node, "width", translator.page.column[0]),
    )
    return [value]


def legend(translator: Translator, node: nodes.legend) -> list[Value]:
    """Show the paragraphs below a caption."""
    return translator.translate_blocks(node)


HANDLERS: dict[type | str, Handler] = {
    nodes.image: image,
    nodes.figure: figure,
    nodes.legend: legend,
}
