"""The lock files, the version and the package's metadata agree with each other."""

from __future__ import annotations

import re
import tomllib
from importlib.metadata import version
from pathlib import Path

import pytest
from hatchling.builders.sdist import SdistBuilder
from hatchling.builders.wheel import WheelBuilder
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

import sphinx_milestones
import sphinx_pdf
from sphinx_milestones.cli.starting.example import source_files

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
    others_need = {"hatchling", "packaging", "pyyaml"}
    assert {"pytest", "pytest-playwright", "mypy", "ruff", "page-validation"} <= tools
    assert (tools | {"playwright", "lxml", "nox"}) & set(pins(SITE)) == others_need


def test_the_wheel_has_what_it_needs_and_no_more() -> None:
    """Each file of the packages but the sources of the translations, and of the manual the example alone."""
    wheel = {file.distribution_path for file in WheelBuilder(str(ROOT)).recurse_included_files()}
    example = {f"sphinx_milestones/example/{name.as_posix()}" for name in source_files()}
    packages = [path for path in (ROOT / "ext").glob("sphinx_*") if path.is_dir()]
    files = {path.relative_to(ROOT / "ext") for package in packages for path in package.rglob("*") if path.is_file()}
    own = {name.as_posix() for name in files if "__pycache__" not in name.parts and name.suffix != ".po"}
    assert wheel == own | example
    assert {"sphinx_milestones/locale/ar/LC_MESSAGES/sphinx_milestones.mo", "sphinx_pdf/py.typed"} <= wheel


def test_the_source_archive_has_the_extensions_alone() -> None:
    """Neither the register of this repository nor its tests; with the manual, and what a wheel is built from."""
    names = {Path(str(file.distribution_path)).parts for file in SdistBuilder(str(ROOT)).recurse_included_files()}
    assert {name[0] for name in names} <= {"ext", "CHANGELOG.md", "LICENSE", "pyproject.toml", ".gitignore"}
    assert {("ext", "hatch_build.py"), ("ext", "README.md"), ("ext", "manual", "index.md"), ("LICENSE",)} <= names


def test_the_page_of_the_package_needs_no_repository() -> None:
    """A package index shows it elsewhere: each link is a whole address or leads to a heading."""
    page = (ROOT / "ext/README.md").read_text(encoding="utf-8")
    text = re.sub("^```.*?^```$", "", page, flags=re.MULTILINE | re.DOTALL)
    found = re.findall(r"""\]\(([^)]*)\)|^\[[^]]+\]: *(\S+)|(?:href|src)=["']([^"']*)""", text, re.MULTILINE)
    links = ["".join(match) for match in found]
    assert links
    assert [link for link in links if not link.startswith(("https://", "#"))] == []
    assert "clone" not in text


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
