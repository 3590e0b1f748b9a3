"""Every kind of element in the content of a document, with its entries.

Adding a kind takes a row here, a function of the same name in ``kinds`` of ``nodes.typ``, and a
handler that makes it. The tests compare the three.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import TypeGuard

#: ``t`` names the kind; the other entries are what JSON can hold, ``c`` being the values inside.
Element: TypeAlias = dict[str, Any]
#: A piece of text, or an element.
Value: TypeAlias = str | Element


@dataclass(frozen=True)
class Kind:
    """A kind of element; call it with entries to make one."""

    #: The key in ``kinds`` of ``nodes.typ``.
    name: str
    #: Whether it is part of a line; a sequence of such values makes a paragraph.
    inline: bool
    #: The type of each entry; one that may be None may also be missing.
    entries: Mapping[str, Any]

    def __call__(self, **entries: Any) -> Element:
        """Return an element of this kind."""
        return {"t": self.name, **entries}

    def check(self, element: Element) -> None:
        """Raise TypeError if an entry of an element of this kind has another type: Typst could not lay it out."""
        for name, expected in self.entries.items():
            if not isinstance(element.get(name), expected | int if expected in (float, float | None) else expected):
                raise TypeError(f"{name}={element.get(name)!r}")

    def matches(self, value: object) -> TypeGuard[Element]:
        """Return whether *value* is an element of this kind."""
        return isinstance(value, dict) and value.get("t") == self.name


def _inline(name: str, **entries: Any) -> Kind:
    """Return a kind that is part of a line."""
    return Kind(name, True, entries)


def _block(name: str, **entries: Any) -> Kind:
    """Return a kind that is a block; a ``sticky`` one stays on the page of the block below it."""
    return Kind(name, False, {**entries, "sticky": bool | None})


# Inline: parts of a line.

#: The target ``id`` of links, without content.
ANCHOR = _inline("anchor", id=str)
BADGE = _inline("badge", c=list)
#: Text only for the bookmark of a heading, besides the visible content.
BOOKMARK = _inline("bookmark", c=list)
#: A break opportunity in a long word.
BREAK = _inline("break")
CODE = _inline("code", c=list)
EMPHASIS = _inline("em", c=list)
#: A formula: its ``lines`` are JSON of lists of parts, see mathml.py, and ``alt`` is its source. The letters of one
#: that is ``titled``, in a short title, are not for the bookmark.
FORMULA = _inline("formula", lines=str, alt=str, titled=bool | None)
#: Sizes in points; ``share`` of the column in percent, ``scale`` of the image's own size. One with a ``scale`` may have
#: ``areas``: a link in ``c`` covers a part of it, which ``alt`` describes; its position and size are in shares of it.
IMAGE = _inline(
    "image",
    file=str,
    alt=str,
    width=float | None,
    height=float | None,
    share=float | None,
    scale=float | None,
    areas=list | None,
)
#: Content that takes its direction from its own first letter, and does not change that of the text around it.
ISOLATED = _inline("isolated", c=list)
#: Content in another language; ``direction`` is ``ltr`` or ``rtl``.
LANGUAGE = _inline("lang", language=str, region=str | None, direction=str, c=list)
#: A date or number that keeps its direction among letters from right to left.
LEFT_TO_RIGHT = _inline("ltr", text=str)
#: A link to a ``url``, or ``to`` an anchor; ``page`` adds its page number, ``last`` is set at the end of a paragraph.
#: A link to another volume may be followed by its ``volume``.
LINK = _inline("link", url=str | None, to=str | None, page=bool | None, last=bool | None, volume=str | None, c=list)
NEWLINE = _inline("newline")
#: The zero-width non-joiner of Persian, alone: beside a letter, viewers would extract it on the wrong side of that.
NON_JOINER = _inline("non-joiner")
#: A footnote, and a later reference ``to`` it.
NOTE = _inline("note", id=str, number=int | None, c=list)
NOTE_AGAIN = _inline("note-again", to=str, number=int | None)
#: The number of a note without a link to it, for content that is repeated on other pages.
NOTE_NUMBER = _inline("note-number", to=str, number=int | None)
SPAN = _inline("span", c=list)
STRONG = _inline("strong", c=list)
SUBSCRIPT = _inline("sub", c=list)
SUPERSCRIPT = _inline("sup", c=list)
#: Markup of Typst, as its only string; see :data:`TYPST`.
TYPST_INLINE = _inline("typst-inline", c=list)
#: A part of code in one of the ``code-colours`` of ``style.typ``.
TOKEN = _inline("token", colour=str, c=list)

# Blocks.

#: An image at a ``side`` of the column: ``left``, ``center`` or ``right``.
ALIGNED = _block("aligned", side=str, c=list)
#: An admonition, topic or sidebar; ``tone`` is one of ``tones`` in ``nodes.typ``, or empty.
ASIDE = _block("aside", tone=str, title=list, c=list)
ATTRIBUTION = _block("attribution", c=list)
#: Blocks in the margin, ``side``, beside others; ``whole`` if no page break may divide them.
BESIDE = _block("beside", side=list, whole=bool, c=list)
CARD = _block("card", c=list)
#: Blocks side by side: ``items`` is a list of lists of blocks.
COLUMNS = _block("columns", items=list)
#: A numbered list; ``items`` is a list of lists of blocks, ``tight`` sets them closer.
ENUMERATION = _block("enum", start=int, pattern=str, items=list, tight=bool)
#: Formulas below one another, with one number for all.
EQUATION = _block("equation", formulas=list, number=str)
#: Terms beside their descriptions; an item has ``term`` and ``c``, and ``whole`` if no page break may divide it. The
#: terms of one that ``hangs`` are in the margin, if the document has one; its items also have ``tall``.
FACTS = _block("facts", items=list, tight=bool, hangs=bool | None)
#: Fields beside their names; a ``short`` list stays on one page.
FIELDS = _block("fields", items=list, short=bool)
#: A figure with a ``width`` in points or a ``share`` of the column in percent, if the author gave one, and a ``legend``
#: below its caption. The list of figures has the ``short`` caption, if it differs, as with :data:`HEADING`.
FIGURE = _block(
    "figure",
    caption=list,
    short=list | None,
    legend=list,
    side=str,
    width=float | None,
    share=float | None,
    c=list,
)
#: Without an ``id``, no link leads to it. The ``short`` title, if it differs, is in the contents, the bookmarks and the
#: running header: it has no notes or links, and the text of what is drawn. The contents have a ``part`` above it.
HEADING = _block("heading", level=int, id=str, short=list | None, part=list | None, c=list)
#: The general index: ``groups`` of lines by their first letter.
INDEX = _block("index", groups=list)
#: Blocks on pages in landscape.
LANDSCAPE = _block("landscape", c=list)
LANGUAGE_BLOCK = _block("lang-block", language=str, region=str | None, direction=str, c=list)
#: A line with a fixed end, and a block of such lines.
LINE = _block("line", c=list)
LINES = _block("lines", c=list)
LIST = _block("list", items=list, tight=bool)
PAGE_BREAK = _block("page-break")
PARAGRAPH = _block("par", c=list)
#: Code: ``lines`` of values, the number of the ``first`` if they are numbered, the numbers of the ``emphasised`` ones;
#: ``text`` has a line end for each but the last. It may be the ``output`` of a cell of a notebook.
PRE = _block("pre", text=str, lines=list, first=int | None, emphasised=list, output=bool | None)
QUOTE = _block("quote", c=list)
#: A title that does not begin a section.
RUBRIC = _block("rubric", c=list)
RULE = _block("rule")
#: Blocks for the margin, before they are set beside those that follow; see :data:`BESIDE`.
SIDE = _block("side", c=list)
#: The signature of a described object, in the font of code.
SIGNATURE = _block("signature", c=list)
#: Blocks in a ``style`` of ``styles`` in ``nodes.typ``.
STYLED = _block("styled", style=str, c=list)
#: Rows of cells; ``widths`` are shares, if the author gave any, ``width`` is in percent of the column, and ``size``
#: relative to the type of other tables. A cell has ``columns`` and ``rows`` that it spans,
#: ``c``, and ``stub`` if it is the header of its row. The rows of ``head`` are repeated on each page; their notes and
#: anchors are in ``outside``.
TABLE = _block(
    "table",
    columns=int,
    widths=list,
    size=float,
    width=float | None,
    side=str,
    title=list,
    short=list | None,
    outside=list,
    head=list,
    body=list,
)
#: Terms above their descriptions; see :data:`FACTS`.
TERMS = _block("terms", items=list, tight=bool | None, short=bool | None, hangs=bool | None)
#: Markup of Typst, as its only string, which is evaluated; ``pdf_raw_typst`` permits it. All other strings are data.
TYPST = _block("typst", c=list)
#: Blocks as wide as the page, including the margin.
WIDE = _block("wide", c=list)

KINDS = {kind.name: kind for kind in [*vars().values()] if isinstance(kind, Kind)}
#: The names of the kinds that are part of a line.
INLINE = frozenset(kind.name for kind in KINDS.values() if kind.inline)
