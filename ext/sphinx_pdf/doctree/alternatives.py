"""The choice among the forms of an output of a notebook, of which a PDF shows the best that it can."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes
from sphinx import addnodes

if TYPE_CHECKING:
    from sphinx.util.tags import Tags

#: The forms of an output in MyST-NB, in order of preference; HTML only if it is a table.
FORMS = (
    *("image/svg+xml", "image/png", "image/jpeg", "image/gif", "image/webp"),
    *("text/html", "text/markdown", "text/latex", "text/plain"),
)


def choose_outputs(tree: nodes.document, tags: Tags) -> None:
    """Keep one form of each output, where nbsphinx and MyST-NB, which do not know this builder, would keep none."""
    _choose_of_nbsphinx(tree, tags)
    for bundle in list(tree.findall(nodes.container)):
        if bundle.get("nb_element") == "mime_bundle":
            forms = {form.get("mime_type", ""): form for form in bundle.children if isinstance(form, nodes.Element)}
            shown = [forms[name] for name in FORMS if name in forms and _can_be_shown(forms[name], name)]
            if shown:
                _describe_images(shown[0], forms.get("text/plain"))
                bundle.replace_self(shown[0].children)


def _describe_images(form: nodes.Element, plain: nodes.Element | None) -> None:
    """Give the images of an output that lack alternative text its plain text, such as "Figure with 2 Axes"."""
    text = " ".join(plain.astext().split()).strip("<>") if plain else ""
    for image in form.findall(nodes.image):
        if text and not image.get("alt"):
            image["alt"] = text


def _can_be_shown(form: nodes.Element, name: str) -> bool:
    return bool(form.children) and (name != "text/html" or _has_table(form))


def _choose_of_nbsphinx(tree: nodes.document, tags: Tags) -> None:
    """Keep one of two outputs in ``only:: html`` and ``only:: latex``: that for HTML if it can be shown."""
    for web in list(tree.findall(addnodes.only)):
        paper = _next(web)
        if not isinstance(paper, addnodes.only) or (web.get("expr"), paper.get("expr")) != ("html", "latex"):
            continue
        if _is_output(web) and _is_output(paper) and not (tags.eval_condition("html") or tags.eval_condition("latex")):
            drawn = web.next_node(nodes.image) or web.next_node(nodes.math_block) or _has_table(web)
            (web if drawn else paper)["expr"] = "not html"


def _next(node: nodes.Element) -> nodes.Node | None:
    """Return the next node beside another, comments left out."""
    after = node.parent.children[node.parent.index(node) + 1 :]
    return next((sibling for sibling in after if not isinstance(sibling, nodes.comment)), None)


def _is_output(node: nodes.Element) -> bool:
    return any("nboutput" in inner.get("classes", ()) for inner in node.findall(nodes.Element))


def _has_table(node: nodes.Element) -> bool:
    """Return whether a part for HTML has a table."""
    return any("<table" in part.astext() for part in node.findall(nodes.raw) if "html" in part.get("format", ""))
