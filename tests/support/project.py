"""A small register in a temporary folder, built by Sphinx in this process."""

from __future__ import annotations

import filecmp
import os
import re
from dataclasses import dataclass
from io import StringIO
from pathlib import Path
from typing import Any

from sphinx import locale
from sphinx.builders.html._assets import _file_checksum_inner
from sphinx.testing.util import SphinxTestApp

ROOT = Path(__file__).parents[2]

CONF = """\
project = "A register"
extensions = ["myst_parser", "sphinx_milestones"]
myst_enable_extensions = ["colon_fence"]
html_theme = "basic"
milestones_host = "home"
exclude_patterns = ["_build"]
"""

DATA = {
    "kinds": '[visit]\nlabel = "Visit"\ndefinition = "A delegation comes."\n\n[workshop]\nlabel = "Workshop"\n',
    "topics": '[statistics]\nlabel = "Statistics"\n',
    "partners": (
        '[home]\nkind = "agency"\nname = "Home Authority"\nacronym = "HA"\nparent = "bahrain"\n\n'
        '[bahrain]\nkind = "country"\ncountry = "BH"\n\n'
        '[oman]\nkind = "country"\ncountry = "OM"\naliases = ["sultanate"]\n\n'
        '[un-desa]\nkind = "organisation"\nname = "Department of Economic and Social Affairs"\nacronym = "UN DESA"\n'
    ),
    "documents": (
        '[report]\ntitle = "Report"\nstatus = "not-located"\n'
        'media_type = "application/pdf"\nsize = "3.8 MB"\npages = 87\n'
    ),
    "sources": '[page]\ntitle = "The page"\npublisher = "Home Authority"\nurl = "https://example.org/page"\n',
}

MILESTONE = """\
:::{milestone} First visit
:id: 2024-first
:date: 2024-12
:kind: visit
:partners: oman, un-desa (funder)
:topics: statistics
:documents: report
:sources: page

Body text.
:::
"""

INDEX = """\
# A register

:::{timeline}
:::

:::{partner-index}
:::

:::{document-list}
:::

:::{source-list}
:::

:::{kind-legend}
:::

```{toctree}
:glob:
years/*
```
"""


def with_extensions(**changes: str) -> dict[str, str]:
    """Return the environment for a process that is to find the extensions of this repository, with some changes."""
    return {**os.environ, "PYTHONPATH": str(ROOT / "ext"), **changes}


def year_page(*milestones: str, year: int | None = 2024) -> str:
    """A year page with these milestones; without its front matter where *year* is None."""
    front = f"---\nyear: {year}\n---\n\n" if year else ""
    return f"{front}# {year or 2024}\n\n" + "\n".join(milestones)


@dataclass
class Project:
    """A Sphinx project: its files, and how to build it."""

    root: Path

    def write(self, name: str, text: str | bytes) -> Path:
        """Write a file of the project, given by its path from the root."""
        path = self.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return path

    def build(self, builder: str = "html", **options: Any) -> Build:
        """Build with Sphinx; options are those of `SphinxTestApp`, such as ``freshenv`` and ``parallel``."""
        # Both are of one build: a process is taken to make no other.
        _file_checksum_inner.cache_clear()
        filecmp.clear_cache()
        locale.translators.clear()
        warnings = StringIO()
        builddir = Path(str(options.pop("builddir", self.root / "_build")))
        outdir = Path(str(options.pop("outdir", builddir / builder)))
        app = SphinxTestApp(
            builder,
            srcdir=self.root,
            builddir=builddir,
            warning=warnings,
            freshenv=bool(options.pop("freshenv", False)),
            **options,
        )
        app.outdir = outdir
        try:
            app.build()
            return Build(self.root, Path(app.outdir), warnings.getvalue(), app.statuscode)
        finally:
            app.cleanup()


@dataclass
class Build:
    """What a build left: its output folder, its warnings and the code that a command would end with."""

    root: Path
    outdir: Path
    stderr: str
    code: int

    @property
    def warnings(self) -> list[str]:
        """The warnings, a line each, with paths from the project's root."""
        text = re.sub(r"\x1b\[[0-9;]*m", "", self.stderr).replace(f"{self.root}/", "")
        return [line for line in text.splitlines() if line.strip()]

    def read(self, name: str) -> str:
        """A text file of the output."""
        return (self.outdir / name).read_text(encoding="utf-8")

    def text(self, name: str) -> str:
        """An HTML page's words without its tags, white space folded."""
        return " ".join(re.sub(r"<[^>]+>", " ", self.read(name)).split())


def write_project(root: Path) -> Project:
    """Write a sound register with one milestone."""
    made = Project(root)
    made.write("conf.py", CONF)
    made.write("index.md", INDEX)
    made.write("years/2024.md", year_page(MILESTONE))
    for name, text in DATA.items():
        made.write(f"data/{name}.toml", text)
    return made
