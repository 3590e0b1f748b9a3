"""The example register in each theme that the manual shows, with a page of all other views."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

from tests.support.project import ROOT, with_extensions

EXAMPLE = ROOT / "ext/manual/example"
MATERIAL = """
extensions.append("sphinx_immaterial")
schemes = (("light", "default"), ("dark", "slate"))
palette = [{"media": f"(prefers-color-scheme: {name})", "scheme": scheme} for name, scheme in schemes]
html_theme_options = {"font": False, "palette": palette}  # its fonts would come from another host
"""
#: The themes, with what they need in conf.py besides `html_theme`.
THEMES: Mapping[str, str] = {
    "furo": "",
    "alabaster": "",
    "pydata_sphinx_theme": "",
    "sphinx_book_theme": "",
    "sphinx_rtd_theme": "",
    "shibuya": "",
    "sphinx_immaterial": MATERIAL,
}
ONLY_LIGHT = ("alabaster", "sphinx_rtd_theme")
MORE = """---
orphan: true
---

# More

:::{key-figures}
:::

:::{milestone-chart}
:::

:::{partner-matrix}
:::

:::{milestone-list}
:limit: 5
:::

:::{milestone-news}
:limit: 3
:::

:::{partner-list}
:::

:::{role-legend}
:::

:::{milestone-form}
:::
"""


def build(folder: Path, theme: str) -> Path:
    """Build the register in a theme, strictly; return the folder of its pages."""
    register = folder / theme
    shutil.copytree(EXAMPLE, register, ignore=shutil.ignore_patterns("_build"))
    (register / "more.md").write_text(MORE, encoding="utf-8")
    settings = f'\nhtml_theme = "{theme}"\nhtml_title = "North Isles"\nmilestones_pdf = ""\n{THEMES[theme]}'
    with (register / "conf.py").open("a", encoding="utf-8") as conf:
        conf.write(settings)
    command = [sys.executable, "-m", "sphinx", "-q", "-W", "-b", "html", ".", "_build/html"]
    subprocess.run(command, cwd=register, check=True, env=with_extensions())
    return register / "_build/html"
