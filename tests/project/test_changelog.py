"""News fragments are named as towncrier expects, and the changelog can be made from them."""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib
from pathlib import Path

ROOT = Path(__file__).parents[2]
SETTINGS = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["towncrier"]
TYPES = [each["directory"] for each in SETTINGS["type"]]
FRAGMENTS = sorted(path for path in (ROOT / "changes").iterdir() if path.name not in SETTINGS["ignore"])


def test_fragments_have_valid_names() -> None:
    """A fragment is named after an issue, or after a plus sign and words, and after a type of change."""
    name = re.compile(rf"(\d+|\+[a-z0-9-]+)\.({'|'.join(TYPES)})(\.\d+)?\.md")
    assert [path.name for path in FRAGMENTS if not name.fullmatch(path.name)] == []


def test_the_changelog_can_be_made() -> None:
    """A draft has the text of every fragment, below a heading for its type, in lines that Markdown joins correctly."""
    command = [sys.executable, "-m", "towncrier", "build", "--draft", "--version", "99.0", "--dir", str(ROOT)]
    draft = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    assert draft.lstrip().startswith("## 99.0 (")
    for path in FRAGMENTS:
        first_line = path.read_text(encoding="utf-8").splitlines()[0]
        assert f"\n- {first_line.removeprefix('- ')}\n" in draft
    titles = {each["directory"]: each["name"] for each in SETTINGS["type"]}
    assert all(f"\n\n### {titles[path.name.split('.')[1]]}\n\n- " in draft for path in FRAGMENTS)


def test_types_are_explained() -> None:
    """The page on fragments lists each type."""
    page = (ROOT / "changes/README.md").read_text(encoding="utf-8")
    assert re.findall(r"^\| `(\w+)` ", page, re.MULTILINE) == TYPES


def test_a_release_has_a_place_to_go() -> None:
    """The changelog has the line below which towncrier writes."""
    assert SETTINGS["start_string"].strip() in (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
