"""The pages and data files of the example register, in another language or markup.

These functions know the forms that the example uses, not all of MyST; a test builds the results and compares them.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from unicodedata import east_asian_width

Translate = Callable[[str], str]

# The form of a line, by what it is: what comes before its text, and its text.
_LINES = {
    "label": re.compile(r"(\()([\w-]+)\)="),
    "heading": re.compile(r"(#+) (.+)"),
    "open": re.compile(r"((?::{3,}|`{3,})\{[\w-]+\}) ?(.*)"),
    "close": re.compile(r"(:{3,}|`{3,})()"),
    "option": re.compile(r"(:[\w-]+:) ?(.*)"),
    "item": re.compile(r"(- )(.+)"),
    "blank": re.compile("()()"),
    "text": re.compile("()(.+)"),
}
_TRANSLATED_OPTIONS = {":alt:", ":change:", ":credit:", ":label:", ":place:"}
_FRONT = re.compile(r"(---\n(?:year: |myst:\n  html_meta:\n    description: ))(.+)\n---\n")
_ROLE = re.compile(r"\{([\w:-]+)\}(`[^`]+`)")
_DATA = re.compile(r'^(\w+) = (?:\{ en = )?("[^"]*").*$', re.MULTILINE)
_TRANSLATED_COLUMNS = {"definition", "label", "name", "note", "plural", "publisher", "quality", "title"}
_COMMENT = re.compile("^# (.+)$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Part:
    """A line or a paragraph of a page: its form, what comes before its text, its text, the directives around it."""

    form: str
    head: str
    text: str
    inside: tuple[str, ...] = ()

    @property
    def is_translated(self) -> bool:
        """Whether its text is for readers."""
        forms = self.form in ("heading", "item", "open", "text") or self.head in _TRANSLATED_OPTIONS
        description = self.form == "front" and "description" in self.head
        return bool(self.text) and (forms or description) and "toctree" not in self.inside and not self.text.isdigit()


def parse(page: str) -> list[Part]:
    """Return the parts of a page in Markdown."""
    front = _FRONT.match(page)
    parts = [Part("front", front[1], front[2])] if front else []
    inside: tuple[str, ...] = ()
    for line in page[front.end() if front else 0 :].removesuffix("\n").split("\n"):
        form, match = next((form, match) for form, rule in _LINES.items() if (match := rule.fullmatch(line)))
        if form == "close":
            inside = inside[:-1]
        if form == "text" and parts and parts[-1].form in ("item", "text"):
            parts[-1] = replace(parts[-1], text=f"{parts[-1].text}\n{line}")
        else:
            parts.append(Part(form, match[1], match[2], inside))
        if form == "open":
            inside = (*inside, match[1].strip(":`{}"))
    return parts


def texts_of_page(page: str) -> Iterator[str]:
    """Yield what is to be translated of a page, each paragraph on one line."""
    return (" ".join(part.text.split()) for part in parse(page) if part.is_translated)


def translated_page(page: str, translate: Translate) -> list[Part]:
    """Return the parts of a page in another language; a text without a translation stays as it is."""

    def translated(part: Part) -> Part:
        text = " ".join(part.text.split())
        return replace(part, text=translate(text)) if part.is_translated and translate(text) != text else part

    return [translated(part) for part in parse(page)]


def markdown_of(parts: list[Part]) -> str:
    """Return a page in Markdown."""
    end = {"front": "\n---", "label": ")="}
    lines = []
    for form, head, text in ((part.form, part.head, part.text) for part in parts):
        space = " " if form in ("heading", "open", "option") and text else ""
        lines.append(f"{head}{space}{text}{end.get(form, '')}\n")
    return "".join(lines)


def rest_of(parts: list[Part]) -> str:
    """Return a page in reStructuredText."""
    lines: list[str] = []
    for part in parts:
        indent, text = "   " * len(part.inside), _ROLE.sub(r":\1:\2", part.text)
        previous = lines[-1].strip() if lines else ""
        if part.form in ("item", "text") and re.match(r"\.\. [\w-]+::", previous):
            lines.append("")
        lines += [f"{indent}{line}".rstrip() for line in _rest_lines(part, text)]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).rstrip() + "\n"


def _rest_lines(part: Part, text: str) -> list[str]:
    """Return the lines of a part, without the indentation of the directives around it."""
    match part.form:
        case "front":
            return [f":year: {text}"] if "year" in part.head else [".. meta::", f"   :description: {text}"]
        case "label":
            return [f".. _{text}:", ""]
        case "heading":
            width = sum(1 + (east_asian_width(char) in "FW") for char in text)
            return [text, ("=" if part.head == "#" else "-") * width]
        case "open":
            return [f".. {part.head.strip(':`{}')}:: {text}"]
        case "option":
            return [f"{part.head} {text}"]
        case "close":
            return []
        case _:
            return f"{part.head}{text}".split("\n")


def texts_of_data(data: str) -> Iterator[str]:
    """Yield what is to be translated of a data file: what readers see, and comments."""
    yield from _COMMENT.findall(data)
    for column, text in _DATA.findall(data):
        if column in _TRANSLATED_COLUMNS:
            yield json.loads(text)


def translated_data(data: str, translate: Translate) -> str:
    """Return a data file in another language; a text without a translation stays as it is."""

    def translated(match: re.Match[str]) -> str:
        text = json.loads(match[2])
        if match[1] not in _TRANSLATED_COLUMNS or translate(text) == text:
            return match[0]
        return f"{match[1]} = {json.dumps(translate(text), ensure_ascii=False)}"

    return _COMMENT.sub(lambda match: f"# {translate(match[1])}", _DATA.sub(translated, data))
