"""A small register in a temporary folder, built by Sphinx in this process; the real one, built once for all tests."""

from __future__ import annotations

import fcntl
import os
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass
from io import StringIO
from pathlib import Path

import pytest
from sphinx.builders.html._assets import _file_checksum_inner
from sphinx.testing.util import SphinxTestApp
from sphinx.util.console import strip_escape_sequences
from tests.support.html_pages import Pages

pytest_plugins = ["tests.reliability.tally", "tests.support.templates"]

ROOT = Path(__file__).parents[1]

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

    def build(self, builder: str = "html", **options: object) -> Build:
        """Build with Sphinx; options are those of `SphinxTestApp`, such as ``freshenv`` and ``parallel``."""
        _file_checksum_inner.cache_clear()  # it is of one build: a process is taken to make no other
        warnings = StringIO()
        builddir = Path(str(options.pop("builddir", self.root / "_build")))
        outdir = Path(str(options.pop("outdir", builddir / builder)))
        app = SphinxTestApp(
            builder,
            srcdir=self.root,
            builddir=builddir,
            warning=warnings,
            freshenv=bool(options.pop("freshenv", False)),
            **options,  # type: ignore[arg-type]
        )
        app.outdir = outdir  # type: ignore[assignment]
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
        text = strip_escape_sequences(self.stderr).replace(f"{self.root}/", "")
        return [line for line in text.splitlines() if line.strip()]

    def read(self, name: str) -> str:
        """A text file of the output."""
        return (self.outdir / name).read_text(encoding="utf-8")

    def text(self, name: str) -> str:
        """An HTML page's words without its tags, white space folded."""
        return " ".join(re.sub(r"<[^>]+>", " ", self.read(name)).split())


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """A sound register with one milestone."""
    made = Project(tmp_path)
    made.write("conf.py", CONF)
    made.write("index.md", INDEX)
    made.write("years/2024.md", year_page(MILESTONE))
    for name, text in DATA.items():
        made.write(f"data/{name}.toml", text)
    return made


@dataclass
class Site:
    """The real register, copied, so that nothing that a developer has built is used."""

    root: Path

    def build(self, builder: str) -> subprocess.CompletedProcess[str]:
        """Build it strictly, once for all tests, however many processes run them."""
        report = self.root / f"{builder}.report"
        with (self.root / "lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            if not report.exists():
                self._build(builder, report)
        code, _, said = report.read_text(encoding="utf-8").partition("\n")
        return subprocess.CompletedProcess([builder], int(code), said)

    def _build(self, builder: str, report: Path) -> None:
        # gettext keeps track of each paragraph, for which Sphinx wants doctrees of its own.
        doctrees = "doctrees-gettext" if builder == "gettext" else "doctrees"
        arguments = ["-c", ".", "-q", "-W", "-b", builder, "-d", f"_build/{doctrees}", "docs", f"_build/{builder}"]
        settings = ["-D", "linkcheck_ignore=.*"] if builder == "linkcheck" else []  # no network here
        done = subprocess.run(
            [sys.executable, "-m", "sphinx", *settings, *arguments],
            cwd=self.root,
            env={**os.environ, "PYTHONPATH": str(ROOT / "ext")},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
        )
        report.write_text(f"{done.returncode}\n{done.stdout}", encoding="utf-8")

    def folder(self, builder: str) -> Path:
        """The output of a builder. As in `make html`, the PDF is built before the pages that offer it."""
        if builder == "html":
            self.folder("pdf")
        done = self.build(builder)
        assert done.returncode == 0, done.stdout
        return self.root / "_build" / builder


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """The register of this repository."""
    base = tmp_path_factory.getbasetemp()
    root = (base.parent if "PYTEST_XDIST_WORKER" in os.environ else base) / "register"
    root.mkdir(exist_ok=True)
    with (root / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (root / "conf.py").exists():
            for folder in ("docs", "data"):
                shutil.copytree(ROOT / folder, root / folder)
            shutil.copy(ROOT / "conf.py", root)
    return Site(root)


@pytest.fixture(scope="session")
def html(site: Site) -> Pages:
    """Its HTML pages."""
    return Pages(site.folder("html"))
