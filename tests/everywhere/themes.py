"""The themes with which a register builds, and the releases of Sphinx that each of them does not support."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Theme:
    """A theme: its name in ``html_theme``, the package to install, if any, and the extension that it needs, if any.

    `unsupported` says why there is no release for a line of Sphinx.
    """

    name: str
    package: str = ""
    extension: str = ""
    unsupported: Mapping[str, str] = field(default_factory=dict)


THEMES = (
    Theme("alabaster"),
    Theme("furo", "furo"),
    Theme("pydata_sphinx_theme", "pydata-sphinx-theme"),
    Theme("sphinx_book_theme", "sphinx-book-theme"),
    Theme("sphinx_rtd_theme", "sphinx-rtd-theme", "sphinx_rtd_theme"),
    Theme("shibuya", "shibuya"),
    Theme("sphinx_immaterial", "sphinx-immaterial", "sphinx_immaterial"),
)
