"""Handlers of block nodes: sections, paragraphs, admonitions."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from docutils import nodes
from sphinx import addnodes
from sphinx.locale import _, admonitionlabels

from sphinx_pdf.doctree.targets import target_of

from . import kinds
from .inlines import card_of, link_around, passthrough, skip, styled
from .layout import MAX_WHOLE, MAX_WHOLE_RIGHT_TO_LEFT, set_beside
from .translator import children_of_type
from .values import gather_paragraphs, plain_text, short_title, text_length

if TYPE_CHECKING:
    from .kinds import Element, Kind, Value
    from .translator import Handler, Translator

#: The appearance of admonitions; others, and topics and sidebars, have none.
TONES = {
    **dict.fromkeys(["note", "seealso", "important"], "note"),
    **dict.fromkeys(["hint", "tip"], "tip"),
    **dict.fromkeys(["attention", "caution", "warning"], "warning"),
    **dict.fromkeys(["danger", "error"], "danger"),
}
#: A block with fewer characters stays on the page of the list below it.
SHORT_BLOCK = 700


def start_of_file(translator: Translator, node: addnodes.start_of_file) -> list[Value]:
    """Show a document inside another one; its ids are in its own namespace."""
    with translator.changed(docname=node["docname"], part=node.get("part", "")):
        # The heading of the first section is the target of the document.
        anchor = [] if children_of_type(node, nodes.section) else translator.anchor(node)
        return gather_paragraphs(anchor + translator.translate_all(node.children))


def section(translator: Translator, node: nodes.section) -> list[Value]:
    """Show a heading followed by the content of the section: sections are not nested in the values."""
    titles = children_of_type(node, nodes.title)
    target = target_of(node, translator.docname)
    # A document may contain a section twice; links lead to the first.
    target = "" if target in translator.anchors else target
    translator.anchors[target] = None
    level = translator.level + 1
    part = translator.text.translate(translator.part) if translator.part else None
    translator.part = ""
    if level == 1:
        translator.url_notes.clear()
    with translator.changed(level=level):
        title = [value for title in titles for value in translator.translate_all(title.children)]
        body = translator.translate_all(child for child in node.children if child not in titles)
    title = section_number(translator, node) + translator.text.isolate(title)
    short: list[Value] | None = short_title(title)
    short = None if short == title else short
    heading = kinds.HEADING(level=min(level, 6), id=target, short=short, part=part if level == 1 else None, c=title)
    max_whole = MAX_WHOLE_RIGHT_TO_LEFT if translator.text.right_to_left else MAX_WHOLE
    return [heading, *_keep_with_lists(set_beside(gather_paragraphs(body), max_whole))]


def _keep_with_lists(blocks: list[Value]) -> list[Value]:
    """Mark each short block as sticky that is above a short list of fields or terms, or announces code.

    Return *blocks*.
    """
    for block, below in pairwise(blocks):
        listed = (kinds.FIELDS.matches(below) and below["short"]) or kinds.TERMS.matches(below)
        announced = kinds.PRE.matches(below) and kinds.PARAGRAPH.matches(block) and _ends_with_colon(block)
        if isinstance(block, dict) and (listed or announced):
            block["sticky"] = not kinds.HEADING.matches(block) and text_length([block]) < SHORT_BLOCK
    return blocks


def _ends_with_colon(paragraph: Element) -> bool:
    return plain_text(paragraph["c"][-1:]).rstrip().endswith((":", "："))


def section_number(translator: Translator, node: nodes.section) -> list[Value]:
    """Return the number of a section below a ``:numbered:`` toctree, and a space."""
    numbers = translator.env.toc_secnumbers.get(translator.docname, {})
    outermost = not isinstance(node.parent, nodes.section)
    number = next((numbers[f"#{id_}"] for id_ in node["ids"] if f"#{id_}" in numbers), None)
    number = number or (numbers.get("") if outermost else None)
    return [".".join(map(str, number)) + "\N{EN SPACE}"] if number else []


def blocks_only(translator: Translator, node: nodes.Element) -> list[Value]:
    """Show the blocks of a node that has no appearance of its own."""
    return translator.translate_blocks(node)


def paragraph(translator: Translator, node: nodes.paragraph) -> list[Value]:
    """Show a paragraph.

    If Sphinx nests paragraphs in a paragraph that begins with a name, the first of them is joined
    to the name.
    """
    blocks = translator.translate_blocks(node)
    leading = [block for block in blocks[:2] if kinds.PARAGRAPH.matches(block)]
    if len(leading) < 2:
        return blocks
    name, first = leading
    return [{**name, "c": [*name["c"], *first["c"]]}, *blocks[2:]]


def container(translator: Translator, node: nodes.container) -> list[Value]:
    """Show the blocks of a container; a bold one is a title, and a card has a frame, as in sphinx-design."""
    if "sd-font-weight-bold" in node["classes"]:
        title = translator.translate_children(node)
        of_card, link = card_of(node)
        return [kinds.RUBRIC(c=link_around(translator, link, title) if link and of_card is node else title)]
    if "sd-card" in node["classes"]:
        return [kinds.CARD(c=translator.translate_blocks(node))]
    if "pdf-columns" in node["classes"]:
        items = [gather_paragraphs(translator.translate(child)) for child in node.children]
        return [*translator.anchor(node), kinds.COLUMNS(items=items)]
    return translator.translate_blocks(node)


def caption(translator: Translator, node: nodes.caption) -> list[Value]:
    """Show the caption of code, with its number, in the manner of those of figures."""
    number = translator.caption_number(node.parent) if node.parent else []
    return [kinds.STYLED(style="caption", c=[kinds.PARAGRAPH(c=number + translator.translate_children(node))])]


def rubric(translator: Translator, node: nodes.rubric) -> list[Value]:
    """Show a rubric, except that of footnotes, as in LaTeX: these are at the bottom of their pages."""
    if node.astext() in {"Footnotes", _("Footnotes")}:
        return []
    return [kinds.RUBRIC(c=translator.translate_children(node))]


def as_block(kind: Kind) -> Handler:
    """Return the handler of a node whose blocks are shown as one of *kind*."""

    def handle(translator: Translator, node: nodes.Element) -> list[Value]:
        return [kind(c=translator.translate_blocks(node))]

    return handle


def described(translator: Translator, node: addnodes.desc_content) -> list[Value]:
    """Show the description of an object below its signature, indented."""
    blocks = translator.translate_blocks(node)
    return [kinds.STYLED(style="indented", c=blocks)] if blocks else []


def aside(translator: Translator, node: nodes.Element) -> list[Value]:
    """Show an admonition, topic or sidebar: its title or label, then its blocks."""
    titles = children_of_type(node, nodes.title)
    # A general admonition may have the class of another, and one of nbsphinx has no other name.
    name = next((name for name in (node.tagname, *node["classes"]) if name in TONES), "")
    label = admonitionlabels.get(node.tagname, "") or admonitionlabels.get(name, "")
    title = translator.translate_all(titles[0].children) if titles else translator.text.translate(label)
    body = translator.translate_all(child for child in node.children if child not in titles)
    return [kinds.ASIDE(tone=TONES.get(name, ""), title=title, c=translator.anchor(node) + gather_paragraphs(body))]


def transition(translator: Translator, node: nodes.transition) -> list[Value]:
    """Show a transition as a rule."""
    return [kinds.RULE()]


HANDLERS: dict[type | str, Handler] = {
    addnodes.start_of_file: start_of_file,
    nodes.section: section,
    nodes.paragraph: paragraph,
    **dict.fromkeys([nodes.document, nodes.compound], blocks_only),
    **dict.fromkeys([addnodes.glossary, addnodes.acks, addnodes.hlist, addnodes.hlistcol], blocks_only),
    **dict.fromkeys([addnodes.desc, addnodes.versionmodified, addnodes.productionlist], blocks_only),
    # Subclasses of docutils' comment: a table, and the pages that its links lead to.
    **dict.fromkeys(["autosummary_table", "autosummary_toc"], blocks_only),
    # Around the input and output of nbsphinx, and a part of a list of changes that HTML can hide.
    **dict.fromkeys(["CodeAreaNode", "FancyOutputNode", "CollapsedLog"], blocks_only),
    nodes.container: container,
    addnodes.production: styled(kinds.SIGNATURE),
    nodes.block_quote: as_block(kinds.QUOTE),
    addnodes.desc_content: described,
    nodes.attribution: styled(kinds.ATTRIBUTION),
    addnodes.desc_signature: styled(kinds.SIGNATURE),
    addnodes.centered: styled(kinds.RUBRIC),
    nodes.rubric: rubric,
    nodes.caption: caption,
    **dict.fromkeys([nodes.Admonition, addnodes.seealso, nodes.topic, nodes.sidebar], aside),
    "AdmonitionNode": aside,  # of nbsphinx
    nodes.system_message: as_block(kinds.QUOTE),
    nodes.transition: transition,
    nodes.subtitle: passthrough,
    # The title of a node whose handler does not read it.
    nodes.title: styled(kinds.RUBRIC),
    **dict.fromkeys([nodes.substitution_definition, nodes.pending, nodes.docinfo], skip),
    **dict.fromkeys([addnodes.highlightlang, addnodes.tabular_col_spec], skip),
}
