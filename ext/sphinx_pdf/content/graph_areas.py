"""The areas of a drawn graph that are links, from the image map of Graphviz."""

from __future__ import annotations

import re
from dataclasses import dataclass
from xml.etree import ElementTree

SIZE = re.compile(r'<svg width="([\d.]+)pt" height="([\d.]+)pt"')
#: Makes Graphviz write the image map after the drawing.
MAPPED = "-Tcmapx"
#: Makes the coordinates of the map those of the drawing, whatever resolution the graph asks for.
SAME_RESOLUTION = "-Gdpi=72"
#: An ampersand in a URL that Graphviz 2 does not escape.
AMPERSAND = re.compile(rb"&(?!#?\w+;)")


@dataclass(frozen=True)
class Area:
    """A rectangle of a drawing, in shares of its width and height from the top left, that is a link."""

    x: float
    y: float
    width: float
    height: float
    #: The link as its author wrote it, and its tooltip.
    href: str
    title: str

    def contains(self, other: Area) -> bool:
        """Return whether another area is inside this one, as a node is inside its cluster."""
        return (
            self.x <= other.x
            and self.y <= other.y
            and self.x + self.width >= other.x + other.width
            and self.y + self.height >= other.y + other.height
        )


def split_output(output: bytes) -> tuple[bytes, bytes]:
    """Return the drawing and the image map that Graphviz wrote, as well-formed XML; the map is empty if it has none."""
    drawing, tag, areas = AMPERSAND.sub(b"&amp;", output).partition(b"<map ")
    return drawing, tag + areas


def areas_of(svg: str, image_map: str) -> list[Area]:
    """Return the links of a drawing; those with others inside them come before these, which are above them."""
    size = SIZE.search(svg)
    if size is None or not image_map:
        return []
    width, height = float(size[1]), float(size[2])
    areas = []
    # An area without a link has a tooltip.
    for area in ElementTree.fromstring(image_map).iterfind("area[@href]"):
        xs, ys = _corners(area.get("shape", ""), [float(number) for number in area.get("coords", "").split(",")])
        left, top = max(min(xs) / width, 0), max(min(ys) / height, 0)
        right, bottom = min(max(xs) / width, 1), min(max(ys) / height, 1)
        areas.append(Area(left, top, right - left, bottom - top, area.get("href", ""), area.get("title", "")))
    return sorted(areas, key=lambda area: -sum(map(area.contains, areas)))


def _corners(shape: str, numbers: list[float]) -> tuple[list[float], list[float]]:
    """Return the horizontal and the vertical positions that a shape of the map reaches."""
    if shape == "circle":
        x, y, radius = numbers
        return [x - radius, x + radius], [y - radius, y + radius]
    return numbers[::2], numbers[1::2]
