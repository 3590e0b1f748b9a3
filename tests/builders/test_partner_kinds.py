"""Kinds of partners of a register's own, in every output and language."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.support.html_pages import Pages
from tests.support.project import CONF, DATA, MILESTONE, year_page

if TYPE_CHECKING:
    from tests.support.project import Project

pytestmark = pytest.mark.filterwarnings("ignore:'myst_parser")  # it uses what Sphinx 11 will not have

KINDS = """\
[scholar]
label = { en = "Person", ar = "شخص" }
plural = { en = "People", ar = "أشخاص" }

[organisation]
label = { en = "Body", ar = "هيئة" }
plural = { en = "Bodies", ar = "هيئات" }
"""
PERSON = '\n[ada]\nkind = "scholar"\nname = "Ada Lovelace"\n'
INDEX = "# Partners\n\n:::{partner-index}\n:::\n\n:::{partner-matrix}\n:::\n"


@pytest.fixture
def register(project: Project) -> Project:
    """One kind of its own, and other labels of one that is built in."""
    project.write("data/partner-kinds.toml", KINDS)
    project.write("data/partners.toml", DATA["partners"] + PERSON)
    project.write("years/2024.md", year_page(MILESTONE.replace("oman,", "ada, oman,")))
    project.write("partners.md", f"---\norphan: true\n---\n{INDEX}")
    return project


def test_every_output_has_the_headings_in_order(register: Project) -> None:
    """Those of the register's own kinds come after those that are built in; its labels replace theirs."""
    build = register.build()
    assert build.warnings == []
    page = build.read("partners.html")
    assert page.index("Countries</h2>") < page.index("Bodies</h2>") < page.index("People</h2>")
    text = register.build("text").read("partners.txt")
    assert text.index("Countries") < text.index("Bodies") < text.index("People") < text.index("Ada Lovelace")
    assert "Organisations" not in page + text


def test_a_translated_page_has_the_translated_headings(register: Project) -> None:
    """As of kinds, topics and roles."""
    register.write("conf.py", f'{CONF}language = "ar"\n')
    text = Pages(register.build().outdir)["partners.html"].text
    assert "أشخاص" in text
    assert "هيئات" in text


def test_a_changed_label_reaches_the_pages(register: Project) -> None:
    """The file alone has changed."""
    register.build()
    register.write("data/partner-kinds.toml", KINDS.replace("People", "Persons"))
    assert "Persons</h2>" in register.build().read("partners.html")
    (register.root / "data/partner-kinds.toml").unlink()
    assert "“scholar” is not a kind of partner" in " ".join(register.build().warnings)
