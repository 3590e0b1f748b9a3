"""The filter of a timeline, asked and answered: what the site publishes as data says what a reader is to see."""

from __future__ import annotations

import random
import re
import tomllib
from pathlib import Path
from typing import Any
from unicodedata import normalize
from urllib.parse import parse_qsl, urlsplit

from babel import Locale
from playwright.sync_api import Page, expect
from tests.support.records import read_records

from sphinx_milestones.core.m49 import REGION_OF

Query = list[tuple[str, str]]
FACETS = ("kind", "topic", "region", "partner")
WORDS = ("egovernment", "UN", "workshop", "memorandum", "Egyptian DELEGATION", "zebra")
OPEN = ".ms-filter > details > summary"


def begins_a_word(word: str, text: str) -> bool:
    """Whether a word is the beginning of one in a text, accents and case aside."""
    return bool(re.search(rf"(?<!\w){re.escape(word)}", normalize("NFC", text), re.IGNORECASE))


class Register:
    """What the site publishes as data, asked in the plainest way."""

    def __init__(self, built: Path, data: Path, language: str = "") -> None:
        self.milestones = read_records((built / "data/milestones.json").read_text(encoding="utf-8"), language)
        self.partners = tomllib.loads((data / "partners.toml").read_text(encoding="utf-8"))

    def __len__(self) -> int:
        """How many milestones there are."""
        return len(self.milestones)

    def values(self, milestone: dict[str, Any], facet: str) -> set[str]:
        """The keys that a milestone has in a facet."""
        if facet == "region":
            return {self.region(part["key"]) for part in milestone.get("partners", [])} - {""}
        if facet == "kind":
            return {milestone["kind"]}
        return {each["key"] if isinstance(each, dict) else each for each in milestone.get(f"{facet}s", [])}

    def region(self, partner: str) -> str:
        """The region of a partner's country, or of its parent's, as addresses have it."""
        entry = self.partners[partner]
        if "country" in entry:
            name = Locale("en").territories[REGION_OF[entry["country"]]]
            return re.sub("[^a-z]+", "-", name.lower())
        return self.region(entry["parent"]) if "parent" in entry else ""

    def found(self, query: Query, without: str = "") -> list[dict[str, Any]]:
        """The milestones that a query asks for, one of its facets left aside."""
        asked = {name: [value for key, value in query if key == name] for name, _ in query if name != without}
        return [milestone for milestone in self.milestones if self._is_found(milestone, asked)]

    def _is_found(self, milestone: dict[str, Any], asked: dict[str, list[str]]) -> bool:
        first, last = (int(milestone["date"][end][:4]) for end in ("earliest", "latest"))
        return (
            all(self.values(milestone, facet) & set(asked[facet]) for facet in FACETS if facet in asked)
            and all(begins_a_word(word, milestone["title"]) for word in " ".join(asked.get("words", [])).split())
            and ("from" not in asked or last >= int(asked["from"][0]))
            and ("to" not in asked or first <= int(asked["to"][0]))
        )

    def years(self, milestone: dict[str, Any], query: Query) -> list[int]:
        """The years that a milestone lasts, of those that a query asks for."""
        first, last = (int(milestone["date"][end][:4]) for end in ("earliest", "latest"))
        bounds = dict(query)
        return list(range(max(first, int(bounds.get("from", first))), min(last, int(bounds.get("to", last))) + 1))

    def some_query(self, chance: random.Random) -> Query:
        """A query with up to three facets, up to three values in each."""
        query: Query = []
        for facet in chance.sample(FACETS, chance.randint(0, 3)):
            keys = sorted({key for milestone in self.milestones for key in self.values(milestone, facet)})
            query += [(facet, key) for key in sorted(chance.sample(keys, chance.randint(1, 3)))]
        query += [(name, str(chance.randint(2010, 2025))) for name in ("from", "to") if chance.random() < 0.25]
        return query + [("words", chance.choice(WORDS)) for _ in range(chance.random() < 0.25)]


def shown(page: Page) -> list[str]:
    """The titles that are to be seen in the timeline, in its order."""
    seen = "all => all.filter(title => title.checkVisibility()).map(title => title.textContent.trim())"
    titles: list[str] = page.locator(".ms-timeline .ms-title").evaluate_all(seen)  # those not yet laid out are included
    return titles


def query_of(page: Page) -> Query:
    """What the address says."""
    return parse_qsl(urlsplit(page.url).query)


def counts(page: Page) -> dict[tuple[str, str], int]:
    """The count beside each option."""
    script = "all => all.map(input => [input.name, input.value, input.parentElement.lastElementChild.textContent])"
    found = page.locator(".ms-filter input[type=checkbox]").evaluate_all(script)
    return {(name, value): int(count) for name, value, count in found}


def choose(page: Page, name: str, value: str) -> None:
    """Choose one thing in the open filter."""
    if name == "words":
        page.locator("[name=words]").fill(value)
        page.locator("[name=words]").press("Enter")  # not to wait for the pause
    elif name in FACETS:
        page.locator(f"[name={name}][value='{value}']").check()
    else:
        page.locator(f"[name={name}]").select_option(value)


def expected_count(register: Register, query: Query) -> str:
    """What the live region is to say."""
    if not query:
        return f"{len(register)} milestones"
    found = len(register.found(query))
    return f"{found} of {len(register)} milestones" if found else "No milestone matches."


def assert_shows(page: Page, register: Register, query: Query) -> None:
    """The rows, the years, the counts and the address are those of a query."""
    expect(page.locator(".ms-found")).to_have_text(expected_count(register, query))
    expected = register.found(query)
    rows = [(year, milestone["title"]) for milestone in expected for year in register.years(milestone, query)]
    assert sorted(shown(page)) == sorted(title for _, title in rows), query
    years = sorted({str(year) for year, _ in rows}, reverse=True)
    assert page.locator(".ms-year > h2:visible").all_inner_texts() == years, query
    for (facet, key), count in counts(page).items():
        others = register.found(query, without=facet)
        assert count == sum(key in register.values(milestone, facet) for milestone in others), (query, facet, key)
    assert sorted(query_of(page)) == sorted(query)
