"""Reads the files of cases beside it: problems, each with the content of the files and the expected messages.

    ### The title of the case
    >>> years/2024.md
    The text of that file, in the place of the sound project's.
    <<<
    years/2024.md:9: [milestones.date] The message.
    incomplete: 2024-first

After ``<<<`` are all messages of the build, and the milestones that the page marks as incomplete. A page that is
given as ``.md`` only is also turned into reStructuredText, line by line, and must give the same messages there. A
title that begins with ``MyST:`` or ``reST:`` is a case of one syntax. A file may be described in brackets instead:
``>>> data/documents/report.pdf (a PDF of 2 pages)``. A message that ends in ``Allowed: …`` leaves the list open.

``pytest -n 0 --rewrite tests/cases -k dates`` writes what the cases of a file give now: read the difference.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import zip_longest
from pathlib import Path

FOLDER = Path(__file__).parent
_OPEN_LIST = " Allowed: …"
_FRONT = re.compile(r"\A---\n(\w+): (.*)\n---\n\n# (.*)\n")
_HEADING = re.compile(r"\A# (.*)\n\n")
_OPENING = re.compile(r":{3,}\{([\w-]+)\} ?(.*)")
_CLOSING = re.compile(r":{3,}")
_ROLE = re.compile(r"\{([\w:]+)\}(`[^`]*`)")


@dataclass(frozen=True)
class Case:
    """A mistake: the files, by path, and what is expected."""

    group: str
    title: str
    files: dict[str, str]
    messages: tuple[str, ...]
    incomplete: tuple[str, ...]

    @property
    def syntaxes(self) -> tuple[str, ...]:
        """The suffixes of the syntaxes that the case is built in; one where it has no page."""
        prefix = self.title.partition(": ")[0]
        if prefix in ("MyST", "reST") or not any(is_page(path) for path in self.files):
            return ("rst",) if prefix == "reST" else ("md",)
        return ("md", "rst")

    def in_syntax(self, suffix: str) -> Case:
        """The same case with its pages in one syntax: those written in it, or else the Markdown ones turned into it."""
        files = {path: text for path, text in self.files.items() if not is_page(path) or path.endswith(suffix)}
        if suffix == "rst" and not any(path.endswith(suffix) for path in self.files):
            files |= {other(path): to_rest(text) for path, text in self.files.items() if is_page(path)}
            ours = "|".join(re.escape(path.removesuffix(".md")) for path in self.files if is_page(path))
            messages = tuple(re.sub(rf"\b({ours})\.md\b", r"\1.rst", message) for message in self.messages)
        else:
            unwanted = other(f".{suffix}")
            messages = tuple(message for message in self.messages if not message.partition(":")[0].endswith(unwanted))
        return Case(self.group, self.title, files, messages, self.incomplete)


def is_page(path: str) -> bool:
    """Whether a file holds text in one of the two syntaxes."""
    return path.endswith((".md", ".rst"))


def other(path: str) -> str:
    """The path of the same page in the other syntax."""
    return re.sub(r"\.(md|rst)$", lambda match: {"md": ".rst", "rst": ".md"}[match[1]], path)


def to_rest(markdown: str) -> str:
    """A page in reStructuredText, each line where it was: front matter, heading, fences and roles are turned."""
    head = _FRONT.sub(lambda m: f"\n:{m[1]}: {m[2]}\n\n{m[3]}\n{'=' * len(m[3])}\n", markdown)
    head = _HEADING.sub(lambda m: f"{m[1]}\n{'=' * len(m[1])}\n", head)
    depth, lines = 0, []
    for line in _ROLE.sub(r":\1:\2", head).splitlines():
        if opening := _OPENING.fullmatch(line):
            lines.append(f"{'   ' * depth}.. {opening[1]}:: {other(opening[2])}".rstrip())
            depth += 1
        elif _CLOSING.fullmatch(line):
            depth -= 1
            lines.append("")
        else:
            lines.append("   " * depth + line if line else "")
    return "\n".join(lines) + "\n"


def abridged(messages: tuple[str, ...], expected: tuple[str, ...]) -> tuple[str, ...]:
    """Messages without their lists of what is allowed, each where the expected message leaves its list open."""
    return tuple(
        wanted if wanted.endswith(_OPEN_LIST) and message.startswith(wanted.removesuffix("…") + "“") else message
        for message, wanted in zip_longest(messages, expected, fillvalue="")
    )


def read_cases(folder: Path = FOLDER) -> list[Case]:
    """Every case of every file, in the order of the files."""
    return [case for path in sorted(folder.glob("*.txt")) for case in _cases(path)]


def _cases(path: Path) -> Iterator[Case]:
    for text in re.split(r"^### ", path.read_text(encoding="utf-8"), flags=re.MULTILINE)[1:]:
        source, _, expected = text.partition("\n<<<\n")
        title, *parts = re.split(r"^>>> ", source, flags=re.MULTILINE)
        files = {name.strip(): f"{content.rstrip()}\n" for name, _, content in (p.partition("\n") for p in parts)}
        lines = [line for line in expected.splitlines() if line]
        incomplete = [line.removeprefix("incomplete: ") for line in lines if line.startswith("incomplete: ")]
        messages = [line for line in lines if not line.startswith("incomplete: ")]
        yield Case(path.stem, title.strip(), files, tuple(messages), tuple(incomplete))
