"""Handlers of inline nodes: styled text, links, footnotes."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from docutils import nodes
from sphinx import addnodes
from sphinx.locale import __

from . import kinds
from .values import join, strings

if TYPE_CHECKING:
    from .kinds import Kind, Value
    from .translator import Handler, Translator

ALLOWED_SCHEMES = ("http", "https", "mailto")
#: The length of a URL that people may type, in characters; longer ones are shortened if the settings say so.
MAX_PRINTED_URL = 60


def styled(kind: Kind) -> Handler:
    """Return the handler of a node whose content is shown in one style."""

    def handle(translator: Translator, node: nodes.Element) -> list[Value]:
        return [kind(c=translator.translate_children(node))]

    return handle


def skip(translator: Translator, node: nodes.Element) -> list[Value]:
    """Skip a node that is not printed."""
    return []


def passthrough(translator: Translator, node: nodes.Element) -> list[Value]:
    """Show the content of a node that has no appearance of its own."""
    return translator.translate_children(node)


def wrapped_in(before: str, after: str) -> Handler:
    """Return the handler of a node with punctuation around it that the doctree does not contain."""

    def handle(translator: Translator, node: nodes.Element) -> list[Value]:
        return [before, *translator.translate_children(node), after]

    return handle


def reference(translator: Translator, node: nodes.reference) -> list[Value]:
    """Link within the document or to a URL; show the text alone if the target is not in the PDF."""
    if side := _side_of_image(node):
        return [kinds.ALIGNED(side=side, c=_reference(translator, node))]
    return _reference(translator, node)


def _side_of_image(node: nodes.reference) -> str:
    """Return the side of an image that is a link, outside running text; empty if it has none."""
    if len(node.children) != 1 or isinstance(node.parent, (nodes.TextElement, nodes.figure)):
        return ""
    image = node.children[0]
    side = image.get("align", "") if isinstance(image, nodes.image) else ""
    return side if side in {"left", "center", "right"} else ""


def _reference(translator: Translator, node: nodes.reference) -> list[Value]:
    # The link over a whole card of sphinx-design, whose text is hidden on the screen too, is that of the card's title.
    if "sd-hide-link-text" in node["classes"] and card_of(node)[1] is node:
        return []
    return link_around(translator, node, translator.translate_children(node))


def card_of(node: nodes.Node) -> tuple[nodes.Element | None, nodes.Element | None]:
    """Return the title of the card of sphinx-design around a node, and the link over the card, if it has both.

    A title with a link of its own cannot have another.
    """
    card = node.parent
    while card is not None and "sd-card" not in card.get("classes", ()):
        card = card.parent
    inner = list(card.findall(nodes.Element)) if card else []
    title = next((it for it in inner if "sd-card-title" in it.get("classes", ())), None)
    link = next(
        (it for it in inner if "sd-hide-link-text" in it.get("classes", ()) and isinstance(it, nodes.reference)), None
    )
    has_both = title is not None and link is not None and not title.next_node(nodes.reference)
    return (title, link) if has_both else (None, None)


def link_around(translator: Translator, node: nodes.Element, body: list[Value]) -> list[Value]:
    """Return *body* as the link of a reference."""
    uri: str = node.get("refuri", "")
    if "refid" in node or uri.startswith(("%", "#")):
        target = translator.targets.of_reference(node, translator.docname)
        if target is None or translator.outside is not None:
            return body
        return [kinds.LINK(to=target, page="page-reference" in node["classes"], c=body)]
    return _external_link(translator, node, uri, body)


def _external_link(translator: Translator, node: nodes.Element, uri: str, body: list[Value]) -> list[Value]:
    """Link to a URL and print it according to the settings, unless the text of the link is the URL itself."""
    try:
        scheme = urlsplit(uri).scheme
    except ValueError:
        scheme = ""
    if not scheme and not uri.startswith("//"):
        message = __("a PDF has no links to files of the project, such as %s; showing the text")
        translator.warn_once("link", message % uri, node, about="file")
        return body
    if scheme not in ALLOWED_SCHEMES:
        message = __("only links to %s are allowed; showing the text of %s")
        translator.warn("link", message % (", ".join(ALLOWED_SCHEMES), uri), node)
        return body

    def linked(values: list[Value]) -> list[Value]:
        """Return *values* as a link where links are possible."""
        return values if translator.outside is not None else [kinds.LINK(url=uri, c=values)]

    def printed(text: str) -> list[Value]:
        shown = shortened(readable(text)) if translator.settings.show_urls == "short" else readable(text)
        return linked(translator.text.translate_url(shown))

    address = uri.removeprefix("mailto:")
    text = "".join(strings(body))
    if not body or _without_scheme(text) == _without_scheme(address):
        return printed(text or address)
    if translator.show_urls == "inline":
        return [*linked(body), " (", *printed(address), ")"]
    if translator.show_urls == "no":
        return linked(body)
    # Once per chapter. No target of a document begins with "#".
    name = translator.url_notes.setdefault(address, f"#note-{len(translator.anchors)}")
    return linked(body) + translator.note(name, lambda: printed(address))


def readable(url: str) -> str:
    """Return a URL with percent-encoded letters decoded, as browsers show it (RFC 3987, 3.2)."""

    def decoded(found: re.Match[str]) -> str:
        letters = unquote(found[0], errors="replace")
        return letters if letters.isprintable() and "\N{REPLACEMENT CHARACTER}" not in letters else found[0]

    return re.sub("(?:%[89A-Fa-f][0-9A-Fa-f])+", decoded, url)


def shortened(url: str) -> str:
    """Return the host and an ellipsis for a URL that nobody would type, any other URL unchanged."""
    if len(url) <= MAX_PRINTED_URL:
        return url
    host, slash, _ = _without_scheme(url).partition("/")
    return f"{host}/…" if slash else url


def _without_scheme(url: str) -> str:
    """Return a URL without its scheme and final slash, which people omit when they write one."""
    return url.strip().rpartition("://")[2].rstrip("/")


def download_reference(translator: Translator, node: addnodes.download_reference) -> list[Value]:
    """Link to a download that has a URL; show the text alone if it is a local file."""
    uri: str = node.get("refuri", "")
    body = translator.translate_children(node)
    return _external_link(translator, node, uri, body) if uri else body


def footnote_reference(translator: Translator, node: nodes.footnote_reference) -> list[Value]:
    """Insert the footnote itself at its first reference, and its number at the others."""
    note = translator.targets.footnote(node, translator.docname)
    if note is None:
        return [kinds.SUPERSCRIPT(c=translator.translate_all(node.children))]
    name = f"{translator.docname}#{note['ids'][0]}"
    return translator.note(name, lambda: _unwrapped(translator.translate_all(note.children[1:])))


def _unwrapped(blocks: list[Value]) -> list[Value]:
    """Return the content of a single paragraph, so that it begins on the line of its number."""
    if len(blocks) == 1 and kinds.PARAGRAPH.matches(block := blocks[0]):
        return list(block["c"])
    return blocks


def abbreviation(translator: Translator, node: nodes.abbreviation) -> list[Value]:
    """Show an abbreviation with its explanation in brackets, since paper has no tooltips."""
    # Python signatures explain their punctuation, which would clutter a page.
    explained = not isinstance(node.parent, addnodes.desc_sig_element)
    explanation = node.get("explanation") if explained else None
    body = translator.translate_children(node)
    return body + (translator.text.translate(f" ({explanation})") if explanation else [])


def option_argument(translator: Translator, node: nodes.option_argument) -> list[Value]:
    """Show the argument of an option after its delimiter, often an equals sign."""
    return [*translator.text.translate(node.get("delimiter", " ")), *translator.translate_children(node)]


def parameters(translator: Translator, node: nodes.Element) -> list[Value]:
    """Show the parameters of a signature in brackets, separated by commas."""
    opening, closing = ("[", "]") if "type_parameter" in node.tagname else ("(", ")")
    return [opening, *join(", ", [translator.translate(child) for child in node.children]), closing]


def inline(translator: Translator, node: nodes.inline) -> list[Value]:
    """Show inline text; a badge of sphinx-design has a frame."""
    body = translator.translate_children(node)
    return [kinds.BADGE(c=body)] if "sd-badge" in node["classes"] else body


HANDLERS: dict[type | str, Handler] = {
    **dict.fromkeys([nodes.emphasis, nodes.title_reference], styled(kinds.EMPHASIS)),
    **dict.fromkeys([addnodes.manpage, addnodes.literal_emphasis], styled(kinds.EMPHASIS)),
    **dict.fromkeys([nodes.strong, addnodes.literal_strong], styled(kinds.STRONG)),
    **dict.fromkeys([nodes.literal, nodes.problematic], styled(kinds.CODE)),
    nodes.subscript: styled(kinds.SUBSCRIPT),
    nodes.superscript: styled(kinds.SUPERSCRIPT),
    nodes.reference: reference,
    addnodes.download_reference: download_reference,
    nodes.footnote_reference: footnote_reference,
    nodes.abbreviation: abbreviation,
    nodes.option_argument: option_argument,
    nodes.inline: inline,
    **dict.fromkeys([nodes.generated, nodes.target, nodes.acronym], passthrough),
    **dict.fromkeys([nodes.citation_reference, nodes.substitution_reference], passthrough),
    addnodes.pending_xref: passthrough,
    # sphinx-design's wrapper around the link of a card or button; by name, so as not to depend on sphinx-design.
    "PassthroughTextElement": passthrough,
    **dict.fromkeys([nodes.comment, nodes.meta, nodes.decoration, addnodes.index], skip),
    **dict.fromkeys([addnodes.desc_parameterlist, addnodes.desc_type_parameter_list], parameters),
    addnodes.desc_optional: wrapped_in("[", "]"),
    addnodes.desc_returns: wrapped_in(" \N{RIGHTWARDS ARROW} ", ""),
    addnodes.desc_signature_line: wrapped_in("", " "),
    addnodes.desc_name: styled(kinds.STRONG),
    **dict.fromkeys([addnodes.desc_addname, addnodes.desc_inline], passthrough),
    **dict.fromkeys([addnodes.desc_parameter, addnodes.desc_type_parameter], passthrough),
    **dict.fromkeys([addnodes.desc_annotation, addnodes.desc_type], passthrough),
    **dict.fromkeys(addnodes.SIG_ELEMENTS, passthrough),
}
