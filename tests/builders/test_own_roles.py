"""Roles of a register's own, in every output and language."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from tests.support.html_pages import Pages
from tests.support.project import CONF, INDEX, MILESTONE, year_page

if TYPE_CHECKING:
    from tests.support.project import Project

pytestmark = pytest.mark.filterwarnings("ignore:'myst_parser")  # it uses what Sphinx 11 will not have

ROLES = """\
[trainer]
label = { en = "trainer of all", ar = "مدرّب" }

[funder]
label = { en = "donor", ar = "جهة مانحة" }
"""


@pytest.fixture
def register(project: Project) -> Project:
    """One role of its own, and another label of one that is built in."""
    project.write("data/roles.toml", ROLES)
    project.write("years/2024.md", year_page(MILESTONE.replace("oman,", "oman (trainer),")))
    return project


def test_every_output_has_the_labels(register: Project) -> None:
    """Pages and text show them; programs get the keys."""
    build = register.build()
    assert build.warnings == []
    pages = Pages(build.outdir)
    assert (
        "Oman (trainer of all) Department of Economic and Social Affairs (UN DESA) (donor)"
        in pages["years/2024.html"].text
    )
    assert "Visit trainer of all" in pages["partners/oman.html"].text
    (record,) = json.loads(build.read("data/milestones.json"))["milestones"]
    assert [part["role"] for part in record["partners"]] == ["trainer", "funder"]
    assert "First visit (donor)" in register.build("text").read("index.txt")


def test_the_legend_explains_the_roles_that_have_a_definition(register: Project) -> None:
    """With the number of their milestones; those of a choice if one is made, and a changed one at once."""
    register.write("data/roles.toml", ROLES.replace("\n\n", '\ndefinition = "Teaches others."\n\n'))
    legends = ":::{role-legend}\n:::\n\n:::{role-legend}\n:year: 1990\n:::\n\n"
    register.write("index.md", INDEX.replace(":::{timeline}", f"{legends}:::{{timeline}}"))
    build = register.build()
    assert build.warnings == []
    assert "trainer of all 1 milestone Teaches others. Nothing listed yet." in build.text("index.html")
    assert "trainer of all: 1 milestone\n   Teaches others.\n" in register.build("text").read("index.txt")
    register.write("data/roles.toml", ROLES.replace("\n\n", '\ndefinition = "Trains others."\n\n'))
    assert "Trains others." in register.build().text("index.html")


def test_a_translated_page_has_the_translated_label(register: Project) -> None:
    """As of kinds and topics."""
    register.write("conf.py", f'{CONF}language = "ar"\n')
    text = Pages(register.build().outdir)["years/2024.html"].text
    assert "مدرّب" in text
    assert "جهة مانحة" in text


def test_a_changed_label_reaches_the_pages(register: Project) -> None:
    """The file alone has changed."""
    register.build()
    register.write("data/roles.toml", ROLES.replace("trainer of all", "coach").replace("donor", "payer"))
    build = register.build()
    assert "coach" in build.read("years/2024.html")
    assert "payer" in build.read("years/2024.html")
    assert "coach" in build.read("partners/oman.html")
    assert "payer" in build.read("partners/un-desa.html")
    (register.root / "data/roles.toml").unlink()
    assert "“trainer” is not a partner role" in " ".join(register.build().warnings)
