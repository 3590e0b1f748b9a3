"""The rules of the house that a reader of the code relies on, kept by reading the code."""

from __future__ import annotations

import ast
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.cases.catalogue import read_cases

from sphinx_milestones.core.problems import Problem

ROOT = Path(__file__).parents[2]
EXT = ROOT / "ext"
MODULES = sorted(EXT.rglob("*.py"))
CLOCKS = {"now", "utcnow", "today", "time", "time_ns", "localtime", "gmtime", "ctime", "fromtimestamp"}
# Keys of the site that are words of the trade, in which the extension has to speak.
GENERAL = set("agreement conference programme visit workshop measurement statistics".split())  # noqa: SIM905


def tree(path: Path) -> ast.Module:
    """A module, parsed."""
    return ast.parse(path.read_text(encoding="utf-8"))


def imports(path: Path) -> Iterator[str]:
    """The names of all modules that a module imports, wherever in it; relative ones with their dots."""
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield "." * node.level + (node.module or "")


@pytest.mark.parametrize("room", ["core", "register", "views"])
def test_rooms_below_the_environment_do_without_sphinx(room: str) -> None:
    """No module of these rooms imports Sphinx, docutils or Jinja."""
    found = {name for path in (EXT / "sphinx_milestones" / room).rglob("*.py") for name in imports(path)}
    assert {name for name in found if name.split(".")[0] in ("sphinx", "docutils", "jinja2")} == set()


def test_pdf_builder_knows_no_milestones() -> None:
    """`sphinx_pdf` imports nothing of `sphinx_milestones`, and the other way round only the editions do."""
    for ours, other, knowing in (
        ("sphinx_pdf", "sphinx_milestones", []),
        ("sphinx_milestones", "sphinx_pdf", ["editions.py"]),
    ):
        paths = sorted((EXT / ours).rglob("*.py"))
        importing = [path.name for path in paths if any(name.split(".")[0] == other for name in imports(path))]
        assert importing == knowing


@pytest.mark.parametrize("path", MODULES, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_no_clock(path: Path) -> None:
    """No module asks for the time of day: what is built depends on what is written only."""
    calls = [node.func for node in ast.walk(tree(path)) if isinstance(node, ast.Call)]
    names = [(func.lineno, func.attr) for func in calls if isinstance(func, ast.Attribute) and func.attr in CLOCKS]
    assert names == []
    assert [name for name in imports(path) if name == "time"] == []


@pytest.mark.parametrize("path", MODULES, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_module_fits_in_one_sitting(path: Path) -> None:
    """No module is longer than 300 lines, unless that was agreed on."""
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 300


@pytest.mark.parametrize("path", MODULES, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_nothing_is_set_on_sphinx(path: Path) -> None:
    """No attribute of `env`, `app` or `config` is assigned to, the exit code aside: state lives in the domain."""
    targets: list[ast.expr] = []
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Assign):
            targets += node.targets
        elif isinstance(node, ast.AugAssign | ast.AnnAssign):
            targets.append(node.target)
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "setattr":
            targets.append(ast.Attribute(node.args[0], "?"))
    attributes = [target for target in targets if isinstance(target, ast.Attribute) and target.attr != "statuscode"]
    owners = [ast.unparse(target.value) for target in attributes]
    assert [owner for owner in owners if owner.split(".")[-1] in ("env", "app", "config")] == []


def texts(path: Path) -> Iterator[str]:
    """The string constants of a module, its docstrings aside."""
    module = tree(path)
    documented = (ast.Module, ast.ClassDef, ast.FunctionDef)
    docstrings = {ast.get_docstring(node, clean=False) for node in ast.walk(module) if isinstance(node, documented)}
    for node in ast.walk(module):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and node.value not in docstrings:
            yield node.value


def test_code_knows_nothing_of_this_register() -> None:
    """No key of the site's data files and no name of its pages stands in the extension's code."""
    files = [tomllib.loads(path.read_text(encoding="utf-8")) for path in sorted((ROOT / "data").glob("*.toml"))]
    keys = {key for entries in files for key in entries} - GENERAL
    assert len(keys) > 30
    found = [
        (path.name, key)
        for path in sorted((EXT / "sphinx_milestones").rglob("*.py"))
        for text in texts(path)
        for key in keys
        if re.search(rf"(?<![\w-]){re.escape(key)}(?![\w-])", text)
    ]
    assert found == []


def test_every_problem_has_a_case() -> None:
    """The catalogue of mistakes covers each kind of message that the extension can give."""
    told = {
        code for case in read_cases() for message in case.messages for code in re.findall(r"\[([\w.-]+)\]", message)
    }
    assert [problem.code for problem in Problem if f"milestones.{problem.code}" not in told] == []


def test_cases_are_unique_and_many() -> None:
    """No case hides another of the same name, and the catalogue has at least thirty kinds of mistakes."""
    names = [(case.group, case.title) for case in read_cases()]
    assert len(names) == len(set(names))
    assert sum(bool(case.messages) for case in read_cases()) >= 30
