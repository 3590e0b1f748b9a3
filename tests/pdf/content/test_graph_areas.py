"""The links of a graph are found in what Graphviz writes."""

from __future__ import annotations

from dataclasses import astuple
from xml.etree import ElementTree

import pytest

from sphinx_pdf.content.graph_areas import areas_of, split_output

#: What Graphviz 2.43 writes, without the shapes.
OUTPUT = b"""<?xml version="1.0" encoding="UTF-8" standalone="no"?>
<svg width="200pt" height="100pt"
 viewBox="0.00 0.00 200.00 100.00" xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink">
<!-- a&#45;&gt;b -->
<a xlink:href="https://example.org/?a=1&b=2" xlink:title="edge"></a>
</svg>
<map id="%3" name="%3">
<area shape="poly" id="node1" href="a.html" title="a" alt="" coords="40,30,50,20,60,30,50,40"/>
<area shape="rect" id="node2" href="#b" title="b" alt="" coords="140,60,100,20"/>
<area shape="rect" id="node4" title="only a tooltip" alt="" coords="100,20,140,60"/>
<area shape="circle" id="node3" href="c.html" title="c" alt="" coords="180,50,10"/>
<area shape="poly" id="edge1" href="https://example.org/?a=1&amp;b=2" title="edge" alt="" coords="60,28,100,28,100,32"/>
<area shape="rect" id="clust1" href="x.html" alt="" coords="-4,0,100,100"/>
</map>
"""


def test_areas_are_shares_of_the_drawing() -> None:
    """Of every shape; a cluster, which no reader can click through, is below the nodes in it."""
    drawing, image_map = split_output(OUTPUT)
    assert [astuple(area) for area in areas_of(drawing.decode(), image_map.decode())] == [
        (0, 0, 0.5, 1, "x.html", ""),
        (0.2, 0.2, pytest.approx(0.1), pytest.approx(0.2), "a.html", "a"),
        (0.5, 0.2, pytest.approx(0.2), pytest.approx(0.4), "#b", "b"),
        (0.85, 0.4, pytest.approx(0.1), pytest.approx(0.2), "c.html", "c"),
        (0.3, 0.28, 0.2, pytest.approx(0.04), "https://example.org/?a=1&b=2", "edge"),
    ]


def test_url_with_ampersand_does_not_break_the_drawing() -> None:
    """Graphviz 2 writes it as it is; a reference to a character remains one."""
    drawing, _image_map = split_output(OUTPUT)
    (link,) = ElementTree.fromstring(drawing)
    assert "https://example.org/?a=1&b=2" in link.attrib.values()
    assert b"<!-- a&#45;&gt;b -->" in drawing


def test_drawing_without_map_has_no_areas() -> None:
    """A program in place of Graphviz may write none."""
    assert split_output(b"<svg/>\n") == (b"<svg/>\n", b"")
    assert areas_of("<svg/>", "") == []
