"""The box above the partners: what is typed narrows them, and everything else on the page follows."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import Page, expect
from pytest_playwright.pytest_playwright import CreateContextCallback
from tests.support.looking import violations, windows

if TYPE_CHECKING:
    from tests.support.html_pages import Pages

BOX = "Find a partner by name or country"


@pytest.fixture
def partners(page: Page) -> Page:
    """The page of the partners, as it opens."""
    page.goto("/partners.html")
    return page


def shown(page: Page) -> list[str]:
    """The keys of the partners that can be seen."""
    seen = page.locator(".ms-partner:visible dt").evaluate_all("terms => terms.map(term => term.id)")
    return [identifier.removeprefix("partner-") for identifier in seen]


def narrow(page: Page, words: str) -> None:
    """Type into the box, key by key, and do not wait for the pause."""
    page.get_by_label(BOX).press_sequentially(words)
    page.keyboard.press("Enter")


def counted(page: Page, found: list[str] | None = None) -> str:
    """How many partners and hosts the page says to have found, or to have in all."""
    hosts = {"iga", "ega"}
    every = page.locator(".ms-partner").count() - len(hosts)
    if found is None:
        return f"{every} partners, {len(hosts)} hosts"
    some = len(hosts.intersection(found))
    return f"{len(found) - some} of {every} partners, {some} of {len(hosts)} hosts"


FOUND = {
    "oman": {"oman", "mtcit"},  # a country with its agency, and no Romania
    "KSA": {"saudi-arabia", "gastat"},  # an alias
    "un desa": {"un-desa"},  # an acronym of two words
    # The beginnings of words: “Union”, and not “Tunisia”.
    "UN": {"un", "un-desa", "un-women", "undp", "unesco", "unido", "escwa", "eu", "itu"},
    "nations educational": {"unesco"},
    "nations industrial": {"unido"},
    "sóutheast": {"centre-egovernance-see"},  # an accent, or none
    "هيئة": {"iga", "ega", "citra", "gastat", "un-women"},  # with and without its article
    "آسيا": {"escwa"},
    "kuwait": {"kuwait", "cait", "citra"},
    "الكويت": {"kuwait", "cait", "citra"},  # in a language in which the register itself does not name it
    "عمان": {"oman", "mtcit"},  # without the vowel sign
    "sultanate": {"oman", "mtcit"},
}


def test_words_find_partners_by_any_of_their_names(partners: Page) -> None:
    """A partner is found by name, acronym, alias or country, in any case and any language of the register."""
    for words, found in FOUND.items():
        narrow(partners, words)
        expect(partners.get_by_role("status")).to_have_text(counted(partners, list(found)))
        assert set(shown(partners)) == found, words
        partners.keyboard.press("Escape")


def test_groups_without_a_match_vanish_and_the_jump_list_follows(partners: Page) -> None:
    """Groups with a match keep their headings; the jump list shows only those groups, with the numbers of matches."""
    narrow(partners, "kuwait")
    headings = partners.locator(".ms-index :is(h2, h3):visible").all_inner_texts()
    assert [heading.rstrip("#¶") for heading in headings] == ["Countries", "Western Asia", "Agencies", "Western Asia"]
    jump = partners.locator(".ms-jump > ul > li:visible")
    assert [" ".join(item.split()) for item in jump.all_inner_texts()] == [
        "Countries 1 Western Asia 1",
        "Agencies 2 Western Asia 2",
    ]
    partners.locator(".ms-jump").get_by_role("link", name="Agencies").click()
    expect(partners.get_by_role("heading", name="Agencies")).to_be_in_viewport()


def test_nothing_found_says_so_and_can_be_undone(partners: Page) -> None:
    """A message says that nothing was found; Escape and a button, which focuses the box again, show all partners."""
    everything = shown(partners)
    narrow(partners, "atlantis")
    expect(partners.get_by_role("status")).to_have_text("No partner matches “atlantis”.")
    assert shown(partners) == []
    partners.keyboard.press("Tab")
    partners.keyboard.press("Enter")
    expect(partners.get_by_label(BOX)).to_be_focused()
    assert shown(partners) == everything
    narrow(partners, "oman")
    partners.keyboard.press("Escape")
    expect(partners.get_by_label(BOX)).to_have_value("")
    expect(partners.get_by_role("status")).to_have_text(counted(partners))
    expect(partners.get_by_role("button", name="Show all")).to_be_hidden()
    assert shown(partners) == everything


def test_the_query_is_in_the_url(partners: Page) -> None:
    """The query is in the URL beside other parameters, survives a reload, and is removed with the text."""
    partners.goto("/partners.html?other=1")
    narrow(partners, "un desa")
    partners.wait_for_url("**/partners.html?other=1&partner-words=un+desa")
    partners.reload()
    expect(partners.get_by_label(BOX)).to_have_value("un desa")
    assert shown(partners) == ["un-desa"]
    partners.get_by_label(BOX).fill("")
    partners.wait_for_url("**/partners.html?other=1")


def test_the_way_back_leads_to_what_was_shown(partners: Page) -> None:
    """Going back from a milestone shows the partners that were found."""
    narrow(partners, "turkmenistan")
    partners.wait_for_url("**?partner-words=turkmenistan")
    partners.get_by_role("link", name="Turkmen delegation").click()
    partners.wait_for_url("**/years/2019.html*")
    partners.go_back()
    partners.wait_for_url("**?partner-words=turkmenistan")
    expect(partners.get_by_label(BOX)).to_have_value("turkmenistan")
    assert shown(partners) == ["turkmenistan"]


def test_a_link_to_a_hidden_partner_shows_it(partners: Page) -> None:
    """Links to a hidden partner show it, from the same page, more than once, and from another page."""
    for _ in range(2):
        narrow(partners, "un desa")
        partners.wait_for_url("**?partner-words=un+desa*")
        partners.evaluate(
            "document.querySelector('[role=main]').insertAdjacentHTML('afterbegin', '<a href=#partner-un>UN</a>')"
        )
        partners.get_by_role("link", name="UN", exact=True).first.click()
        expect(partners.locator("#partner-un")).to_be_in_viewport()
        expect(partners.get_by_label(BOX)).to_have_value("")
    partners.goto("/partners.html?partner-words=oman#partner-egypt")
    expect(partners.locator("#partner-egypt")).to_be_in_viewport()
    assert "partner-words" not in partners.url
    assert partners.url.endswith("#partner-egypt")
    narrow(partners, "oman")
    partners.evaluate("location.hash = 'partner-tunisia'")
    expect(partners.locator("#partner-tunisia")).to_be_in_viewport()


def test_a_link_to_a_shown_partner_keeps_the_query(partners: Page) -> None:
    """A link to a partner that was found leaves the others hidden."""
    partners.goto("/partners.html?partner-words=oman#partner-mtcit")
    expect(partners.locator("#partner-mtcit")).to_be_in_viewport()
    assert shown(partners) == ["oman", "mtcit"]


def test_a_row_leads_to_the_page_of_the_partner_and_back(partners: Page) -> None:
    """By its name; from there a milestone is one step, and the way back shows the row."""
    narrow(partners, "oman")
    partners.get_by_role("link", name="Oman", exact=True).first.click()
    expect(partners.get_by_role("heading", name="Oman", level=1)).to_be_visible()
    partners.get_by_role("main").get_by_role("link", name="Partners").click()
    expect(partners.locator("#partner-oman")).to_be_in_viewport()


ORDERS = {
    "By name": lambda row: row["name"].casefold(),
    "Most milestones": lambda row: (-row["count"], row["name"].casefold()),
    "Most recent": lambda row: ([-int(part) for part in row["latest"].split("-")], row["name"].casefold()),
}


@pytest.mark.parametrize("order", ORDERS)
def test_buttons_order_the_partners(partners: Page, order: str) -> None:
    """All of them are in one list, hosts apart; another button restores the groups; what is typed narrows both."""
    grouped = shown(partners)
    partners.get_by_role("button", name=order).click()
    rows = partners.locator(".ms-partner:visible").evaluate_all(
        "rows => rows.map(row => ({key: row.querySelector('dt').id, name: row.querySelector('dt').textContent.trim(), "
        "count: Number(row.dataset.count), latest: row.dataset.latest, host: Boolean(row.closest('[data-hosts]'))}))"
    )
    guests = [row for row in rows if not row["host"]]
    assert [row["host"] for row in rows] == [False] * len(guests) + [True] * 2
    assert [row["key"] for row in guests] == [row["key"] for row in sorted(guests, key=ORDERS[order])]
    assert partners.locator(".ms-index :is(h2, h3):visible").count() == 1
    assert partners.get_by_role("button", name=order).get_attribute("aria-pressed") == "true"
    if order == "By name":  # the others show the same in another order
        assert violations(partners, ".ms-index") == []
    narrow(partners, "united")
    assert 2 < len(shown(partners)) < 12
    partners.get_by_label(BOX).fill("")
    partners.get_by_role("button", name="By kind and region").click()
    partners.wait_for_url("**/partners.html")
    assert shown(partners) == grouped


def test_the_years_of_a_row_are_seen_once(partners: Page) -> None:
    """As marks where there is room, else as a text; nothing scrolls within the page."""
    row = partners.locator(".ms-row").filter(has=partners.locator("#partner-oman"))
    marks, text = row.locator(".ms-cells"), row.locator(".ms-in-years")
    scrollers = """[...document.querySelectorAll('[role=main] *')].filter(e => e.scrollWidth > e.clientWidth + 1
      && getComputedStyle(e).overflowX !== 'visible' && !e.closest('.ms-hidden, .ms-text, .ms-in-years')).length"""
    for width, _ in windows(partners):
        drawn = text.evaluate("element => element.offsetWidth > 1")  # beside the marks it is for screen readers
        assert marks.is_visible() != drawn
        assert drawn == (width < 768)
        assert partners.evaluate(scrollers) == 0


def test_without_javascript_everything_is_there(new_context: CreateContextCallback, html: Pages) -> None:
    """Without JavaScript all partners and the jump list are shown, and the box, which would not work, is not."""
    page = new_context(java_script_enabled=False).new_page()
    page.goto("/partners.html?partner-words=oman")
    expect(page.locator(".ms-find")).to_be_hidden()
    expect(page.locator(".ms-jump")).to_be_visible()
    assert page.locator(".ms-partner:visible").count() == len(html["partners.html"].all("div", "ms-partner"))


def test_it_works_from_a_folder(page: Page, html: Pages) -> None:
    """The box works without an error on a page opened from a folder."""
    page.goto((html.folder / "partners.html").as_uri())
    narrow(page, "oman")
    page.wait_for_url("**?partner-words=oman")
    assert shown(page) == ["oman", "mtcit"]


def test_what_is_typed_is_found_when_the_typing_pauses(partners: Page) -> None:
    """A pause in typing starts the search, and a word typed letter by letter is one step in the history."""
    partners.goto("/partners.html")
    partners.get_by_label(BOX).press_sequentially("om", delay=10)
    partners.wait_for_url("**?partner-words=om")
    partners.get_by_label(BOX).press_sequentially("an", delay=10)
    partners.wait_for_url("**?partner-words=oman")
    assert shown(partners) == ["oman", "mtcit"]
    partners.go_back()
    expect(partners.get_by_label(BOX)).to_have_value("")
    assert len(shown(partners)) > 10


@pytest.mark.parametrize("words", ["united", "atlantis"])
def test_the_box_in_use_is_accessible(partners: Page, words: str) -> None:
    """WCAG 2.2 AA at three widths: axe finds nothing, and nothing scrolls sideways."""
    partners.goto(f"/partners.html?partner-words={words}")
    for width, layout_only in windows(partners):
        assert violations(partners, layout_only=layout_only) == [], f"{width} px"
        assert partners.evaluate("document.documentElement.scrollWidth <= innerWidth"), f"{width} px: too wide"


def test_print_leaves_out_what_cannot_be_used_on_paper(partners: Page) -> None:
    """Print leaves out the box and the jump list, and has only the partners that were found."""
    narrow(partners, "oman")
    partners.emulate_media(media="print")
    expect(partners.locator(".ms-find")).to_be_hidden()
    expect(partners.locator(".ms-jump")).to_be_hidden()
    assert shown(partners) == ["oman", "mtcit"]
