"""The kinds of elements: the same in the table, in what handlers make, and in `nodes.typ`."""

from __future__ import annotations

import json
import shutil
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import typst
from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util.docutils import docutils_namespace, patch_docutils
from tests.support.pdf import EVERY_NODE

import sphinx_pdf
from sphinx_pdf import PdfDocument
from sphinx_pdf.config.settings import read_settings
from sphinx_pdf.content.build import HANDLERS, build_content
from sphinx_pdf.content.kinds import INLINE, KINDS
from sphinx_pdf.content.values import elements
from sphinx_pdf.doctree.assemble import assemble
from sphinx_pdf.typst.typesetting import TEMPLATES
from sphinx_pdf.volumes.volumes import volumes_of

if TYPE_CHECKING:
    from sphinx_pdf.content.kinds import Element

#: What `style.typ` reads.
STYLE = dict.fromkeys(("serif", "sans", "mono", "math", "arabic", "direction", "page"), "") | {
    "type_scale": 1,
    "fallback": [],
    "muted": "#000000",
    "accent": "#000000",
    "side": False,
    "size": 0,
    "paper": {"width": 210, "height": 297, "scale": 1, "margins": None},
}


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> list[Element]:
    """Every element that the handlers and the volumes make of a project with every supported node."""
    source = tmp_path_factory.mktemp("kinds") / "source"
    shutil.copytree(EVERY_NODE, source)
    with patch_docutils(), docutils_namespace():
        app = Sphinx(source, source, source.parent / "out", source.parent / "doctrees", "pdf", None, None, None)
        app.builder.read()
        document = PdfDocument("index", "all.pdf", "All", "")
        settings = read_settings(app.config, source)
        content, images = build_content(app.builder, assemble(app.builder, document), document, settings)
    volumes = volumes_of("all.pdf", content, images, 1500)
    return [*elements([*content.values()]), *chain(*(elements([*volume.content.values()]) for volume in volumes))]


def test_nodes_typ_lays_out_every_kind(tmp_path: Path) -> None:
    """It has a function for each kind, and no other."""
    for template in TEMPLATES:
        shutil.copy(template, tmp_path)
    (tmp_path / "content.json").write_text(json.dumps(STYLE))
    (tmp_path / "kinds.typ").write_text('#import "nodes.typ": kinds\n#metadata(kinds.keys()) <kinds>')
    found = typst.query(tmp_path / "kinds.typ", "<kinds>", field="value", one=True, ignore_system_fonts=True)
    assert sorted(json.loads(found)) == sorted(KINDS)


def test_every_kind_is_made(made: list[Element]) -> None:
    """The project of the tests has them all."""
    assert sorted(set(KINDS) - {element["t"] for element in made}) == []


def test_elements_have_the_entries_of_their_kind(made: list[Element]) -> None:
    """Each entry is known and has its type; an optional one may be missing."""
    wrong: list[tuple[str, str, Any]] = []
    for element in made:
        entries = KINDS[element["t"]].entries
        wrong += [(element["t"], name, "unknown") for name in element.keys() - entries.keys() - {"t"}]
        for name, expected in entries.items():
            allowed = expected | int if expected in (float, float | None) else expected
            if not isinstance(element.get(name), allowed):
                wrong.append((element["t"], name, element.get(name)))
    assert wrong == []


def test_no_element_is_made_without_its_kind() -> None:
    """Elsewhere in the package there is no literal with the name of a kind."""
    package = Path(sphinx_pdf.__file__).parent
    literals = [path.name for path in package.rglob("*.py") if '{"t"' in path.read_text(encoding="utf-8")]
    assert literals == ["kinds.py"]


def test_content_of_inline_elements_is_inline(made: list[Element]) -> None:
    """Only a footnote and content in another language contain blocks."""
    inner = {
        (element["t"], part["t"])
        for element in made
        if element["t"] in INLINE - {"note", "lang"}
        for part in element.get("c", [])
        if isinstance(part, dict)
    }
    assert sorted(pair for pair in inner if pair[1] not in INLINE) == []


def test_every_node_of_docutils_has_a_handler() -> None:
    """Excepted are parts of nodes that a handler reads itself, and nodes that are resolved before."""
    read_by_handlers = {
        *("Text", "title", "tgroup", "colspec", "thead", "tbody", "row", "entry", "list_item", "line"),
        *("definition_list_item", "term", "classifier", "field", "option_list_item", "option_group"),
    }
    bibliographic = {kind.__name__ for kind in nodes.Bibliographic.__subclasses__()} | {"author", "authors", "address"}
    handled = {kind if isinstance(kind, str) else kind.__name__ for kind in HANDLERS}
    missing = {
        name
        for name in nodes.node_class_names
        if name not in handled | read_by_handlers | bibliographic
        and not issubclass(getattr(nodes, name), tuple(kind for kind in HANDLERS if isinstance(kind, type)))
    }
    assert missing == {"header", "footer"}
