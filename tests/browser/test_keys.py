"""A register with keys that JavaScript knows as names, and with titles and partners that readers type in other ways."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product
from pathlib import Path
from urllib.parse import quote

import pytest
from playwright.sync_api import Page, expect
from tests.support.asking import OPEN, choose
from tests.support.project import CONF, MILESTONE, ROOT, write_project, year_page
from tests.support.serving import serve

PARTNERS = """
[home]
kind = "agency"
name = "Home Authority"

[constructor]
kind = "country"
country = "TR"

[valueof]
kind = "country"
country = "GB"
"""
TERMS = '[constructor]\nlabel = "Builder"\n\n[valueof]\nlabel = "Value"\n'
TITLES = ("Meeting in Łódź", "The Øresund talks", "Smørrebrød and e-Government", "السعودية", "Visit of the F.A.O.")


def milestone(number: int, title: str) -> str:
    """Return a milestone; every other one is of the other kind, topic and partner."""
    key = ("constructor", "valueof")[number % 2]
    return f""":::{{milestone}} {title}
:id: 2024-{number}
:date: 2024-0{number + 1}
:kind: {key}
:topics: {key}
:partners: {key}
:sources: page

Text.
:::
"""


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Where the register is served."""
    project = write_project(tmp_path_factory.mktemp("keys"))
    settings = 'milestones_headers = True\nmilestones_search_languages = ["ar"]\nhtml_favicon = "icon.svg"\n'
    project.write("conf.py", CONF + settings)
    project.write("icon.svg", (ROOT / "docs/_static/icon.svg").read_bytes())
    project.write("data/partners.toml", PARTNERS)
    for name in ("kinds", "topics"):
        project.write(f"data/{name}.toml", TERMS)
    (project.root / "data/documents.toml").unlink()
    project.write("years/2024.md", year_page(*(milestone(*item) for item in enumerate(TITLES))))
    build = project.build()
    assert build.warnings == []
    with serve(Path(build.outdir)) as address:
        yield address


@pytest.fixture
def base(served: str, hosts: list[str]) -> str:
    """The same, as an address that a test may request."""
    hosts.append(served)
    return served


@pytest.fixture
def timeline(base: str, page: Page) -> Page:
    """The page with the timeline, its filter open."""
    page.goto(f"{base}/index.html")
    page.locator(OPEN).click()
    return page


def test_keys_that_javascript_knows_are_keys_like_any_other(timeline: Page) -> None:
    """The filter finds them, and the strip shows a mark for each milestone that is left."""
    for facet, (key, count) in product(("kind", "topic", "partner"), (("constructor", 3), ("valueof", 2))):
        choose(timeline, facet, key)
        expect(timeline.locator(".ms-entry:visible"), f"{facet} {key}").to_have_count(count)
        expect(timeline.locator(".ms-found"), f"{facet} {key}").to_have_text(f"{count} of 5 milestones")
        assert timeline.locator(".ms-years [data-mark]:not([hidden])").count() == count, (facet, key)
        timeline.get_by_role("button", name="Clear").click()


def test_a_title_is_found_however_it_is_typed(timeline: Page) -> None:
    """Accents, letters that have none, hyphens and Arabic variants make no difference."""
    typed = {
        TITLES[0]: ["lodz"],
        TITLES[1]: ["oresund"],
        TITLES[2]: ["smorrebrod", "e-government", "egovernment"],
        TITLES[3]: ["السعوديه", "السـعودية"],
        TITLES[4]: ["fao"],
    }
    for title, words in ((title, words) for title, spellings in typed.items() for words in spellings):
        choose(timeline, "words", words)
        expect(timeline.locator(".ms-entry:visible .ms-title"), words).to_have_text([title])


@pytest.mark.parametrize(
    ("typed", "found"),
    [("turkey", "Türkiye"), ("turkiye", "Türkiye"), ("Republic of Türkiye", "Türkiye"), ("تركيا", "Türkiye")]
    + [(name, "United Kingdom") for name in ("uk", "U.K.", "great britain", "United Kingdom", "المملكة المتحدة")],
)
def test_a_country_is_found_by_the_names_that_people_use(page: Page, base: str, typed: str, found: str) -> None:
    """Short, former and official names, in each language that is searched."""
    page.goto(f"{base}/search.html?q={quote(typed)}")
    expect(page.locator("ul.search > li").first).to_contain_text(found)
    expect(page.get_by_role("link", name=found)).to_have_count(1)


def test_a_continent_shows_what_its_regions_have(page: Page, hosts: list[str], tmp_path: Path) -> None:
    """A partner of a continent makes it a choice, for the partners of its regions too."""
    project = write_project(tmp_path)
    project.write("conf.py", f'{CONF}milestones_headers = True\nhtml_favicon = "icon.svg"\n')
    project.write("icon.svg", (ROOT / "docs/_static/icon.svg").read_bytes())
    added = {"union": 'kind = "bloc"\nname = "Union"\nregion = "europe"', "norway": 'kind = "country"\ncountry = "NO"'}
    partners = (project.root / "data/partners.toml").read_text(encoding="utf-8")
    project.write("data/partners.toml", partners + "".join(f"\n[{key}]\n{entry}\n" for key, entry in added.items()))
    others = (MILESTONE.replace("2024-first", key).replace("oman, un-desa (funder)", key) for key in added)
    project.write("years/2024.md", year_page(MILESTONE, *others))
    build = project.build()
    assert build.warnings == []
    with serve(Path(build.outdir)) as address:
        hosts.append(address)
        page.goto(f"{address}/index.html")
        page.locator(OPEN).click()
        for region, count in (("europe", 2), ("northern-europe", 1), ("western-asia", 1)):
            choose(page, "region", region)
            expect(page.locator(".ms-entry:visible")).to_have_count(count)
            page.get_by_role("button", name="Clear").click()
