"""A register in Arabic: the words of its pages are translated, its keys and dates are not."""

from __future__ import annotations

import re
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from babel import Locale
from tests.cases.catalogue import to_rest
from tests.support.html_pages import Pages
from tests.support.project import with_extensions
from tests.support.records import read_records

if TYPE_CHECKING:
    from tests.support.project import Build, Project

pytestmark = pytest.mark.filterwarnings("ignore:'myst_parser")  # it uses what Sphinx 11 will not have

TITLE, BODY = "الزيارة الأولى", "نص المتن."
CATALOGUE = f"""\
msgid ""
msgstr "Content-Type: text/plain; charset=UTF-8\\n"

msgid "First visit"
msgstr "{TITLE}"

msgid "Body text."
msgstr "{BODY}"
"""


@pytest.fixture
def arabic(project: Project) -> Build:
    """The register built in Arabic; Sphinx compiles the catalogue by itself."""
    project.write("conf.py", (project.root / "conf.py").read_text() + 'locale_dirs = ["locale"]\n')
    project.write("locale/ar/LC_MESSAGES/years.po", CATALOGUE)
    project.write("notes.md", "# Notes\n\n{milestone}`2024-first` {partner}`oman`\n")
    project.write("index.md", (project.root / "index.md").read_text().replace("years/*", "years/*\nnotes"))
    build = project.build(confoverrides={"language": "ar"})
    assert build.warnings == []
    return build


def test_a_translated_title_reaches_every_place_that_shows_it(arabic: Build) -> None:
    """The year page, the timeline, the partner index, references and the data have it, and the first one nowhere."""
    pages = Pages(arabic.outdir)
    index = pages["index.html"]
    assert pages["years/2024.html"].by_id("2024-first").all("h2")[0].text == TITLE
    assert TITLE in index.all("div", "ms-timeline")[0].text
    assert TITLE in index.all("div", "ms-index")[0].text
    assert TITLE in pages["notes.html"].text
    (record,) = read_records(arabic.read("data/milestones.json"))
    assert (record["title"], record["text"]) == (TITLE, BODY)
    assert not [name for name in pages.names if "First visit" in pages[name].text]


def test_a_translated_milestone_keeps_its_address_and_its_date(arabic: Build) -> None:
    """Id, keys and the date as written are those of the source."""
    (record,) = read_records(arabic.read("data/milestones.json"))
    assert record["address"] == "years/2024.html#2024-first"
    assert record["date"]["written"] == "2024-12"
    assert [part["key"] for part in record["partners"]] == ["oman", "un-desa"]


def test_countries_have_their_arabic_names(arabic: Build) -> None:
    """They come from CLDR, and months too."""
    oman = Locale("ar").territories["OM"]
    pages = Pages(arabic.outdir)
    assert re.search("[\u0600-\u06ff]", oman)
    assert oman in pages["years/2024.html"].by_id("2024-first").text
    assert oman in pages["index.html"].by_id("partner-oman").text
    assert oman in pages["notes.html"].text
    assert "ديسمبر" in pages["years/2024.html"].text


def build_again(project: Project) -> None:
    """Build in a process of its own, since Python reads a catalogue once in a process."""
    options = ["-q", "-b", "html", "-D", "language=ar", "-d", "_build/doctrees", ".", "_build/html"]
    subprocess.run([sys.executable, "-m", "sphinx", *options], cwd=project.root, env=with_extensions(), check=True)


def test_the_catalogue_has_titles_and_bodies_once_and_no_keys(project: Project) -> None:
    """Translators are asked for words only, and for each of them once."""
    build = project.build("gettext")
    assert build.warnings == []
    messages = re.findall(r'^msgid "(.*)"$', build.read("years.pot"), re.MULTILINE)
    assert sorted(messages) == ["", "2024", "Body text.", "First visit"]
    assert all("milestone" not in path.read_text(encoding="utf-8") for path in build.outdir.rglob("*.pot"))


@pytest.mark.usefixtures("arabic")
def test_an_edited_translation_reaches_the_views(project: Project) -> None:
    """A new wording in the catalogue is shown on the timeline, in the next build, without a change of any page."""
    project.write("locale/ar/LC_MESSAGES/years.po", CATALOGUE.replace(TITLE, "زيارة أخرى"))
    build_again(project)
    timeline = Pages(project.root / "_build/html")["index.html"].all("div", "ms-timeline")[0].text
    assert "زيارة أخرى" in timeline
    assert TITLE not in timeline


def test_a_changed_message_of_a_template_is_on_every_page(project: Project) -> None:
    """Sphinx itself writes only pages again whose own text has changed."""
    settings = 'locale_dirs = ["locale"]\ntemplates_path = ["_templates"]\n'
    project.write("conf.py", (project.root / "conf.py").read_text() + settings)
    project.write(
        "_templates/layout.html", '{% extends "!layout.html" %}{% block footer %}{{ _("Below") }}{% endblock %}'
    )
    for text in ("قديم", "جديد"):
        project.write("locale/ar/LC_MESSAGES/sphinx.po", f'msgid "Below"\nmsgstr "{text}"\n')
        build_again(project)
        pages = Pages(project.root / "_build/html")
        assert [name for name in pages.names if text not in pages[name].text] == []


TITLES = [
    "1. Phase one",
    "2) Phase two",
    "- Dash",
    "+ Plus",
    "* Star",
    "# Hash",
    "> Quote",
    "A. Smith visits",
    ":name: value",
    "| Bar",
    ".. comment",
    "==== Line",
    "Ends with::",
    "١. المرحلة",
]


MANY = "---\nyear: 2024\n---\n\n# 2024\n" + "".join(
    f"""
:::{{milestone}} Source {index}
:id: m-{index}
:date: 2024-12
:kind: visit
:partners: oman, un-desa
:sources: page

Text.
:::
"""
    for index in range(len(TITLES))
)


@pytest.mark.parametrize("suffix", ["md", "rst"])
def test_a_translated_title_may_begin_like_a_block(project: Project, suffix: str) -> None:
    """A number, a dash or a hash at the beginning of a translation is text, in both syntaxes."""
    entries = [f'\nmsgid "Source {index}"\nmsgstr "{title}"\n' for index, title in enumerate(TITLES)]
    (project.root / "years/2024.md").unlink()
    project.write(f"years/2024.{suffix}", MANY if suffix == "md" else to_rest(MANY))
    project.write("conf.py", (project.root / "conf.py").read_text() + 'locale_dirs = ["locale"]\n')
    project.write("locale/ar/LC_MESSAGES/years.po", CATALOGUE + "".join(entries))
    build = project.build(confoverrides={"language": "ar"})
    assert [warning for warning in build.warnings if "entry-unused" not in warning] == []
    page = Pages(build.outdir)["years/2024.html"]
    assert [page.by_id(f"m-{index}").all("h2")[0].text for index in range(len(TITLES))] == TITLES
