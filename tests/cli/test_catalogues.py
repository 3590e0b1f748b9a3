"""`check` reports translations that have lost something of their original."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.cli.conftest import Run
    from tests.support.project import Project

pytestmark = pytest.mark.filterwarnings("ignore:'myst_parser")  # it uses what Sphinx 11 will not have

HEADER = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\n'


def entry(original: str, translation: str) -> str:
    """A message of a catalogue."""
    return f'msgid "{original}"\nmsgstr "{translation}"\n\n'


@pytest.mark.parametrize(
    ("original", "translation", "lost"),
    [
        ("On 9 June 2021.", "في 9 يونيو.", "number “2021”"),
        ("15 of 19 countries.", "15 دولة.", "number “19”"),
        ("See {ref}`how <about-facts>`.", "انظر كيف.", "reference “{ref}`about-facts`”"),
        ("See {milestone}`2024-first`.", "انظر {milestone}`2024`.", "reference “{milestone}`2024-first`”"),
        ("See :partner:`the country <oman>`.", "انظر :partner:`عمان`.", "reference “:partner:`oman`”"),
        ("On [this page](https://a.example/x).", "في [هذه الصفحة](https://a.example/y).", "link “https://a.example/x”"),
        ("On <https://a.example/>.", "في الصفحة.", "link “https://a.example/”"),
    ],
)
def test_what_a_translation_lacks_is_reported(
    run: Run, project: Project, original: str, translation: str, lost: str
) -> None:
    """With the file and the line of the translation."""
    project.write("locale/ar/LC_MESSAGES/years.po", HEADER + entry("A", "أ") + entry(original, translation))
    done = run("check")
    assert done.code == 1
    message = f"the translation of “{original}” lacks the {lost}. Add it, as in the original."
    assert f"locale/ar/LC_MESSAGES/years.po:7: {message}" in done.out


@pytest.mark.parametrize(
    ("original", "translation", "excess"),
    [
        ("See there.", "انظر {ref}`about-facts`.", "reference “{ref}`about-facts`”"),
        ("See {ref}`a`.", "انظر {ref}`a` و{ref}`a`.", "reference “{ref}`a`”"),
        ("On this page.", "في [هذه الصفحة](https://a.example/x).", "link “https://a.example/x”"),
    ],
)
def test_what_a_translation_adds_is_reported(
    run: Run, project: Project, original: str, translation: str, excess: str
) -> None:
    """Sphinx refuses a translation with other references than its original."""
    project.write("locale/ar/LC_MESSAGES/years.po", HEADER + entry(original, translation))
    done = run("check")
    assert done.code == 1
    assert f"the translation of “{original}” has the {excess}, which is not in the original. Remove it." in done.out


@pytest.mark.parametrize(
    ("original", "translation"),
    [
        ("On 9 June 2021.", "في ٩ يونيو ٢٠٢١."),
        ("From 2016–2017 on.", "منذ 2016–2017."),
        ("On 4 and 5 May.", "في 4 و5 مايو."),
        ("The 9th conference, in UTC+3.", "المؤتمر التاسع، بتوقيت +3."),
        ("See {ref}`how the facts were gathered <about-facts>`.", "انظر {ref}`كيف جُمعت الوقائع <about-facts>`."),
        ("Two of 19 countries.", "2 من 19 دولة."),
        ("On 9 June 2021.", ""),
    ],
)
def test_a_complete_or_missing_translation_is_no_problem(
    run: Run, project: Project, original: str, translation: str
) -> None:
    """Digits may be those of the language, and the text of a reference is translated."""
    project.write("locale/ar/LC_MESSAGES/years.po", HEADER + entry(original, translation))
    assert run("check").code == 0


@pytest.mark.parametrize("content", ["no catalogue\n", "<<<<<<< HEAD\n" + entry("A", "أ"), b"\xff\xfe\n"])
def test_a_catalogue_that_cannot_be_read_is_reported(run: Run, project: Project, content: str | bytes) -> None:
    """With its name, and without a traceback."""
    project.write("locale/ar/LC_MESSAGES/years.po", content)
    done = run("check")
    assert done.code == 1
    assert "locale/ar/LC_MESSAGES/years.po:1: this catalogue cannot be read:" in done.out


def test_catalogues_in_excluded_folders_are_those_of_others(run: Run, project: Project) -> None:
    """Libraries installed within the project bring catalogues, which nobody there would correct."""
    incomplete = HEADER + entry("On 9 June 2021.", "في 9 يونيو.")
    project.write("_build/locale/ar/LC_MESSAGES/years.po", incomplete)
    assert run("check").code == 0
    project.write("locale/ar/LC_MESSAGES/years.po", incomplete)
    assert run("check").code == 1
