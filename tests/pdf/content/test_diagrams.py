"""Diagrams are drawn by the programs of their extensions, or printed as their source."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.support.pdf import BuildProject

    from sphinx_pdf.typst.typesetting import ProcessLimits

GRAPH = ".. graphviz::\n   :alt: From a to b\n   :caption: A graph\n\n   digraph { a -> b }\n"
#: The left edge of the column, and its width, in points.
COLUMN_START, COLUMN_WIDTH = 34 / 25.4 * 72, 142 / 25.4 * 72
#: Draws a square, and counts how often it does; reads what it is asked to draw.
DOT = """#!{python}
import pathlib, re, sys
source = sys.stdin.read()
if "broken" in source:
    sys.exit("syntax error in line 1")
with pathlib.Path(__file__).with_suffix(".log").open("a") as log:
    log.write(" ".join(sys.argv[1:]) + "\\n")
size = 'width="100pt" height="50pt"'
print(f'<svg {{size}}\\n xmlns="http://www.w3.org/2000/svg"><rect width="20" height="20"/></svg>')
urls = re.findall('URL="(.*?)"', source)
if "-Tcmapx" in sys.argv and urls:
    area = '<area shape="rect" href="{{}}" title="To {{}}" coords="{{}},10,{{}},20"/>'
    areas = [area.format(url, number, 10 * number, 10 * number + 10) for number, url in enumerate(urls)]
    print('<map id="g">', *areas, "</map>")
"""


@pytest.fixture
def dot(tmp_path: Path) -> Path:
    """A program in place of Graphviz."""
    path = tmp_path / "dot.py"
    path.write_text(DOT.format(python=sys.executable))
    path.chmod(0o755)
    return path


def test_graph_is_drawn(build: BuildProject, dot: Path, assert_valid: Callable[[Path], None]) -> None:
    """It has its description and its caption; it is drawn once."""
    config: dict[str, Any] = {"extensions": ["sphinx.ext.graphviz", "sphinx_pdf"], "graphviz_dot": str(dot)}
    built = build(f"Page\n====\n\n{GRAPH}", **config)
    assert built.warnings == ""
    assert "From a to b" in built.tag_entries("/Alt")
    assert "A graph" in built.text()
    assert "digraph" not in built.text()
    assert_valid(built.pdf)
    build(f"Page\n====\n\nNew text.\n\n{GRAPH}", **config)
    assert dot.with_suffix(".log").read_text() == "-Gdpi=72 -Tsvg -Tcmapx\n"


def test_links_of_a_graph_are_links_of_the_pdf(
    build: BuildProject, dot: Path, assert_valid: Callable[[Path], None], limits: ProcessLimits | None
) -> None:
    """Over its parts, with a description each, to pages, ids and the web; what is not in the PDF is no link."""
    graph = 'a [URL="page.html#there"]; b [URL="#missing"]; c [URL="https://example.org/"]; d [URL="data.csv"]'
    page = (
        f"Page\n====\n\n.. graphviz::\n   :alt: Graph\n\n   digraph {{ {graph} }}\n\n"
        ".. _there:\n\nThere\n-----\n\nText.\n"
    )
    extensions = ["sphinx.ext.graphviz", "sphinx_pdf"]
    built = build(page, limits=limits, extensions=extensions, graphviz_dot=str(dot), pdf_show_urls="no")
    (line,) = built.warnings.splitlines()
    assert "a PDF has no links to files of the project, such as data.csv" in line
    assert sorted(built.tag_entries("/Alt")) == ["Graph", "To 0", "To 2"]
    annotations: Any = built.reader.pages[2]["/Annots"]
    inner, outer = (note.get_object() for note in annotations)
    assert (outer["/A"]["/URI"], "/Dest" in inner) == ("https://example.org/", True)
    inside, outside = ([float(edge) for edge in note["/Rect"]] for note in (inner, outer))
    # The drawing is 100 points wide and 50 high.
    assert inside[2] - inside[0] == inside[3] - inside[1] == pytest.approx(10)
    assert [edge - 20 for edge in outside[::2]] == pytest.approx(inside[::2])
    assert outside[1::2] == pytest.approx(inside[1::2])
    assert_valid(built.pdf)


@pytest.mark.parametrize(("align", "start"), [("left", 0), ("center", 0.5), ("right", 1)])
def test_graph_without_caption_is_at_its_side(build: BuildProject, dot: Path, align: str, start: float) -> None:
    """As an image is."""
    page = f'Page\n====\n\n.. graphviz::\n   :align: {align}\n\n   digraph {{ a [URL="https://example.org/"] }}\n'
    extensions = ["sphinx.ext.graphviz", "sphinx_pdf"]
    built = build(page, extensions=extensions, graphviz_dot=str(dot), pdf_show_urls="no")
    annotations: Any = built.reader.pages[2]["/Annots"]
    left = float(annotations[0].get_object()["/Rect"][0])
    # The drawing is 100 points wide, and the link begins at its left edge.
    assert left == pytest.approx(COLUMN_START + start * (COLUMN_WIDTH - 100), abs=1)


def test_inheritance_diagram_is_drawn(build: BuildProject, dot: Path) -> None:
    """It is described as in HTML, and its classes are links to where the project documents them."""
    page = "Page\n====\n\n.. inheritance-diagram:: argparse.Namespace\n\n.. class:: argparse.Namespace\n\n   Names.\n"
    extensions = ["sphinx.ext.inheritance_diagram", "sphinx_pdf"]
    built = build(page, extensions=extensions, graphviz_dot=str(dot))
    assert built.warnings == ""
    assert built.tag_entries("/Alt") == ["Inheritance diagram of argparse.Namespace", "argparse.Namespace"]


def test_diagram_that_cannot_be_drawn_is_its_source(build: BuildProject, dot: Path) -> None:
    """One message for each reason says what is missing, at the first."""
    page = f"Page\n====\n\n{GRAPH}\n{GRAPH.replace('digraph', 'graph')}"
    missing = build(page, extensions=["sphinx.ext.graphviz", "sphinx_pdf"], graphviz_dot="no-such-program")
    assert "digraph { a -> b }" in missing.text()
    (line,) = missing.warnings.splitlines()
    assert "WARNING: cannot draw this diagram with no-such-program; showing its source: the program is not" in line
    broken = build(
        f"Page\n====\n\n{GRAPH.replace('digraph', 'broken')}",
        extensions=["sphinx.ext.graphviz", "sphinx_pdf"],
        graphviz_dot=str(dot),
    )
    assert "showing its source: syntax error in line 1" in broken.warnings


@pytest.mark.parametrize(
    ("name", "attribute", "setting"), [("plantuml", "uml", "plantuml"), ("mermaid", "code", "mermaid_cmd")]
)
def test_diagrams_of_other_extensions_are_drawn(
    build: BuildProject, dot: Path, name: str, attribute: str, setting: str
) -> None:
    """They are recognised by the names of their nodes; without a program, their source is printed."""
    conf = (
        "from docutils import nodes\nextensions = ['sphinx_pdf']\nproject = 'R'\n"
        f"class {name}(nodes.General, nodes.Element): pass\n"
        "def wrap(app, tree, docname):\n    for node in list(tree.findall(nodes.literal_block)):\n"
        f"        node.replace_self({name}('', {attribute}=node.astext()))\n"
        "def setup(app):\n    app.connect('doctree-resolved', wrap)\n"
        f"    app.add_config_value('{setting}', '', 'env')\n"
    )
    page, files = "Page\n====\n\n::\n\n   a to b\n", {"conf.py": conf}
    missing: dict[str, Any] = {setting: "no-such-program"}
    built = build(page, files, **missing)
    assert "a to b" in built.text()
    assert "cannot draw this diagram with no-such-program" in built.warnings
    if name == "plantuml":  # the program of the tests draws no PNG
        found: dict[str, Any] = {setting: str(dot)}
        built = build(page, files, **found)
        assert built.warnings == ""
        assert "a to b" in built.tag_entries("/Alt")
