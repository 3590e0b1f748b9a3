"""Texts of other programs, plain or in HTML, as paragraphs, list items and quotations of plain runs and links."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html import unescape
from html.parser import HTMLParser
from typing import Literal

from sphinx_milestones.core.urls import why_invalid_url

_TAG = re.compile(
    r"</?(?:a|abbr|b|blockquote|br|cite|code|div|em|font|h[1-6]|hr|i|iframe|img|li|ol|p|q|small|span|strong|sub|sup|table|"
    r"td|th|tr|u|ul)(?:\s[^<>]*)?/?>|<!--",
    re.IGNORECASE,
)
_BLOCKS = re.compile(
    "article|blockquote|center|d[dlt]|div|figure|footer|h[1-6]|header|hr|li|main|ol|p|pre|section|t(?:able|body|head|r)|ul"
)
_SILENT = frozenset(("script", "style", "template"))

Style = Literal["", "strong", "emphasis"]


@dataclass(frozen=True, slots=True)
class Run:
    """Text in one style; a link if it has an `href`."""

    text: str
    style: Style = ""
    href: str = ""


@dataclass
class Paragraph:
    """Runs of text; an item of a list with a `bullet`, in a quotation if `quoted`."""

    runs: list[Run] = field(default_factory=list)
    bullet: Literal["", "-", "1."] = ""
    quoted: bool = False

    @property
    def text(self) -> str:
        """The text without styles, white space folded."""
        return " ".join("".join(run.text for run in self.runs).split())


def is_html(text: str) -> bool:
    """Return whether a text has tags of HTML that a plain text would not have."""
    return bool(_TAG.search(text))


def plain_paragraphs(text: str) -> list[Paragraph]:
    """Return the paragraphs of a plain text, which blank lines separate."""
    parts = re.split(r"\n[ \t\r]*\n", text.replace("\r\n", "\n"))
    return [Paragraph([Run(" ".join(part.split()))]) for part in parts if part.strip()]


def html_paragraphs(text: str) -> list[Paragraph]:
    """Return the paragraphs of a text in HTML, however malformed; each line break begins a new one."""
    parser = _Parser()
    end = text.rfind(">") + 1  # behind it, no tag ends: Python would look for that from each “<” again
    parser.feed(text[:end] + text[end:].replace("<", "&lt;"))
    parser.close()
    return [paragraph for paragraph in parser.paragraphs if paragraph.text]


def plain_text(text: str) -> str:
    """Return a text of one line, without tags if it is HTML."""
    found = html_paragraphs(text) if is_html(text) else []
    return " ".join(paragraph.text for paragraph in found) or " ".join(unescape(text).split())


class _Parser(HTMLParser):
    """Collects paragraphs; tags that it does not know are ignored, their text is not."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.paragraphs = [Paragraph()]
        self.lists: list[Literal["-", "1."]] = []
        self.quotes = 0
        self.silent = 0
        self.styles: list[tuple[str, Style]] = []
        self.href = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: (value or "").strip() for name, value in attrs}
        if tag in _SILENT:
            self.silent += 1
        elif tag in ("ul", "ol"):
            self.lists.append("-" if tag == "ul" else "1.")
        elif tag == "blockquote":
            self.quotes += 1
        elif tag in ("b", "strong", "em", "i", "cite"):
            self.styles.append((tag, "strong" if tag in ("b", "strong") else "emphasis"))
        elif tag == "a":
            self.href = _target(given.get("href", ""))
        elif tag in ("img", "iframe", "video", "audio", "embed", "source"):
            self._embed(given.get("src", ""), given.get("alt") or given.get("title", ""))
        if _BLOCKS.fullmatch(tag) or tag == "br":
            self._break("1." if tag == "li" and self.lists[-1:] == ["1."] else "-" if tag == "li" else "")
        elif tag in ("td", "th") and self.paragraphs[-1].runs:
            self.handle_data(" – ")

    def handle_endtag(self, tag: str) -> None:
        if tag in _SILENT:
            self.silent = max(0, self.silent - 1)
        elif tag in ("ul", "ol"):
            self.lists = self.lists[:-1]
        elif tag == "blockquote":
            self.quotes = max(0, self.quotes - 1)
        elif tag == "a":
            self.href = ""
        else:
            opened = [index for index, (name, _) in enumerate(self.styles) if name == tag]
            self.styles = self.styles[: opened[-1]] if opened else self.styles
        if _BLOCKS.fullmatch(tag):
            self._break()

    def handle_data(self, data: str) -> None:
        if not self.silent:
            style = self.styles[-1][1] if self.styles else ""
            self.paragraphs[-1].runs.append(Run(data, style, self.href))

    def _embed(self, src: str, text: str) -> None:
        """Show what is embedded as a link to it."""
        href = _target(src)
        if text or href:
            self.paragraphs[-1].runs += [Run(" "), Run(text or href, "", href), Run(" ")]

    def _break(self, bullet: Literal["", "-", "1."] = "") -> None:
        self.paragraphs.append(Paragraph([], bullet, bool(self.quotes)))


def _target(url: str) -> str:
    """Return a URL that a page can link to; empty if it is relative, runs a script, or is not valid."""
    url = f"https:{url}" if url.startswith("//") else url
    url = re.sub(r"[\s\\<>\"^`{|}]", lambda match: f"%{ord(match[0]):02X}" if ord(match[0]) < 128 else match[0], url)
    return "" if why_invalid_url(url) else url
