"""A register of several pages, and what a build did to the files of its output."""

from __future__ import annotations

import re
import shutil
from dataclasses import dataclass
from pathlib import Path

from tests.support.project import CONF, DATA, MILESTONE, Build, Project, year_page

SECOND = """\
:::{milestone} Second visit
:id: 2024-second
:date: 2024-03-05
:kind: visit
:partners: oman
:sources: page

More text.
:::
"""

PAGES = {
    "index.md": """\
# A register

```{toctree}
:glob:

timeline
partners
documents
sources
story
work
plain
years/*
```

:::{pdf-download}
:::

:::{milestone-list}
:limit: 1
:::
""",
    "timeline.md": "# Timeline\n\n:::{timeline}\n:::\n\n:::{kind-legend}\n:::\n",
    "partners.md": "# Partners\n\n:::{partner-index}\n:::\n",
    "documents.md": "# Documents\n\n:::{document-list}\n:::\n",
    "sources.md": "# Sources\n\n:::{source-list}\n:::\n",
    "story.md": (
        "# Story\n\n{milestone}`2024-first`, {milestone}`the first <2024-first>`, {partner}`oman`, {document}`report`, "
        "{ref}`2024-first`, [](#2024-first), [its text](#2024-first).\n"
    ),
    "work.md": "# Workshops\n\n:::{milestone-list}\n:kind: workshop\n:::\n",
    "plain.md": "# Plain\n\nNothing of the register.\n",
    "years/2023.md": """\
---
year: 2023
---

# 2023

:::{milestone} Workshop on data
:id: 2023-data
:date: 2023
:kind: workshop
:partners: un-desa
:topics: statistics
:sources: page
:related: 2024-first

Words on data.
:::
""",
    "years/2024.md": year_page(MILESTONE, SECOND),
}


# What builds in this process left, by what they were made from.
FIRST_BUILDS: dict[tuple[object, ...], tuple[Build, Path]] = {}
CLEAN_OUTPUTS: dict[tuple[object, ...], dict[str, bytes]] = {}


@dataclass
class Register(Project):
    """A project that knows how to change its files, and to look at what its builds leave."""

    def edit(self, name: str, old: str, new: str) -> None:
        """Replace words in a file; they must be there."""
        text = (self.root / name).read_text(encoding="utf-8")
        assert old in text
        self.write(name, text.replace(old, new))

    def delete(self, name: str) -> None:
        """Delete a file."""
        (self.root / name).unlink()

    def state(self, builder: str = "html") -> dict[str, tuple[int, bytes]]:
        """Time of writing and content of each file in an output folder."""
        folder = self.root / "_build" / builder
        files = sorted(path for path in folder.rglob("*") if path.is_file())
        return {str(path.relative_to(folder)): (path.stat().st_mtime_ns, path.read_bytes()) for path in files}

    def output(self, builder: str = "html") -> dict[str, bytes]:
        """The content of each file in an output folder, as two builds of the same register must have it."""
        return output_of(self.root / "_build" / builder)

    def build_clean(self, builder: str = "html", **options: object) -> Build:
        """Build anew, as if nothing had ever been built."""
        shutil.rmtree(self.root / "_build")
        return self.build(builder, **options)

    def build_first(self, *builders: str, **options: object) -> Build:
        """Build what has not been built before, with one builder after another; return the last build.

        Tests that begin with the same sources in the same folder, whose path Sphinx stores, begin with one such build.
        """
        key = (self.root, self._sources(), builders, *options.items())
        if key in FIRST_BUILDS:
            build, copy = FIRST_BUILDS[key]
            shutil.rmtree(self.root)
            shutil.copytree(copy, self.root)
        else:
            *_, build = [self.build(builder, **options) for builder in builders or ("html",)]
            copy = shutil.copytree(self.root, self.root.with_name(f"first-{len(FIRST_BUILDS)}"))
            FIRST_BUILDS[key] = build, copy
        return build

    def clean_output(self, builder: str = "html") -> dict[str, bytes]:
        """The output of a clean build, made once for all tests with the same sources."""
        key = (self._sources(), builder)
        if key not in CLEAN_OUTPUTS:
            self.build_clean(builder)
            CLEAN_OUTPUTS[key] = self.output(builder)
        return CLEAN_OUTPUTS[key]

    def _sources(self) -> frozenset[tuple[str, bytes]]:
        """The path and content of each file but those of builds."""
        files = [(path.relative_to(self.root), path) for path in self.root.rglob("*") if path.is_file()]
        return frozenset((str(name), path.read_bytes()) for name, path in files if name.parts[0] != "_build")

    def written_by_build(self, builder: str = "html", **options: object) -> set[str]:
        """Build, and give the files that this wrote, whether their content changed or not."""
        before = self.state(builder)
        self.build(builder, **options)
        return {name for name, content in self.state(builder).items() if before.get(name) != content}

    def pages_written_by_build(self, builder: str = "html", **options: object) -> set[str]:
        """Build, and give the documents whose pages this wrote."""
        pages = {Path(name).with_suffix("").as_posix() for name in self.written_by_build(builder, **options)}
        return pages & {name.removesuffix(".md") for name in self.documents()}

    def documents(self) -> set[str]:
        """The source files."""
        found = (path.relative_to(self.root) for path in self.root.rglob("*.md"))
        return {path.as_posix() for path in found if path.parts[0] != "_build"}


def output_of(folder: Path) -> dict[str, bytes]:
    """The content of each file in an output folder, as two builds of the same register must have it.

    Sphinx leaves there what it searched with in another language.
    """
    ignored = re.compile(r"\.buildinfo\.bak|[a-z]+-stemmer\.js")
    files = sorted(path for path in folder.rglob("*") if path.is_file() and not ignored.fullmatch(path.name))
    return {str(path.relative_to(folder)): _comparable(path.name, path.read_bytes()) for path in files}


def _comparable(name: str, content: bytes) -> bytes:
    """Sphinx keeps words in its search index that no page has any more, with an empty list: a fault of its own."""
    if name != "searchindex.js":
        return content
    text = re.sub(r'(?:"[^"]*"|\w+):\[\],?', "", content.decode())
    return text.replace(",}", "}").encode()


def write_register(root: Path) -> Register:
    """Write a register of two years, with each view on a page of its own and references from another."""
    made = Register(root)
    made.write("conf.py", CONF)
    for name, text in PAGES.items():
        made.write(name, text)
    for name, text in DATA.items():
        made.write(f"data/{name}.toml", text)
    return made
