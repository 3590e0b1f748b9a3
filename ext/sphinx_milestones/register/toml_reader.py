"""One data file: its entries as parsed TOML, the line of each value, and its problems in plain words.

tomllib reports neither the lines of values nor, to someone new to TOML, how to fix an error.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from sphinx_milestones.core import limits
from sphinx_milestones.core.characters import CONTROL
from sphinx_milestones.core.files import FileTooLargeError, read_bytes
from sphinx_milestones.core.keys import why_invalid_key
from sphinx_milestones.core.limits import excess_message
from sphinx_milestones.core.problems import Problem
from sphinx_milestones.syntax.conflict_markers import conflict_message, find_conflict_markers

KeyPath = tuple[str, ...]  # (key of an entry,), (key, column), or in a section (section, key, column)

_PART = r"""(?:[A-Za-z0-9_-]+|"(?:[^"\\\n]|\\.)*"|'[^'\n]*')"""
_NAME = rf"{_PART}(?:[ \t]*\.[ \t]*{_PART})*"
# A table header or the name of a value; else a string or a comment, which is skipped. A simple string value is matched
# with its name, since that is most of a file and saves scanning it.
_STATEMENT = re.compile(
    rf'^[ \t]*(?:\[{{1,2}}[ \t]*(?P<header>{_NAME})[ \t]*\]|(?P<name>{_NAME})[ \t]*=(?:[ \t]*"[^"\\\n]*"[ \t]*$)?)'
    r'|"""(?:[^\\]|\\.)*?"""' + r"|'''.*?'''" + r'|"(?:[^"\\\n]|\\.)*"' + r"|'[^'\n]*'|#[^\n]*",
    re.MULTILINE | re.DOTALL,
)

# What to report instead of a message of tomllib. The patterns match the message, the erroneous line up to the column
# that it names, and the rest of that line, separated by NUL.
_TOML_ERROR_ADVICE = {
    r"Cannot declare \(['\"](.*)['\"],?\) twice": r"[\1] is defined twice. Delete one of the two.",
    "Cannot overwrite a value": "a value is defined twice. Delete one of the two.",
    "Invalid .*\0.*\0[“”„‟«»‘’‚]": 'the quotation marks are curly. Use straight ones: "…".',
    "Expected newline .*\0.*[\"']\0[^\\s,;#].*[\"']": (
        r'a quotation mark inside a string ends it. Use “…” inside, or write \\" for each.'
    ),
    "Expected newline .*\0.*\0(.*)": r"“\1” is unexpected after the value. Delete it or move it to its own line.",
    "Unescaped": r"a string contains a single backslash. Double it: \\\\.",
    r"Illegal character|Unterminated string|Expected ('\"'|\"'\")": "a string has no closing quotation mark. Add it.",
    "Invalid date": "the date does not exist. Fix it and put it in quotation marks.",
    "Invalid value": "a value is not a quoted string, a number or a list. Put it in quotation marks.",
    r"Expected '\]'": "the key of an entry has no closing bracket. Write [key].",
    "Unclosed array": "a list is missing its closing bracket or a comma between two items. Add it.",
    "Unclosed inline|Invalid initial.*\0.*{[^}]*\0$": "a brace is not closed. Put everything up to } on one line.",
    "Invalid initial": "a name is missing or contains characters other than letters, digits and hyphens. Fix it.",
    "Expected '='|Invalid statement": 'this is neither [key] nor name = "text".',
}


class TomlFileError(ValueError):
    """Why a data file cannot be read, with the line (1-based) if known; `reasons` has this and further errors."""

    def __init__(
        self, problem: Problem, message: str, line: int | None = None, more: Sequence[TomlFileError] = ()
    ) -> None:
        super().__init__(message)
        self.problem = problem
        self.line = line
        self.reasons = (self, *more)


@dataclass(frozen=True)
class DataFile:
    """The entries of a file, and the line (1-based) of each entry and value."""

    entries: Mapping[str, Any] = field(default_factory=dict)
    lines: Mapping[KeyPath, int] = field(default_factory=dict)


def read_file(path: Path) -> DataFile:
    """Read a data file; a missing file is empty.

    :raises TomlFileError: if it cannot be opened, is too large, or is not valid TOML in UTF-8
    """
    try:
        # Some editors write a byte order mark; `read_text` would turn an incomplete one into an empty file.
        text = read_bytes(path, limits.DATA_FILE).decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
    except FileNotFoundError:
        return DataFile()
    except FileTooLargeError as error:
        raise TomlFileError(Problem.LIMIT, f"{error}. Split the data, or remove what is not needed.") from None
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1
        raise TomlFileError(Problem.REGISTER_SYNTAX, "is not valid UTF-8 here. Save the file as UTF-8.", line) from None
    except OSError as error:
        message = f"cannot be read: {error.strerror}. Replace it with a text file, or delete it."
        raise TomlFileError(Problem.REGISTER_FILE, message) from None
    if hidden := CONTROL.search(text):
        message = f"contains an invisible character here, U+{ord(hidden[0]):04X}. Delete it."
        raise TomlFileError(Problem.REGISTER_SYNTAX, message, text.count("\n", 0, hidden.start()) + 1)
    if markers := find_conflict_markers(text):
        first, *more = (TomlFileError(Problem.CONFLICT, conflict_message(marker), line) for line, marker in markers)
        raise TomlFileError(first.problem, str(first), first.line, more)
    for number, content in enumerate(text.split("\n"), 1):
        if excess := excess_message(len(content), limits.DATA_LINE):
            raise TomlFileError(
                Problem.LIMIT, f"this line {excess}. Split it, or close the open bracket or quotation mark.", number
            )
    try:
        return DataFile(tomllib.loads(text), locate_keys(text))
    except (ValueError, RecursionError) as error:
        message, line = _explain_toml_error(error, text)
        raise TomlFileError(Problem.REGISTER_SYNTAX, f"is not valid TOML here: {message}", line) from None


def locate_keys(text: str) -> dict[KeyPath, int]:
    """Return the line (1-based) of each entry and of each value, given the text of a valid file."""
    lines: dict[KeyPath, int] = {}
    header: KeyPath = ()
    line, counted = 1, 0
    for match in _STATEMENT.finditer(text):
        if not match.lastgroup:
            continue
        line += text.count("\n", counted, match.start())
        counted = match.start()
        path = _parts(match[match.lastgroup])
        if match.lastgroup == "header":
            header = path
        else:
            path = header + path
        lines.setdefault(path[:1], line)
        lines.setdefault(path[:2], line)
        lines.setdefault(path[:3], line)
    return lines


def _parts(name: str) -> KeyPath:
    """Return the parts of a TOML key: ``visit.label`` has two, ``"visit.label"`` has one."""
    if name.isidentifier():
        return (name,)
    parts = []
    tree = tomllib.loads(f"{name} = 0")
    while isinstance(tree, dict):
        (part,) = tree
        parts.append(part)
        tree = tree[part]
    return tuple(parts)


def _explain_toml_error(error: ValueError | RecursionError, text: str) -> tuple[str, int]:
    """Return what is wrong with *text* and how to fix it, and the line (1-based)."""
    lines = text.split("\n")
    if isinstance(error, RecursionError):
        deepest = max(range(len(lines)), key=lambda index: lines[index].count("[") + lines[index].count("{"))
        return "lists are nested too deeply. Use a single list.", deepest + 1
    if not isinstance(error, tomllib.TOMLDecodeError):  # Python refuses integers of more than 4300 digits
        longest = max(range(len(lines)), key=lambda index: sum(map(str.isdigit, lines[index])))
        return "a number has too many digits. Fix it.", longest + 1
    reason, _, location = str(error).partition(" (at ")
    position = re.match(r"line (\d+), column (\d+)", location)
    number = int(position[1]) if position else len(text.rstrip("\n").split("\n"))
    line = lines[number - 1]
    header = re.fullmatch(r"\[([^\[\]\"'“”]+)\]", line.strip())
    if header and (reason_invalid := why_invalid_key(header[1].strip())):
        return f"[{header[1].strip()}] is not a valid key. {reason_invalid}", number
    column = int(position[2]) - 1 if position else len(line)
    context = f"{reason}\0{line[:column]}\0{line[column:].rstrip()}"
    matches = ((re.match(pattern, context), advice) for pattern, advice in _TOML_ERROR_ADVICE.items())
    return next((match.expand(advice) for match, advice in matches if match), f"{reason}. Fix this line."), number
