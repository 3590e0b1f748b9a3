"""What readers come for, each in at most three steps from the home page: a link, a button, or a text that is typed.

Each task is done in both languages: what a reader looks for is named as the language of the edition names it.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING
from urllib.parse import urljoin

import pytest
from playwright.sync_api import Locator, Page, expect
from tests.support.asking import Register
from tests.support.editions import EDITIONS, EditionNames

if TYPE_CHECKING:
    from tests.support.html_pages import Pages
    from tests.support.site import Site

MOST_STEPS = 3
# The facts of a PDF, as in “(PDF, 46 KB, 2 pages)”. In Arabic, its parts are isolated from one another.
FACTS = {
    "en": r"\(PDF, [\d.]+\s[KM]B, \d+ pages?\)",
    "ar": r"\(\u2068PDF\u2069، \u2068[\d.]+\s(كيلو|ميغا)بايت\u2069، \u2068(\d+ )?صفح(ة|ات|تان)( واحدة)?\u2069\)",
}
# Messages with plural forms.
MILESTONES = "{count} milestone", "{count} milestones"
SOME_MILESTONES = "{found} of {count} milestone", "{found} of {count} milestones"
NO_DOCUMENT = "The document was not located.", "None of the {all} documents was located."
# A country by its name in the other language, and a word that is not in this form in the title that it finds.
OTHER_NAME = {"en": "تونس", "ar": "Tunisia"}
STATISTICS = {"en": "statistics", "ar": "إحصائيات"}


class Reader:
    """Somebody who starts on the home page of an edition and takes few steps."""

    def __init__(self, page: Page, names: EditionNames, register: Register) -> None:
        self.page = page
        self.names = names
        self.register = register
        self.steps = 0
        page.goto(f"/{names.folder}index.html")

    @property
    def main(self) -> Locator:
        """The text of the page."""
        return self.page.get_by_role("main")

    def take(self, target: Locator) -> None:
        """Follow a link and wait for its page, or press a button."""
        self._count()
        address = target.evaluate("element => element.href || ''")
        target.click()
        if address:
            self.page.wait_for_url(address)

    def goes_to(self, part: str) -> None:
        """Follow a link of the bar above every page."""
        name = self.names.message(part)
        self.take(self.page.get_by_role("banner").get_by_role("link", name=name, exact=True))

    def searches(self, text: str) -> Locator:
        """Type a text into the search box of the bar, and return the results."""
        self._count()
        self.page.get_by_label(self.names.message("Search terms")).fill(text)
        self.page.keyboard.press("Enter")
        expect(self.page.locator(".search-summary")).not_to_be_empty()
        return self.page.locator("ul.search > li")

    def title(self, identifier: str) -> str:
        """The title of a milestone."""
        return {each["id"]: str(each["title"]) for each in self.register.milestones}[identifier]

    def titles_with(self, partner: str) -> list[str]:
        """The titles of a partner's milestones, sorted."""
        found = (each for each in self.register.milestones if partner in self.register.values(each, "partner"))
        return sorted(each["title"] for each in found)

    def _count(self) -> None:
        self.steps += 1
        assert self.steps <= MOST_STEPS


@pytest.fixture(params=EDITIONS)
def reader(request: pytest.FixtureRequest, page: Page, html: Pages, site: Site) -> Reader:
    """A reader on the home page, in each language."""
    names = EDITIONS[request.param]
    return Reader(page, names, Register(html.folder, site.root / "data", names.language))


def test_everything_with_oman(reader: Reader) -> None:
    """From its name, the page of a country has all its milestones."""
    reader.take(reader.main.get_by_role("link", name=reader.names.country("OM"), exact=True).first)
    titles = reader.main.locator(".ms-entry .ms-title").all_inner_texts()
    assert sorted(titles) == reader.titles_with("oman")
    assert len(titles) == 2


def test_what_happened_in_2013(reader: Reader) -> None:
    """A mark in the strip leads to the page of its year, with all that happened then."""
    year = reader.main.locator(".ms-strip > li", has=reader.page.get_by_text("2013", exact=True))
    reader.take(year.get_by_role("link"))
    expect(reader.page.get_by_role("heading", level=1)).to_have_text(re.compile("^2013"))
    headings = [heading.strip("#¶") for heading in reader.main.get_by_role("heading", level=2).all_inner_texts()]
    happened = [each["title"] for each in reader.register.milestones if each["date"]["earliest"].startswith("2013")]
    assert headings == happened


def test_who_was_a_partner_more_than_once(reader: Reader) -> None:
    """The index in the order of how often begins with these."""
    reader.goes_to("Partners")
    reader.take(reader.page.get_by_role("button", name=reader.names.message("Most milestones")))
    keys = {key for each in reader.register.milestones for key in reader.register.values(each, "partner")}
    often = {key for key in keys if len(reader.titles_with(key)) > 1}
    terms = reader.main.locator(".ms-partner:visible dt").evaluate_all("all => all.map(each => each.id)")
    assert {term.removeprefix("partner-") for term in terms[: len(often)]} == often
    assert 5 < len(often) < len(keys)


def test_the_brief_for_un_desa(reader: Reader) -> None:
    """Its row in the index has the brief, a PDF."""
    reader.goes_to("Partners")
    row = reader.main.locator(".ms-row", has=reader.page.locator("#partner-un-desa"))
    link = row.get_by_role("link", name=reader.names.message("Brief"))
    assert re.search(FACTS[reader.names.language], link.text_content() or "")
    brief = reader.page.request.get(f"/{reader.names.folder}{link.get_attribute('href')}")
    assert brief.headers["content-type"] == "application/pdf"
    assert "un-desa" in brief.url


def test_cite_a_milestone(reader: Reader) -> None:
    """A title, “Cite this”, and a button that copies the citation with its address and day."""
    reader.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    reader.take(reader.main.locator(".ms-entry .ms-title a").first)
    milestone = reader.main.locator("section.milestone").first
    reader.take(milestone.locator("summary", has_text=reader.names.message("Cite this")))
    name = reader.names.message("Copy citation")
    reader.take(milestone.get_by_role("button", name=re.compile(f"^{name}")))
    copied = reader.page.evaluate("navigator.clipboard.readText()")
    title = milestone.get_by_role("heading", level=2).inner_text().strip("#¶")
    assert title in copied
    accessed = reader.names.message(" {url}, accessed {date}.").format(url=reader.page.url, date="|")
    before, after = map(re.escape, accessed.split("|"))
    assert re.search(rf"{before}\d{{1,2}} \w+ \d{{4}}{after}", copied)


def test_share_a_filtered_view(reader: Reader, base_url: str) -> None:
    """The timeline, a kind, and the button that copies the address, which shows the same."""
    reader.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    reader.goes_to("Timeline")
    reader.take(reader.page.locator(".ms-chips label", has_text=reader.names.label("kinds", "workshop")))
    reader.take(reader.page.get_by_role("button", name=reader.names.message("Copy link"), exact=True))
    copied = reader.page.evaluate("navigator.clipboard.readText()")
    assert copied == f"{base_url}/{reader.names.folder}timeline.html?kind=workshop"
    reader.page.goto("about:blank")
    reader.page.goto(copied)
    found = sum("workshop" in reader.register.values(each, "kind") for each in reader.register.milestones)
    assert found == 3
    phrase = reader.names.counted(*SOME_MILESTONES, len(reader.register))
    expect(reader.page.locator(".ms-found")).to_have_text(phrase.replace("{found}", str(found)))


def test_what_can_be_downloaded(reader: Reader) -> None:
    """The home page offers the PDF with its size; the documents say which exist; the colophon leads to the data."""
    folder = reader.names.folder
    pdf = reader.main.get_by_role("link", name=re.compile(FACTS[reader.names.language]))
    offered = reader.page.request.get(f"/{folder}{pdf.first.get_attribute('href')}")
    assert offered.headers["content-type"] == "application/pdf"
    reader.goes_to("Documents")
    expect(reader.main).to_contain_text(reader.names.counted(*NO_DOCUMENT, 5))
    colophon = reader.names.message("Colophon")
    reader.take(reader.page.get_by_role("contentinfo").get_by_role("link", name=colophon))
    reader.take(reader.main.locator("a[href^='data.html']"))
    data = reader.main.get_by_role("link", name="milestones.json", exact=True).get_attribute("href")
    records = json.loads(reader.page.request.get(urljoin(reader.page.url, data)).text())
    assert len(records["milestones"]) == len(reader.register)


def test_a_country_is_found_by_its_name_in_the_other_language(reader: Reader) -> None:
    """The search finds it from any page, and leads to its page or its milestone."""
    results = reader.searches(OTHER_NAME[reader.names.language])
    country = results.filter(has_text=f"{reader.names.country('TN')} ({reader.names.message('Country')}")
    reader.take(country.first.get_by_role("link").first)
    expect(reader.page).to_have_url(re.compile("partners/tunisia|partners.*#partner-tunisia"))
    expect(reader.main).to_contain_text(reader.title("2024-twinning-pilot"))


def test_statistics_are_found(reader: Reader) -> None:
    """The search lists the milestones on it, each once."""
    results = reader.searches(STATISTICS[reader.names.language])
    titles = results.locator("a").all_inner_texts()
    assert reader.title("2022-gastat-administrative-records") in titles
    assert len(titles) == len(set(titles))


def test_years_are_compared(reader: Reader) -> None:
    """The timeline has the number of each year, and two years side by side once they are chosen."""
    reader.goes_to("Timeline")
    years = [each["date"]["earliest"][:4] for each in reader.register.milestones]
    strip = reader.main.locator("nav.ms-years")
    for year in set(years):
        count = reader.names.counted(*MILESTONES, years.count(year))
        expect(strip.get_by_role("link", name=re.compile(f"^{year} ?: {count}"))).to_be_visible()
    for bound, year in (("from", "2014"), ("to", "2015")):
        reader.steps += 1
        reader.page.locator(f"[name={bound}]").select_option(year)
    assert reader.steps <= MOST_STEPS
    assert reader.main.locator(".ms-year:visible > h2").all_inner_texts() == ["2015", "2014"]


def test_from_a_partner_to_a_milestone_and_back(reader: Reader) -> None:
    """A partner's page leads to its milestones, and each of these to its partners."""
    tunisia = reader.main.get_by_role("link", name=reader.names.country("TN"), exact=True).first
    reader.take(tunisia)
    start = reader.page.url
    reader.take(reader.main.locator(".ms-entry .ms-title a").first)
    expect(reader.page).to_have_url(re.compile("years/2024.html#2024-twinning-pilot"))
    reader.take(tunisia)
    expect(reader.page).to_have_url(start)


def test_what_is_new_since_the_last_visit(reader: Reader) -> None:
    """The home page leads to what was added and what changed, by day, the newest first."""
    reader.take(reader.main.locator("a[href^='new.html']"))
    days = [
        (each[field], each["title"])
        for each in reader.register.milestones
        for field in ("added", *(["updated"] if "change" in each else []))
    ]
    shown = reader.main.locator(".ms-news")
    headings = shown.locator("h2 > time").evaluate_all("all => all.map(each => each.dateTime)")
    assert headings == sorted({day for day, _ in days}, reverse=True)
    titles = shown.first.locator(".ms-title").all_inner_texts()
    assert sorted(titles) == sorted(title for day, title in days if day == headings[0])
