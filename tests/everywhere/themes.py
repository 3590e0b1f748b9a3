"""The themes with which a register builds, and the releases of Sphinx that each of them does not support."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Theme:
    """A theme: its name in ``html_theme``, the package to install, if any, and what it needs in ``conf.py``.

    `unsupported` says why there is no release for a line of Sphinx.
    """

    name: str
    package: str = ""
    settings: str = ""
    unsupported: Mapping[str, str] = field(default_factory=dict)


THEMES = (
    Theme("alabaster"),
    Theme("furo", "furo"),
    Theme("pydata_sphinx_theme", "pydata-sphinx-theme"),
    Theme("sphinx_book_theme", "sphinx-book-theme"),
    Theme("sphinx_rtd_theme", "sphinx-rtd-theme"),
    Theme("shibuya", "shibuya"),
    Theme(
        "sphinx_immaterial",
        "sphinx-immaterial",
        'extensions.append("sphinx_immaterial")\nhtml_theme_options = {"font": False}  # else each build loads fonts\n',
    ),
)
