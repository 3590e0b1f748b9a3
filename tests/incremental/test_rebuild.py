"""After any change, a rebuild gives the output of a clean build."""

from __future__ import annotations

import io
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from pypdf import PdfWriter
from tests.support.variants import variant

import sphinx_milestones

if TYPE_CHECKING:
    from tests.support.register import Register

pytestmark = pytest.mark.filterwarnings("ignore:'myst_parser")  # it uses what Sphinx 11 will not have

Edit = Callable[["Register"], object]

NEW = (
    "\n:::{milestone} Third visit\n:id: 2024-third\n:date: 2024-05\n:kind: workshop\n:partners: oman\n"
    ":sources: page\n\nNew words.\n:::\n"
)
YEAR_2024 = "years/2024.md"


def pdf(pages: int) -> bytes:
    """Return a PDF with a number of empty pages."""
    writer, file = PdfWriter(), io.BytesIO()
    for _ in range(pages):
        writer.add_blank_page(100, 100)
    writer.write(file)
    return file.getvalue()


def text_of(register: Register, name: str) -> str:
    """Return the text of a source file."""
    return (register.root / name).read_text(encoding="utf-8")


def new_year(register: Register) -> None:
    """Add a year page with a milestone."""
    register.write("years/2025.md", "---\nyear: 2025\n---\n\n# 2025\n" + NEW.replace("2024-", "2025-"))


def rename_page(register: Register) -> None:
    """Rename a year page."""
    register.write("years/2024-renamed.md", text_of(register, YEAR_2024))
    register.delete(YEAR_2024)


def move_milestone(register: Register) -> None:
    """Move a milestone to the page of another year."""
    _, first, second = text_of(register, YEAR_2024).partition(":::{milestone} First")
    first += second.partition(":::{milestone}")[0].replace("2024-12", "2023-12")
    register.write(YEAR_2024, text_of(register, YEAR_2024).replace(first.replace("2023-12", "2024-12"), ""))
    register.write("years/2023.md", f"{text_of(register, 'years/2023.md')}\n{first}")


def move_index(register: Register) -> None:
    """Move the partner index to another page."""
    register.edit("partners.md", ":::{partner-index}\n:::\n", "Gone.\n")
    register.edit("plain.md", "Nothing of the register.", ":::{partner-index}\n:::\n")


def move_data(register: Register) -> None:
    """Move the data files to another folder."""
    (register.root / "data").rename(register.root / "other")
    register.edit("conf.py", "milestones_host", 'milestones_data = "other"\nmilestones_host')


def add_entry(register: Register) -> None:
    """Add an entry that no page uses."""
    register.write("data/topics.toml", text_of(register, "data/topics.toml") + '\n[cloud]\nlabel = "Cloud"\n')


def override_template(register: Register) -> None:
    """Override a template of the package by one of the project."""
    register.edit("conf.py", "milestones_host", 'templates_path = ["_own"]\nmilestones_host')
    register.write("_own/milestones/kind-legend.html", "<p>A legend of our own.</p>")


def offer_document(register: Register) -> None:
    """Add the file of a document that was not located."""
    register.write("data/documents/report.pdf", pdf(2))
    register.write(
        "data/documents.toml",
        '[report]\ntitle = "Report"\nmedia_type = "application/pdf"\nstatus = "available"\nfile = "report.pdf"\n',
    )


def take_address(register: Register, setting: str) -> None:
    """Rename a year page, and put a file that is no document at its former URL."""
    rename_page(register)
    register.write("extra/years/2024.html", "<p>Moved.</p>")
    register.write("_moved/moved.html", "<p>Moved.</p>")
    register.edit("conf.py", "milestones_host", f'templates_path = ["_moved"]\n{setting}\nmilestones_host')


EDITS: Mapping[str, Edit] = {
    "body": lambda r: r.edit(YEAR_2024, "Body text.", "Other words."),
    "title": lambda r: r.edit(YEAR_2024, "First visit", "Opening visit"),
    "title in italics": lambda r: r.edit(YEAR_2024, "First visit", "*First* visit"),
    "page title": lambda r: r.edit("plain.md", "# Plain", "# Simple"),
    "page title in italics": lambda r: r.edit("plain.md", "# Plain", "# *Plain*"),
    "heading": lambda r: r.edit("plain.md", "Nothing", "## Of nothing\n\nNothing"),
    "date": lambda r: r.edit(YEAR_2024, ":date: 2024-12", ":date: 2024-01-02"),
    "partner": lambda r: r.edit(YEAR_2024, "oman, un-desa (funder)", "bahrain"),
    "role of a partner": lambda r: r.edit(YEAR_2024, "(funder)", "(organiser)"),
    "kind": lambda r: r.edit(YEAR_2024, ":date: 2024-03-05\n:kind: visit", ":date: 2024-03-05\n:kind: workshop"),
    "host": lambda r: r.edit(YEAR_2024, ":id: 2024-second", ":id: 2024-second\n:host: bahrain"),
    "place": lambda r: r.edit(YEAR_2024, ":id: 2024-second", ":id: 2024-second\n:place: Manama"),
    "id": lambda r: r.edit(YEAR_2024, ":id: 2024-second", ":id: 2024-other"),
    "id that others name": lambda r: r.edit(YEAR_2024, ":id: 2024-first", ":id: 2024-other"),
    "add": lambda r: r.edit(YEAR_2024, "More text.\n:::\n", "More text.\n:::\n" + NEW),
    "add on top": lambda r: r.edit(YEAR_2024, "# 2024\n", "# 2024\n" + NEW),
    "delete": lambda r: r.write(YEAR_2024, text_of(r, YEAR_2024).partition(":::{milestone} Second")[0]),
    "related": lambda r: r.edit("years/2023.md", ":related: 2024-first", ":related: 2024-second"),
    "related no more": lambda r: r.edit("years/2023.md", ":related: 2024-first\n", ""),
    "related from here": lambda r: r.edit(YEAR_2024, ":id: 2024-second", ":id: 2024-second\n:related: 2023-data"),
    "neighbour's date": lambda r: r.edit(YEAR_2024, ":date: 2024-03-05", ":date: 2024-12-31"),
    "reviewed": lambda r: r.edit(YEAR_2024, ":id: 2024-second", ":id: 2024-second\n:added: 2026-11-23"),
    "languages of the data": lambda r: r.edit(
        "conf.py", "milestones_host", 'milestones_languages = ["en", "ar"]\nmilestones_host'
    ),
    "author": lambda r: r.edit("conf.py", "milestones_host", 'author = "The authors"\nmilestones_host'),
    "lines moved": lambda r: r.edit(YEAR_2024, "# 2024\n", "# 2024\n\nAn introduction.\n"),
    "new year page": new_year,
    "page deleted": lambda r: r.delete(YEAR_2024),
    "page renamed": rename_page,
    "view moved": move_index,
    "view added": lambda r: r.write("plain.md", "# Plain\n\n:::{timeline}\n:from: 2024\n:::\n"),
    "view removed": lambda r: r.write("documents.md", "# Documents\n\nGone.\n"),
    "view options": lambda r: r.edit("work.md", ":kind: workshop", ":kind: visit\n:limit: 1"),
    "partner's name": lambda r: r.edit("data/partners.toml", "of Economic and Social Affairs", "of Other Affairs"),
    "partner's country": lambda r: r.edit("data/partners.toml", 'country = "OM"', 'country = "QA"'),
    "partner's alias": lambda r: r.edit("data/partners.toml", '"sultanate"', '"muscat"'),
    "default host's name": lambda r: r.edit("data/partners.toml", "Home Authority", "Host Authority"),
    "kind's label": lambda r: r.edit("data/kinds.toml", '"Visit"', '"Delegation"'),
    "kind's definition": lambda r: r.edit("data/kinds.toml", "A delegation comes.", "People come."),
    "topic's label": lambda r: r.edit("data/topics.toml", '"Statistics"', '"Figures"'),
    "document's pages": lambda r: r.edit("data/documents.toml", "pages = 87", "pages = 88"),
    "document located": offer_document,
    "source's day": lambda r: r.edit("data/sources.toml", "publisher =", 'accessed = "2020"\npublisher ='),
    "source's title": lambda r: r.edit("data/sources.toml", '"The page"', '"The site"'),
    "entry added": add_entry,
    "entry removed": lambda r: r.write("data/topics.toml", ""),
    "data file deleted": lambda r: r.delete("data/sources.toml"),
    "folder of the data": move_data,
    "default host": lambda r: r.edit("conf.py", '"home"', '"bahrain"'),
    "project's name": lambda r: r.edit("conf.py", "A register", "Another register"),
    "template": override_template,
    "addresses published": lambda r: r.write("data/published.toml", '2024-first = ["plain", "years/2020"]\n'),
    "old address of a page taken by a file": lambda r: take_address(r, 'html_extra_path = ["extra"]'),
    "old address of a page taken by a template": lambda r: take_address(
        r, 'html_additional_pages = {"years/2024": "moved.html"}'
    ),
}


@pytest.mark.parametrize("edit", EDITS.values(), ids=EDITS.keys())
def test_a_rebuild_after_an_edit_equals_a_clean_build(built: Register, edit: Edit) -> None:
    """Every page, data file and state file of the rebuild equals that of a clean build."""
    edit(built)
    built.build()
    rebuilt = built.output()
    assert_equal(rebuilt, built.clean_output())


@variant
@pytest.mark.parametrize("name", ["title", "new year page", "page deleted", "partner's name", "view moved"])
def test_a_parallel_rebuild_equals_a_clean_build(register: Register, name: str) -> None:
    """A rebuild by two processes gives the output of a clean build by one."""
    register.build_first(parallel=2)
    EDITS[name](register)
    register.build(parallel=2)
    rebuilt = register.output()
    assert_equal(rebuilt, register.clean_output())


@pytest.mark.parametrize(
    "name",
    ["title", "date", "id that others name", "page deleted", "page renamed", "new year page", "default host's name",
     "partner's name", "kind's label", "document located", "view moved", "folder of the data", "default host"],
)  # fmt: skip
def test_html_is_fresh_although_another_builder_has_read_the_change(register: Register, name: str) -> None:
    """HTML built after text on the same doctrees equals a clean build."""
    register.build_first("text", "html")
    EDITS[name](register)
    register.build("text")
    register.build("html")
    html, text = register.output("html"), register.output("text")
    assert_equal(html, register.clean_output("html"))
    assert_equal(text, register.clean_output("text"))


@variant
@pytest.mark.parametrize("name", ["title", "new year page", "page deleted", "partner's name"])
def test_dirhtml_beside_html_is_fresh(register: Register, name: str) -> None:
    """Each of two builders that share doctrees tracks what its own output shows."""
    register.build_first("html", "dirhtml")
    EDITS[name](register)
    register.build("html")
    register.build("dirhtml")
    html, dirhtml = register.output("html"), register.output("dirhtml")
    assert_equal(html, register.clean_output("html"))
    assert_equal(dirhtml, register.clean_output("dirhtml"))


PUBLISHED = (
    '2024-first = ["years/2024", "plain", "years/2020"]\n2020-old = { moved_to = "2023-data", pages = ["plain"] }\n'
)
AFTER_MOVES: Mapping[str, Edit] = {
    "moved": move_milestone,
    "title": EDITS["title"],
    "date": EDITS["date"],
    "page with a notice": EDITS["heading"],
    "id": EDITS["id that others name"],
    "page deleted": EDITS["page deleted"],
    "page with a notice deleted": lambda r: r.delete("plain.md"),
    "former page is back": lambda r: r.write("years/2020.md", "# Back\n"),
    "former page renamed": lambda r: r.edit("data/published.toml", "years/2020", "years/2019"),
    "notice on a page no more": lambda r: r.edit("data/published.toml", ' "plain",', ""),
    "withdrawn": lambda r: r.edit("data/published.toml", 'moved_to = "2023-data"', 'withdrawn = "Why."'),
    "nothing published": lambda r: r.delete("data/published.toml"),
    "data file broken": lambda r: r.write("data/published.toml", "["),
}


@pytest.mark.parametrize("builder", ["html", "dirhtml"])
@pytest.mark.parametrize("edit", AFTER_MOVES.values(), ids=AFTER_MOVES.keys())
def test_former_pages_are_those_of_a_clean_build(register: Register, edit: Edit, builder: str) -> None:
    """Notices and replacements of former pages are added, changed and deleted with the milestones they lead to."""
    register.write("data/published.toml", PUBLISHED)
    register.build_first(builder)
    edit(register)
    register.build(builder)
    rebuilt = register.output(builder)
    assert_equal(rebuilt, register.clean_output(builder))


@pytest.mark.parametrize("builder", ["text", "xml", "singlehtml", "dirhtml"])
@pytest.mark.parametrize(
    "name",
    ["page title in italics", "heading", "title", "date", "new year page", "page deleted", "source's title",
     "document located"],
)  # fmt: skip
def test_other_outputs_are_fresh_too(register: Register, builder: str, name: str) -> None:
    """A rebuild equals a clean build in other formats."""
    register.build_first(builder)
    EDITS[name](register)
    register.build(builder)
    rebuilt = register.output(builder)
    assert_equal(rebuilt, register.clean_output(builder))


@pytest.mark.parametrize("before", [None, 1, 2])
@pytest.mark.parametrize("after", [None, 1, 2])
def test_the_offered_pdf_comes_changes_and_goes(register: Register, before: int | None, after: int | None) -> None:
    """Whether the PDF is added, changed or deleted, the page and the copy of the PDF equal those of a clean build."""
    register.edit("conf.py", "milestones_host", 'milestones_pdf = "milestones.pdf"\nmilestones_host')
    if before:
        register.write("milestones.pdf", pdf(before))
    register.build_first()
    (register.root / "milestones.pdf").unlink(missing_ok=True)
    if after:
        register.write("milestones.pdf", pdf(after))
    build = register.build()
    rebuilt = register.output()
    assert ('href="pdf/milestones.pdf"' in build.read("index.html")) == bool(after)
    assert_equal(rebuilt, register.clean_output())


REFERENCES = [
    "{milestone}`2024-first`",
    "{ms:milestone}`2024-first`",
    "{ref}`2024-first`",
    "{any}`2024-first`",
    "[](#2024-first)",
    "[words](#2024-first)",
    "{partner}`un-desa`",
    "{any}`un-desa`",
    "[](#partner-un-desa)",
    "{document}`report`",
]


@pytest.mark.parametrize("name", ["title", "page renamed", "id that others name", "partner's name", "document's pages"])
def test_a_reference_follows_its_target(register: Register, name: str) -> None:
    """A page with one reference of any type is current after its target is renamed, moved or deleted."""
    register.edit("index.md", "plain\n", "plain\nalone/*\n")
    for number, written in enumerate(REFERENCES):
        register.write(f"alone/{number}.md", f"# Alone\n\nSee {written}.\n")
    register.build_first()
    EDITS[name](register)
    register.build()
    rebuilt = register.output()
    assert_equal(rebuilt, register.clean_output())


@pytest.mark.parametrize("builder", ["html", "text", "xml"])
def test_contents_follow_a_title_two_levels_below(register: Register, builder: str) -> None:
    """A table of contents that includes those of other pages shows a changed title in them."""
    register.edit("index.md", "plain\n", "inner/index\n")
    register.write("inner/index.md", "# Inner\n\n```{toctree}\n/plain\n```\n")
    register.build(builder)
    register.edit("plain.md", "# Plain", "# Simple")
    register.build(builder)
    rebuilt = register.output(builder)
    assert_equal(rebuilt, register.clean_output(builder))


@pytest.mark.parametrize("written", ["{doc}`plain`", "{ref}`marked`", "[](plain.md)", "[](plain.md#marked)"])
@pytest.mark.parametrize("builder", ["html", "text"])
def test_a_reference_follows_a_title(register: Register, builder: str, written: str) -> None:
    """A page that refers to another by its title shows the changed title."""
    register.edit("plain.md", "# Plain", "(marked)=\n# Plain")
    register.edit("work.md", "# Workshops\n", f"# Workshops\n\nSee {written}.\n")
    register.build(builder)
    register.edit("plain.md", "# Plain", "# Simple")
    register.build(builder)
    rebuilt = register.output(builder)
    assert_equal(rebuilt, register.clean_output(builder))


def test_the_source_of_a_page_whose_former_address_leads_on_is_deleted(register: Register) -> None:
    """The page in place of a renamed one has no source."""
    register.delete(YEAR_2024)
    text = "2024\n====\n\n.. milestone:: First visit\n   :id: 2024-first\n   :date: 2024\n   :kind: visit\n"
    register.write("old.rst", text)
    register.build()
    register.delete("old.rst")
    register.write("new.rst", text)
    register.write("data/published.toml", '2024-first = ["new", "old"]\n')
    register.build()
    assert {"old.html", "new.html", "_sources/new.rst.txt"} <= register.output().keys()
    assert "_sources/old.rst.txt" not in register.output()


def test_a_default_host_that_is_set_later_is_shown(register: Register) -> None:
    """Once a default host is set, the pages of milestones without a host are read again and show it."""
    register.edit("data/partners.toml", "[home]", "[hmoe]")
    register.build()
    register.edit("data/partners.toml", "[hmoe]", "[home]")
    build = register.build()
    assert build.warnings == []
    rebuilt = register.output()
    assert "Home Authority" in build.text("years/2024.html")
    assert_equal(rebuilt, register.clean_output())


def test_an_entry_missing_from_a_file_that_then_cannot_be_read_is_no_fault_of_the_page(register: Register) -> None:
    """Pages that name a missing entry are read again, without a message, once its data file cannot be read."""
    register.write("data/documents.toml", "")
    register.build()
    register.write("data/documents.toml", "[report\n")
    register.build()
    rebuilt = register.output()
    assert_equal(rebuilt, register.clean_output())


@pytest.mark.parametrize("name", ["kind-legend", "milestone-head"])
def test_a_removed_template_no_longer_affects_the_pages(register: Register, name: str) -> None:
    """Once the project's template is removed, pages are made with the package's template again."""
    register.edit("conf.py", "milestones_host", 'templates_path = ["_removed"]\nmilestones_host')
    register.write(f"_removed/milestones/{name}.html", "<p>Of our own.</p>")
    register.build()
    register.delete(f"_removed/milestones/{name}.html")
    register.build()
    rebuilt = register.output()
    assert_equal(rebuilt, register.clean_output())


def test_pages_link_to_the_current_style_sheet(register: Register, tmp_path_factory: pytest.TempPathFactory) -> None:
    """After the package's style sheet has changed, as by an update, each page links to the new version."""
    path = tmp_path_factory.mktemp("installed")
    package = path / "sphinx_milestones"
    shutil.copytree(Path(sphinx_milestones.__file__).parent, package)

    def build() -> dict[str, bytes]:
        arguments = ("-q", "-d", "_build/doctrees", ".", "_build/html")
        environment = {**os.environ, "PYTHONPATH": str(path)}
        subprocess.run([sys.executable, "-m", "sphinx", *arguments], cwd=register.root, env=environment, check=True)
        return register.output()

    before = build()
    (package / "static" / "milestones.css").write_text("p { color: red }", encoding="utf-8")
    rebuilt = build()
    assert rebuilt["timeline.html"] != before["timeline.html"]
    shutil.rmtree(register.root / "_build")
    assert_equal(rebuilt, build())


def test_a_data_file_created_is_read(register: Register) -> None:
    """A page that names a missing entry shows it once the data file is created."""
    text = text_of(register, "data/topics.toml")
    register.delete("data/topics.toml")
    register.build()
    register.write("data/topics.toml", text)
    build = register.build()
    rebuilt = register.output()
    assert "Statistics" in build.text("years/2024.html")
    assert not build.warnings
    assert_equal(rebuilt, register.clean_output())


def test_many_edits_in_a_row_leave_no_trace(built: Register) -> None:
    """After many edits and builds in a row, the output equals that of a clean build."""
    for name in ("title", "new year page", "partner's name", "id", "view moved"):
        EDITS[name](built)
        built.build()
    rebuilt = built.output()
    assert_equal(rebuilt, built.clean_output())


def assert_equal(found: Mapping[str, bytes], wanted: Mapping[str, bytes]) -> None:
    """Return the names of the files that differ, instead of showing all of them."""
    differ = {name for name in found.keys() | wanted.keys() if found.get(name) != wanted.get(name)}
    assert not {name: _around(found.get(name), wanted.get(name)) for name in sorted(differ)}


def _around(found: bytes | None, wanted: bytes | None) -> tuple[bytes, bytes] | str:
    if found is None or wanted is None:
        return "is left over" if wanted is None else "is not there"
    same = next((i for i, (one, other) in enumerate(zip(found, wanted, strict=False)) if one != other), 0)
    return found[max(0, same - 40) : same + 60], wanted[max(0, same - 40) : same + 60]
