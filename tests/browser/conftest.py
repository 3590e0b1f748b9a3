"""The register of this repository in a browser: its pages from a server on this machine, under their own policy."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import Page
from tests.benchmarks.register import write_register
from tests.support.asking import Register
from tests.support.once import build_once
from tests.support.project import ROOT
from tests.support.serving import serve

if TYPE_CHECKING:
    from tests.support.html_pages import Pages
    from tests.support.site import Site

MANY = 510  # a timeline of more than 500 rows gives each its layout when it comes near to the window
PICTURES = """---
orphan: true
---

# Pictures

:::{milestone-chart}
:::

:::{partner-matrix}
:::
"""
BELOW = """---
orphan: true
---

# Below

[To the end](#the-end)

:::{timeline}
:::

(the-end)=
## The end

Text below a long timeline.
"""
LATER = """{
  const soon = setTimeout;
  window.later = [];
  window.setTimeout = (run, pause, ...rest) => pause > 1000 ? window.later.push(run) : soon(run, pause, ...rest);
}"""
# A page of each kind. The pages that are not in LAYOUTS have text, tables and lists as these have.
KINDS = (
    *("index", "timeline", "partners", "partners/un", "documents", "about", "colophon", "data", "years/2024"),
    *("search", "404"),
    *("contributing/first-milestone", "contributing/dates", "contributing/fields"),
)
LAYOUTS = ("index", "timeline", "partners", "partners/un", "documents", "years/2024", "contributing/fields")


@pytest.fixture(scope="session")
def base_url(html: Pages) -> Iterator[str]:
    """The address of the built register, for `page.goto("/timeline.html")`."""
    with serve(html.folder) as address:
        yield address


@pytest.fixture
def timed_page(fresh_page: Page) -> Page:
    """A page on which what is to happen after more than a second waits until a test runs all of `later`."""
    fresh_page.add_init_script(LATER)
    return fresh_page


@pytest.fixture
def register(html: Pages, site: Site) -> Register:
    """The data of the built register."""
    return Register(html.folder, site.root / "data")


@pytest.fixture(scope="session")
def many(shared_folder: Path) -> Path:
    """A generated register of many milestones, with templates and style of this site."""
    return build_once(shared_folder / "many", build_many)


def build_many(folder: Path) -> None:
    """Write that register, and build the pages that tests look at."""
    write_register(folder, MANY)
    (folder / "pictures.md").write_text(PICTURES, encoding="utf-8")
    (folder / "below.md").write_text(BELOW, encoding="utf-8")
    first = folder / "years/2010.md"  # one partner's, so that the matrix has a number
    first.write_text(re.sub(":partners:.*", ":partners: partner-1", first.read_text(encoding="utf-8")))
    docs = {"templates_path": ROOT / "docs/_templates", "html_static_path": ROOT / "docs/_static"}
    docs["html_favicon"] = ROOT / "docs/_static/icon.svg"
    settings = {"html_theme": "furo", "html_css_files": "site.css", "milestones_headers": 1, **docs}
    options = [word for name, value in settings.items() for word in ("-D", f"{name}={value}")]
    command = [sys.executable, "-m", "sphinx", "-Q", "-b", "html", *options, ".", "_build/html"]
    subprocess.run([*command, "timeline.md", "pictures.md", "below.md"], cwd=folder, check=True)
