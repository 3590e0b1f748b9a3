"""Content for other formats: what notebooks show, and what a PDF can show of the rest."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from docutils import nodes
from docutils.utils import new_document
from sphinx.util.tags import Tags

from sphinx_pdf.content.html_tables import tables_of
from sphinx_pdf.doctree.alternatives import choose_outputs

if TYPE_CHECKING:
    from tests.support.pdf import BuildProject

#: A table as pandas writes it.
FRAME = """<div><style scoped>td { color: red }</style><table border="1"><thead>
<tr><th></th><th>name</th><th colspan="2">size &amp; mass</th></tr></thead>
<tbody><tr><th>0</th><td>one</td><td>1</td><td>2</td></tr></tbody></table><p>1 rows × 3 columns</p></div>"""


def output(kind: str, content: str) -> str:
    """Return what nbsphinx makes of the output of a cell for one format."""
    lines = "\n".join(f"         {line}" for line in content.splitlines())
    return f".. only:: {kind}\n\n   .. container:: nboutput\n\n      .. raw:: {kind}\n\n{lines}\n\n"


def test_text_of_an_output_is_shown() -> None:
    """A table of HTML has a header, names of rows, and cells that span columns; text around it is a paragraph."""
    table, paragraph = tables_of(FRAME)
    head, body = table.next_node(nodes.thead), table.next_node(nodes.tbody)
    assert head is not None
    assert body is not None
    assert [entry.astext() for entry in head.findall(nodes.entry)] == ["", "name", "size & mass"]
    assert [entry.get("morecols", 0) for entry in head.findall(nodes.entry)] == [0, 0, 1]
    assert [entry.astext() for entry in body.findall(nodes.entry)] == ["0", "one", "1", "2"]
    assert [column.get("stub", 0) for column in table.findall(nodes.colspec)] == [1, 0, 0, 0]
    assert paragraph.astext() == "1 rows × 3 columns"


@pytest.mark.parametrize("html", ["<p>Text</p>", "<table></table>", "<table><tr>", "</table></td><b", ""])
def test_html_without_a_table_is_nothing(html: str) -> None:
    """Malformed HTML gives no nodes either."""
    assert tables_of(html) == []


@pytest.mark.parametrize(
    ("html", "columns"),
    [("</style><table><tr><td>a</table>", 1)]
    + [
        (f"<table><tr><td colspan='{span}'>a</table>", columns)
        for span, columns in (("99999", 1000), ("9" * 5000, 1000), ("0", 1), ("x", 1))
    ],
)
def test_wrong_html_has_its_text(html: str, columns: int) -> None:
    """A stray end tag hides nothing, and a cell has at most as many columns as in a browser."""
    (table,) = tables_of(html)
    assert ([entry.astext() for entry in table.findall(nodes.entry)], len(list(table.findall(nodes.colspec)))) == (
        ["a"],
        columns,
    )


def test_table_within_a_table_is_text_of_its_cell() -> None:
    """A table cannot contain another here."""
    (table,) = tables_of("<table><tr><td>a<table><tr><td>b</td></tr></table></td><td>c</td></tr></table>")
    assert [entry.astext() for entry in table.findall(nodes.entry)] == ["ab", "c"]


def test_output_for_html_or_latex_is_chosen(build: BuildProject) -> None:
    """A table for HTML is shown; else the plain text beside what is for LaTeX."""
    text = "\n".join(f"         {line}" for line in ["One", "Two"])
    latex = output("latex", "x") + f"   .. container:: nboutput\n\n      .. raw:: text\n\n{text}\n\n"
    page = f"Page\n====\n\n{output('html', FRAME)}..\n\n{latex}Between.\n\n"
    built = build(page + output("html", "<video/>") + latex)
    assert built.warnings == ""
    before, after = built.text().split("Between.")
    assert "size & mass" in before
    assert "1 rows × 3 columns" in before
    assert "One" not in before
    assert "One Two" in after


@pytest.mark.parametrize(
    ("forms", "expected"),
    [
        ({"text/plain": "Plain", "image/png": "Picture"}, "Picture"),
        ({"text/plain": "Plain", "text/html": FRAME}, FRAME),
        ({"text/html": "<video/>", "text/plain": "Plain"}, "Plain"),
        ({"text/latex": "$x$", "text/plain": "x"}, "$x$"),
        ({"application/x": "Other", "text/plain": "Plain"}, "Plain"),
    ],
)
def test_form_of_an_output_is_chosen(forms: dict[str, str], expected: str) -> None:
    """Of the forms that MyST-NB offers, a PDF shows the first that it can."""
    bundle = nodes.container(nb_element="mime_bundle")
    for name, text in forms.items():
        kind: nodes.Element = nodes.raw("", text, format="html") if name == "text/html" else nodes.paragraph(text, text)
        bundle += nodes.container("", kind, mime_type=name)
    tree = new_document("page")
    tree += bundle
    choose_outputs(tree, Tags([]))
    assert tree.astext() == expected


def test_image_of_an_output_is_described_by_its_plain_text() -> None:
    """The author of a notebook cannot give such an image an alternative text."""
    plain = "<Figure size 432x288 with 1 Axes>"
    forms: dict[str, nodes.Element] = {
        "text/plain": nodes.paragraph(plain, plain),
        "image/png": nodes.image(uri="a.png"),
    }
    bundle = nodes.container(nb_element="mime_bundle")
    bundle += [nodes.container("", node, mime_type=name) for name, node in forms.items()]
    tree = new_document("page")
    tree += bundle
    choose_outputs(tree, Tags([]))
    (image,) = tree.findall(nodes.image)
    assert image["alt"] == "Figure size 432x288 with 1 Axes"


def test_html_outside_an_output_is_left_out(build: BuildProject) -> None:
    """Its author may show the same in another way, so nothing is added."""
    html = FRAME.replace("\n", " ")
    assert "mass" not in build(f"Page\n====\n\n.. raw:: html\n\n   {html}\n").text()


def test_plain_text_of_a_terminal_is_shown_without_its_commands(build: BuildProject) -> None:
    """Commands for colours, for example, are removed."""
    built = build("Page\n====\n\n.. raw:: text\n\n   \x1b[0;31mError\x1b[0m: no\n")
    assert built.warnings == ""
    assert "Error: no" in built.text()
