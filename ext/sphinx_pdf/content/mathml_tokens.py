"""The parts of an equation that have no others inside: letters, numbers, operators, delimiters, text, spaces."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, TypeAlias

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

#: Plain values: ``m`` names a function of ``math.typ``, and the other entries are its arguments.
Part: TypeAlias = dict[str, Any]

NOTHING = "\N{INVISIBLE SEPARATOR}"
INVISIBLE_OPERATORS = ("", NOTHING, "\N{INVISIBLE TIMES}", "\N{INVISIBLE PLUS}")
#: The space that the converter puts before a function; Typst does so by itself.
FUNCTION_SPACE = "0.1667em"
LENGTH = re.compile(r"(-?[\d.]+)em")
#: They choose between two shapes of a script letter, which the font does not have.
VARIATION = re.compile("[\ufe00-\ufe0f]")
DELIMITERS = frozenset("()[]{}|/\\⟨⟩⌈⌉⌊⌋‖⟦⟧⟮⟯⎰⎱∣∥↑↓⇑⇓↕⇕")
ARROWS = frozenset("←→↔⇐⇒⇔↩↪↦⟵⟶⟷⟸⟹⟺⇌⇋↼↽⇀⇁↠↞")
#: The operators beside which, and not above or below, their limits are in a line of text.
INTEGRALS = frozenset("∫∬∭∮∯∰")
LARGE = INTEGRALS | frozenset("∑∏∐⋃⋂⨁⨂⨀⨄⨆⋁⋀")
#: What is drawn along its whole base, by the functions of Typst.
ALONG = {
    "⏞": "overbrace",
    "⏟": "underbrace",
    "⎴": "overbracket",
    "⎵": "underbracket",
    "⏜": "overparen",
    "⏝": "underparen",
}
LINES = frozenset("\u0332\u0305‾_¯")
#: Three operators of the converter that are one character.
ELLIPSES = {"...": "…", "···": "⋯"}
#: The classes of operators whose position the converter gives.
CLASSES = {"prefix": "opening", "postfix": "closing", "infix": "relation"}


def text_of(element: Element) -> str:
    """Return the text of an element, without what chooses between shapes of a letter."""
    return VARIATION.sub("", "".join(element.itertext()))


def stretches(element: Element) -> bool:
    """Return whether an element is a delimiter as high as what is beside it."""
    if element.tag != "mo" or element.get("stretchy") == "false" or element.get("minsize"):
        return False
    return text_of(element) == NOTHING or text_of(element) in DELIMITERS


def delimiter(element: Element) -> str:
    r"""Return a delimiter; empty for an invisible one, as in ``\left.``."""
    return text_of(element).replace(NOTHING, "")


def identifier(element: Element, depth: int) -> list[Part]:
    """Return a letter, or a name of several letters."""
    text = text_of(element)
    if text.isspace():
        return [{"m": "space", "em": 0.25}]
    if len(text) > 1 and not text.isascii() and "\u2009" not in text and " " not in text:
        return [{"m": "sym", "c": char, "class": ""} for char in text]  # letters in a style of their own
    if len(text) != 1:
        return [{"m": "text", "c": text.replace("\u2009", " "), "style": "upright"}] if text else []
    if element.get("mathvariant") == "normal":
        return [{"m": "upright", "c": text}]
    return [{"m": "sym", "c": text, "class": "" if text.isalpha() else "punctuation" if text == ":" else "normal"}]


def number(element: Element, depth: int) -> list[Part]:
    """Return a number."""
    return [{"m": "text", "c": text_of(element), "style": "number"}]


def operator(element: Element, depth: int) -> list[Part]:
    """Return an operator, or a delimiter of a given size."""
    text = text_of(element)
    if text in INVISIBLE_OPERATORS:
        return []
    if len(text) > 1 and text[0].isalpha():
        return [{"m": "op", "c": [{"m": "text", "c": text, "style": "upright"}], "limits": False}]
    form = CLASSES.get(element.get("form", ""), "")
    size = LENGTH.fullmatch(element.get("minsize", ""))
    if size:
        return [{"m": "big", "c": text, "size": float(size[1]), "class": form}]
    if element.get("stretchy") == "true" and text in DELIMITERS:
        return [{"m": "mid", "c": text}]
    if text == "," and element.get("rspace") == "0":
        form = "normal"
    return [{"m": "sym", "c": char, "class": form} for char in text]


def text(element: Element, depth: int) -> list[Part]:
    """Return text, bold, italic or in the font of code."""
    text = "".join(element.itertext()).replace("\N{NO-BREAK SPACE}", " ")
    if not text.strip():
        return [{"m": "space", "em": 0.25 * len(text)}] if text else []
    style = {"b": "bold", "i": "italic", "code": "mono"}.get(element[0].tag if len(element) else "", "upright")
    return [{"m": "text", "c": text, "style": style}]


def space(element: Element, depth: int) -> list[Part]:
    """Return a space, which may be negative."""
    width = element.get("width", "")
    negative = re.search(r"margin-left:(-[\d.]+em)", element.get("style", ""))
    length = LENGTH.fullmatch(negative[1] if negative else width)
    if not length or width == FUNCTION_SPACE:
        return []
    return [{"m": "space", "em": float(length[1])}]


def with_ellipses(parts: list[Part]) -> list[Part]:
    """Return *parts* with one character for three dots."""
    texts = [str(part["c"]) if part["m"] == "sym" else "\n" for part in parts]
    for n in range(len(parts) - 3, -1, -1):
        if shape := ELLIPSES.get("".join(texts[n : n + 3])):
            parts[n : n + 3] = [{"m": "sym", "c": shape, "class": "normal"}]
    return parts
