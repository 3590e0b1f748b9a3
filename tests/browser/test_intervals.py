"""The filter of a timeline whose milestones last over the end of a year, or took part through a body."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import Page, expect
from tests.support.asking import OPEN, Query, Register, assert_shows, choose
from tests.support.project import CONF
from tests.support.register import write_register
from tests.support.serving import serve

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

pytestmark = pytest.mark.filterwarnings("ignore:'myst_parser")  # it uses what Sphinx 11 will not have

QUERIES: list[Query] = [
    [],
    [("from", "2024"), ("to", "2024")],  # what begins earlier is not shown in its first year
    [("from", "2023"), ("to", "2023")],
    [("partner", "oman")],
    [("partner", "ministry"), ("from", "2023")],
    [("region", "western-asia"), ("to", "2023")],
    [("kind", "workshop")],
]


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A register with a milestone of three years, one of two, and a ministry of Oman."""
    register = write_register(tmp_path_factory.mktemp("intervals"))
    register.edit("years/2024.md", ":date: 2024-12\n", ":date: 2024-12-30/2025-01-02\n")
    register.edit("years/2024.md", ":partners: oman\n", ":partners: ministry\n")
    register.edit("years/2023.md", ":date: 2023\n", ":date: 2023/2025\n")
    register.edit("years/2023.md", ":partners: un-desa\n", ":partners: egypt\n")
    register.write("conf.py", f"{CONF}milestones_headers = True\n")
    register.edit("years/2023.md", "Words on data.\n:::\n", "Words on data.\n:::\n\n" + ROUND)
    bodies = '\n[ministry]\nkind = "agency"\nname = "Ministry"\nparent = "oman"\n'
    bodies += '\n[egypt]\nkind = "country"\ncountry = "EG"\n'
    register.write("data/partners.toml", (register.root / "data/partners.toml").read_text(encoding="utf-8") + bodies)
    build = register.build()
    assert build.warnings == []
    (build.outdir / "favicon.ico").touch()  # a browser asks for it
    return register.root


ROUND = """\
:::{milestone} A long round
:id: 2023-round
:date: 2023-11/2024-02
:kind: visit
:partners: un-desa
:sources: page

Words.
:::
"""


@pytest.fixture(scope="module")
def served(built: Path) -> Iterator[str]:
    """Where it is served."""
    with serve(built / "_build/html") as address:
        yield address


@pytest.fixture
def timeline(page: Page, served: str, hosts: list[str]) -> Page:
    """Its timeline, with the filter open."""
    hosts.append(served)
    page.goto(f"{served}/timeline.html")
    page.locator(OPEN).click()
    return page


def test_each_year_shows_what_lasts_into_it(timeline: Page, built: Path) -> None:
    """Each selected year has its rows; every number counts a milestone once."""
    register = Register(built / "_build/html", built / "data")
    for query in QUERIES:
        for name, value in query:
            choose(timeline, name, value)
        assert_shows(timeline, register, query)
        if query:
            timeline.get_by_role("button", name="Clear").click()


def test_the_strip_has_what_is_left_of_each_year(timeline: Page) -> None:
    """A year that is not asked for has nothing left, though a milestone begins there."""
    choose(timeline, "from", "2024")
    links = timeline.locator(".ms-years a")
    expect(links.nth(0)).to_have_text("2023: 0 of 2 milestones")
    assert [link.get_attribute("title") for link in links.all()] == [
        "0 of 2 milestones",
        "4 milestones",
        "2 milestones",
    ]
    assert timeline.locator(".ms-years li").nth(0).locator("[data-mark]:not([hidden])").count() == 0
