"""HTTP headers that a server should send with each page, as files that common hosts read.

They include a strict policy on what a page may load. Inline scripts and styles belong to the themes: the policy lists
the hash of each, so that no other one runs. It is computed from the pages of the build. Other files in the
output folder, such as hosted documents, are never parsed and allow nothing.
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

from sphinx.application import Sphinx
from sphinx.builders.html import StandaloneHTMLBuilder

from sphinx_milestones.environment.diagnostics import write_output
from sphinx_milestones.environment.domain import domain_of

from .export_files import has_pages
from .files import page_path

# The syntax of each host: Netlify and Cloudflare Pages, Apache, nginx.
FORMATS: Mapping[str, tuple[str, str]] = {
    "_headers": ("/*\n", "  {name}: {value}\n"),
    ".htaccess": ("", 'Header always set {name} "{value}"\n'),
    "_headers.nginx": ("", 'add_header {name} "{value}" always;\n'),
}
# A script element of any other type is data, which no policy blocks.
SCRIPTS = ("", "module", "text/javascript", "application/javascript")


@dataclass
class Inline:
    """The hashes of all inline scripts, styles and style attributes."""

    scripts: set[str] = field(default_factory=set)
    styles: set[str] = field(default_factory=set)
    attributes: set[str] = field(default_factory=set)


class _Reader(HTMLParser):
    """Parser that collects the hashes of a page. Browsers hash the same text of scripts and styles."""

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

    def parse_marked_section(self, i: int, report: int = 1) -> int:
        """Skip ``<![…>`` as browsers do; `HTMLParser` raises an error unless it knows the keyword (Python 3.11)."""
        return self.parse_bogus_comment(i)

    def handle_endtag(self, tag: str) -> None:
        if tag in ("script", "style") and self.into is not None:
            self.into.add(_hash(self.text))
            self.into = None


def _hash(text: str) -> str:
    return f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'"


def policy(pages: Iterable[str]) -> str:
    """Return the Content-Security-Policy that allows these pages to work, and nothing from elsewhere."""
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


class HeaderFiles:
    """The header files for each kind of host, beside the pages of a build."""

    def __init__(self) -> None:
        self.written: set[Path] = set()

    def setup(self, app: Sphinx) -> None:
        """Connect to the steps of a build."""
        app.connect("html-page-context", self.note_page)
        app.connect("build-finished", self.write)

    def note_page(self, app: Sphinx, pagename: str, template: str, context: dict[str, Any], doctree: object) -> None:
        """Note a page that is written; those without a source file, such as the search page, are in each build."""
        if isinstance(app.builder, StandaloneHTMLBuilder):
            self.written.add(Path(app.builder.get_outfilename(pagename)))

    def write(self, app: Sphinx, exception: Exception | None) -> None:
        """Write the files if the project requests them."""
        if exception is not None or not app.config.milestones_headers or not has_pages(app.builder):
            return
        encoding = app.config.html_output_encoding
        values = headers(path.read_text(encoding, "replace") for path in self._pages(app))
        for name, (head, line) in FORMATS.items():
            lines = (line.format(name=header, value=value) for header, value in values.items())
            write_output(Path(app.outdir, name), head + "".join(lines))

    def _pages(self, app: Sphinx) -> Iterator[Path]:
        """Yield the HTML pages; those of source files and partners may be from another process or an earlier build."""
        suffix = app.config.html_file_suffix or ".html"
        names = [*app.env.found_docs, *domain_of(app.env).collection.partner_pages.values()]
        known = filter(None, (page_path(app.builder, name) for name in names))
        for path in sorted({*self.written, *known}):
            if path.name.endswith(suffix) and path.is_file():
                yield path
