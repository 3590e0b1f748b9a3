"""The register of `register` in the forms that other tools take: the same milestones, the same words."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from .register import PARTNERS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

MONTHS = "January February March April May June July August September October November December".split()  # noqa: SIM905
ENTRY = re.compile(r":::\{milestone\} (?P<title>.+)\n(?P<options>(?::.+\n)+)\n(?P<body>.+)\n:::\n")
REFERENCE = re.compile(r"\{ms:milestone\}`(.+?)`")


@dataclass(frozen=True)
class Entry:
    """A milestone of the register as it was written, its values still text."""

    title: str
    body: str
    options: dict[str, str]

    @property
    def list_of_facts(self) -> str:
        """What the extension prints of it beside title and body, as a list in Markdown."""
        year, month, day = self.options["date"].split("-")
        source = self.options["sources"].partition("-")[2]
        partners = [f"Organisation {key.partition('-')[2]}" for key in self.options["partners"].split(", ")]
        facts = {
            "Date": f"{int(day)} {MONTHS[int(month) - 1]} {year}",
            "Kind": self.options["kind"].capitalize(),
            "Partners": ", ".join(partners),
            "Topics": self.options["topics"].capitalize(),
            "Sources": f"[Report {source}](https://example.org/report-{source}), Office",
        }
        return "\n".join(f"- {name}: {value}" for name, value in facts.items())


def write_plain(register: Path, folder: Path) -> None:
    """Write plain MyST: a section for each milestone, its facts as a list, and no page that gathers anything."""
    conf = 'project, author, language = "Milestones", "Office", "en"\nextensions = ["myst_parser"]\n'
    _write(register, folder, conf, _plain, {})


def write_needs(register: Path, folder: Path) -> None:
    """Write sphinx-needs: a need for each milestone, a table for each partner, and a list of all by date."""
    conf = """
project, author, language = "Milestones", "Office", "en"
extensions = ["myst_parser", "sphinx_needs"]
needs_types = [{"directive": "milestone", "title": "Milestone", "prefix": "m-", "color": "#ffffff", "style": "node"}]
needs_id_regex = "^m-[0-9]+"
needs_fields = {name: {"schema": {"type": "string"}} for name in ("date", "kind", "topics", "sources")}
needs_build_json = True
"""
    tables = "\n".join(
        f"## Organisation {n}\n\n```{{needtable}}\n:filter: \"'partner-{n}' in tags\"\n:columns: date, title\n```\n"
        for n in range(PARTNERS)
    )
    views = {
        "timeline": "# Timeline\n\n```{needlist}\n:sort_by: date\n```\n",
        "partners": f"# Partners\n\n{tables}",
    }
    _write(register, folder, conf, _need, views)


def write_hugo(register: Path, folder: Path) -> None:
    """Write a Hugo site: a page for each year with the words of the plain form, and a layout that adds nothing."""
    head = "<!doctype html><title>{{ .Title }}</title>"
    files = {
        "hugo.toml": 'title = "Milestones"\ndisableKinds = ["taxonomy", "term", "RSS"]\n',
        "layouts/_default/single.html": f"{head}{{{{ .Content }}}}",
        "layouts/_default/list.html": head,
        "layouts/index.html": head,
    }
    for path in sorted((register / "years").glob("*.md")):
        text = "\n".join(map(_hugo, _entries(path.read_text(encoding="utf-8"))))
        files[f"content/years/{path.name}"] = f'---\ntitle: "{path.stem}"\n---\n\n{text}'
    for name, text in files.items():
        _put(folder / name, text)


def _write(register: Path, folder: Path, conf: str, form: Callable[[Entry], str], views: dict[str, str]) -> None:
    listed = "\n".join([*views, "years/*"])
    index = f"# Milestones\n\n```{{toctree}}\n:glob:\n:hidden:\n\n{listed}\n```\n"
    files = {"conf.py": f'{conf}exclude_patterns = ["_build"]\n', "index.md": index}
    files |= {f"{name}.md": text for name, text in views.items()}
    for path in sorted((register / "years").glob("*.md")):
        entries = "\n".join(map(form, _entries(path.read_text(encoding="utf-8"))))
        files[f"years/{path.name}"] = f"# {path.stem}\n\n{entries}"
    for name, text in files.items():
        _put(folder / name, text)


def _entries(page: str) -> Iterator[Entry]:
    for found in ENTRY.finditer(page):
        options = dict(re.findall(r"(?m)^:(\w+): (.+)$", found["options"]))
        yield Entry(found["title"], found["body"], options)


def _plain(entry: Entry) -> str:
    body = REFERENCE.sub(r"{ref}`\1`", entry.body)
    return f"({entry.options['id']})=\n## {entry.title}\n\n{entry.list_of_facts}\n\n{body}\n"


def _hugo(entry: Entry) -> str:
    body = REFERENCE.sub(r"[\1](#\1)", entry.body)
    return f"## {entry.title} {{#{entry.options['id']}}}\n\n{entry.list_of_facts}\n\n{body}\n"


def _need(entry: Entry) -> str:
    options = entry.options
    fields = {
        **{name: options[name] for name in ("id", "date", "kind", "topics", "sources")},
        "tags": options["partners"],
    }
    lines = "\n".join(f":{name}: {value}" for name, value in fields.items())
    body = REFERENCE.sub(r"{need}`\1`", entry.body)
    return f"```{{milestone}} {entry.title}\n{lines}\n\n{body}\n```\n"


def _put(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
