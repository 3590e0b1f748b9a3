"""Packages that change between two builds, and interrupted builds."""

from __future__ import annotations

import zlib
from pathlib import Path

import pytest
from sphinx.errors import ExtensionError
from tests.support.html_pages import Pages
from tests.support.project import Build
from tests.web_fonts.conftest import Make
from tests.web_fonts.font_package import FAMILY, write_font_package

SHEET = "_static/web-fonts/web-fonts.css"
SETTINGS = {"web_fonts": [FAMILY], "web_font_weights": (400, 400)}


@pytest.fixture
def packages(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of installed packages."""
    folder = tmp_path / "packages"
    folder.mkdir()
    monkeypatch.syspath_prepend(folder)
    return folder


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
