"""What a server should say with each page: a strict policy on what a page may load, as files that common hosts read.

Inline scripts and styles are the themes' own. The policy names each by its hash, so that no other one runs.
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
# A script element of any other type is data, which no policy stops.
SCRIPTS = ("", "module", "text/javascript", "application/javascript")


@dataclass
class Inline:
    """The hashes of what stands in pages themselves: scripts, styles, and attributes of style."""

    scripts: set[str] = field(default_factory=set)
    styles: set[str] = field(default_factory=set)
    attributes: set[str] = field(default_factory=set)


class _Reader(HTMLParser):
    """Gathers the hashes of a page. What the parser gives of a script or a style is what a browser hashes."""

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
    """The Content-Security-Policy under which these pages work, and nothing from elsewhere does."""
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
    """The headers, by name."""
    return {
        "Content-Security-Policy": policy(pages),
        "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
        "Referrer-Policy": "strict-origin-when-cross-origin",
        "X-Content-Type-Options": "nosniff",
    }


def write_headers(app: Sphinx, exception: Exception | None) -> None:
    """Write a file for each kind of host, beside the pages, where the project asks for it."""
    if exception is not None or not app.config.milestones_headers or not has_pages(app.builder):
        return
    folder = Path(app.builder.outdir)
    paths = (path for path in sorted(folder.rglob("*.html")) if "_static" not in path.parts)
    said = headers(path.read_text(encoding="utf-8") for path in paths)
    for name, (head, line) in FORMATS.items():
        lines = (line.format(name=header, value=value) for header, value in said.items())
        write_output(folder / name, head + "".join(lines))
