"""What readers come for, each in at most three steps from the home page: a link, a button, or a text that is typed."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import Locator, Page, expect

if TYPE_CHECKING:
    from tests.support.asking import Register

MOST_STEPS = 3


class Reader:
    """Somebody who starts on the home page and takes few steps."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.steps = 0
        page.goto("/index.html")

    @property
    def main(self) -> Locator:
        """The text of the page."""
        return self.page.get_by_role("main")

    def take(self, target: Locator) -> None:
        """Follow a link, or press a button."""
        self._count()
        target.click()

    def goes_to(self, part: str) -> None:
        """Follow a link of the bar above every page."""
        self.take(self.page.get_by_role("banner").get_by_role("link", name=part, exact=True))

    def searches(self, text: str) -> Locator:
        """Type a text into the search box of the bar, and return the results."""
        self._count()
        self.page.get_by_label("Search terms").fill(text)
        self.page.keyboard.press("Enter")
        expect(self.page.locator(".search-summary")).not_to_be_empty()
        return self.page.locator("ul.search > li")

    def _count(self) -> None:
        self.steps += 1
        assert self.steps <= MOST_STEPS


@pytest.fixture
def reader(page: Page) -> Reader:
    """A reader on the home page."""
    return Reader(page)


def titles_with(register: Register, partner: str) -> list[str]:
    """The titles of a partner's milestones, sorted."""
    return sorted(each["title"] for each in register.milestones if partner in register.values(each, "partner"))


def test_everything_with_oman(reader: Reader, register: Register) -> None:
    """From its name, the page of a country has all its milestones."""
    reader.take(reader.main.get_by_role("link", name="Oman", exact=True).first)
    titles = reader.main.locator(".ms-entry .ms-title").all_inner_texts()
    assert sorted(titles) == titles_with(register, "oman")
    assert len(titles) == 2


def test_what_happened_in_2013(reader: Reader, register: Register) -> None:
    """A mark in the strip leads to the page of its year, with all that happened then."""
    year = reader.main.locator(".ms-strip > li", has=reader.page.get_by_text("2013", exact=True))
    reader.take(year.get_by_role("link"))
    expect(reader.page.get_by_role("heading", level=1)).to_have_text(re.compile("^2013"))
    headings = [heading.strip("#¶") for heading in reader.main.get_by_role("heading", level=2).all_inner_texts()]
    assert headings == [each["title"] for each in register.milestones if each["date"]["earliest"].startswith("2013")]


def test_who_was_a_partner_more_than_once(reader: Reader, register: Register) -> None:
    """The index in the order of how often begins with these."""
    reader.goes_to("Partners")
    reader.take(reader.page.get_by_role("button", name="Most milestones"))
    keys = {key for each in register.milestones for key in register.values(each, "partner")}
    often = {key for key in keys if len(titles_with(register, key)) > 1}
    terms = reader.main.locator(".ms-partner:visible dt").evaluate_all("all => all.map(each => each.id)")
    assert {term.removeprefix("partner-") for term in terms[: len(often)]} == often
    assert 5 < len(often) < len(keys)


def test_the_brief_for_un_desa(reader: Reader) -> None:
    """Its row in the index has the brief, a PDF."""
    reader.goes_to("Partners")
    row = reader.main.locator(".ms-row", has=reader.page.locator("#partner-un-desa"))
    link = row.get_by_role("link", name="Brief")
    assert re.search(r"\(PDF, [\d.]+\s[KM]B, \d+ pages?\)", link.text_content() or "")
    brief = reader.page.request.get(f"/{link.get_attribute('href')}")
    assert brief.headers["content-type"] == "application/pdf"
    assert "un-desa" in brief.url


def test_cite_a_milestone(reader: Reader) -> None:
    """A title, “Cite this”, and a button that copies the citation with its address and day."""
    reader.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    reader.take(reader.main.locator(".ms-entry .ms-title a").first)
    milestone = reader.main.locator("section.milestone").first
    reader.take(milestone.locator("summary", has_text="Cite this"))
    reader.take(milestone.get_by_role("button", name=re.compile("^Copy citation")))
    copied = reader.page.evaluate("navigator.clipboard.readText()")
    title = milestone.get_by_role("heading", level=2).inner_text().strip("#¶")
    assert title in copied
    assert reader.page.url in copied
    assert re.search(r"accessed \d{1,2} \w+ \d{4}\.", copied)


def test_share_a_filtered_view(reader: Reader, base_url: str) -> None:
    """The timeline, a kind, and the button that copies the address, which shows the same."""
    reader.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    reader.goes_to("Timeline")
    reader.take(reader.page.locator(".ms-chips label", has_text="Workshop"))
    reader.take(reader.page.get_by_role("button", name="Copy link", exact=True))
    copied = reader.page.evaluate("navigator.clipboard.readText()")
    assert copied == f"{base_url}/timeline.html?kind=workshop"
    reader.page.goto("about:blank")
    reader.page.goto(copied)
    expect(reader.page.locator(".ms-found")).to_have_text("3 of 16 milestones")


def test_what_can_be_downloaded(reader: Reader, register: Register) -> None:
    """The home page offers the PDF with its size; the documents say which of them exist; the colophon has the data."""
    pdf = reader.main.get_by_role("link", name=re.compile(r"\(PDF, [\d.]+\s[KM]B, \d+ pages\)"))
    assert reader.page.request.get(f"/{pdf.first.get_attribute('href')}").headers["content-type"] == "application/pdf"
    reader.goes_to("Documents")
    expect(reader.main).to_contain_text("None of the 5 documents was located.")
    reader.take(reader.page.get_by_role("contentinfo").get_by_role("link", name="Colophon"))
    data = reader.main.get_by_role("link", name="data/milestones.json").get_attribute("href")
    assert len(json.loads(reader.page.request.get(f"/{data}").text())["milestones"]) == len(register)


def test_a_country_is_found_by_its_arabic_name(reader: Reader) -> None:
    """The search finds it from any page, and leads to its page or its milestone."""
    results = reader.searches("تونس")
    reader.take(results.filter(has_text="Tunisia (Country").first.get_by_role("link").first)
    expect(reader.page).to_have_url(re.compile("partners/tunisia|partners.*#partner-tunisia"))
    expect(reader.main).to_contain_text("Global twinning programme opens with Tunisia and the Comoros")


def test_statistics_are_found(reader: Reader) -> None:
    """The search lists the milestones on it, each once."""
    results = reader.searches("statistics")
    titles = results.locator("a").all_inner_texts()
    found = [title for title in titles if re.search(r"statistic", title, re.IGNORECASE)]
    assert any(title.startswith("Saudi statistics authority learns") for title in found)
    assert len(titles) == len(set(titles))


def test_years_are_compared(reader: Reader, register: Register) -> None:
    """The timeline has the number of each year, and two years side by side once they are chosen."""
    reader.goes_to("Timeline")
    years = [each["date"]["earliest"][:4] for each in register.milestones]
    strip = reader.main.locator("nav.ms-years")
    for year in set(years):
        expect(strip.get_by_role("link", name=re.compile(f"^{year} ?: {years.count(year)} milestone"))).to_be_visible()
    for bound, year in (("from", "2014"), ("to", "2015")):
        reader.steps += 1
        reader.page.locator(f"[name={bound}]").select_option(year)
    assert reader.steps <= MOST_STEPS
    assert reader.main.locator(".ms-year:visible > h2").all_inner_texts() == ["2015", "2014"]


def test_from_a_partner_to_a_milestone_and_back(reader: Reader) -> None:
    """A partner's page leads to its milestones, and each of these to its partners."""
    reader.take(reader.main.get_by_role("link", name="Tunisia", exact=True).first)
    start = reader.page.url
    reader.take(reader.main.locator(".ms-entry .ms-title a").first)
    expect(reader.page).to_have_url(re.compile("years/2024.html#2024-twinning-pilot"))
    reader.take(reader.main.get_by_role("link", name="Tunisia", exact=True).first)
    expect(reader.page).to_have_url(start)


def test_what_is_new_since_the_last_visit(reader: Reader, register: Register) -> None:
    """The home page leads to what was added and what changed, by day, the newest first."""
    reader.take(reader.main.locator("a[href^='new.html']"))
    days = [
        (each[field], each["title"])
        for each in register.milestones
        for field in ("added", *(["updated"] if "change" in each else []))
    ]
    shown = reader.main.locator(".ms-news")
    headings = shown.locator("h2 > time").evaluate_all("all => all.map(each => each.dateTime)")
    assert headings == sorted({day for day, _ in days}, reverse=True)
    titles = shown.first.locator(".ms-title").all_inner_texts()
    assert sorted(titles) == sorted(title for day, title in days if day == headings[0])
