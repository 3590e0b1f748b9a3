"""Packages that change between two builds, that lack something, or that cannot be used."""

from __future__ import annotations

import re
import subprocess
import sys
import zlib
from pathlib import Path

import pytest
from sphinx.errors import ConfigError, ExtensionError
from tests.support.html_pages import Pages
from tests.support.project import Build, with_extensions
from tests.web_fonts.conftest import CONF, Make
from tests.web_fonts.font_package import FAMILY, write_font_package

SHEET = "_static/web-fonts/web-fonts.css"
SETTINGS = {"web_fonts": [FAMILY], "web_font_weights": (400, 400)}


def requested(build: Build) -> list[str]:
    """The addresses of the sheet on the page."""
    hrefs = [link.attributes["href"] for link in Pages(build.outdir)["index.html"].all("link")]
    return [href for href in hrefs if "web-fonts" in href]


def test_pages_are_written_again_for_a_new_version_of_a_package_only(packages: Path, make: Make) -> None:
    """They request the sheet by its content, which changes though neither their text nor a setting does."""
    write_font_package(packages)
    before = make(**SETTINGS)
    old, written = requested(before), (before.outdir / "index.html").stat().st_mtime_ns
    again = make(**SETTINGS)
    assert (again.outdir / "index.html").stat().st_mtime_ns == written
    write_font_package(packages, width=600)
    build = make(**SETTINGS)
    assert requested(build) == [f"{SHEET}?v={zlib.crc32(build.read(SHEET).encode()):08x}"] != old


def test_an_interrupted_build_leaves_no_part_of_a_font(packages: Path, make: Make) -> None:
    """What cannot be written completely has another name, and is written again."""
    write_font_package(packages)
    build = make(**SETTINGS)
    (font,) = (build.outdir / "_static/web-fonts").glob("*.woff2")
    complete = font.read_bytes()
    font.unlink()
    part = font.with_name(f"{font.name}.part")
    part.mkdir()  # it cannot be written to
    with pytest.raises(ExtensionError, match=r"\.part"):
        make(**SETTINGS)
    assert not font.exists()
    part.rmdir()
    part.write_bytes(complete[:50])
    make(**SETTINGS)
    assert font.read_bytes() == complete
    assert not part.exists()


def test_a_first_family_without_latin_letters_needs_none(packages: Path, make: Make) -> None:
    """The local font has the size of the family that Latin text is in, if there is one."""
    write_font_package(packages, scripts=["greek"])
    alone = make(**SETTINGS)
    assert alone.warnings == []
    assert f':root {{ --web-fonts: "{FAMILY}", sans-serif; }}' in alone.read(SHEET)
    both = make(**{**SETTINGS, "web_fonts": [FAMILY, "IBM Plex Sans Arabic"]})
    assert 'font-family: "IBM Plex Sans Arabic fallback"' in both.read(SHEET)


@pytest.mark.parametrize(
    ("font", "message"),
    [
        (
            {"scripts": []},
            "web_fonts: “Test Sans” covers none of the scripts that can be served: latin, .+. Remove it.",
        ),
        (
            {"axis": "wdth"},
            "web_fonts: “Test Sans” is a variable font without an axis for weights. Choose another family.",
        ),
        ({"weights": [300]}, "web_font_weights: “Test Sans” has no weight 400. It has: 300."),
        ({"weights": [None]}, "web_font_weights: “Test Sans” has no weight 400. It has: none."),
    ],
)
def test_a_family_that_cannot_be_used_is_reported(
    packages: Path, make: Make, font: dict[str, object], message: str
) -> None:
    """With its name and the reason."""
    write_font_package(packages, **font)  # type: ignore[arg-type]
    with pytest.raises(ConfigError) as raised:
        make(**SETTINGS)
    assert re.fullmatch(message, str(raised.value))


@pytest.mark.parametrize(("modules", "package"), [(("fontTools",), "fonttools"), (("brotli", "brotlicffi"), "brotli")])
def test_a_missing_package_is_reported_with_the_command_to_install_it(
    tmp_path: Path, modules: tuple[str, ...], package: str
) -> None:
    """Only fonts need it, so that the package itself does not require it."""
    hidden = f"import sys\nsys.modules |= dict.fromkeys({modules})\n"
    (tmp_path / "conf.py").write_text(f"{hidden}{CONF}web_fonts = ['IBM Plex Sans Arabic']\n")
    (tmp_path / "index.rst").write_text("Fonts\n=====\n")
    command = [sys.executable, "-m", "sphinx", "-q", "--no-color", str(tmp_path), str(tmp_path / "_build")]
    run = subprocess.run(command, env=with_extensions(), capture_output=True, text=True, check=False)
    assert run.returncode == 1
    assert run.stderr == (
        f"ERROR: web_fonts needs packages that are not installed: {package}. "
        "Install them: `pip install 'sphinx-milestones[web-fonts]'`\n"
    )
