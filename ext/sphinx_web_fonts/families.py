"""The font families that installed packages offer."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from importlib.metadata import entry_points
from importlib.util import find_spec
from pathlib import Path

from sphinx.errors import ConfigError
from sphinx.locale import __

GROUP = "fontpkg.family"


@dataclass(frozen=True, slots=True)
class Family:
    """A family with its upright files: a variable one under the weight 0, or one for each weight."""

    name: str
    slug: str
    files: tuple[tuple[int, Path], ...]


@cache
def find_family(name: str) -> Family:
    """Return a family by its name.

    :raises ConfigError: if no installed package offers it.
    """
    offered = {}
    for entry in entry_points(group=GROUP):
        spec = find_spec(entry.value)
        folder = Path(spec.origin).parent if spec and spec.origin else Path()
        if not (folder / "metadata.json").is_file():
            continue
        described = json.loads((folder / "metadata.json").read_text(encoding="utf-8"))
        if described["family"] == name:
            upright = [file for file in described["files"] if file["style"] == "normal"]
            files = [(0 if file["variable"] else int(file["weight"]), folder / file["path"]) for file in upright]
            return Family(name, described["slug"], tuple(sorted(files)))
        offered[described["family"]] = described["slug"]
    package = "fontpkg-" + "-".join(name.lower().split())
    raise ConfigError(
        __("web_fonts: no installed package offers “%s”. Install it, as in `pip install %s`. Installed: %s.")
        % (name, package, ", ".join(sorted(offered)) or __("none"))
    )
