"""HTML pages read by a real parser."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}


@dataclass
class Element:
    """An HTML element: its children are elements and text, in order."""

    tag: str
    attributes: dict[str, str] = field(default_factory=dict)
    children: list[Element | str] = field(default_factory=list)

    def walk(self) -> Iterator[Element]:
        """Yield the element and all below it, in the order of the page."""
        yield self
        for child in self.children:
            if isinstance(child, Element):
                yield from child.walk()

    def all(self, tag: str, css_class: str = "") -> list[Element]:
        """The elements of a name, and of a class where one is given."""
        return [e for e in self.walk() if e.tag == tag and (not css_class or css_class in e.classes)]

    def by_id(self, identifier: str) -> Element:
        """The element of an id."""
        return next(element for element in self.walk() if element.attributes.get("id") == identifier)

    @property
    def classes(self) -> list[str]:
        """Its classes."""
        return self.attributes.get("class", "").split()

    @property
    def text(self) -> str:
        """What a reader sees of it, white space folded; the mark of a permanent link left out."""
        return " ".join("".join(self.strings()).split())

    def strings(self) -> Iterator[str]:
        """Yield its text, piece by piece."""
        for child in self.children:
            if isinstance(child, str):
                yield child
            elif "headerlink" not in child.classes and child.tag not in ("script", "style"):
                yield from child.strings()

    @property
    def hrefs(self) -> list[str]:
        """The addresses that it links to."""
        return [element.attributes["href"] for element in self.all("a") if "href" in element.attributes]


class _Reader(HTMLParser):
    """Builds the tree; whatever is not closed in order is noted."""

    def __init__(self) -> None:
        super().__init__()
        self.stack = [Element("#page")]
        self.errors: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        names = [name for name, _ in attrs]
        if len(names) != len(set(names)):
            self.errors.append(f"line {self.getpos()[0]}: <{tag}> repeats an attribute")
        element = Element(tag, {name: value or "" for name, value in attrs})
        self.stack[-1].children.append(element)
        if tag not in VOID:
            self.stack.append(element)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.stack.pop()

    def handle_endtag(self, tag: str) -> None:
        if self.stack[-1].tag == tag:
            self.stack.pop()
        else:
            self.errors.append(f"line {self.getpos()[0]}: </{tag}> closes <{self.stack[-1].tag}>")

    def handle_data(self, data: str) -> None:
        self.stack[-1].children.append(data)


@dataclass
class Pages:
    """The HTML pages of an output folder, but for those in a folder *apart*."""

    folder: Path
    apart: str = ""

    def __post_init__(self) -> None:
        self._read: dict[str, tuple[Element, list[str]]] = {}
        self._anchors: dict[str, set[str]] = {}

    @cached_property
    def names(self) -> list[str]:
        """The paths of all pages."""
        found = sorted(path.relative_to(self.folder) for path in self.folder.rglob("*.html"))
        return [path.as_posix() for path in found if "_static" not in path.parts and path.parts[0] != self.apart]

    def __getitem__(self, name: str) -> Element:
        return self._page(name)[0]

    def errors(self, name: str) -> list[str]:
        """What a strict reader finds wrong with the markup of a page."""
        return self._page(name)[1]

    def _page(self, name: str) -> tuple[Element, list[str]]:
        if name not in self._read:
            reader = _Reader()
            reader.feed((self.folder / name).read_text(encoding="utf-8"))
            reader.close()
            left = [f"<{element.tag}> is not closed" for element in reader.stack[1:]]
            self._read[name] = reader.stack[0], reader.errors + left
        return self._read[name]

    def ids(self, name: str) -> list[str]:
        """The ids of a page, as often as they stand there."""
        return [element.attributes["id"] for element in self[name].walk() if "id" in element.attributes]

    def dead_links(self) -> list[tuple[str, str]]:
        """Page and address of each link that leads to no file or no anchor; links to other sites left out."""
        return [
            (name, address) for name in self.names for address in self.addresses(name) if self._is_dead(name, address)
        ]

    def addresses(self, name: str) -> list[str]:
        """What a page links to or loads."""
        attributes = [element.attributes for element in self[name].walk()]
        return [each[key] for each in attributes for key in ("href", "src") if key in each]

    def _is_dead(self, name: str, address: str) -> bool:
        parts = urlsplit(address)
        if parts.scheme or parts.netloc:
            return False
        base = self.folder if parts.path.startswith("/") else (self.folder / name).parent
        path = base / unquote(parts.path).lstrip("/") if parts.path else self.folder / name
        path = Path(os.path.normpath(path))
        if path.is_dir():
            path /= "index.html"
        if not path.is_file():
            return True
        target = path.relative_to(self.folder).as_posix()
        fragment = unquote(parts.fragment)
        return bool(fragment) and path.suffix == ".html" and fragment not in self._anchors_of(target)

    def _anchors_of(self, name: str) -> set[str]:
        if name not in self._anchors:
            self._anchors[name] = set(self.ids(name))
        return self._anchors[name]
