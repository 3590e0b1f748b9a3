"""A directive as it is written: an argument, lines of options, and the rest; the same in both syntaxes."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import takewhile

from docutils.statemachine import StringList

from sphinx_milestones.core.problems import Problem
from sphinx_milestones.core.suggestions import closest_match
from sphinx_milestones.views.fields import Field

_OPTION = re.compile(r"[ \t]*:([^\W\d][\w-]*):(?!`)[ \t]*(.*)")
_MALFORMED = re.compile(r"[: \t]*([\w-]*)[: \t]*(.*)")  # what was meant as an option: its name and its value
_YAML = re.compile(r"([\w-]+):[ \t]*(.*)")
_NESTED = re.compile(r"[ \t]*(?::{3,}|`{3,}|~{3,})")  # the fence of a block inside


@dataclass(frozen=True, slots=True)
class Option:
    """An option as written, with its line in the source; `sound` where the line has the form of one."""

    name: str
    value: str
    line: int
    sound: bool = True
    lines: int = 1

    def going_on(self, text: str) -> Option:
        """The option with a further line of its value."""
        return replace(self, value=f"{self.value} {text.strip()}".strip(), lines=self.lines + 1)

    def meant(self, table: Mapping[str, Field]) -> str | None:
        """The name that its author meant."""
        return self.name if self.name in table else closest_match(self.name, table)


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with the order of the lines; without a problem of its own it is that of the table."""

    message: str
    line: int
    problem: Problem | None = None


@dataclass(frozen=True, slots=True)
class Block:
    """A directive taken apart; `taken` is how many lines of its content were options."""

    argument: str
    options: list[Option]
    rest: StringList
    taken: int = 0
    faults: list[Fault] = field(default_factory=list)


def read_block(
    arguments: Sequence[str],
    content: StringList,
    source: Sequence[str],
    place: tuple[str, int],
    table: Mapping[str, Field],
) -> Block:
    """Take a directive apart; *source* are its lines, the first of which stands at *place*.

    What stands before the first empty line comes as argument in reStructuredText, as content in Markdown.
    """
    lines = _Lines(source, place[1], table)
    head = arguments[0].split("\n") if arguments else []
    end = next((at for at, line in enumerate(head) if line.lstrip().startswith(":")), len(head))
    argument = " ".join(line.strip() for line in head[:end])
    if end < len(head):
        used = lines.read(head[end:])
        left = head[end + used :]
        places = [(place[0], place[1] + end + used + at) for at in range(len(left))]
        rest, taken = StringList(left, items=places) + content, 0
    else:
        taken = lines.read_first(list(takewhile(str.strip, content)))
        rest = content[taken:]
    begin = next((at for at, line in enumerate(rest) if line.strip()), 0)
    late = _OPTION.fullmatch(rest[begin]) if lines.options and rest else None
    if late and late[1] in table:
        before = len(lines.options)
        more = begin + lines.read(list(takewhile(str.strip, rest[begin:])))
        message = "a blank line separates this field from those above. Delete the blank line."
        lines.faults.append(Fault(message, lines.options[before].line, Problem.FIELD_APART))
        rest, taken = rest[more:], taken + more
    if lines.strays:
        rest = StringList([*lines.strays, ""], items=[place] * (len(lines.strays) + 1)) + rest
    if rest and rest[0].strip() == "---":  # what stands between two such lines, MyST would take for the head of a page
        rest, taken = StringList([""], items=[place]) + rest, taken - 1
    return Block(argument, lines.options, rest, taken, lines.faults)


class _Lines:
    """Reads lines of options, and finds each in the source."""

    def __init__(self, source: Sequence[str], first: int, table: Mapping[str, Field]) -> None:
        self.source = source
        self.first = first
        self.table = table
        self.searched = 0
        self.options: list[Option] = []
        self.faults: list[Fault] = []
        self.strays: list[str] = []  # lines among the options that are none: kept as text

    def read_first(self, block: Sequence[str]) -> int:
        """Read the first block of a Markdown directive, where options may be missing or written as YAML."""
        if block and block[0].strip() == "---" and "---" in map(str.strip, block[1:]):
            return self._read_yaml(block)
        return self.read(block) if any(map(_OPTION.fullmatch, block)) else 0

    def read(self, block: Sequence[str]) -> int:
        """Read options up to where the text begins, and say how many lines they take.

        A line that is indented more goes on with a value.
        """
        options = [at for at, text in enumerate(block) if _OPTION.fullmatch(text)]
        for at, text in enumerate(block):
            match = _OPTION.fullmatch(text)
            if not match and self.options and at and text[:1] in " \t":
                self.options[-1] = self.options[-1].going_on(text)
            elif match:
                self.options.append(Option(match[1], match[2].strip(), self._line(text)))
            elif _NESTED.match(text) or not (at < max(options, default=-1) or text.startswith(":")):
                return at
            else:
                self._read_other(text)
        return len(block)

    def _read_other(self, text: str) -> None:
        """A line among the options that has not the form of one: a slip of the pen, or text."""
        slip = _MALFORMED.fullmatch(text)
        line = self._line(text)
        option = Option(slip[1], slip[2].strip(), line, sound=False) if slip else None
        if option and option.meant(self.table):
            self.options.append(option)
        else:
            self.strays.append(text)
            advice = "Write each field as “:name: value” on its own line, and the text after a blank line."
            message = f"“{text.strip()}” is not a field. {advice}"
            self.faults.append(Fault(message, line))

    def _read_yaml(self, block: Sequence[str]) -> int:
        """Options between two lines of dashes, as other directives of MyST have them."""
        end = next(at for at, text in enumerate(block[1:], 1) if text.strip() == "---")
        message = "fields cannot be written between “---” lines here. Delete those lines and write “:name: value”."
        self.faults.append(Fault(message, self._line(block[0])))
        for text in block[1:end]:
            if match := _YAML.fullmatch(text.strip()):
                self.options.append(Option(match[1], match[2].strip(), self._line(text)))
            elif text.strip():
                self._read_other(text)
        return end + 1

    def _line(self, text: str) -> int:
        """The line of the source that reads *text*, the next one after that found before."""
        below = range(self.searched + 1, len(self.source))
        self.searched = next((i for i in below if text.strip() == self.source[i].strip()), self.searched)
        return self.first + self.searched
