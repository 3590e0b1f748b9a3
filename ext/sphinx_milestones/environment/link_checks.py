"""Links in the text of pages whose URLs are incomplete, run scripts, or lead elsewhere than they appear to."""

from __future__ import annotations

import re
from collections.abc import Iterator

from docutils import nodes

from sphinx_milestones.core.problems import Finding, Problem
from sphinx_milestones.core.urls import SCHEMES, why_invalid_url

from .nodes import is_escaped, milestone_facts

_OTHER_SCHEMES = ("ftp", "tel")  # allowed in text, but not in fields

_NOT_MARKUP = nodes.literal | nodes.FixedTextElement | nodes.raw | milestone_facts

_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):|//")

# MyST shows these as text: `[x](javascript:…)`, `<javascript:…>`, `[x]: javascript:…`.
_REFUSED = re.compile(
    r"(?:\]\(\s*<?|<|^\[[^\]]*\]:\s*)((?:javascript|vbscript|file|data):[^\s()>]*(?:\([^\s()]*\)[^\s()>]*)*)",
    re.IGNORECASE | re.MULTILINE,
)


def find_bad_links(document: nodes.document, path: str) -> Iterator[Finding]:
    """Yield the links of a page that has just been read, before references are resolved."""
    for node in document.findall(nodes.reference):
        if not node.get("internal") and (reason := _why_bad(node.get("refuri", ""))):
            yield _finding(node, path, reason)
    for text in document.findall(nodes.Text):
        if not isinstance(text.parent, _NOT_MARKUP):
            for found in (found for found in _REFUSED.finditer(text) if not is_escaped(text, found[0])):
                yield _finding(text.parent, path, why_invalid_url(found[1]) or "")


def _why_bad(uri: str) -> str | None:
    scheme = _SCHEME.match(uri)
    if scheme is None:
        return None
    name = (scheme[1] or "").lower()
    # The scheme of a URL is case-insensitive.
    return why_invalid_url(name + uri[len(name) :]) if name in SCHEMES or name not in _OTHER_SCHEMES else None


def _finding(node: nodes.Node, path: str, reason: str) -> Finding:
    located: nodes.Node | None = node
    while located is not None and not located.line:
        located = located.parent
    line = located.line if located is not None else None
    return Finding(Problem.LINK, f"link: {reason}", (located and located.source) or path, line)
