"""The folders of the packages, the contracts of import-linter and the page on architecture name the same rooms."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
CONTRACTS = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"]["contracts"]
PAGE = (ROOT / "ext/manual/architecture.md").read_text(encoding="utf-8")
DIAGRAM = (ROOT / "ext/manual/rooms.svg").read_text(encoding="utf-8")


def modules(package: str) -> set[str]:
    """Return the names of the folders and modules at the top of a package."""
    paths = [
        path for path in (ROOT / "ext" / package).iterdir() if path.suffix == ".py" or (path / "__init__.py").is_file()
    ]
    return {path.stem for path in paths} - {"__init__"}


def layers(package: str) -> set[str]:
    """Return the names in the contract on the layers of a package."""
    (contract,) = [each for each in CONTRACTS if each["type"] == "layers" and each["containers"] == [package]]
    return {name.strip() for layer in contract["layers"] for name in layer.split("|")}


@pytest.mark.parametrize("package", ["sphinx_milestones", "sphinx_pdf"])
def test_every_room_has_a_layer_and_is_explained(package: str) -> None:
    """No room is missing from the contracts, from the page and from its diagram, and none there is gone."""
    assert layers(package) == modules(package)
    rooms = modules(package) - {"__main__"}
    assert [room for room in rooms if f"`{room}`" not in PAGE] == []
    assert [room for room in rooms if not re.search(rf"\b{room}\b", DIAGRAM)] == []


def test_the_package_lists_its_rooms() -> None:
    """The docstring of `sphinx_milestones`, where somebody starts to read the code, has a line for each room."""
    text = (ROOT / "ext/sphinx_milestones/__init__.py").read_text(encoding="utf-8").split('"""')[1]
    assert set(re.findall(r"^(\w+) {2,}\w", text, re.MULTILINE)) == modules("sphinx_milestones") - {"__main__"}
