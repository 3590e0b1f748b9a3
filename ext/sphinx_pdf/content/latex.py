"""From the LaTeX of a formula to MathML.

The converter accepts a part of what MathJax accepts. The rest that manuals use is rewritten here: by macros where the
converter can expand them, else in the source.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING
from xml.etree import ElementTree

from sphinx.locale import __

if TYPE_CHECKING:
    from collections.abc import Mapping

    from math_core import LatexToMathML

#: The accent of ``\widetilde``: the converter has no such command, but passes private characters on.
WIDE_TILDE = "\ue000"
MACROS = {
    **dict.fromkeys(["mbox", "textup", "textsc", "hbox"], r"\text{#1}"),
    **dict.fromkeys(["mathds", "mathbbm", "mathbbold"], r"\mathbb{#1}"),
    **dict.fromkeys(["dotsc", "dotso", "hdots"], r"\ldots"),
    **dict.fromkeys(["dotsb", "dotsm", "dotsi"], r"\cdots"),
    "substack": r"\begin{matrix}#1\end{matrix}",
    "widetilde": rf"\overset{{{WIDE_TILDE}}}{{#1}}",
}
#: The environments that the converter does not know, and those that would number the formula, which Sphinx does.
ENVIRONMENTS = {
    **{name: f"{name}*" for name in ("equation", "align", "gather", "multline")},
    **dict.fromkeys(["split", "alignat", "alignat*", "alignedat"], "aligned"),
    "smallmatrix": "matrix",
}
#: What is not in a formula: its label, requests to MathJax, a space as high as a line.
SETTINGS = re.compile(r"\\(?:label|require|vspace)\*?\{[^{}]*\}|\\(?:nonumber|notag|displaylimits)(?![A-Za-z])")
#: The number of columns of ``alignat`` is dropped.
ENVIRONMENT = re.compile(rf"\\(begin|end)\{{({'|'.join(map(re.escape, ENVIRONMENTS))})\}}(?:(?<=at\}})\{{\d+\}})?")
ARRAY_OF_EQUATIONS = re.compile(r"\\begin\{eqnarray\*?\}(.*?)\\end\{eqnarray\*?\}", re.DOTALL)
TEXT = re.compile(r"\\(text\w*|mbox|hbox)\{([^{}]*)\}")
DOLLAR = re.compile(r"(?<!\\)\$")
PLAIN_UNDERSCORE = re.compile(r"(?<!\\)_")
#: A backslash at the end of a line is a space.
LINE_END = re.compile(r"(?<!\\)\\\n")
#: An operator of something else than letters and spaces, which the converter refuses.
OPERATOR = re.compile(r"\\operatorname\*?\s*\{(?=[^{}]*(?:\\[A-Za-z]|_))((?:[^{}]|\{[^{}]*\})*)\}")
#: A space below a line.
LINE_SPACE = re.compile(r"(\\\\)\*?\s*\[-?[\d.]+\s*[a-z]{2}\]")
LIMITS = re.compile(r"(?<=\})\s*\\(?:no)?limits(?![A-Za-z])")
POSITION = re.compile(r"^\d+: ")
#: How many macros of the project may be expanded in one formula.
MAX_EXPANSIONS = 1000


class FormulaError(ValueError):
    """A formula that cannot be set, with the reason."""


def to_mathml(source: str, *, display: bool, macros: tuple[tuple[str, str], ...] = ()) -> ElementTree.Element:
    """Return a formula as MathML.

    With *display*, it is a formula on a line of its own, not in a line of text. *macros* are those of the project.

    :raises FormulaError: if LaTeX would not accept the formula, or if it has a command that is not known here.
    """
    from math_core import LatexError

    try:
        text = _converter(macros).convert_with_local_state(_rewrite(source), displaystyle=display)
    except LatexError as error:
        raise FormulaError(POSITION.sub("", str(error))) from error
    return ElementTree.fromstring(text.replace("&ApplyFunction;", "\N{FUNCTION APPLICATION}"))


@cache
def _converter(macros: tuple[tuple[str, str], ...]) -> LatexToMathML:
    """Return the converter; importing it takes time, so only documents with formulas do."""
    from math_core import LatexError, LatexToMathML

    try:
        return LatexToMathML(macros={**MACROS, **dict(macros)}, fancy_error=False, max_expansions=MAX_EXPANSIONS)
    except LatexError as error:
        message = __("the macros of this project cannot be read: %s")
        raise FormulaError(message % POSITION.sub("", str(error))) from error


def macros_of(*settings: object) -> tuple[tuple[str, str], ...]:
    """Return the macros in the *settings* of MathJax, such as ``mathjax3_config``, by their names.

    MathJax writes one as its definition, or as the definition and the number of arguments.
    """
    found: dict[str, str] = {}
    for setting in settings:
        tex = setting.get("tex") if isinstance(setting, dict) else None
        macros: Mapping[object, object] = tex.get("macros", {}) if isinstance(tex, dict) else {}
        for name, macro in macros.items():
            definition = macro[0] if isinstance(macro, (list, tuple)) and macro else macro
            found[str(name).removeprefix("\\")] = str(definition)
    return tuple(found.items())


def _rewrite(source: str) -> str:
    """Return a formula with other words for what the converter does not know."""
    source = SETTINGS.sub("", LINE_END.sub(" ", source))
    source = ARRAY_OF_EQUATIONS.sub(_aligned_at_relation, source)
    source = ENVIRONMENT.sub(lambda found: rf"\{found[1]}{{{ENVIRONMENTS[found[2]]}}}", source)
    source = TEXT.sub(_split_text, source)
    source = OPERATOR.sub(r"\\mathop{\\mathrm{\1}}", LINE_SPACE.sub(r"\1", source))
    return LIMITS.sub("", source)


def _aligned_at_relation(found: re.Match[str]) -> str:
    """Return an ``eqnarray``, which has the relation in a column of its own, with one alignment point."""
    lines = re.split(r"\\\\", found[1])
    lines = [re.sub(r"&([^&]*)&", r"&\1 ", line, count=1) for line in lines]
    return r"\begin{aligned}" + r"\\".join(lines) + r"\end{aligned}"


def _split_text(found: re.Match[str]) -> str:
    r"""Return ``\text{…}`` with the formulas in it outside, and a plain underscore where MathJax accepts one."""
    command, parts = found[1], DOLLAR.split(found[2])
    if len(parts) % 2 == 0:
        return found[0]
    texts = [PLAIN_UNDERSCORE.sub(r"\\_", text) for text in parts[::2]]
    texts = [rf"\{command}{{{text}}}" if text else "" for text in texts]
    return "".join(text + formula for text, formula in zip(texts, [*parts[1::2], ""], strict=True))
