"""Where we are while a doctree becomes values: the state that the handlers of all nodes share."""

from __future__ import annotations

import unicodedata
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, TypeVar

from docutils import nodes
from sphinx.locale import __
from sphinx.util import logging

from sphinx_pdf.doctree.targets import Targets, place_of
from sphinx_pdf.fonts import covered

from .text import REPLACEMENT, TextSetter
from .values import paragraphs, spoken

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from pathlib import Path

    from sphinx.environment import BuildEnvironment

    from sphinx_pdf.config import Settings

    from .values import Value

    Handler = Callable[["Writer", Any], list[Value]]

Child = TypeVar("Child", bound=nodes.Node)

logger = logging.getLogger(__name__)

#: How deep Typst can nest, and how much of it each kind of node takes: found by trying.
MAX_DEPTH = 52
WEIGHTS: dict[type, int] = {nodes.table: 6, nodes.Sequential: 4, nodes.Body: 2, nodes.Inline: 1}
#: From so many addresses on in one list or table they stand behind the words: Typst lays out all of it for each note.
MANY_NOTES = 60


class Writer:
    """One document on its way from nodes to values."""

    def __init__(
        self,
        tree: nodes.document,
        start: str,
        env: BuildEnvironment,
        handlers: Mapping[type | str, Handler],
        settings: Settings,
        image_folder: Path,
        right_to_left: bool,
    ) -> None:
        """Prepare for *tree*; image addresses in it are relative to *image_folder*."""
        self.docname = start
        self.env = env
        self.level = 0
        #: In a title or a repeated table header: copied to other pages, so no note, no anchor.
        self.copied = False
        self.targets = Targets(tree, start)
        self.text = TextSetter(covered(settings.theme.fonts), right_to_left, self._warn_glyph)
        self.show_urls = settings.show_urls
        #: The address of each note in this chapter, and the name of the note.
        self.noted: dict[str, str] = {}
        self.image_folder = image_folder
        self.images: dict[str, Path] = {}
        #: Places that links can lead to, as far as they were made.
        self.anchors = {f"{start}#"}
        self._handlers = handlers
        self._depth = 0
        self._in_list = False
        self._here: nodes.Node = tree
        self._warned: set[str] = set()

    def value(self, node: nodes.Node) -> list[Value]:
        """Return the values of one node."""
        if isinstance(node, nodes.Text):
            return self.text.pieces(node.astext())
        self._here = node
        weight = next((WEIGHTS[kind] for kind in WEIGHTS if isinstance(node, kind)), 0)
        if self._depth + weight > MAX_DEPTH:
            self.warn("depth", __("nested too deeply for a page: shown as text"), node)
            return self.text.pieces(" ".join(text.astext() for text in node.findall(nodes.Text)))
        self._depth += weight
        with self._listing(node):
            values = self._handler(node)(self, node)
        self._depth -= weight
        language = node.get("lang") if isinstance(node, nodes.Element) else None
        return spoken(values, language) if language else values

    def values(self, children: Iterable[nodes.Node]) -> list[Value]:
        """Return the values of several nodes, one after the other."""
        return [value for child in children for value in self.value(child)]

    def inside(self, node: nodes.Element) -> list[Value]:
        """Return the values of what *node* holds, led by its anchor if a link leads there."""
        return self.anchor(node) + self.values(node.children)

    def blocks(self, node: nodes.Element) -> list[Value]:
        """Return what :meth:`inside` does, with inline values gathered into paragraphs."""
        return paragraphs(self.inside(node))

    def anchor(self, node: nodes.Element) -> list[Value]:
        """Return the anchor of *node* if a link leads there and it can have one here."""
        place = place_of(node, self.docname)
        if self.copied or place not in self.targets.used or place in self.anchors:
            return []
        self.anchors.add(place)
        return [{"t": "anchor", "id": place}]

    def add_image(self, path: Path, alt: str) -> dict[str, Any]:
        """Return an image value; the same file is carried once only."""
        name = next((name for name, file in self.images.items() if file == path), None)
        name = name or f"image-{len(self.images)}{path.suffix}"
        self.images[name] = path
        return {"t": "image", "file": name, "alt": self.text.clean(alt)}

    def number(self, kind: str, id_: str) -> str:
        """Return the number that Sphinx gave a figure, table or listing; empty if it has none."""
        numbers = self.env.toc_fignumbers.get(self.docname, {}).get(kind, {}).get(id_, ())
        return ".".join(map(str, numbers))

    def numbered(self, node: nodes.Element) -> list[Value]:
        """Return the words before a caption, as ``numfig_format`` has them: "Fig. 2"."""
        config = self.env.config
        kind = self.env.domains.standard_domain.get_enumerable_node_type(node)
        number = self.number(kind, node["ids"][0]) if config.numfig and kind and node["ids"] else ""
        if not kind or not number:
            return []
        return [{"t": "strong", "c": self.text.pieces(config.numfig_format.get(kind, "%s") % number)}, " "]

    @contextmanager
    def copying(self) -> Iterator[None]:
        """Mark what is handled inside as copied to other pages."""
        before, self.copied = self.copied, True
        yield
        self.copied = before

    @contextmanager
    def _listing(self, node: nodes.Node) -> Iterator[None]:
        """Decide in an outermost list or table how to print the addresses in it."""
        if self._in_list or not isinstance(node, (nodes.Sequential, nodes.table)):
            yield
            return
        before, self._in_list = self.show_urls, True
        outside = [link for link in node.findall(nodes.reference) if not link.get("refuri", "%").startswith("%")]
        if before == "footnote" and len(outside) >= MANY_NOTES:
            self.show_urls = "inline"
        yield
        self.show_urls, self._in_list = before, False

    def warn(self, subtype: str, message: str, node: nodes.Node) -> None:
        """Report what cannot be shown as it was written."""
        logger.warning(message, type="pdf", subtype=subtype, location=node)

    def warn_once(self, subtype: str, message: str, node: nodes.Node) -> None:
        """Report it the first time only."""
        if message not in self._warned:
            self._warned.add(message)
            self.warn(subtype, message, node)

    def _handler(self, node: nodes.Node) -> Handler:
        for kind in type(node).__mro__:
            if handler := self._handlers.get(kind) or self._handlers.get(kind.__name__):
                return handler
        return unknown

    def _warn_glyph(self, char: str) -> None:
        name = unicodedata.name(char, __("a character without a name"))
        message = __("no font of the PDF has U+%04X (%s); %s stands for it")
        self.warn("glyph", message % (ord(char), name, REPLACEMENT), self._here)


def held(node: nodes.Element, kind: type[Child]) -> list[Child]:
    """Return the children of *node* that are of one kind."""
    return [child for child in node.children if isinstance(child, kind)]


def unknown(w: Writer, node: nodes.Element) -> list[Value]:
    """Show the text of a node that nobody taught us, and say so once per kind."""
    kind = type(node).__name__
    w.warn_once("unknown", __("the PDF has no form for the node %r: its text is shown") % kind, node)
    return w.inside(node)
