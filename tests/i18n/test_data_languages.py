"""Data in the languages of a setting: one build has them all, whichever language it is in."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import pytest
from jsonschema import Draft202012Validator, FormatChecker
from tests.support.project import MILESTONE, Project, with_extensions, write_project, year_page

if TYPE_CHECKING:
    from pathlib import Path

    from tests.support.project import Build

pytestmark = pytest.mark.filterwarnings("ignore:'myst_parser")  # it uses what Sphinx 11 will not have

BODY = """\
It's *the* first; see {milestone}`2024-other` & [the page](https://example.org/a?b&c).

- one point
- {partner}`Muscat <oman>`

:::{sources-differ}
They differ.
:::
"""
PLACED = MILESTONE.replace(":topics:", ":place: Muscat\n:topics:").removesuffix(":::\n")
FIRST = PLACED.replace("Body text.\n", BODY).replace(":::", "::::", 1) + "::::\n"
OTHER = MILESTONE.replace("2024-first", "2024-other").replace("First visit", "Other visit")
CATALOGUE = {
    "First visit": "الزيارة الأولى",
    "Muscat": "مسقط",
    "It's *the* first; see {milestone}`2024-other` & [the page](https://example.org/a?b&c).": "*الأولى*، "
    "انظر {milestone}`2024-other` و[الصفحة](https://example.org/a?b&c).",
    "one point": "نقطة",
    "{partner}`Muscat <oman>`": "{partner}`العاصمة <oman>`",
    "They differ.": "تتباين.",
}


def catalogue(messages: dict[str, str]) -> str:
    """A catalogue of these messages."""
    head = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n'
    quoted = {key: json.dumps(text, ensure_ascii=False) for key, text in messages.items()}
    return head + "".join(f"\nmsgid {json.dumps(key)}\nmsgstr {text}\n" for key, text in quoted.items())


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """A register of two milestones, one of them translated."""
    project = write_project(tmp_path_factory.mktemp("languages"))
    settings = 'locale_dirs = ["locale"]\nmilestones_languages = ["en", "ar"]\nlanguage = "en_GB"\n'
    project.write("conf.py", (project.root / "conf.py").read_text() + settings)
    project.write("years/2024.md", year_page(FIRST, OTHER))
    project.write("locale/ar/LC_MESSAGES/years.po", catalogue(CATALOGUE))
    return project


@pytest.fixture(scope="module")
def english(project: Project) -> Build:
    """Its build in English."""
    build = project.build(builddir=project.root / "_build/en")
    assert build.warnings == []
    return build


@pytest.fixture(scope="module")
def arabic(project: Project) -> Build:
    """Its build in Arabic."""
    build = project.build(builddir=project.root / "_build/ar", confoverrides={"language": "ar"})
    assert build.warnings == []
    return build


def data_of(build: Build) -> dict[str, Any]:
    """Return the data of a build, valid by their schema."""
    data: dict[str, Any] = json.loads(build.read("data/milestones.json"))
    schema = json.loads(build.read("data/milestones.schema.json"))
    Draft202012Validator.check_schema(schema)
    Draft202012Validator(schema, format_checker=FormatChecker()).validate(data)
    return data


def test_each_text_is_in_each_language(english: Build) -> None:
    """Titles, places and texts of milestones come from the catalogue, names of countries from CLDR."""
    data = data_of(english)
    first, other = data["milestones"]
    assert data["languages"] == ["en", "ar"]
    assert first["title"] == {"en": "First visit", "ar": "الزيارة الأولى"}
    assert first["place"] == {"en": "Muscat", "ar": "مسقط"}
    english_lines, arabic_lines = (first["text"][language].split("\n\n") for language in ("en", "ar"))
    assert english_lines[0] == "It’s the first; see Other visit & the page."
    assert arabic_lines[0] == "الأولى، انظر Other visit والصفحة."
    assert english_lines[-2:] == ["What each source says", "They differ."]
    assert arabic_lines[-2:] == ["ما يقوله كل مصدر", "تتباين."]
    assert data["partners"]["oman"]["label"] == {"en": "Oman", "ar": "عُمان"}
    assert other["title"] == {"en": "Other visit"}
    assert other["text"] == {"en": "Body text."}


def test_html_has_elements_and_links_only(english: Build) -> None:
    """Markup, lists, notes and links, with the author's text of a reference where there is one."""
    first, _ = data_of(english)["milestones"]
    assert first["html"]["en"] == (
        "<p>It’s <em>the</em> first; "
        'see <a href="years/2024.html#2024-other">Other visit</a> &amp; '
        '<a href="https://example.org/a?b&amp;c">the page</a>.</p>\n'
        '<ul><li>one point</li><li><a href="partners/oman.html">Muscat</a></li></ul>\n'
        "<aside><p><strong>What each source says</strong></p><p>They differ.</p></aside>"
    )
    assert '<a href="partners/oman.html">العاصمة</a>' in first["html"]["ar"]
    assert first["source"] == {"syntax": "markdown", "text": BODY.strip()}


def test_builds_in_both_languages_have_the_same_data(english: Build, arabic: Build) -> None:
    """Only the title of the project is in the language of the build; the pages are too."""
    first, second = data_of(english), data_of(arabic)
    assert first.pop("title") == {"en": "A register"}
    assert second.pop("title") == {"ar": "A register"}
    assert first == second
    assert "الأولى" not in english.read("years/2024.html")
    assert "الزيارة الأولى" in arabic.read("years/2024.html")


def test_a_changed_translation_reaches_the_data(tmp_path: Path) -> None:
    """So does a new one, in the next build, also where the page itself shows nothing of the translation."""
    project = write_project(tmp_path)
    settings = 'locale_dirs = ["locale"]\nmilestones_languages = ["en", "ar"]\n'
    project.write("conf.py", (project.root / "conf.py").read_text() + settings)
    assert data_of(project.build())["milestones"][0]["title"] == {"en": "First visit"}
    project.write("locale/ar/LC_MESSAGES/years.po", catalogue({"First visit": "الزيارة"}))
    build = project.build()
    assert data_of(build)["milestones"][0]["title"]["ar"] == "الزيارة"
    project.write("locale/ar/LC_MESSAGES/years.po", catalogue({"First visit": "الزيارة الأولى"}))
    # In a process of its own, since Python reads a catalogue once in a process.
    command = [sys.executable, "-m", "sphinx", "-q", "-d", "_build/doctrees", ".", "_build/html"]
    subprocess.run(command, cwd=project.root, env=with_extensions(), check=True)
    assert data_of(build)["milestones"][0]["title"]["ar"] == "الزيارة الأولى"


@pytest.mark.parametrize(
    ("languages", "message"),
    [
        (["en", "xx-y"], "milestones_languages: “xx-y” is not a language code, such as “ar”. Fix it."),
        (["ar"], "milestones_languages: “en”, the language of the build, is missing. Add it."),
    ],
)
def test_wrong_languages_are_reported(tmp_path: Path, languages: list[str], message: str) -> None:
    """With the setting, and what to do."""
    (warning,) = write_project(tmp_path).build(confoverrides={"milestones_languages": languages}).warnings
    assert message in warning


def test_a_catalogue_that_cannot_be_read_is_reported(tmp_path: Path) -> None:
    """The data are built without it."""
    project = write_project(tmp_path)
    settings = 'locale_dirs = ["locale"]\nmilestones_languages = ["en", "ar"]\n'
    project.write("conf.py", (project.root / "conf.py").read_text() + settings)
    project.write("locale/ar/LC_MESSAGES/years.po/x", "")
    (warning,) = project.build().warnings
    assert (
        "locale/ar/LC_MESSAGES/years.po:1: WARNING: this catalogue cannot be read: Is a directory. Fix it." in warning
    )
