"""The badges of a milestone on its sources, and the register's own label of its host."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from tests.support.html_pages import Pages
from tests.support.pdf import text_of
from tests.support.project import CONF, DATA, MILESTONE, year_page

if TYPE_CHECKING:
    from tests.support.project import Project

pytestmark = pytest.mark.filterwarnings("ignore:'myst_parser")  # it uses what Sphinx 11 will not have

NOTE = "\n:::{sources-differ}\nThe page says two, the paper three.\n:::\n"


def entry(name: str, sources: str, notes: int = 0) -> str:
    """A milestone with these sources and so many notes on what they state."""
    text = MILESTONE.replace(":::{", "::::{").replace("\n:::\n", f"\n{NOTE * notes}::::\n")
    return (
        text.replace("2024-first", name).replace("First visit", name).replace(":sources: page", f":sources: {sources}")
    )


@pytest.fixture
def register(project: Project) -> Project:
    """A register with each case: one source, two that agree, that differ once, and twice."""
    project.write("data/sources.toml", DATA["sources"] + '[paper]\ntitle = "The paper"\n')
    cases = [entry("one", "page"), entry("two", "page, paper"), entry("differ", "page, paper", 1)]
    project.write("years/2024.md", year_page(*cases, entry("twice", "page, paper", 2)))
    project.write(
        "index.md",
        "# A register\n\n:::{timeline}\n:::\n\n:::{milestone-list}\n:::\n\n"
        ":::{partner-index}\n:::\n\n```{toctree}\nyears/2024\n```\n",
    )
    return project


BADGES = {"one": ["Single source"], "two": [], "differ": ["Sources differ"], "twice": ["Sources differ (2)"]}


def test_a_page_has_each_badge_once(register: Project) -> None:
    """In the entry below its title, and in its row of each view; it is no link, and no note has it for a title."""
    built = register.build()
    assert built.warnings == []
    pages = Pages(built.outdir)
    for name, badges in BADGES.items():
        section = pages["years/2024.html"].by_id(name)
        assert [badge.text for badge in section.all("span", "ms-badge")] == badges
        assert [badge for link in section.all("a") for badge in link.all("span", "ms-badge")] == []
        assert section.text.count("Sources differ") == sum("differ" in badge for badge in badges)
    rows = pages["index.html"].all("li", "ms-entry")
    shown = [(row.all("p", "ms-title")[0].text, [badge.text for badge in row.all("span", "ms-badge")]) for row in rows]
    assert sorted(shown) == sorted([*BADGES.items()] * 2)


def test_the_data_has_them(register: Project) -> None:
    """`single_source` where it is true, and the number of notes where there are any."""
    records = json.loads(register.build().read("data/milestones.json"))["milestones"]
    flags = {each["id"]: (each.get("single_source"), each.get("sources_differ")) for each in records}
    assert flags == {"one": (True, None), "two": (None, None), "differ": (None, 1), "twice": (None, 2)}


def test_text_and_pdf_have_them(register: Project) -> None:
    """Among the facts of the entry."""
    register.write(
        "conf.py",
        CONF.replace('milestones"]', 'milestones", "sphinx_pdf"]')
        + 'pdf_documents = [("index", "r.pdf", project, "Authors")]\n',
    )
    text = register.build("text").read("years/2024.txt")
    pdf = text_of(register.build("pdf").outdir / "r.pdf")
    for shown in (" ".join(text.split()), pdf):
        assert [shown.count(badge) for badge in ("Single source", "Sources differ (2)", "Sources differ")] == [1, 1, 2]


def test_a_source_that_could_not_be_read_is_not_overlooked(project: Project) -> None:
    """What may be a second source leaves no claim that there is a single one."""
    project.write("years/2024.md", year_page(entry("one", "page, papr")))
    assert "Single source" not in project.build().text("years/2024.html")


@pytest.mark.parametrize(("language", "label"), [("en", "For Bahrain"), ("ar", "عن البحرين"), ("fr", "For Bahrain")])
def test_a_register_labels_its_host(register: Project, language: str, label: str) -> None:
    """In the language of the page, in entries and above the hosts in the index."""
    register.write(
        "conf.py",
        CONF + f'language = "{language}"\nmilestones_host_label = {{"en": "For Bahrain", "ar": "عن البحرين"}}\n',
    )
    pages = Pages(register.build().outdir)
    terms = [term.text for term in pages["years/2024.html"].by_id("one").all("dt")]
    assert label in terms
    assert "Host" not in terms
    assert label in [heading.text for heading in pages["index.html"].all("h2")]


def test_a_label_may_be_the_same_in_every_language(project: Project) -> None:
    """Then it is text."""
    project.write("conf.py", CONF + 'milestones_host_label = "For Bahrain"\n')
    text = " ".join(project.build("text").read("years/2024.txt").split())
    assert "For Bahrain: Home Authority (HA)" in text


@pytest.mark.parametrize(
    ("value", "reason"),
    [
        ('{"english": "For Bahrain"}', "“english” is not a language code"),
        ('{5: "For Bahrain"}', "“5” is not a language code"),
        ('{"en": 5}', "5 is not text"),
    ],
)
def test_a_wrong_label_is_reported(project: Project, value: str, reason: str) -> None:
    """The page has the default one."""
    project.write("conf.py", CONF + f"milestones_host_label = {value}\n")
    built = project.build()
    assert [line for line in built.warnings if f"milestones_host_label: {reason}" in line]
    assert "Host Home Authority (HA)" in built.text("years/2024.html")
