"""The lock files, the version and the package's metadata agree with each other."""

from __future__ import annotations

import re
import tomllib
from importlib.metadata import version
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

import sphinx_milestones
import sphinx_pdf

ROOT = Path(__file__).parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
SITE, DEV = ("requirements.lock", "requirements-dev.lock")


def pins(lock: str) -> dict[str, dict[str, set[str]]]:
    """Return the hashes of each version of each package that a lock file pins."""
    found: dict[str, dict[str, set[str]]] = {}
    name = number = ""
    for line in (ROOT / lock).read_text(encoding="utf-8").splitlines():
        if pin := re.match(r"(\S+)==(\S+)", line):
            name, number = pin.groups()
            found.setdefault(name, {})[number] = set()
        elif digest := re.match(r"    --hash=(\S+)", line):
            found[name][number].add(digest[1])
    return found


def group(name: str) -> list[str]:
    """Return the requirements of a dependency group, with those of the groups that it includes."""
    entries = PROJECT["dependency-groups"][name]
    return [each for e in entries for each in (group(e["include-group"]) if isinstance(e, dict) else [e])]


def extra(name: str) -> list[str]:
    """Return the requirements of an extra, with those of the other extras that it includes."""
    found = []
    for requirement in map(Requirement, PROJECT["project"]["optional-dependencies"][name]):
        own = canonicalize_name(requirement.name) == PROJECT["project"]["name"]
        found += [each for other in sorted(requirement.extras) for each in extra(other)] if own else [str(requirement)]
    return found


def test_both_lock_files_pin_the_same() -> None:
    """What the site is built with is what the tests run with: same versions, same files."""
    assert len(pins(SITE)) > 40
    assert {name: pin for name, pin in pins(SITE).items() if pins(DEV).get(name) != pin} == {}
    assert [name for name, pin in pins(DEV).items() if not all(pin.values())] == []


@pytest.mark.parametrize(("lock", "groups"), [(SITE, "install"), (DEV, "dev")])
def test_lock_files_meet_the_requirements(lock: str, groups: str) -> None:
    """Each requirement of the package and the site, and of the group of the lock file, is pinned as it demands."""
    pinned = pins(lock)
    for requirement in map(Requirement, [*PROJECT["project"]["dependencies"], *extra("site"), *group(groups)]):
        versions = pinned.get(canonicalize_name(requirement.name), {})
        assert versions, f"{lock} lacks {requirement}: run `make lock`"
        assert all(requirement.specifier.contains(number) for number in versions), f"{lock}: {requirement}, {versions}"


def test_the_site_installs_no_tools() -> None:
    """No browser driver, linter, validator or test runner is needed to build the site."""
    tools = {canonicalize_name(Requirement(each).name) for name in ("test", "lint") for each in group(name)}
    others_need = {"packaging", "pyyaml"}
    assert {"pytest", "pytest-playwright", "mypy", "ruff", "page-validation"} <= tools
    assert (tools | {"playwright", "lxml", "nox"}) & set(pins(SITE)) == others_need


def test_there_is_one_version() -> None:
    """Both packages and the installed distribution have the version that `sphinx_milestones` states."""
    assert "version" in PROJECT["project"]["dynamic"]
    assert sphinx_pdf.__version__ == sphinx_milestones.__version__
    assert version("sphinx-milestones") == sphinx_milestones.__version__, "set up again: make -B .venv/.ready"


@pytest.mark.parametrize("package", [sphinx_milestones, sphinx_pdf])
def test_public_names_exist(package: object) -> None:
    """Each name that a package exports is there, `setup` among them."""
    names = getattr(package, "__all__", [])
    assert "setup" in names
    assert [name for name in names if not hasattr(package, name)] == []
