"""The fonts that the browser of the tests is given: three sets, so that no test passes with one font alone."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from xml.sax.saxutils import escape

import pytest
from tests.support.variants import variant


@dataclass(frozen=True)
class FontSet:
    """Families that replace all fonts of a machine, the patterns of their files, and where these come from."""

    families: tuple[str, ...]
    patterns: tuple[str, ...]
    packages: tuple[str, ...] = ()  # Python packages; without any, the fonts of the system

    def files(self) -> list[Path]:
        """Return the font files; an empty list where any of them is missing."""
        folders = list(_folders_of(self.packages)) if self.packages else _system_folders()
        found = [[file for folder in folders for file in sorted(folder.rglob(each))] for each in self.patterns]
        return [file for files in found for file in files] if all(found) else []

    @property
    def missing(self) -> str:
        """What to install where a file is missing."""
        wanted = "make test sets up the Python packages" if self.packages else "install Debian's fonts-dejavu-core, or"
        return f"NO FONTS for {', '.join(self.families)}: {wanted} {', '.join(self.packages or self.patterns)}"


# Liberation Sans is Arimo under another name, with the same metrics; like Noto Sans it has no Arabic of its own.
ARABIC, ARABIC_FILES, ARABIC_PACKAGE = "Noto Sans Arabic", "NotoSansArabic*.ttf", "fontpkg_noto_sans_arabic"
FONT_SETS = {
    "liberation": FontSet(("Arimo", ARABIC), ("Arimo*.ttf", ARABIC_FILES), ("fontpkg_arimo", ARABIC_PACKAGE)),
    "dejavu": FontSet(("DejaVu Sans",), ("DejaVuSans.ttf", "DejaVuSans-Bold.ttf")),
    "noto": FontSet(("Noto Sans", ARABIC), ("NotoSans[[]*.ttf", ARABIC_FILES), ("fontpkg_noto_sans", ARABIC_PACKAGE)),
}
DEFAULT = "liberation"
every_font = pytest.mark.parametrize("fonts", FONT_SETS, indirect=True)


def with_fonts(name: str, values: Iterable[str], layouts: Iterable[str]) -> pytest.MarkDecorator:
    """Run a test for each of *values* with the default fonts, and for each of *layouts* with the other sets besides.

    *name* is the parameter of the test that has the value. Values without a layout of their own are variants.
    """
    layouts = list(layouts)
    others = [fonts for fonts in FONT_SETS if fonts != DEFAULT]
    cases = [pytest.param(each, DEFAULT, marks=() if each in layouts else variant) for each in values]
    cases += [pytest.param(each, fonts) for each in layouts for fonts in others]
    return pytest.mark.parametrize((name, "fonts"), cases, indirect=["fonts"])


def _folders_of(packages: tuple[str, ...]) -> Iterator[Path]:
    """Yield the folder of each package that is installed."""
    for name in packages:
        spec = find_spec(name)
        if spec and spec.origin:
            yield Path(spec.origin).parent


def _system_folders() -> list[Path]:
    """Return the folders in which a system and its user have fonts."""
    data = os.environ.get("XDG_DATA_DIRS") or "/usr/local/share:/usr/share"
    home = Path.home()
    mac = [Path("/Library/Fonts"), home / "Library/Fonts"]
    return [*(Path(folder, "fonts") for folder in data.split(":")), home / ".local/share/fonts", *mac]


def write_configuration(fonts: FontSet, folder: Path) -> Path:
    """Write a fontconfig file that offers *fonts* and no others, with links to their files, and return its path."""
    links = folder / "fonts"
    links.mkdir()
    for file in fonts.files():
        (links / file.name).symlink_to(file)
    first = f'<edit name="family" mode="append" binding="strong"><string>{fonts.families[0]}</string></edit>'
    places = f"<dir>{escape(str(links))}</dir><cachedir>{escape(str(folder / 'cache'))}</cachedir>"
    path = folder / "fonts.conf"
    doctype = '<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd">'
    path.write_text(f"{doctype}<fontconfig>{places}<match>{first}</match></fontconfig>", encoding="utf-8")
    return path
