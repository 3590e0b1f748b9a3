"""The font families in installed packages."""

from __future__ import annotations

import json
from dataclasses import dataclass
from importlib.metadata import entry_points
from importlib.util import find_spec
from pathlib import Path

from fontTools.ttLib import TTFont  # type: ignore[import-untyped]
from sphinx.errors import ConfigError
from sphinx.locale import __

GROUP = "fontpkg.family"


@dataclass(frozen=True, slots=True)
class Family:
    """A family with its upright files by weight; a variable font has the weight 0."""

    name: str
    slug: str
    files: tuple[tuple[int, Path], ...]

    @property
    def weight_range(self) -> tuple[int, int] | None:
        """The lightest and the boldest weight of its variable file, if it has one.

        :raises ConfigError: if other things than the weight vary in it.
        """
        for weight, file in self.files:
            if not weight:
                with TTFont(file, lazy=True) as font:
                    for axis in font["fvar"].axes if "fvar" in font else ():
                        if axis.axisTag == "wght":
                            return int(axis.minValue), int(axis.maxValue)
                message = __("web_fonts: “%s” is a variable font without an axis for weights. Choose another family.")
                raise ConfigError(message % self.name)
        return None

    def has(self, weight: int) -> bool:
        """Return whether the family has a weight."""
        if found := self.weight_range:
            return found[0] <= weight <= found[1]
        return weight in dict(self.files)

    def file(self, weight: int) -> Path:
        """Return the file that has a weight."""
        files = dict(self.files)
        return files[weight] if weight in files else files[0]

    @property
    def weights(self) -> str:
        """All weights of the family, for a message."""
        if found := self.weight_range:
            return "–".join(map(str, found))
        return ", ".join(str(weight) for weight, _ in self.files) or __("none")


def find_family(name: str) -> Family:
    """Return the family with a name.

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
            variable = [(0, folder / file["path"]) for file in upright if file.get("variable")]
            fixed = [(int(file["weight"]), folder / file["path"]) for file in upright if file.get("weight")]
            return Family(name, described["slug"], tuple(variable or sorted(fixed)))
        offered[described["family"]] = described["slug"]
    package = "fontpkg-" + "-".join(name.lower().split())
    raise ConfigError(
        __("web_fonts: no installed package offers “%s”. Install it, as in `pip install %s`. Installed: %s.")
        % (name, package, ", ".join(sorted(offered)) or __("none"))
    )
