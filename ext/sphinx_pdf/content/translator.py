"""The doctree translator: dispatch by node class, and the state shared by all handlers."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, TypeVar

from docutils import nodes
from sphinx.locale import __
from sphinx.util import logging

from sphinx_pdf.doctree.targets import Targets, target_of
from sphinx_pdf.fonts import FontChain

from .kinds import ANCHOR, IMAGE, KINDS, NOTE, NOTE_AGAIN, NOTE_NUMBER, STRONG
from .layout import apply_classes, page_of
from .missing import MissingCharacters
from .text import TextTranslator, running_text
from .values import gather_paragraphs, mark_language

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from pathlib import Path

    from sphinx.environment import BuildEnvironment

    from sphinx_pdf.config.settings import Settings

    from .kinds import Element, Value

    #: Returns the values of a node.
    Handler = Callable[["Translator", Any], list[Value]]

Child = TypeVar("Child", bound=nodes.Node)

logger = logging.getLogger(__name__)

#: How deep Typst can nest, and how much of that a node of each class takes; measured.
MAX_DEPTH = 52
DEPTHS: dict[type, int] = {nodes.table: 6, nodes.Sequential: 4, nodes.Body: 2, nodes.Inline: 1}
#: With this many external links, a list or table has URLs in brackets: Typst repeats its layout for each footnote.
MANY_FOOTNOTES = 60


class Translator:
    """Translates one assembled doctree to values."""

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
        """Prepare for *tree*, whose outermost document is *start*; image URIs are relative to *image_folder*.

        *handlers* are found by node class, or by the name of a class.
        """
        self.env, self.image_folder = env, image_folder
        #: The document that the current node comes from.
        self.docname = start
        #: The caption of the toctree that the next chapter is the first of.
        self.part = ""
        #: The number of sections around the current node.
        self.level = 0
        #: The notes and anchors of content that is repeated on other pages, to be placed outside it; None elsewhere.
        self.outside: list[Value] | None = None
        self.targets = Targets(tree, start)
        #: The targets whose anchors have been made, and the notes, in order.
        self.anchors = {f"{start}#": None}
        theme = settings.theme
        self.fonts = FontChain(theme.fonts, theme.families, theme.fallback, env.config.language)
        self.missing = MissingCharacters()
        self.text = TextTranslator(self.fonts, right_to_left, lambda char: self.missing.add(char, self._current))
        #: All settings, and the page around the current node.
        self.settings, self.page = settings, settings.page
        self.show_urls = "footnote" if settings.show_urls == "short" else settings.show_urls
        #: The id of the footnote of each URL that was printed in this chapter.
        self.url_notes: dict[str, str] = {}
        #: The image files by their names in the content.
        self.images: dict[str, Path] = {}
        self._handlers, self._depth, self._in_list = handlers, 0, False
        self._current: nodes.Node = tree
        self._warned: set[tuple[str, str]] = set()

    def translate(self, node: nodes.Node) -> list[Value]:
        """Return the values of one node."""
        if isinstance(node, nodes.Text):
            return self.text.translate(running_text(node))
        self._current = node
        depth = self._depth
        self._depth += next((DEPTHS[kind] for kind in DEPTHS if isinstance(node, kind)), 0)
        anchors, outside = len(self.anchors), len(self.outside or ())
        try:
            if self._depth > MAX_DEPTH:
                raise RecursionError
            with self._url_style(node), self.changed(page=page_of(node, self.page)):
                return self._handle(node)
        except Exception as error:  # noqa: BLE001 - no node of an extension may prevent the PDF
            # The values of the node are lost, and so are its notes and anchors.
            while len(self.anchors) > anchors:
                self.anchors.popitem()
            self.url_notes = {url: name for url, name in self.url_notes.items() if name in self.anchors}
            del (self.outside or [])[outside:]
            return self._as_text(node, error)
        finally:
            self._depth = depth

    def _handle(self, node: nodes.Node) -> list[Value]:
        """Return the values from the handler of a node."""
        values = self._find_handler(node)(self, node)
        for value in values:
            if not isinstance(value, str):
                KINDS[value["t"]].check(value)
        if not isinstance(node, nodes.Element):
            return values
        language = node.get("lang")
        values = mark_language(values, language) if language and values else values
        return values if isinstance(node.parent, nodes.TextElement) else apply_classes(values, node["classes"])

    def _as_text(self, node: nodes.Node, error: Exception) -> list[Value]:
        """Report a node that cannot be shown, once for each class unless it is nested too deeply; return its text."""
        if isinstance(error, RecursionError):
            self.warn("depth", __("nesting too deep; shown as plain text"), node)
        else:
            kind = type(node).__name__
            message = __("cannot show the node %r; showing its text: %s: %s")
            self.warn_once("node", message % (kind, type(error).__name__, error), node, about=kind)
        if isinstance(node, nodes.Structural):
            return gather_paragraphs(self.translate_all(node.children))
        return self.text.translate(" ".join(text.astext() for text in node.findall(nodes.Text)))

    def translate_all(self, siblings: Iterable[nodes.Node]) -> list[Value]:
        """Return the values of several nodes, one after the other."""
        return [value for node in siblings for value in self.translate(node)]

    def translate_children(self, node: nodes.Element) -> list[Value]:
        """Return the values of the children of *node*, after its anchor if a link leads to it."""
        return self.anchor(node) + self.translate_all(node.children)

    def translate_blocks(self, node: nodes.Element) -> list[Value]:
        """Return the same as :meth:`translate_children`, with inline values gathered into paragraphs."""
        return gather_paragraphs(self.translate_children(node))

    def anchor(self, node: nodes.Element) -> list[Value]:
        """Return the anchor of *node* if a link leads to it and it can have one here, else nothing."""
        target = target_of(node, self.docname)
        if target not in self.targets.used or target in self.anchors:
            return []
        self.anchors[target] = None
        return self._outside_or_here(ANCHOR(id=target))

    def note(self, name: str, make: Callable[[], list[Value]]) -> list[Value]:
        """Return the note *name* at its first reference, with the content that *make* returns; then its number."""
        number = NOTE_AGAIN if self.outside is None else NOTE_NUMBER
        if name in self.anchors:
            return [number(to=name)]
        self.anchors[name] = None
        with self.changed(outside=None):
            note = NOTE(id=name, c=make())
        return self._outside_or_here(note) or [number(to=name)]

    def _outside_or_here(self, value: Value) -> list[Value]:
        if self.outside is None:
            return [value]
        self.outside.append(value)
        return []

    def image(self, path: Path, alt: str) -> Element:
        """Return an image; the PDF embeds each file only once."""
        name = next((name for name, file in self.images.items() if file == path), None)
        name = name or f"image-{len(self.images)}{path.suffix}"
        self.images[name] = path
        return IMAGE(file=name, alt=self.text.clean(alt))

    def number(self, kind: str, id_: str) -> str:
        """Return the number that Sphinx gave a figure, table, listing or formula; empty if it has none."""
        numbers = self.env.toc_fignumbers.get(self.docname, {}).get(kind, {}).get(id_, ())
        return ".".join(map(str, numbers))

    def caption_number(self, node: nodes.Element) -> list[Value]:
        """Return what ``numfig_format`` puts before a caption, such as "Fig. 2", and a space."""
        config = self.env.config
        kind = self.env.domains.standard_domain.get_enumerable_node_type(node)
        number = self.number(kind, node["ids"][0]) if config.numfig and kind and node["ids"] else ""
        if not kind or not number:
            return []
        return [STRONG(c=self.text.translate(config.numfig_format.get(kind, "%s") % number)), " "]

    @contextmanager
    def repeated_content(self) -> Iterator[list[Value]]:
        """Mark everything translated inside as repeated on other pages; yield the values to place outside it."""
        outside: list[Value] = []
        with self.changed(outside=outside if self.outside is None else self.outside):
            yield outside

    @contextmanager
    def changed(self, **state: Any) -> Iterator[None]:
        """Change attributes for everything translated inside."""
        before = {name: getattr(self, name) for name in state}
        vars(self).update(state)
        try:
            yield
        finally:
            vars(self).update(before)

    @contextmanager
    def _url_style(self, node: nodes.Node) -> Iterator[None]:
        """Choose how URLs are printed in *node* if it is an outermost list or table."""
        if self._in_list or not isinstance(node, (nodes.Sequential, nodes.table)):
            yield
            return
        external = [link for link in node.findall(nodes.reference) if not link.get("refuri", "%").startswith("%")]
        many = self.show_urls == "footnote" and len(external) >= MANY_FOOTNOTES
        with self.changed(show_urls="inline" if many else self.show_urls, _in_list=True):
            yield

    def warn(self, subtype: str, message: str, node: nodes.Node) -> None:
        """Report content that cannot be shown as written."""
        logger.warning(message, type="pdf", subtype=subtype, location=node)

    def warn_once(self, subtype: str, message: str, node: nodes.Node, about: str) -> None:
        """Report such content once for each value of *about*."""
        if (subtype, about) not in self._warned:
            self._warned.add((subtype, about))
            self.warn(subtype, message, node)

    def _find_handler(self, node: nodes.Node) -> Handler:
        for kind in type(node).__mro__:
            if handler := self._handlers.get(kind.__name__) or self._handlers.get(kind):
                return handler
        return unsupported


def children_of_type(node: nodes.Element, kind: type[Child]) -> list[Child]:
    """Return the children of *node* that are instances of *kind*."""
    return [child for child in node.children if isinstance(child, kind)]


def unsupported(translator: Translator, node: nodes.Element) -> list[Value]:
    """Fall back to the text of an unsupported node; warn once per node class."""
    kind = type(node).__name__
    translator.warn_once("unknown", __("unsupported node %r; showing its text") % kind, node, about=kind)
    return translator.translate_children(node)
