"""A server as a careful host would set it up: compressed, with the headers that were built and a page for errors."""

from __future__ import annotations

import gzip
import re
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import cache, partial
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

# URLs with a hash of the content, as the manual's configuration of nginx knows them.
CONSTANT = re.compile(r"\?v=|/web-fonts/.*\.woff2$")
COMPRESSED = ("text/", "application/json", "application/javascript", "image/svg+xml")


def shipped_headers(folder: Path) -> dict[str, str]:
    """The headers of the file for Netlify and Cloudflare Pages."""
    first, *lines = (folder / "_headers").read_text(encoding="utf-8").splitlines()
    assert first == "/*", "the headers are for all pages"
    return {name.strip(): value.strip() for name, _, value in (line.partition(":") for line in lines)}


@cache
def _compressed(body: bytes) -> bytes:
    return gzip.compress(body, mtime=0)


class _Handler(SimpleHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def __init__(self, *args: object, headers: Mapping[str, str], directory: str) -> None:
        self.shipped = headers
        super().__init__(*args, directory=directory)  # type: ignore[arg-type]

    def do_GET(self) -> None:
        """Send a file, or the page for what is not there."""
        path = Path(self.translate_path(self.path))
        path = path / "index.html" if path.is_dir() else path
        status = HTTPStatus.OK if path.is_file() else HTTPStatus.NOT_FOUND
        path = path if path.is_file() else Path(self.directory, "404.html")
        kind, body = self.guess_type(path), path.read_bytes()
        self.send_response(status)
        self.send_header("Content-Type", kind)
        if kind.startswith(COMPRESSED):
            body = _compressed(body)
            self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(body)))
        if CONSTANT.search(self.path):
            self.send_header("Cache-Control", "max-age=86400, immutable")
        for name, value in self.shipped.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the name that the library gives it
        """Nothing."""


@contextmanager
def serve(folder: Path) -> Iterator[str]:
    """The address of a folder on this machine."""
    handler = partial(_Handler, headers=shipped_headers(folder), directory=str(folder))
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()
