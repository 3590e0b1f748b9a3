"""A small register as plain data, as the files that it is written to, and as a project that is edited and built."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from tests.cases.catalogue import to_rest
from tests.support.project import Build
from tests.support.register import Register

Values = Mapping[str, Any]
LETTER = "\xe9"  # is written as no UTF-8 has it


class Page(NamedTuple):
    """A year page: its milestones are field values by name, their title and body among them."""

    suffix: str
    year: str
    title: str
    milestones: tuple[Values, ...]
    slip: str = ""


class Content(NamedTuple):
    """All that is written by hand: the year pages and the other ones, the data files, the settings."""

    years: Mapping[str, Page]
    others: Mapping[str, str]
    tables: Mapping[str, Mapping[str, Values]]
    settings: Values
    slips: Mapping[str, str] = {}  # the text of a data file that is no TOML, by the table's name
    assets: Mapping[str, str] = {}  # style, pictures and other files that Sphinx copies

    def files(self) -> dict[str, bytes]:
        """The text of each file, by path."""
        conf = [f"{name} = {value!r}" for name, value in {**SETTINGS, **self.settings}.items()]
        files = {"conf.py": "\n".join(conf) + "\n", **self.others, **self.assets}
        files |= {f"years/{name}{page.suffix}": _page(page) for name, page in self.years.items()}
        files |= {f"data/{name}.toml": _table(entries) for name, entries in self.tables.items()}
        files |= {f"data/{name}.toml": slip for name, slip in self.slips.items()}
        return {path: text.encode().replace(LETTER.encode(), b"\xe9") for path, text in files.items()}


def _page(page: Page) -> str:
    blocks = [f"---\nyear: {page.year}\n---\n\n# {page.title}\n"]
    for milestone in page.milestones:
        fields = "".join(f":{name}: {value}\n" for name, value in milestone.items() if name not in ("title", "body"))
        blocks.append(f":::{{milestone}} {milestone['title']}\n{fields}\n{milestone['body']}\n:::\n")
    text = "\n".join([*blocks, page.slip])
    return to_rest(text) if page.suffix == ".rst" else text


def _table(entries: Mapping[str, Values]) -> str:
    return "\n".join(
        "\n".join([f"[{key}]", *(f"{name} = {json.dumps(value)}" for name, value in values.items()), ""])
        for key, values in entries.items()
    )


# -- where every sequence of edits begins

SETTINGS: Values = {
    "project": "A register",
    "author": "Somebody",
    "extensions": ["myst_parser", "sphinx_milestones", "sphinx_pdf"],
    "exclude_patterns": ["_build", "_clean"],
    "myst_enable_extensions": ["colon_fence"],
    # By default, whether a title has typographic apostrophes depends on which builder has read the page.
    "smartquotes_excludes": {},
    "html_theme": "basic",
    "html_static_path": ["_static"],
    "html_css_files": ["site.css"],
    "html_extra_path": ["extra"],
    "milestones_host": "home",
    "milestones_pdf": "_build/pdf/milestones.pdf",
    "pdf_documents": [("index", "milestones.pdf", "A register", "Somebody")],
}

OTHERS: Mapping[str, str] = {
    "index.md": (
        "# A register\n\n```{toctree}\n:glob:\n\nlists\nstory\nreported\nyears/*\n```\n\n:::{pdf-download}\n:::\n\n"
        ":::{milestone-list}\n:limit: 2\n:::\n"
    ),
    "lists.md": (
        "# Lists\n\n:::{timeline}\n:::\n\n:::{partner-index}\n:::\n\n:::{document-list}\n:::\n\n"
        ":::{source-list}\n:::\n\n:::{kind-legend}\n:::\n\n:::{partner-matrix}\n:::\n\n"
        ":::{milestone-news}\n:::\n\n:::{milestone-form}\n:::\n"
    ),
    "story.md": (
        "# Story\n\n{milestone}`first`, {milestone}`words <second>`, {partner}`oman`, {document}`report`,\n"
        "{any}`third`.\n\n![Picture](picture.svg)\n\n"
        ":::{milestone-list}\n:kind: visit\n:partner: oman\n:::\n"
    ),
    "reported.rst": (
        "Reported\n========\n\n:milestone:`first`, :ref:`second`, :partner:`un-desa`, :doc:`story`.\n\n"
        ".. timeline::\n   :from: 2021\n   :order: oldest\n"
    ),
}

ASSETS: Mapping[str, str] = {
    "_static/site.css": "p { color: red }\n",
    "_static/other.css": "p { color: blue }\n",
    "extra/robots.txt": "User-agent: *\n",
    "extra/page.html": "<script>1</script>\n",
    "picture.svg": '<svg xmlns="http://www.w3.org/2000/svg" width="10" height="10"/>\n',
}

OPTIONAL_TABLES = ("partner-kinds", "published", "roles")
TABLES: Mapping[str, Mapping[str, Values]] = {
    "kinds": {"visit": {"label": "Visit", "definition": "A delegation comes."}, "workshop": {"label": "Workshop"}},
    "topics": {"statistics": {"label": "Statistics"}, "cloud": {"label": "Cloud"}},
    "partners": {
        "home": {"kind": "agency", "name": "Home Authority", "acronym": "HA", "parent": "bahrain"},
        "bahrain": {"kind": "country", "country": "BH"},
        "oman": {"kind": "country", "country": "OM", "aliases": ["sultanate"]},
        "un-desa": {"kind": "organisation", "name": "Department of Affairs", "acronym": "UN DESA"},
    },
    "documents": {"report": {"title": "Report", "status": "not-located"}},
    "sources": {"page": {"title": "The page", "url": "https://example.org/page"}},
}


def milestone_of(name: str, date: str, **fields: str) -> Values:
    """A sound milestone, with these values for fields."""
    given = {"title": f"The {name} visit", "id": name, "date": date, "kind": "visit", "partners": "oman"}
    return {**given, "topics": "statistics", "documents": "report", "sources": "page", **fields}


START = Content(
    {
        "2020": Page(".md", "2020", "2020", (milestone_of("first", "2020-05", body="One."),)),
        "2021": Page(
            ".rst",
            "2021",
            "2021",
            (
                milestone_of(
                    "second", "2021", partners="un-desa (funder)", related="first", body="Two, {milestone}`first`."
                ),
                milestone_of("third", "2021-03-04", kind="workshop", topics="cloud", body="Three."),
            ),
        ),
    },
    OTHERS,
    TABLES,
    {},
    assets=ASSETS,
)


@dataclass
class Edited(Register):
    """A project of this content, and of all that it was before."""

    history: list[Content] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.save(START)

    @property
    def content(self) -> Content:
        """What it is now."""
        return self.history[-1]

    def save(self, content: Content, *, times_go_back: bool = False) -> None:
        """Write the files that are new or other than before, delete those that are gone.

        Times go back where files are copied with them from elsewhere.
        """
        before, files = self.content.files() if self.history else {}, content.files()
        for name in before.keys() - files.keys():
            self.delete(name)
        for name in files:
            if files[name] != before.get(name):
                path = self.write(name, files[name])
                if times_go_back:
                    os.utime(path, (10**9, 10**9))
        self.history.append(content)

    def build_beside(self, builder: str) -> Build:
        """Build from nothing, in another folder."""
        shutil.rmtree(self.root / "_clean", ignore_errors=True)
        return self.build(builder, builddir=self.root / "_clean")
