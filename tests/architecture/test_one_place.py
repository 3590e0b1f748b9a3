"""A field, a view and an export are a row each: rows and their parts agree, and made-up ones reach every output."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from dataclasses import fields
from pathlib import Path
from typing import TYPE_CHECKING

import pikepdf
import pytest
from tests.support.pdf import text_of
from tests.support.project import MILESTONE, ROOT, with_extensions, year_page

from sphinx_milestones.core.records import Milestone
from sphinx_milestones.output.node_writer import NodeWriter
from sphinx_milestones.output.view_nodes import ViewNodeWriter
from sphinx_milestones.register.column_types import DOCUMENT_STATES, PARTNER_KINDS
from sphinx_milestones.register.field_parsers import ROLES, parse_text
from sphinx_milestones.views import labels
from sphinx_milestones.views.exports import EXPORTS
from sphinx_milestones.views.field_values import nothing
from sphinx_milestones.views.fields import FIELDS
from sphinx_milestones.views.models import VIEWS
from sphinx_milestones.views.runs import Run

if TYPE_CHECKING:
    from tests.support.project import Project

EXT = ROOT / "ext"
TEMPLATES = EXT / "sphinx_milestones/templates/milestones"
# Set by the directive, not by an author in a field.
OWN = {"docname", "line", "title", "body", "lead", "html", "title_html", "markup", "syntax", "translations"}
OWN |= {"sources_differ", "incomplete", "unread", "own"}
IMAGE = {"image", "alt", "credit"}  # a figure; no form can send a file
UPKEEP = {"added", "updated", "change"}  # shown as “Last reviewed”


def test_fields_are_the_attributes_of_a_milestone() -> None:
    """Each row has its attribute, in the same order, and no attribute lacks a row."""
    assert [field.name for field in fields(Milestone) if field.name not in OWN] == list(FIELDS)


def test_every_field_is_shown() -> None:
    """By a fact of its own, inside that of another field, which has a label, or in the strip."""
    shown = {name for name, field in FIELDS.items() if field.fact and field.label}
    inside = {name for name, field in FIELDS.items() if field.part_of in shown}
    assert set(FIELDS) - shown - inside - UPKEEP - IMAGE == {"id", "label"}


def test_free_text_is_searched() -> None:
    """Whoever reads a text that an author wrote can find its milestone by it."""
    assert [name for name, field in FIELDS.items() if field.parse is parse_text and field.search is nothing] == []


def test_every_field_is_on_the_form_or_derived() -> None:
    """A field that is not free text has choices or a pattern, so that the form accepts what its parser does."""
    asked = {name for name, field in FIELDS.items() if field.asked}
    assert set(FIELDS) - asked - IMAGE == {"id", "related", "added", "updated", "change"}
    free = [name for name in asked if not (FIELDS[name].table or FIELDS[name].allowed or FIELDS[name].pattern)]
    assert [name for name in free if FIELDS[name].parse is not parse_text] == []


def test_every_view_has_a_template_a_method_and_an_example() -> None:
    """Named after it; the manual, or its example register, shows how it is written."""
    manual = "".join(path.read_text(encoding="utf-8") for path in (EXT / "manual").rglob("*.md"))
    assert [name for name in VIEWS if not (TEMPLATES / f"{name}.html").is_file()] == []
    assert [name for name in VIEWS if not callable(getattr(ViewNodeWriter, name.replace("-", "_"), None))] == []
    assert [name for name in VIEWS if f"{{{name}}}" not in manual] == []


def test_every_type_of_run_has_a_method_and_a_macro() -> None:
    """A run that an output does not know would fail when it is first shown."""
    macros = (TEMPLATES / "macros.html").read_text(encoding="utf-8")
    types = [run.type for run in Run.__args__]
    assert [name for name in types if not callable(getattr(NodeWriter, name, None))] == []
    assert [name for name in types if f"'{name}': {name}" not in macros or f"macro {name}(" not in macros] == []


@pytest.mark.parametrize(
    ("table", "values"),
    [
        (labels.ROLES, ROLES),
        (labels.PARTNER_KINDS, (*PARTNER_KINDS, "host")),
        (labels.DOCUMENT_STATES, DOCUMENT_STATES),
    ],
)
def test_every_value_of_a_closed_list_has_a_label(table: dict[str, str], values: tuple[str, ...]) -> None:
    """And no label is left over."""
    assert list(table) == list(values)


# -- a copy of the package, changed as CONTRIBUTING says


FIELD = """\
    Field(
        "script",
        parse_text,
        "The writing system.",
        "Arabic",
        label=N_("Script"),
        fact="head",
        search=values.own_text("script"),
        facet=Facet("script", N_("Script")),
    ),
"""
METHOD = """\
    def script_list(self, model: Iterable[Milestone]) -> list[nodes.Node]:
        return [nodes.paragraph("", f"{milestone.title} uses {milestone.script}") for milestone in model]

"""
EXPORT = """\
def titles(data):
    return "".join(f"{milestone.title} {data.addresses.milestone(milestone)}\\n" for milestone in data.milestones)


"""
LIST = "{% for milestone in model %}<p>{{ milestone.title }} uses {{ milestone.script }}</p>{% endfor %}"
OTHER = MILESTONE.replace("2024-first", "2024-other").replace("First visit", "Other visit")
PAGES = {
    "index.md": "# A register\n\n:::{timeline}\n:::\n\n:::{script-list}\n:::\n\n"
    "```{toctree}\n:glob:\n*/*\nmanual\npropose\n```\n",
    "propose.md": "# Propose\n\n:::{milestone-form}\n:::\n",
    "manual.md": "# Manual\n\n```{register-manual} fields\n```\n\n```{register-manual} views\n```\n",
    "years/2024.md": year_page(
        MILESTONE.replace(":kind:", ":script: Arabic\n:kind:"), OTHER.replace(":kind:", ":script: Latin\n:kind:")
    ),
}


def insert(path: Path, before: str, text: str) -> None:
    """Insert text into a module before a place that it has once."""
    module = path.read_text(encoding="utf-8")
    assert module.count(before) == 1, (path, before)
    path.write_text(module.replace(before, text + before), encoding="utf-8")


@pytest.fixture
def changed(project: Project) -> Project:
    """A register with a copy of the packages that has one more field, view and export: what CONTRIBUTING asks for."""
    package = project.root / "ext/sphinx_milestones"
    shutil.copytree(EXT, package.parent, ignore=shutil.ignore_patterns("__pycache__", "manual"))
    insert(package / "core/records.py", '    body: str = ""\n', "    script: str | None = None\n")
    insert(package / "views/fields.py", '    Field(\n        "added"', FIELD)
    insert(
        package / "views/models.py",
        '    "milestone-list":',
        '    "script-list": ViewType(milestone_list, "Scripts."),\n',
    )
    (package / "templates/milestones/script-list.html").write_text(LIST, encoding="utf-8")
    insert(package / "output/view_nodes.py", "    def pdf_download(", METHOD)
    exports = package / "views/exports/__init__.py"
    insert(exports, "EXPORTS:", EXPORT)
    insert(exports, '"milestones.json": Export', '"titles.txt": Export("text/plain", titles, True), ')
    for name, text in PAGES.items():
        project.write(name, text)
    conf = (project.root / "conf.py").read_text(encoding="utf-8").replace('["_build"]', '["_build", "ext"]')
    pdf = '\nextensions.append("sphinx_pdf")\npdf_documents = [("index", "r.pdf", project, "An author")]\n'
    project.write("conf.py", conf + pdf)
    return project


def files_of(folder: Path) -> list[Path]:
    """The files in a folder, at any depth."""
    return [path for path in folder.rglob("*") if path.is_file()]


BUILD = """
import sys
from sphinx.cmd.build import build_main

for builder in sys.argv[1:]:
    if code := build_main(["-q", "-W", "-b", builder, "-d", "_build/doctrees", ".", f"_build/{builder}"]):
        sys.exit(code)
"""


def build(project: Project, *builders: str) -> Path:
    """Build with the copy, strictly, in one process; return the folder with the output folders."""
    environment = with_extensions(PYTHONPATH=str(project.root / "ext"))
    command = [sys.executable, "-c", BUILD, *builders]
    done = subprocess.run(command, cwd=project.root, env=environment, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    return project.root / "_build"


def test_a_field_a_view_and_an_export_are_a_row_each(changed: Project) -> None:
    """Made-up ones are in HTML, its filter, its search and its data, in text, in the PDF and in the reference."""
    built = build(changed, "html", "text", "pdf")
    html = built / "html"
    page = (html / "years/2024.html").read_text(encoding="utf-8")
    assert "<dt>Script</dt> <dd>Arabic</dd>" in page
    index = (html / "index.html").read_text(encoding="utf-8")
    assert "<p>Other visit uses Latin</p>" in index
    assert all(text in index for text in ('data-facet="script"', 'data-script="Arabic"', "<span>Latin</span>"))
    assert "latin" in (html / "_static/milestones-words.js").read_text(encoding="utf-8")
    form = (html / "propose.html").read_text(encoding="utf-8")
    assert all(text in form for text in ('name="script"', "<span>Script</span>", ">The writing system.</p>"))
    records = json.loads((html / "data/milestones.json").read_text(encoding="utf-8"))["milestones"]
    assert [record["script"] for record in records] == ["Arabic", "Latin"]
    assert "Other visit years/2024.html#2024-other\n" in (html / "data/titles.txt").read_text(encoding="utf-8")
    manual = (html / "manual.html").read_text(encoding="utf-8")
    assert all(text in manual for text in ("The writing system.", "script-list", "Scripts."))
    assert "Script: Latin" in " ".join((built / "text/years/2024.txt").read_text(encoding="utf-8").split())
    assert "Other visit uses Latin" in (built / "text/index.txt").read_text(encoding="utf-8")
    pdf = built / "pdf/r.pdf"
    assert "Script Latin" in text_of(pdf)
    assert "Other visit uses Latin" in text_of(pdf)
    with pikepdf.open(pdf) as opened:
        assert sorted(opened.attachments) == ["milestones.json", "titles.txt"]


def test_an_export_without_a_row_is_deleted(changed: Project) -> None:
    """The next build removes the file that nothing writes any more."""
    html = build(changed, "html") / "html"
    assert (html / "data/titles.txt").is_file()
    exports = "sphinx_milestones/views/exports/__init__.py"
    shutil.copy(EXT / exports, changed.root / "ext" / exports)
    build(changed, "html")
    assert sorted(path.relative_to(html / "data").as_posix() for path in files_of(html / "data")) == sorted(EXPORTS)
