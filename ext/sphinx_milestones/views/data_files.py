"""The data files as readers see them: what each is, and examples of its use."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple


class Example(NamedTuple):
    """An example of the use of a file, by the name of a tool."""

    tool: str
    code: str


class DataFile(NamedTuple):
    """A file that readers can download: its name, URL, what it is, size in bytes, rows, and examples.

    `spreadsheet` is the URL of the same table for spreadsheets. `unknown_site` is true if the examples have another
    address in place of that of the site.
    """

    name: str
    url: str
    help: str
    size: int
    rows: int | None
    examples: tuple[Example, ...]
    spreadsheet: str | None
    unknown_site: bool


def measured_later(*_: object) -> tuple[()]:
    """Return nothing, as the model of a view of files: they are measured when the view is rendered."""
    return ()


def examples(name: str, url: str, language: str) -> Iterator[Example]:
    """Yield examples for a file at *url*; *language* is the first of its languages."""
    yield Example("curl", f"curl --location --remote-name {url}")
    if name == "milestones.json":
        yield Example("Python", _JSON_IN_PYTHON.format(url=url, language=language))
        yield Example("R", f'data <- jsonlite::read_json("{url}")\nlength(data$milestones)')
        yield Example("SQL (DuckDB)", _JSON_IN_SQL.format(url=url, language=language))
    elif name.endswith(".csv"):
        yield Example("Python", _CSV_IN_PYTHON.format(url=url))
        yield Example("R", f'rows <- read.csv("{url}", encoding = "UTF-8")\nnrow(rows)')
        yield Example("SQL (DuckDB)", f"SELECT * FROM read_csv('{url}', header = true) LIMIT 10;")


_JSON_IN_PYTHON = """\
import json
from urllib.request import urlopen

with urlopen("{url}") as file:
    data = json.load(file)
for milestone in data["milestones"]:
    print(milestone["date"]["written"], milestone["title"]["{language}"])"""

_JSON_IN_SQL = """\
SELECT milestone.id, milestone.title."{language}", milestone.date.earliest
FROM (SELECT unnest(milestones) AS milestone FROM read_json('{url}'))
ORDER BY milestone.date.earliest;"""

_CSV_IN_PYTHON = """\
import csv
from io import TextIOWrapper
from urllib.request import urlopen

with urlopen("{url}") as file:
    rows = list(csv.DictReader(TextIOWrapper(file, "utf-8", newline="")))
print(len(rows), "rows;", ", ".join(rows[0]) if rows else "")"""
