"""Formulas in titles: as MathML, which browsers show without a script, and as a line of text."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from html import escape, unescape
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

from sphinx_milestones.core.characters import CONTROL

APPLICATION = "\N{FUNCTION APPLICATION}"  # between a function such as “log” and its argument
_INVISIBLE = str.maketrans({APPLICATION: " ", "\N{INVISIBLE TIMES}": "", "\N{INVISIBLE SEPARATOR}": ""})
# What the converter of docutils raises on LaTeX that it does not expect, such as “^” alone (seen with 0.22.4).
_FAULTS = (ValueError, SyntaxError, LookupError, TypeError, AttributeError, NameError, RecursionError)
_ENTITY = re.compile(r"&(?!(?:lt|gt|amp|quot);)\w+;")  # those that only HTML knows
_SIGNS = "0123456789+-=()"
_RAISED = str.maketrans(_SIGNS, "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾")
_LOWERED = str.maketrans(_SIGNS, "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎")


def portable_mathml(source: str, convert: Callable[[str], str]) -> str:
    """Return the MathML of a formula in LaTeX on one line, with the source as an attribute.

    *convert* returns MathML, or fails; then the source is shown.
    """
    source = CONTROL.sub("", source)
    try:
        mathml = re.sub(r">\s+<", "><", _ENTITY.sub(lambda match: unescape(match[0]), convert(source))).strip()
    except _FAULTS:
        mathml = f'<math xmlns="http://www.w3.org/1998/Math/MathML"><mtext>{escape(source, quote=False)}</mtext></math>'
    return mathml.replace("<math ", f'<math alttext="{escape(source)}" ', 1)


def formula_text(mathml: str) -> str:
    """Return a formula as a line of text: ``πr²``, ``(a+b)/2``."""
    return " ".join(_text(ElementTree.fromstring(mathml)).split())


def _text(element: Element) -> str:
    parts = [_text(child) for child in element]
    match element.tag.rpartition("}")[2], parts:
        case "msup" | "mover", [base, above]:
            return base + _raised(above)
        case "msub" | "munder", [base, below]:
            return base + _lowered(below)
        case "msubsup" | "munderover", [base, below, above]:
            return base + _lowered(below) + _raised(above)
        case "mfrac", [above, below]:
            return f"{_group(above)}/{_group(below)}"
        case "mroot", [base, degree]:
            return f"{_raised(degree)}√{_group(base)}"
        case "msqrt", _:
            return f"√{_group(''.join(parts))}"
    own = (element.text or "").translate(_INVISIBLE) if not parts else _joined(parts)
    return f" {own}" if element.tag.endswith("}mi") and len(own) > 1 else own  # a function, or a name


def _joined(parts: Sequence[str]) -> str:
    """Return parts in a row; a space before the name of a function remains only after a letter or number."""
    joined = "".join(parts)
    return re.sub(r"(?<!\w) (?=\w)", "", joined)


def _raised(text: str) -> str:
    return text.translate(_RAISED) if set(text) <= set(_SIGNS) else f"^{_group(text)}"


def _lowered(text: str) -> str:
    return text.translate(_LOWERED) if set(text) <= set(_SIGNS) else f"_{_group(text)}"


def _group(text: str) -> str:
    return text.strip() if text.strip().isalnum() else f"({text.strip()})"
