"""The syntax of a directive in Markdown and reStructuredText: an argument, lines of options, and content."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field, replace
from itertools import takewhile
from typing import NamedTuple

from sphinx_milestones.core.characters import IGNORABLE
from sphinx_milestones.core.problems import Problem
from sphinx_milestones.core.suggestions import closest_match

_UNSEEN = rf"[{IGNORABLE}]*"
_OPTION = re.compile(rf"[ \t]*{_UNSEEN}:{_UNSEEN}([^\W\d](?:[\w-]|[{IGNORABLE}])*):{_UNSEEN}(?!`)[ \t]*(.*)")
_MALFORMED = re.compile(r"[: \t]*([\w-]*)[: \t]*(.*)")  # name and value of a malformed option
_YAML = re.compile(r"([\w-]+):[ \t]*(.*)")
_NESTED = re.compile(r"[ \t]*(?::{3,}|`{3,}|~{3,})")  # the opening fence of a nested block


@dataclass(frozen=True, slots=True)
class Option:
    """An option, with its line in the source; not `well_formed` if a colon is missing."""

    name: str
    value: str
    line: int
    well_formed: bool = True

    def with_continuation(self, text: str) -> Option:
        """Return the option with another line of its value."""
        return replace(self, value=f"{self.value} {text.strip()}".strip())

    def intended_name(self, table: Collection[str]) -> str | None:
        """Return its name, or the closest match in *table*, or None."""
        return self.name if self.name in table else closest_match(self.name, table)


@dataclass(frozen=True, slots=True)
class SyntaxProblem:
    """A syntax problem in a directive; a `problem` of None means the default of the directive."""

    message: str
    line: int
    problem: Problem | None = None


class Line(NamedTuple):
    """A line of content, and the file and the line (0-based) that it is from."""

    text: str
    location: tuple[str | None, int | None]


@dataclass(frozen=True, slots=True)
class DirectiveBlock:
    """A parsed directive; `option_lines` is the number of lines of its original content that are options."""

    argument: str
    options: list[Option]
    content: list[Line]
    option_lines: int = 0
    problems: list[SyntaxProblem] = field(default_factory=list)


def read_block(
    arguments: Sequence[str],
    content: Sequence[Line],
    source: Sequence[str],
    location: tuple[str, int],
    table: Collection[str],
) -> DirectiveBlock:
    """Parse a directive whose *source* lines start at *location* (path, line).

    reStructuredText passes the lines before the first blank line as the argument, Markdown as content.
    """
    reader = _OptionReader(source, location[1], table)
    header = arguments[0].split("\n") if arguments else []
    end = next((index for index, line in enumerate(header) if line.lstrip().startswith(":")), len(header))
    argument = " ".join(line.strip() for line in header[:end])
    rest, taken = [*content], 0
    if end < len(header):
        end += reader.read(header[end:])
        after = enumerate(header[end:], location[1] + end)
        rest = [*(Line(text, (location[0], line)) for line, text in after), *rest]
    else:
        taken = reader.read_first([line.text for line in takewhile(lambda line: line.text.strip(), rest)])
        rest = rest[taken:]
    separated = reader.read_separated([line.text for line in rest])
    rest, taken = rest[separated:], taken + separated
    if reader.unparsed:
        rest = [*(Line(text, location) for text in (*reader.unparsed, "")), *rest]
    if rest and rest[0].text.strip() == "---":  # MyST would read it as the beginning of front matter
        rest, taken = [Line("", location), *rest], taken - 1
    return DirectiveBlock(argument, reader.options, rest, taken, reader.problems)


class _OptionReader:
    """Reads lines of options, and finds the line of each in the source."""

    def __init__(self, source: Sequence[str], first: int, table: Collection[str]) -> None:
        self.source = source
        self.first = first
        self.table = table
        self.searched = 0
        self.options: list[Option] = []
        self.problems: list[SyntaxProblem] = []
        self.unparsed: list[str] = []  # lines among the options that are not options, shown as text

    def read_first(self, block: Sequence[str]) -> int:
        """Read the options at the beginning of a Markdown directive, if any; return the number of their lines."""
        if block and block[0].strip() == "---" and "---" in map(str.strip, block[1:]):
            return self._read_yaml(block)
        return self.read(block) if any(map(_OPTION.fullmatch, block)) else 0

    def read(self, block: Sequence[str]) -> int:
        """Read options up to the first line of text, and return the number of their lines.

        An indented line continues the value above it.
        """
        last = max((index for index, text in enumerate(block) if _OPTION.fullmatch(text)), default=-1)
        for index, text in enumerate(block):
            match = _OPTION.fullmatch(text)
            if not match and self.options and index and text[:1] in " \t":
                self.options[-1] = self.options[-1].with_continuation(text)
            elif match:
                self.options.append(Option(match[1], match[2].strip(), self._line(text)))
            elif _NESTED.match(text) or not (index < last or text.startswith(":")):
                return index
            else:
                self._read_malformed(text)
        return len(block)

    def read_separated(self, block: Sequence[str]) -> int:
        """Read and report fields that blank lines separate from those above; return the number of lines."""
        begin = next((index for index, line in enumerate(block) if line.strip()), 0)
        match = _OPTION.fullmatch(block[begin]) if self.options and block else None
        if not match or match[1] not in self.table:
            return 0
        before = len(self.options)
        end = begin + self.read(list(takewhile(str.strip, block[begin:])))
        message = "a blank line separates this field from those above. Delete the blank line."
        self.problems.append(SyntaxProblem(message, self.options[before].line, Problem.FIELD_APART))
        return end

    def _read_malformed(self, text: str) -> None:
        """Read a line among the options that is not well-formed: an option with a typo, or text."""
        match = _MALFORMED.fullmatch(text)
        line = self._line(text)
        option = Option(match[1], match[2].strip(), line, well_formed=False) if match else None
        if option and option.intended_name(self.table):
            self.options.append(option)
        else:
            self.unparsed.append(text)
            advice = "Write each field as “:name: value” on its own line, and the text after a blank line."
            message = f"“{text.strip()}” is not a field. {advice}"
            self.problems.append(SyntaxProblem(message, line))

    def _read_yaml(self, block: Sequence[str]) -> int:
        """Read options between two lines of dashes, as other MyST directives allow; report them."""
        end = next(index for index, text in enumerate(block[1:], 1) if text.strip() == "---")
        message = "fields cannot be written between “---” lines here. Delete those lines and write “:name: value”."
        self.problems.append(SyntaxProblem(message, self._line(block[0])))
        for text in block[1:end]:
            if match := _YAML.fullmatch(text.strip()):
                self.options.append(Option(match[1], match[2].strip(), self._line(text)))
            elif text.strip():
                self._read_malformed(text)
        return end + 1

    def _line(self, text: str) -> int:
        """Return the line of *text* in the source, searching after the last one found."""
        below = range(self.searched + 1, len(self.source))
        self.searched = next((index for index in below if text.strip() == self.source[index].strip()), self.searched)
        return self.first + self.searched
