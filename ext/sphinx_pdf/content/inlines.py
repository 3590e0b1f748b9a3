"""What stands in a line: words in a style, links, notes, images."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from docutils import nodes
from sphinx import addnodes
from sphinx.locale import __

if TYPE_CHECKING:
    from .translator import Handler, Writer
    from .values import Value

ALLOWED_SCHEMES = frozenset(["http", "https", "mailto"])


def styled(kind: str) -> Handler:
    """Return the handler of a node that is its content in one style."""

    def handle(w: Writer, node: nodes.Element) -> list[Value]:
        return [{"t": kind, "c": w.inside(node)}]

    return handle


def nothing(w: Writer, node: nodes.Element) -> list[Value]:
    """Leave out a node that has no place on paper."""
    return []


def between(before: str, after: str) -> Handler:
    """Return the handler of a node whose marks stand in no text of the doctree."""

    def handle(w: Writer, node: nodes.Element) -> list[Value]:
        return [before, *w.inside(node), after]

    return handle


def reference(w: Writer, node: nodes.reference) -> list[Value]:
    """Link within the document, or to an address; anything else stays text."""
    uri: str = node.get("refuri", "")
    # The link over a whole card of sphinx-design; its text is hidden on the screen too.
    if "sd-hide-link-text" in node["classes"]:
        return []
    body = w.inside(node)
    if "refid" in node or uri.startswith(("%", "#")):
        place = w.targets.destination(node, w.docname)
        if place is None or w.copied:
            return body
        return [{"t": "link", "to": place, "page": "page-reference" in node["classes"], "c": body}]
    return _external(w, node, uri, body)


def _external(w: Writer, node: nodes.Element, uri: str, body: list[Value]) -> list[Value]:
    try:
        scheme = urlsplit(uri).scheme
    except ValueError:
        scheme = ""
    if scheme not in ALLOWED_SCHEMES:
        w.warn("link", __("not a link in the PDF, its text is kept: %s") % uri, node)
        return body
    if w.copied:
        return body
    address = uri.removeprefix("mailto:")
    written = node.astext()
    if not body or _bare(written) == _bare(address):
        return [{"t": "link", "url": uri, "c": w.text.address(readable(written or address))}]
    link: Value = {"t": "link", "url": uri, "c": body}
    shown: Value = {"t": "link", "url": uri, "c": w.text.address(readable(address))}
    if w.show_urls == "inline":
        return [link, " (", shown, ")"]
    return [link, *_note(w, address, shown)] if w.show_urls == "footnote" else [link]


def _note(w: Writer, address: str, shown: Value) -> list[Value]:
    """Print an address in a footnote, once in each chapter."""
    if address in w.noted:
        return [{"t": "note-again", "to": w.noted[address]}]
    # No place of a document begins with "#".
    name = w.noted[address] = f"#note-{len(w.anchors)}"
    w.anchors.add(name)
    return [{"t": "note", "id": name, "c": [shown]}]


def readable(address: str) -> str:
    """Return an address with the letters that its percent signs stand for, as browsers show it (RFC 3987, 3.2)."""

    def decoded(found: re.Match[str]) -> str:
        letters = unquote(found[0], errors="replace")
        return letters if letters.isprintable() and "\N{REPLACEMENT CHARACTER}" not in letters else found[0]

    return re.sub("(?:%[89A-Fa-f][0-9A-Fa-f])+", decoded, address)


def _bare(address: str) -> str:
    """Return an address without the parts that people leave out when they write one."""
    return address.strip().rpartition("://")[2].rstrip("/")


def download_reference(w: Writer, node: addnodes.download_reference) -> list[Value]:
    """Link to a download that has an address; a file beside the pages is not in the PDF."""
    uri: str = node.get("refuri", "")
    body = w.inside(node)
    return _external(w, node, uri, body) if uri else body


def footnote_reference(w: Writer, node: nodes.footnote_reference) -> list[Value]:
    """Put the footnote itself here the first time; its number alone from then on."""
    note = w.targets.footnote(node, w.docname)
    if note is None or w.copied:
        return [{"t": "sup", "c": w.values(node.children)}]
    name = f"{w.docname}#{note['ids'][0]}"
    if name in w.anchors:
        return [{"t": "note-again", "to": name}]
    w.anchors.add(name)
    return [{"t": "note", "id": name, "c": _unwrapped(w.values(note.children[1:]))}]


def _unwrapped(blocks: list[Value]) -> list[Value]:
    """Return the content of a single paragraph, so that it stands on the line of its number."""
    alone = blocks[0] if len(blocks) == 1 else ""
    return alone["c"] if isinstance(alone, dict) and alone["t"] == "par" else blocks


def abbreviation(w: Writer, node: nodes.abbreviation) -> list[Value]:
    """Explain an abbreviation in brackets: paper shows no pop-up."""
    # Python's signatures explain their marks; a page of them would drown in explanations.
    explained = not isinstance(node.parent, addnodes.desc_sig_element)
    explanation = node.get("explanation") if explained else None
    return w.inside(node) + (w.text.pieces(f" ({explanation})") if explanation else [])


def option_argument(w: Writer, node: nodes.option_argument) -> list[Value]:
    """Show the argument of an option after its delimiter, often an equals sign."""
    return [*w.text.pieces(node.get("delimiter", " ")), *w.inside(node)]


def raw(w: Writer, node: nodes.raw) -> list[Value]:
    """Leave out what is written for another format, but keep MyST's hard line breaks."""
    return [{"t": "newline"}] if node["format"] == "html" and node.astext().startswith("<br") else []


def parameters(w: Writer, node: nodes.Element) -> list[Value]:
    """List what a signature takes, in its brackets."""
    opening, closing = ("[", "]") if "type_parameter" in node.tagname else ("(", ")")
    listed = [w.value(child) for child in node.children]
    commas = [part for values in listed for part in [", ", *values]][1:]
    return [opening, *commas, closing]


def inline(w: Writer, node: nodes.inline) -> list[Value]:
    """Show words in a line; a badge of sphinx-design has its frame."""
    return [{"t": "badge", "c": w.inside(node)}] if "sd-badge" in node["classes"] else w.inside(node)


def plain(w: Writer, node: nodes.Element) -> list[Value]:
    """Show what the node holds, as it is."""
    return w.inside(node)


HANDLERS: dict[type | str, Handler] = {
    nodes.emphasis: styled("em"),
    nodes.title_reference: styled("em"),
    addnodes.manpage: styled("em"),
    addnodes.literal_emphasis: styled("em"),
    nodes.strong: styled("strong"),
    addnodes.literal_strong: styled("strong"),
    nodes.literal: styled("code"),
    nodes.problematic: styled("code"),
    nodes.subscript: styled("sub"),
    nodes.superscript: styled("sup"),
    nodes.reference: reference,
    addnodes.download_reference: download_reference,
    nodes.footnote_reference: footnote_reference,
    nodes.abbreviation: abbreviation,
    nodes.option_argument: option_argument,
    nodes.raw: raw,
    nodes.inline: inline,
    **dict.fromkeys([nodes.generated, nodes.target, nodes.acronym], plain),
    **dict.fromkeys([nodes.citation_reference, nodes.substitution_reference], plain),
    addnodes.pending_xref: plain,
    # sphinx-design's wrapper around the link of a card or button; by name, so as not to need it.
    "PassthroughTextElement": plain,
    **dict.fromkeys([nodes.comment, nodes.meta, nodes.decoration, addnodes.index], nothing),
    addnodes.desc_parameterlist: parameters,
    addnodes.desc_type_parameter_list: parameters,
    addnodes.desc_optional: between("[", "]"),
    addnodes.desc_returns: between(" \N{RIGHTWARDS ARROW} ", ""),
    addnodes.desc_signature_line: between("", " "),
    **dict.fromkeys([addnodes.desc_name, addnodes.desc_addname, addnodes.desc_inline], plain),
    **dict.fromkeys([addnodes.desc_parameter, addnodes.desc_type_parameter], plain),
    **dict.fromkeys([addnodes.desc_annotation, addnodes.desc_type], plain),
    **dict.fromkeys(addnodes.SIG_ELEMENTS, plain),
}
