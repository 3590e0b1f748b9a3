"""The state of the translations on a page: right in every build, also if only a catalogue has changed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.support.html_pages import Pages
from tests.support.pdf import text_of
from tests.support.project import CONF

if TYPE_CHECKING:
    from tests.support.project import Build, Project

pytestmark = pytest.mark.filterwarnings("ignore:'myst_parser")  # it uses what Sphinx 11 will not have

SETTINGS = CONF + 'extensions.append("sphinx_pdf")\nlocale_dirs = ["locale"]\n'
PAGE = "---\norphan: true\n---\n\n# State\n\n```{translation-state}\n```\n"
YEARS = """\
#: years/2024.md:7
msgid "First visit"
msgstr "الزيارة الأولى"

#: years/2024.md:9
#, fuzzy
msgid "Body text."
msgstr "نص."

#: years/2024.md:5
msgid "2024"
msgstr ""
"""
FRAME = 'msgid "Below"\nmsgstr "أدناه"\n'


@pytest.fixture
def register(project: Project) -> Project:
    """A register with a page on the state, and with a catalogue in Arabic."""
    project.write("conf.py", SETTINGS)
    project.write("state.md", PAGE)
    project.write("locale/ar/LC_MESSAGES/years.po", YEARS)
    return project


def tables(build: Build) -> dict[str, list[list[str]]]:
    """The tables of the page by the languages above them, each as its rows without the head."""
    page = Pages(build.outdir)["state.html"]
    languages = [rubric.text for rubric in page.all("p", "rubric")]
    found = page.all("table", "ms-translation-state")
    rows = [[[cell.text for cell in row.all("th") + row.all("td")] for row in table.all("tr")] for table in found]
    return {language: table for language, (_head, *table) in zip(languages, rows, strict=True)}


def state(build: Build, page: str) -> list[str]:
    """The numbers of a row in Arabic."""
    return next(numbers for name, *numbers in tables(build)["Arabic"] if name == page)


def test_the_state_is_shown_by_page_and_language(register: Project) -> None:
    """Translated, fuzzy and missing messages; the extension has its own catalogue for some languages."""
    register.write("locale/fr/LC_MESSAGES/sphinx.po", FRAME)
    build = register.build()
    assert build.warnings == []
    assert [*tables(build)] == ["Arabic", "French"]
    assert state(build, "2024") == ["1", "1", "1"]
    name, *extension = tables(build)["Arabic"][1]
    assert (name, extension[1:]) == ("Extension", ["0", "0"])
    assert tables(build)["Arabic"][2] == ["Total", str(1 + int(extension[0])), "1", "1"]
    assert tables(build)["French"] == [["Templates", "1", "0", "0"], ["Total", "1", "0", "0"]]
    page = Pages(build.outdir)["state.html"]
    assert "years/2024.html" in page.hrefs
    assert "Without a catalogue: index, sphinx_milestones, state, years" in page.text
    assert [len(row.all("th")) for row in page.all("tbody")[0].all("tr")] == [1, 1, 1]


def test_the_state_changes_with_a_catalogue(register: Project) -> None:
    """One that is edited, added or removed; a build without such a change reads nothing."""
    register.build()
    path = register.write("locale/ar/LC_MESSAGES/years.po", YEARS.replace("#, fuzzy\n", ""))
    assert state(register.build(), "2024") == ["2", "0", "1"]
    register.write("locale/ar/LC_MESSAGES/sphinx.po", FRAME)
    assert state(register.build(), "Templates") == ["1", "0", "0"]
    path.unlink()
    build = register.build()
    assert "2024" not in {row[0] for row in tables(build)["Arabic"]}
    before = (build.outdir / "state.html").stat().st_mtime_ns
    again = register.build()
    assert (again.outdir / "state.html").stat().st_mtime_ns == before


def test_a_page_that_is_added_is_named_once_it_has_messages(register: Project) -> None:
    """The catalogue of a folder has them before the page is there."""
    register.write("locale/ar/LC_MESSAGES/years.po", YEARS + '\n#: years/2025.md:1\nmsgid "2025"\nmsgstr "2025"\n')
    assert state(register.build(), "2024") == ["2", "1", "1"]  # the only page of its catalogue
    register.write("years/2025.md", "---\nyear: 2025\n---\n\n# 2025\n")
    build = register.build()
    assert (state(build, "2024"), state(build, "2025")) == (["1", "1", "1"], ["1", "0", "0"])


def test_a_damaged_catalogue_is_reported(register: Project) -> None:
    """With its file, also if it is a folder; the others are shown."""
    register.write("locale/ar/LC_MESSAGES/sphinx.po", 'msgid "Below\n')
    register.write("locale/ar/LC_MESSAGES/index.po/x", "")
    build = register.build()
    folder, warning = build.warnings
    assert "locale/ar/LC_MESSAGES/index.po:1" in folder
    assert "this catalogue cannot be read: Is a directory. Fix it." in folder
    assert "locale/ar/LC_MESSAGES/sphinx.po:1" in warning
    assert "this catalogue cannot be read" in warning
    assert "[milestones.translation]" in warning
    assert state(build, "2024") == ["1", "1", "1"]


def test_a_register_without_translations_says_so(project: Project) -> None:
    """Instead of an empty table."""
    project.write("state.md", PAGE)
    assert "There are no translations yet." in project.build().text("state.html")


def test_other_outputs_have_the_table(register: Project) -> None:
    """Text and PDF, with the titles of the pages; its cells are no messages for translators."""
    register.write("conf.py", SETTINGS + 'author = "A"\npdf_documents = [("index", "r.pdf", project, author)]\n')
    register.write("index.md", "# A register\n\n```{toctree}\nstate\nyears/2024\n```\n")
    register.write("state.md", PAGE.removeprefix("---\norphan: true\n---\n"))
    pdf = register.build("pdf")
    assert pdf.warnings == []
    for text in (text_of(pdf.outdir / "r.pdf"), register.build("text").read("state.txt")):
        assert [
            name for name in ("Arabic", "Fuzzy", "Extension", "2024", "Without a catalogue") if name not in text
        ] == []
    messages = register.build("gettext", freshenv=True).read("state.pot")
    assert [line for line in messages.splitlines() if line.startswith("msgid")] == ['msgid ""', 'msgid "State"']
