"""Read a file to import: decode it, and parse it as JSON or CSV, whatever it contains."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Sequence
from io import StringIO
from pathlib import Path
from typing import Any

from sphinx_milestones.cli.project import CommandError
from sphinx_milestones.core import limits
from sphinx_milestones.core.files import FileTooLargeError, read_bytes
from sphinx_milestones.core.limits import excess_message
from sphinx_milestones.core.suggestions import quoted

MAX_ROWS = 5_000
MAX_COLUMNS = 200
MAX_HEADER = 100_000  # characters in the first line
_SURROGATE = re.compile(r"\\u[dD][89a-fA-F]")  # as an escape in JSON
_SEPARATORS = (",", ";", "\t", "|")


def read_source(path: Path) -> str:
    """Return the text of a file: UTF-8 with or without a byte order mark, or UTF-16 with one, as spreadsheets write.

    :raises CommandError: if it cannot be read, is empty, too large or in another encoding
    """
    try:
        data = read_bytes(path, limits.DATA_FILE)
    except FileTooLargeError as error:
        raise CommandError(f"“{path}” {error}. Split it.") from None
    except (OSError, ValueError) as error:  # a name with a NUL is a ValueError
        raise CommandError(f"“{path}” cannot be read: {getattr(error, 'strerror', None) or error}.") from None
    encoding = "utf-16" if data.startswith((b"\xff\xfe", b"\xfe\xff")) else "utf-8-sig"
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        advice = "Save it as UTF-8 first; spreadsheets call that “CSV UTF-8”."
        raise CommandError(f"“{path.name}” is not valid UTF-8 at line {line}. {advice}") from None
    if not text.strip():
        raise CommandError(f"“{path.name}” is empty.")
    return text


def parse_json(text: str, name: str) -> Any:
    """Return the value of a JSON text; half of a surrogate pair, which no file can have, becomes a question mark.

    :raises CommandError: if it is not JSON, or nested so deeply, or with numbers so long, that Python cannot read it
    """
    try:
        value = json.loads(text)
        if _SURROGATE.search(text):
            return json.loads(json.dumps(value, ensure_ascii=False).encode("utf-8", "replace"))
    except json.JSONDecodeError as error:
        raise CommandError(f"“{name}” is not valid JSON at line {error.lineno}: {error.msg}.") from None
    except (RecursionError, ValueError):
        raise CommandError(f"“{name}” is nested too deeply, or has a number that is too long.") from None
    return value


def parse_csv(text: str, name: str, known: Sequence[str]) -> tuple[list[str], list[tuple[int, list[str]]]]:
    """Return the header of a CSV text, and each row that is not empty with its line.

    The separator is the one with which most columns have a *known* name, else the one with most columns.

    :raises CommandError: if it is not CSV, or exceeds a limit
    """
    first = re.split("[\r\n]", text.lstrip("\r\n"), maxsplit=1)[0]
    if excess := excess_message(len(first), MAX_HEADER):
        raise CommandError(f"the first line of “{name}” {excess}. It must have the names of the columns.")
    headers = {separator: next(csv.reader([first], delimiter=separator), []) for separator in _SEPARATORS}
    separator = max(
        _SEPARATORS,
        key=lambda each: (sum(normalized(column) in known for column in headers[each]), len(headers[each])),
    )
    try:
        csv.field_size_limit(limits.DATA_FILE)
        reader = csv.reader(StringIO(text.replace("\0", ""), newline=""), delimiter=separator, strict=True)
        rows = [(reader.line_num, row) for row in reader if any(map(str.strip, row))]
    except csv.Error as error:
        raise CommandError(f"“{name}” is not valid CSV at line {reader.line_num}: {error}.") from None
    header = _distinct([column.strip() for column in rows[0][1]]) if rows else []
    excess = excess_message(len(header), MAX_COLUMNS, "columns") or excess_message(len(rows) - 1, MAX_ROWS, "rows")
    if excess:
        raise CommandError(f"“{name}” {excess}. Split it.")
    if len(rows) < 2:
        raise CommandError(f"“{name}” has no rows below the names of its columns, {quoted(header[:5])}.")
    return header, rows[1:]


def _distinct(columns: Sequence[str]) -> list[str]:
    """Return the names of columns, numbered where a name is repeated or empty."""
    names: list[str] = []
    for number, column in enumerate(columns, 1):
        name = column or f"column {number}"
        names.append(f"{name} ({number})" if name in names else name)
    return names


def normalized(column: str) -> str:
    """Return the name of a column for comparison: lowercase words."""
    words = re.findall(r"[^\W_]+", re.sub(r"(?<=[a-z])(?=[A-Z])", " ", column))
    return " ".join(words).lower()
