"""Each page sets its viewport width once, whatever the theme and docutils write."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.support.project import Project

pytestmark = pytest.mark.filterwarnings("ignore:'myst_parser")  # it uses what Sphinx 11 will not have


@pytest.mark.parametrize("theme", ["basic", "alabaster", "furo"])
def test_a_page_has_one_viewport(project: Project, theme: str) -> None:
    """Pages of documents and the search page alike."""
    conf = (project.root / "conf.py").read_text(encoding="utf-8")
    project.write("conf.py", conf.replace('"basic"', f'"{theme}"'))
    build = project.build()
    assert [build.read(name).count('name="viewport"') for name in ("index.html", "search.html")] == [1, 1]


def test_a_theme_without_one_keeps_that_of_docutils(project: Project) -> None:
    """A theme that inherits from none may leave it to docutils."""
    conf = (project.root / "conf.py").read_text(encoding="utf-8")
    project.write("conf.py", conf.replace('"basic"', '"own"') + 'html_theme_path = ["themes"]\n')
    project.write("themes/own/theme.toml", '[theme]\ninherit = "none"\nsidebars = []\n')
    for page in ("page", "search", "genindex"):
        project.write(f"themes/own/{page}.html", "<html><head>{{ metatags }}</head>{{ body }}</html>")
    assert project.build().read("index.html").count('name="viewport"') == 1
