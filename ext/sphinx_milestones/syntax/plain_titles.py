"""Titles as pages show them, from their source: plain text, without markup and escapes, with typographic quotes."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.util import find_spec, module_from_spec, spec_from_file_location
from pathlib import Path
from typing import Any

from .formulas import formula_text, portable_mathml
from .markup import MARKDOWN, Markup

_MARKDOWN_ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")
_REST_ESCAPE = re.compile(r"\\(\s|.)")
_QUOTED = re.compile(r"[\"'`]|--|\.\.\.")
_MARKED = re.compile(r"[*_`$]")
# Markup in reStructuredText begins after a space or opening punctuation, and ends before a space or other punctuation.
_REST_MARKUP = re.compile(
    r"""(?<![^\s"'(\[{<\-/:‘“’«¡¿–—])
    (?: ``(?P<code>\S(?:.*?\S)?)``
      | (?P<role>:[\w:.+-]+:)?`(?P<inner>[^\s`](?:(?:\\.|[^`])*?[^\s\\])?)`
      | (?P<stars>\*\*?)(?P<marked>[^\s*](?:(?:\\.|[^\\])*?[^\s\\])?)(?P=stars) )
    (?=$|[\s"')\]}>\-/:.,;!?\\’”»–—])""",
    re.VERBOSE,
)
_CODE = (":math:", ":code:", ":literal:")

# A part of a title: its text, and whether that is code or a formula, in which quotes remain as they are.
Part = tuple[str, bool]


def title_of(text: str, markup: Markup, settings: Mapping[str, Any]) -> str:
    """Return the text of a title as written."""
    parts = [*(_markdown_parts(text, settings) if markup is MARKDOWN else _rest_parts(text))]
    if settings.get("smartquotes") is not False and any(_QUOTED.search(part) for part, exact in parts if not exact):
        smart = _smartquotes()
        language = str(settings.get("language") or "en").replace("_", "-").lower()
        codes = (language, language.partition("-")[0])
        known = next((code for code in codes if code in smart.smartchars.quotes), None)
        if known:
            tokens = [("literal" if exact else "plain", part) for part, exact in parts]
            return "".join(smart.educate_tokens(tokens, "qDe", known))
    return "".join(part for part, _ in parts)


def _markdown_parts(text: str, settings: Mapping[str, Any]) -> Iterator[Part]:
    # The parser is imported only for titles with markup; who builds pages in Markdown has installed it.
    if not (_MARKED.search(_MARKDOWN_ESCAPE.sub("", text)) and find_spec("mdit_py_plugins")):
        yield html.unescape(_MARKDOWN_ESCAPE.sub(r"\1", text)), False
        return
    from markdown_it import MarkdownIt
    from mdit_py_plugins.dollarmath import dollarmath_plugin
    from mdit_py_plugins.myst_role import myst_role_plugin

    parser = MarkdownIt("commonmark").use(myst_role_plugin)
    if "dollarmath" in settings.get("myst_enable_extensions", ()):
        parser.use(dollarmath_plugin)
    for token in parser.parseInline(text)[0].children or ():
        is_formula = token.type.startswith("math_inline") or token.meta.get("name") == "math"
        is_code = token.type == "code_inline" or token.meta.get("name") in ("code", "literal")
        yield _formula(token.content) if is_formula else token.content, is_formula or is_code


def _rest_parts(text: str) -> Iterator[Part]:
    end = 0
    for match in _REST_MARKUP.finditer(text):
        if text[: match.start()].endswith("\\"):
            continue
        yield _unescaped(text[end : match.start()]), False
        role, end = match["role"] or "", match.end()
        content = match["code"] or match["inner"] or match["marked"]
        if role == ":math:":
            yield _formula(content), True
        else:
            is_code = bool(match["code"]) or role in _CODE
            yield content if is_code else _unescaped(content), is_code
    yield _unescaped(text[end:]), False


def _unescaped(text: str) -> str:
    return _REST_ESCAPE.sub(lambda match: "" if match[1].isspace() else match[1], text)


def _formula(source: str) -> str:
    from docutils.utils.math.latex2mathml import tex2mathml

    return formula_text(portable_mathml(source, tex2mathml))


@cache
def _smartquotes() -> Any:
    """Return the module of docutils for typographic quotes, which needs nothing else of docutils.

    Importing it by its name would import docutils, which takes as long as to read hundreds of titles.
    """
    docutils = find_spec("docutils")
    assert docutils
    assert docutils.origin
    spec = spec_from_file_location("smartquotes", Path(docutils.origin).with_name("utils") / "smartquotes.py")
    assert spec
    assert spec.loader
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
