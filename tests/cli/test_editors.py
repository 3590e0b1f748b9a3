"""What editors and pre-commit are given agrees with the tables of fields and of data files."""

from __future__ import annotations

import json
import re
import tomllib
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import yaml

from sphinx_milestones.cli.main import main
from sphinx_milestones.core.problems import Problem
from sphinx_milestones.register.column_types import PARTNER_KINDS
from sphinx_milestones.register.register import Lookup, Register
from sphinx_milestones.register.tables import TABLES
from sphinx_milestones.views.fields import FIELDS
from sphinx_milestones.views.labels import MODES

if TYPE_CHECKING:
    from tests.cli.conftest import Run

ROOT = Path(__file__).parents[2]
SNIPPETS = json.loads((ROOT / ".vscode/milestones.code-snippets").read_text(encoding="utf-8"))
VARIABLES = {"CURRENT_YEAR": "2026", "CURRENT_MONTH": "11", "CURRENT_DATE": "23"}


def typed(name: str) -> str:
    """What a snippet leaves where its user fills nothing in: defaults, and the first of the choices."""
    text = "\n".join(SNIPPETS[name]["body"])
    text = re.sub(r"\$(CURRENT_\w+)", lambda match: VARIABLES[match[1]], text)
    text = re.sub(r"\$\{\d+\|([^,|]*)[^|]*\|\}", r"\1", text)
    return re.sub(r"\$\{\d+:?([^}]*)\}|\$\d", lambda match: match[1] or "", text)


def choices(name: str, line: str) -> tuple[str, ...]:
    """The choices that a snippet offers in a line."""
    (found,) = re.findall(rf"^{line}.*?\|(.*)\|", "\n".join(SNIPPETS[name]["body"]), re.MULTILINE)
    return tuple(found.split(","))


def test_milestone() -> None:
    """The snippet has every required field, in the order of the table, and no other than there are."""
    text = typed("Milestone")
    fields = dict(re.findall(r"^:(\w+): (.*)$", text, re.MULTILINE))
    messages: list[str] = []

    def report(_problem: Problem, message: str) -> None:
        messages.append(message)

    assert list(fields) == [name for name in FIELDS if name in fields]
    assert {field.name for field in FIELDS.values() if field.required} <= fields.keys()
    assert choices("Milestone", ":mode:") == tuple(MODES)
    for name in ("id", "date", "mode", "added"):
        FIELDS[name].parse(fields[name], Lookup(Register()), report)
    assert messages == []


def test_fences() -> None:
    """The fence of a milestone is longer than that of a note in it, and both are closed."""
    outer, inner = typed("Milestone").strip().splitlines(), typed("Sources differ").splitlines()
    assert (outer[0].split("{")[0], inner[0].split("{")[0]) == (outer[-1], inner[-1]) == ("::::", ":::")


@pytest.mark.parametrize(("name", "table"), [("Partner", "partners"), ("Source", "sources")])
def test_entries(name: str, table: str) -> None:
    """The snippet is TOML, with every required column, in the order of the table, and no other than there are."""
    (entry,) = tomllib.loads(typed(name)).values()
    columns = TABLES[table].columns
    assert list(entry) == [column.name for column in columns if column.name in entry]
    assert {column.name for column in columns if column.required} <= entry.keys()


def test_kinds_of_partners() -> None:
    """The choices are those of the table."""
    assert choices("Partner", "kind") == PARTNER_KINDS


@pytest.mark.parametrize("name", ["settings", "extensions"])
def test_json(name: str) -> None:
    """The other files for the editor can be read."""
    assert json.loads((ROOT / f".vscode/{name}.json").read_text(encoding="utf-8"))


def test_language_server() -> None:
    """The editor loads the extension of the language server that there is, and recommends what runs it."""
    settings = json.loads((ROOT / ".vscode/settings.json").read_text(encoding="utf-8"))
    (module,) = settings["esbonio.server.includedModules"]
    assert find_spec(module)
    assert module in (ROOT / "ext/manual/editors.md").read_text(encoding="utf-8")


def test_pre_commit() -> None:
    """The hook for others runs a command that there is; those of this repository run modules that there are."""
    (hook,) = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
    assert hook["id"] == "sphinx-milestones-check"
    words = hook["entry"].split()
    assert words[:3] == ["python", "-m", "sphinx_milestones"]
    with pytest.raises(SystemExit, match="0"):
        main([*words[3:], "--help"])
    repos = yaml.safe_load((ROOT / ".pre-commit-config.yaml").read_text(encoding="utf-8"))["repos"]
    (local,) = (repo for repo in repos if repo["repo"] == "local")
    entries = [hook["entry"].split() for hook in local["hooks"]]
    assert [entry for entry in entries if entry[:2] != [".venv/bin/python", "-m"] or not find_spec(entry[2])] == []


def test_manual_names_every_command_and_option(run: Run) -> None:
    """The page on the command has each command, and each option that is no field and no column."""
    page = (ROOT / "ext/manual/command.md").read_text(encoding="utf-8")
    (listed,) = re.findall(r"^COMMAND\n((?: .*\n)+)|^  COMMAND\n((?:    .*\n)+)", run("--help").out, re.MULTILINE)
    commands = re.findall(r"^ {4}(\S+)", "".join(listed), re.MULTILINE)
    known = {f"--{name.replace('_', '-')}" for name in FIELDS}
    known |= {f"--{column.name.replace('_', '-')}" for table in TABLES.values() for column in table.columns}
    assert len(commands) == 10
    for command in commands:
        assert f"\n## `{command}`" in page or f"`{command}`" in page
        options = set(re.findall(r"(--[a-z-]+)", run(command, "--help").out)) - known - {"--help"}
        assert [option for option in options if f"`{option}" not in page] == []
