"""Headers that a server should send with each page, as files that common hosts read.

They include a strict policy on what a page may load. Inline scripts and styles belong to the themes: the policy names
each by its hash, so that no other one runs.
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from html.parser import HTMLParser
from pathlib import Path

from sphinx.application import Sphinx

from sphinx_milestones.environment.diagnostics import write_output

from .files import has_pages

# How hosts write a header: Netlify and Cloudflare Pages, Apache, nginx.
FORMATS: Mapping[str, tuple[str, str]] = {
    "_headers": ("/*\n", "  {name}: {value}\n"),
    ".htaccess": ("", 'Header always set {name} "{value}"\n'),
    "_headers.nginx": ("", 'add_header {name} "{value}" always;\n'),
}
# A script element of any other type is data, which no policy blocks.
SCRIPTS = ("", "module", "text/javascript", "application/javascript")


@dataclass
class Inline:
    """The hashes of everything inline: scripts, styles, and style attributes."""

    scripts: set[str] = field(default_factory=set)
    styles: set[str] = field(default_factory=set)
    attributes: set[str] = field(default_factory=set)


class _Reader(HTMLParser):
    """Parser that collects the hashes of a page. Its text of a script or a style is what a browser hashes."""

    def __init__(self, inline: Inline) -> None:
        super().__init__()
        self.inline = inline
        self.into: set[str] | None = None
        self.text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        if values.get("style"):
            self.inline.attributes.add(_hash(values["style"]))
        if tag == "style":
            self.into = self.inline.styles
        elif tag == "script" and "src" not in values and values.get("type", "").lower() in SCRIPTS:
            self.into = self.inline.scripts
        self.text = ""

    def handle_data(self, data: str) -> None:
        self.text += data

    def handle_endtag(self, tag: str) -> None:
        if tag in ("script", "style") and self.into is not None:
            self.into.add(_hash(self.text))
            self.into = None


def _hash(text: str) -> str:
    return f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'"


def policy(pages: Iterable[str]) -> str:
    """Return the Content-Security-Policy under which these pages work, and nothing from elsewhere."""
    inline = Inline()
    for page in pages:
        reader = _Reader(inline)
        reader.feed(page)
        reader.close()
    attributes = ["'unsafe-hashes'", *sorted(inline.attributes)] if inline.attributes else []
    return "; ".join(
        [
            "default-src 'none'",
            " ".join(["script-src 'self'", *sorted(inline.scripts)]),
            " ".join(["style-src 'self'", *sorted(inline.styles), *attributes]),
            "img-src 'self' data:",
            "font-src 'self'",
            "connect-src 'self'",
            "form-action 'self'",
            "base-uri 'none'",
            "frame-ancestors 'none'",
        ]
    )


def headers(pages: Iterable[str]) -> dict[str, str]:
    """Return the headers, by name."""
    return {
        "Content-Security-Policy": policy(pages),
        "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
        "Referrer-Policy": "strict-origin-when-cross-origin",
        "X-Content-Type-Options": "nosniff",
    }


def write_headers(app: Sphinx, exception: Exception | None) -> None:
    """Write a file for each kind of host beside the pages, if the project asks for it."""
    if exception is not None or not app.config.milestones_headers or not has_pages(app.builder):
        return
    folder = Path(app.builder.outdir)
    paths = (path for path in sorted(folder.rglob("*.html")) if "_static" not in path.parts)
    values = headers(path.read_text(encoding="utf-8") for path in paths)
    for name, (head, line) in FORMATS.items():
        lines = (line.format(name=header, value=value) for header, value in values.items())
        write_output(folder / name, head + "".join(lines))
