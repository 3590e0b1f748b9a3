"""The schemas of the data files say the same as the table that the files are read by."""

from __future__ import annotations

import json
import re
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from jsonschema import Draft7Validator
from tests.cases.catalogue import Case, read_cases

from sphinx_milestones.cli.schema import schema_of
from sphinx_milestones.findings import Problem
from sphinx_milestones.register import load_register
from sphinx_milestones.tables import TABLES

if TYPE_CHECKING:
    from conftest import Project
    from tests.cli.conftest import Run

DATA = Path(__file__).parents[2] / "data"
# What only those see who know the other entries, the folder of documents, or the calendar.
OUT_OF_SIGHT = "|".join(
    (
        r"\] parent: ",
        r"\] aliases: “.*” is also a name",
        r"\] (published|accessed): “.*”: that month",
        r"“https://\[example\.org” is not an address",  # how brackets pair
        "a character that nobody sees",  # TOML writes it by its number
    )
)
OF_DATA = [Problem.REGISTER_ENTRY, Problem.REGISTER_VALUE]


def data_cases() -> list[Case]:
    """The cases of the catalogue that change a data file and leave it in TOML."""
    return [
        case
        for case in read_cases()
        if not any("[milestones.register-syntax]" in message for message in case.messages)
        and any(f"data/{table.file}" in case.files for table in TABLES.values())
    ]


def refused(case: Case) -> bool:
    """Whether the schemas refuse one of the data files of a case."""
    texts = ((table, case.files.get(f"data/{table.file}", "")) for table in TABLES.values())
    return any(not Draft7Validator(schema_of(table)).is_valid(tomllib.loads(text)) for table, text in texts)


@pytest.mark.parametrize("name", TABLES)
def test_committed(name: str) -> None:
    """The schema beside a data file is what the table gives; the file names it and is valid by it."""
    schema = json.loads((DATA / f"{name}.schema.json").read_text(encoding="utf-8"))
    text = (DATA / TABLES[name].file).read_text(encoding="utf-8")
    Draft7Validator.check_schema(schema)
    assert schema == schema_of(TABLES[name])
    assert text.startswith(f"#:schema ./{name}.schema.json\n")
    assert list(Draft7Validator(schema).iter_errors(tomllib.loads(text))) == []


def test_naming_a_schema_changes_nothing() -> None:
    """The line that names the schema is a comment to whatever else reads the file."""
    register, findings = load_register(DATA)
    assert findings == []
    assert len(register.partners) > 20


def test_every_column_is_described() -> None:
    """An editor shows the help of each column, and knows what it takes."""
    for table in TABLES.values():
        properties = schema_of(table)["additionalProperties"]["properties"]
        assert [said["description"] for said in properties.values()] == [column.help for column in table.columns]
        assert all(said.keys() & {"type", "enum", "anyOf"} for said in properties.values())


@pytest.mark.parametrize("case", data_cases(), ids=lambda case: f"{case.group}: {case.title}")
def test_catalogue(case: Case) -> None:
    """The schemas refuse each broken data file of the catalogue, and no other."""
    codes = [f"[milestones.{problem.code}]" for problem in OF_DATA]
    told = [message for message in case.messages if any(code in message for code in codes)]
    assert refused(case) or all(re.search(OUT_OF_SIGHT, message) for message in told)
    assert told or not refused(case)


def test_written(run: Run, project: Project) -> None:
    """The command writes a schema for each data file and says where."""
    done = run("schema", "--write", "data")
    assert (done.code, done.err) == (0, "")
    assert done.out.splitlines() == [f"data/{name}.schema.json" for name in TABLES]
    for name in TABLES:
        assert (project.root / f"data/{name}.schema.json").read_bytes() == (DATA / f"{name}.schema.json").read_bytes()
    assert run("schema", "--write", "nowhere").err.endswith("schema: “nowhere” is no folder.\n")
