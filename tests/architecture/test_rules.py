"""Rules that a reader of the code relies on, checked by parsing the code."""

from __future__ import annotations

import ast
import re
import tomllib
from collections.abc import Callable, Collection, Iterable, Iterator
from functools import cache, partial
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


def outside(room: str) -> list[Path]:
    """The modules of both packages that are not in a room of `sphinx_milestones`."""
    return [path for path in MODULES if not path.is_relative_to(EXT / "sphinx_milestones" / room)]


@cache
def tree(path: Path) -> ast.Module:
    """A module, parsed."""
    return ast.parse(path.read_text(encoding="utf-8"))


@cache
def nodes(path: Path) -> tuple[ast.AST, ...]:
    """All nodes of a module."""
    return tuple(ast.walk(tree(path)))


def imports(path: Path) -> Iterator[str]:
    """The names of all modules that a module imports, wherever in it; relative ones with their dots."""
    for node in nodes(path):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield "." * node.level + (node.module or "")


@pytest.mark.parametrize(
    ("room", "known"),
    [
        ("core", set()),
        ("syntax", {"docutils.utils.math.latex2mathml"}),  # for the formulas in titles
        ("register", set()),
        ("views", set()),
        ("reading", set()),
    ],
)
def test_rooms_below_the_environment_do_without_sphinx(room: str, known: set[str]) -> None:
    """No module of these rooms imports Sphinx, Jinja or, but for one function, docutils."""
    found = {name for path in (EXT / "sphinx_milestones" / room).rglob("*.py") for name in imports(path)}
    assert {name for name in found if name.split(".")[0] in ("sphinx", "docutils", "jinja2")} == known


def test_pdf_builder_knows_no_milestones() -> None:
    """`sphinx_pdf` imports nothing of `sphinx_milestones`, and the other way round only the editions do."""
    for ours, other, knowing in (
        ("sphinx_pdf", "sphinx_milestones", []),
        ("sphinx_milestones", "sphinx_pdf", ["editions.py"]),
    ):
        paths = sorted((EXT / ours).rglob("*.py"))
        importing = [path.name for path in paths if any(name.split(".")[0] == other for name in imports(path))]
        assert importing == knowing


def found_in(modules: Iterable[Path], find: Callable[[Path], Collection[object]]) -> dict[str, Collection[object]]:
    """What a function finds in modules, by the path of each in which it finds anything."""
    return {str(path.relative_to(EXT)): found for path in modules if (found := find(path))}


def test_no_clock() -> None:
    """No module asks for the time of day: what is built depends on what is written only."""

    def clocks(path: Path) -> list[object]:
        calls = [node.func for node in nodes(path) if isinstance(node, ast.Call)]
        names = [(func.lineno, func.attr) for func in calls if isinstance(func, ast.Attribute) and func.attr in CLOCKS]
        return [*names, *(name for name in imports(path) if name == "time")]

    assert found_in(MODULES, clocks) == {}


def test_modules_fit_in_one_sitting() -> None:
    """No module is longer than 250 lines, and no function longer than 40."""

    def too_long(path: Path) -> list[tuple[str, int]]:
        lines = len(path.read_text(encoding="utf-8").splitlines())
        functions = [node for node in nodes(path) if isinstance(node, ast.FunctionDef)]
        lengths = [(node.name, (node.end_lineno or 0) - node.lineno + 1) for node in functions]
        return [("lines", lines)] * (lines > 250) + [(name, length) for name, length in lengths if length > 40]

    assert found_in(MODULES, too_long) == {}


@pytest.mark.parametrize("package", ["sphinx_milestones", "sphinx_pdf"])
def test_package_names_all_that_is_at_its_top(package: str) -> None:
    """The table in the docstring of a package has a row for each room and each module beside them."""
    docstring = ast.get_docstring(tree(EXT / package / "__init__.py")) or ""
    rows = set(re.findall(r"^(?::mod:`\.)?(\w+)`?  ", docstring, re.MULTILINE))
    top = {path.stem for path in (EXT / package).iterdir() if path.suffix == ".py" or any(path.glob("*.py"))}
    assert top - {"__init__", "__main__"} - rows == set()


MUTATING = {"add", "append", "clear", "difference_update", "discard", "extend", "insert", "intersection_update", "pop"}
MUTATING |= {"popitem", "remove", "reverse", "setdefault", "sort", "update"}
SPHINX = {"app", "env", "config", "builder", "project"}
OURS = {"domain", "domain_of", "build", "collection"}


def owners_of_changes(path: Path) -> Iterator[tuple[int, str]]:
    """The line of each assignment, deletion or call that changes an object in place, and the object."""
    for node in nodes(path):
        targets: list[ast.expr] = []
        if isinstance(node, ast.Assign | ast.Delete):
            targets = node.targets
        elif isinstance(node, ast.AugAssign) or (isinstance(node, ast.AnnAssign) and node.value):
            targets = [node.target]
        elif isinstance(node, ast.Call):
            changing = isinstance(node.func, ast.Attribute) and node.func.attr in MUTATING
            targets = [node.func] if changing else []
            if isinstance(node.func, ast.Name) and node.func.id in ("setattr", "delattr"):
                targets = [ast.Attribute(node.args[0], "?")]
        for target in targets:
            # An extension makes a build fail by its `statuscode`, as Sphinx's own link checker does.
            if isinstance(target, ast.Attribute | ast.Subscript) and getattr(target, "attr", "") != "statuscode":
                yield getattr(node, "lineno", 0), ast.unparse(target.value)


def changes_to(names: set[str], path: Path) -> list[tuple[int, str]]:
    """The changes to objects with one of these names, or to what is reached through them."""
    return [(line, owner) for line, owner in owners_of_changes(path) if names & set(re.findall(r"\w+", owner))]


def test_nothing_is_changed_on_sphinx() -> None:
    """Only workarounds change something of the application, environment, configuration or builder of Sphinx."""
    assert found_in(outside("workarounds"), partial(changes_to, SPHINX)) == {}


def test_only_the_environment_changes_what_a_build_knows() -> None:
    """Other rooms report to the domain and the build state by their methods."""
    assert found_in(outside("environment"), partial(changes_to, OURS)) == {}


@cache
def private_names_defined() -> set[str]:
    """The private names of functions, classes, attributes and modules that the packages define."""
    names = {path.stem for path in MODULES}
    for node in (node for path in MODULES for node in nodes(path)):
        if isinstance(node, ast.FunctionDef | ast.ClassDef):
            names.add(node.name)
        elif isinstance(node, ast.Name | ast.Attribute) and isinstance(node.ctx, ast.Store):
            names.add(node.id if isinstance(node, ast.Name) else node.attr)
    return {name for name in names if name.startswith("_")}


def test_private_names_of_others_are_for_workarounds() -> None:
    """Nothing private of Sphinx or another library is used elsewhere; of their own modules, rooms use it by `self`."""
    public = {"_asdict", "_fields", "_make", "_replace"}  # of a named tuple, which has no other names for them
    known = private_names_defined() | public

    def private(path: Path) -> set[str]:
        used = {node.attr for node in nodes(path) if isinstance(node, ast.Attribute)}
        used |= {part for name in imports(path) for part in name.split(".")}
        used |= {alias.name for node in nodes(path) if isinstance(node, ast.ImportFrom) for alias in node.names}
        used |= set(re.findall("SLF001", path.read_text(encoding="utf-8")))
        return {name for name in used - known if re.fullmatch("_.*(?<!__)|SLF001", name) and name != "_"}

    assert found_in(outside("workarounds"), private) == {}


def texts(path: Path) -> Iterator[str]:
    """The string constants of a module, its docstrings aside."""
    documented = (ast.Module, ast.ClassDef, ast.FunctionDef)
    docstrings = {ast.get_docstring(node, clean=False) for node in nodes(path) if isinstance(node, documented)}
    for node in nodes(path):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and node.value not in docstrings:
            yield node.value


def test_code_knows_nothing_of_this_register() -> None:
    """The extension's code has no key of the site's data files."""
    files = [tomllib.loads(path.read_text(encoding="utf-8")) for path in sorted((ROOT / "data").glob("*.toml"))]
    keys = {key for entries in files for key in entries} - GENERAL
    assert len(keys) > 30
    any_key = re.compile(rf"(?<![\w-])(?:{'|'.join(map(re.escape, sorted(keys)))})(?![\w-])")
    ours = [path for path in MODULES if path.is_relative_to(EXT / "sphinx_milestones")]
    assert found_in(ours, lambda path: [key for text in texts(path) for key in any_key.findall(text)]) == {}


def test_every_problem_has_a_case() -> None:
    """The catalogue of cases covers each kind of message that a build can give; `check` alone reads catalogues."""
    reported = {
        code for case in read_cases() for message in case.messages for code in re.findall(r"\[([\w.-]+)\]", message)
    }
    assert {problem for problem in Problem if f"milestones.{problem.code}" not in reported} == {Problem.TRANSLATION}


def test_cases_are_unique_and_many() -> None:
    """No case hides another of the same name, and the catalogue has at least thirty kinds of problems."""
    names = [(case.group, case.title) for case in read_cases()]
    assert len(names) == len(set(names))
    assert sum(bool(case.messages) for case in read_cases()) >= 30
