"""A project of one page, with the fonts of packages that are installed or that the tests write."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from tests.support.project import Build, Project

CONF = """\
project = "Fonts"
extensions = ["sphinx_web_fonts"]
html_theme = "basic"
"""
Make = Callable[..., Build]


def maker(root: Path) -> Make:
    """Return what builds the project in a folder, with settings, by default to HTML."""
    project = Project(root)
    project.write("index.rst", "Fonts\n=====\n\nText.\n")

    def build(builder: str = "html", **settings: object) -> Build:
        project.write("conf.py", CONF + "".join(f"{name} = {value!r}\n" for name, value in settings.items()))
        return project.build(builder)

    return build


@pytest.fixture
def make(tmp_path: Path) -> Make:
    """The same, in a folder of the test."""
    return maker(tmp_path)


@pytest.fixture
def packages(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of installed packages."""
    folder = tmp_path / "packages"
    folder.mkdir()
    monkeypatch.syspath_prepend(folder)
    return folder
