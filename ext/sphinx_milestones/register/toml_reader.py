"""One data file: its entries as TOML has them, the line of each value, and why it cannot be read, in an author's words.

tomllib tells neither where a value stands nor, to somebody who writes such a file for the first time, what to do.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from sphinx_milestones.core import limits
from sphinx_milestones.core.characters import CONTROL
from sphinx_milestones.core.keys import why_invalid_key
from sphinx_milestones.core.limits import excess_message
from sphinx_milestones.core.problems import Problem

Place = tuple[str, ...]  # the key of an entry, or that and the name of a value

_PART = r"""(?:[A-Za-z0-9_-]+|"(?:[^"\\\n]|\\.)*"|'[^'\n]*')"""
_NAME = rf"{_PART}(?:[ \t]*\.[ \t]*{_PART})*"
# A header or the name of a value; else a text or a comment, in which neither may be looked for. A value on one line is
# taken along with its name: that is most of a file, and saves looking at each of its letters.
_STATEMENT = re.compile(
    rf'^[ \t]*(?:\[{{1,2}}[ \t]*(?P<header>{_NAME})[ \t]*\]|(?P<name>{_NAME})[ \t]*=(?:[ \t]*"[^"\\\n]*"[ \t]*$)?)'
    r'|"""(?:[^\\]|\\.)*?"""' + r"|'''.*?'''" + r'|"(?:[^"\\\n]|\\.)*"' + r"|'[^'\n]*'|#[^\n]*",
    re.MULTILINE | re.DOTALL,
)

# How a message of tomllib begins, with what stands before and after the place that it names; and what to say instead.
_ADVICE = {
    r"Cannot declare \(['\"](.*)['\"],?\) twice": r"[\1] is defined twice. Delete one of the two.",
    "Cannot overwrite a value": "a value is defined twice. Delete one of the two.",
    "Invalid .*\0.*\0[“”„‟«»‘’‚]": 'the quotation marks are curly. Use straight ones: "…".',
    "Expected newline .*\0.*[\"']\0[^\\s,;#].*[\"']": (
        r'a quotation mark inside a string ends it. Use “…” inside, or write \\" for each.'
    ),
    "Expected newline .*\0.*\0(.*)": r"“\1” is unexpected after the value. Delete it or move it to its own line.",
    "Unescaped": r"a string contains a single backslash. Double it: \\\\.",
    r"Illegal character|Unterminated string|Expected '\"'": "a string has no closing quotation mark. Add it.",
    "Invalid date": "the date does not exist. Fix it and put it in quotation marks.",
    "Invalid value": "a value is not a quoted string, a number or a list. Put it in quotation marks.",
    r"Expected '\]'": "the key of an entry has no closing bracket. Write [key].",
    "Unclosed array": "a list is missing its closing bracket or a comma between two items. Add it.",
    "Unclosed inline|Invalid initial.*\0.*{[^}]*\0$": "a brace is not closed. Put everything up to } on one line.",
    "Invalid initial": "a name is missing or contains characters other than letters, digits and hyphens. Fix it.",
    "Expected '='|Invalid statement": 'this is neither [key] nor name = "text".',
}


class UnreadableError(ValueError):
    """Why a data file cannot be read, and at which line."""

    def __init__(self, problem: Problem, message: str, line: int | None = None) -> None:
        super().__init__(message)
        self.problem = problem
        self.line = line


@dataclass(frozen=True)
class DataFile:
    """What stands in a file, and where: by the key of an entry, and by that and the name of a value."""

    entries: Mapping[str, Any] = field(default_factory=dict)
    lines: Mapping[Place, int] = field(default_factory=dict)


def read_file(path: Path) -> DataFile:
    """Read a data file; one that is not there is an empty one.

    :raises UnreadableError: when it is not a text file, or not TOML
    """
    try:
        if fault := excess_message(path.stat().st_size, limits.DATA_FILE, "bytes"):
            raise UnreadableError(Problem.LIMIT, f"{fault}. Split the data, or remove what is not needed.")
        # Some editors put a mark before the first line. Of a part of one, `read_text` would make an empty file.
        text = path.read_bytes().decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
    except FileNotFoundError:
        return DataFile()
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1
        raise UnreadableError(
            Problem.REGISTER_SYNTAX, "is not valid UTF-8 here. Save the file as UTF-8.", line
        ) from None
    except OSError as error:
        message = f"cannot be read: {error.strerror}. Replace it with a text file, or delete it."
        raise UnreadableError(Problem.REGISTER_FILE, message) from None
    if hidden := CONTROL.search(text):
        message = f"contains an invisible character here, U+{ord(hidden[0]):04X}. Delete it."
        raise UnreadableError(Problem.REGISTER_SYNTAX, message, text.count("\n", 0, hidden.start()) + 1)
    for number, words in enumerate(text.split("\n"), 1):
        if fault := excess_message(len(words), limits.DATA_LINE):
            raise UnreadableError(
                Problem.LIMIT, f"this line {fault}. Split it, or close the open bracket or quotation mark.", number
            )
    try:
        return DataFile(tomllib.loads(text), lines_of(text))
    except (ValueError, RecursionError) as error:
        message, at = _explain(error, text)
        raise UnreadableError(Problem.REGISTER_SYNTAX, f"is not valid TOML here: {message}", at) from None


def lines_of(text: str) -> dict[Place, int]:
    """The line of each entry, and of each value in it, in the text of a sound file."""
    lines: dict[Place, int] = {}
    header: Place = ()
    line, counted = 1, 0
    for match in _STATEMENT.finditer(text):
        if not match.lastgroup:
            continue
        line += text.count("\n", counted, match.start())
        counted = match.start()
        place = _parts(match[match.lastgroup])
        if match.lastgroup == "header":
            header = place
        else:
            place = header + place
        lines.setdefault(place[:1], line)
        lines.setdefault(place[:2], line)
    return lines


def _parts(name: str) -> Place:
    """The parts of a name: ``visit.label`` has two, ``"visit.label"`` has one."""
    if name.isidentifier():
        return (name,)
    parts = []
    tree = tomllib.loads(f"{name} = 0")
    while isinstance(tree, dict):
        (part,) = tree
        parts.append(part)
        tree = tree[part]
    return tuple(parts)


def _explain(error: ValueError | RecursionError, text: str) -> tuple[str, int]:
    """What is wrong with *text*, and the line of it, as far as it is known."""
    lines = text.split("\n")
    if isinstance(error, RecursionError):
        deepest = max(range(len(lines)), key=lambda at: lines[at].count("[") + lines[at].count("{"))
        return "lists are nested too deeply. Use a single list.", deepest + 1
    if not isinstance(error, tomllib.TOMLDecodeError):  # Python takes no number of more than 4300 digits
        longest = max(range(len(lines)), key=lambda at: sum(map(str.isdigit, lines[at])))
        return "a number has too many digits. Fix it.", longest + 1
    what, _, where = str(error).partition(" (at ")
    place = re.match(r"line (\d+), column (\d+)", where)
    number = int(place[1]) if place else len(text.rstrip("\n").split("\n"))
    line = lines[number - 1]
    header = re.fullmatch(r"\[([^\[\]\"'“”]+)\]", line.strip())
    if header and (fault := why_invalid_key(header[1].strip())):
        return f"[{header[1].strip()}] is not a valid key. {fault}", number
    column = int(place[2]) - 1 if place else len(line)
    said = f"{what}\0{line[:column]}\0{line[column:].rstrip()}"
    known = (match.expand(words) for pattern, words in _ADVICE.items() if (match := re.match(pattern, said)))
    return next(known, f"{what}. Fix this line."), number
