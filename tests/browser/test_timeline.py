"""The timeline in a browser: its filter finds the milestones that match in the data."""

from __future__ import annotations

import random
import re
from itertools import cycle
from typing import TYPE_CHECKING
from urllib.parse import urlencode

import pytest
from playwright.sync_api import Page, expect
from tests.support.asking import OPEN, Query, Register, assert_shows, choose, query_of, shown
from tests.support.fonts import every_font
from tests.support.looking import violations, windows
from tests.support.pdf import page_texts
from tests.support.seeds import some_seeds

if TYPE_CHECKING:
    from tests.support.html_pages import Pages


@pytest.mark.parametrize("seed", some_seeds(4))
def test_the_filter_finds_what_the_data_says(page: Page, register: Register, seed: int) -> None:
    """Any combination of choices gives the right rows, years, counts of options, live region and URL."""
    chance = random.Random(seed)
    page.goto("/timeline.html")
    page.locator(OPEN).click()
    for _ in range(5):
        query = register.some_query(chance)
        for name, value in query:
            choose(page, name, value)
        assert_shows(page, register, query)
        if query:
            page.get_by_role("button", name="Clear").click()
        assert_shows(page, register, [])


@pytest.mark.parametrize("seed", some_seeds(8))
def test_an_address_is_restored(page: Page, register: Register, seed: int) -> None:
    """Opening the URL of a filtered timeline shows the same rows, and so does reloading it."""
    query = [("kind", "visit"), *register.some_query(random.Random(seed))]
    query = sorted(set(query))
    page.goto(f"/timeline.html?{urlencode(query)}")
    assert_shows(page, register, query)
    page.reload()
    assert_shows(page, register, query)


def test_other_parameters_stay_and_unknown_keys_are_ignored(page: Page) -> None:
    """A parameter of another program stays in the URL, and a key that does not exist filters nothing."""
    page.goto("/timeline.html?from=1066&kind=nonsense&ref=mail")
    expect(page.locator(".ms-found")).to_have_text("16 milestones")
    assert page.locator("[name=from]").input_value() == ""
    page.locator(OPEN).click()
    choose(page, "kind", "visit")
    assert query_of(page) == [("ref", "mail"), ("kind", "visit")]


FRAGMENTS = ["%", "100%", "%E0%A4%A", "%zz", "__proto__", "timeline_2024%"]
QUERIES = [
    "partner=%",
    "from=abc&to=%F0%9F",
    "from=2013&from=2024&from=x",
    "kind=constructor&topic=toString&__proto__=1",
]


@pytest.mark.parametrize("address", ["/timeline.html", "/partners.html", "/index.html", "/search.html"])
def test_a_page_starts_whatever_its_address(page: Page, address: str) -> None:
    """Malformed fragments and queries are ignored; an error in a script would fail this test."""
    for query, fragment in zip(cycle(QUERIES), FRAGMENTS, strict=False):  # another query, so that the page is loaded
        page.goto(f"{address}?{query}#{fragment}")
        if "timeline" in address:
            expect(page.locator(".ms-filter")).to_be_visible()
        if "partners" in address:
            expect(page.locator(".ms-find")).to_be_visible()


def test_the_first_of_repeated_years_counts(page: Page) -> None:
    """A field that takes one value has the first that the address names."""
    page.goto("/timeline.html?from=2024&from=2010")
    assert page.locator("[name=from]").input_value() == "2024"


def test_back_and_forward(page: Page, register: Register) -> None:
    """Each choice is a step in history, a word typed letter by letter is one, and each is undone and done again."""
    page.goto("/timeline.html")
    page.locator(OPEN).click()
    steps: list[Query] = [[], [("kind", "visit")], [("kind", "visit"), ("words", "egyptian")]]
    steps.append([*steps[-1], ("from", "2015")])
    choose(page, *steps[1][0])
    page.locator("[name=words]").press_sequentially("egypt", delay=10)
    expect(page).to_have_url(re.compile("words=egypt$"))
    page.locator("[name=words]").press_sequentially("ian", delay=10)
    expect(page).to_have_url(re.compile("words=egyptian$"))
    choose(page, "from", "2015")
    assert_shows(page, register, steps[3])
    for query in reversed(steps[:3]):
        page.go_back()
        assert_shows(page, register, query)
    for query in steps[1:]:
        page.go_forward()
        assert_shows(page, register, query)


def test_each_change_is_announced_once(page: Page) -> None:
    """The live region announces each choice once, and a typed word when the typing pauses."""
    page.goto("/timeline.html")
    page.locator(OPEN).click()
    region = page.get_by_role("search").get_by_role("status")
    region.evaluate(
        "region => { window.announced = []; const note = () => announced.push(region.textContent);"
        " new MutationObserver(note).observe(region, { childList: true, characterData: true, subtree: true }); }"
    )
    choose(page, "kind", "visit")
    page.locator("[name=words]").press_sequentially("egypt", delay=10)
    expect(region).to_have_text("1 of 16 milestones")
    page.locator("[name=words]").blur()
    assert page.evaluate("announced") == ["4 of 16 milestones", "1 of 16 milestones"]


def test_nothing_found_says_so_and_offers_to_clear(page: Page, register: Register) -> None:
    """If nothing matches, the page says so and has a button to clear, after which the focus is on the filter."""
    page.goto("/timeline.html?words=zebra")
    expect(page.get_by_role("search").get_by_role("status")).to_have_text("No milestone matches.")
    assert shown(page) == []
    page.get_by_role("button", name="Clear").click()
    assert_shows(page, register, [])
    expect(page.locator("[name=kind]").first).to_be_focused()
    expect(page.get_by_role("button", name="Clear")).to_be_hidden()


def test_each_choice_is_a_button_that_removes_it(page: Page, register: Register) -> None:
    """The line below the filter has a button for each, named for what it does, in the order of the controls."""
    page.goto("/timeline.html?from=2012&partner=egypt&partner=oman&words=e")
    line = page.locator(".ms-chosen")
    assert line.get_by_role("button").all_inner_texts() == ["From 2012", "Words in the title e", "Egypt", "Oman"]
    line.get_by_role("button", name="Remove: Words in the title e").click()
    line.get_by_role("button", name="Remove: Egypt").click()
    assert_shows(page, register, [("from", "2012"), ("partner", "oman")])
    page.go_back()
    assert_shows(page, register, [("from", "2012"), ("partner", "egypt"), ("partner", "oman")])


def test_choices_are_removed_by_keyboard(page: Page, register: Register) -> None:
    """The focus goes to the next choice, from the last one to the one before, and from the only one to the filter."""
    page.goto("/timeline.html?kind=visit&kind=workshop&from=2012&partner=egypt")
    buttons = page.locator(".ms-chosen").get_by_role("button")
    left = ["Delegation visit", "Workshop", "From 2012", "Egypt"]
    expect(buttons).to_have_text(left)
    buttons.nth(1).focus()
    for removed, focused in (("Workshop", "From 2012"), ("From 2012", "Egypt"), ("Egypt", "Delegation visit")):
        page.keyboard.press("Enter")
        left.remove(removed)
        expect(buttons).to_have_text(left)
        expect(buttons.filter(has_text=focused)).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("[name=kind]").first).to_be_focused()
    assert_shows(page, register, [])


@pytest.mark.parametrize("typed", ["Oman", "Egypt"])
def test_a_partner_is_picked_by_its_name(page: Page, register: Register, typed: str) -> None:
    """What is chosen from the list of names is a choice like any other, and the box is ready for the next."""
    page.goto("/timeline.html")
    box = page.locator(".ms-pick")
    box.fill(typed)
    box.press("Enter")
    assert_shows(page, register, [("partner", typed.lower())])
    expect(box).to_have_value("")
    expect(box).to_be_focused()
    box.fill("Tunisia")
    box.press("Enter")
    assert_shows(page, register, [("partner", typed.lower()), ("partner", "tunisia")])


def test_the_list_of_partners_has_their_other_names(page: Page) -> None:
    """Browsers look for what is typed in both, so a partner is found in a language that its readers search in."""
    page.goto("/timeline.html")
    names = page.locator("datalist option").evaluate_all("all => all.map(each => [each.value, each.textContent])")
    found = dict(names)
    assert "مصر" in found["Egypt"]
    assert all(value for value, _ in names)
    assert len(found) == len(names) == page.locator("input[name=partner]").count()


def test_the_address_of_a_view_is_copied(timed_page: Page, base_url: str) -> None:
    """A button copies it and says so, and the focus stays on it."""
    page = timed_page
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto("/timeline.html")
    page.locator(".ms-chips label", has_text="Delegation visit").click()
    button = page.locator(".ms-copy")
    button.focus()
    page.keyboard.press("Enter")
    expect(button).to_have_text("Copied")
    expect(button).to_be_focused()
    assert page.evaluate("navigator.clipboard.readText()") == f"{base_url}/timeline.html?kind=visit"
    page.evaluate("later.forEach(run => run())")
    expect(button).to_have_text("Copy link")


def test_without_a_clipboard_copying_is_not_offered(fresh_page: Page) -> None:
    """As on a page loaded without encryption; the other buttons are there."""
    fresh_page.add_init_script("Object.defineProperty(Navigator.prototype, 'clipboard', {value: undefined})")
    fresh_page.goto("/timeline.html?kind=visit")
    expect(fresh_page.get_by_role("button", name="Print")).to_be_visible()
    expect(fresh_page.locator(".ms-copy")).to_be_hidden()


def test_the_button_prints(fresh_page: Page) -> None:
    """It opens the browser's own dialogue."""
    fresh_page.add_init_script("window.printed = 0; window.print = () => { window.printed += 1; }")
    fresh_page.goto("/timeline.html?kind=visit")
    fresh_page.get_by_role("button", name="Print").click()
    assert fresh_page.evaluate("printed") == 1


def test_years_without_a_milestone_are_listed_until_something_is_chosen(page: Page) -> None:
    """A filtered timeline has other gaps, which say nothing about the register."""
    page.goto("/timeline.html")
    gaps = page.locator(".ms-gap:visible")
    assert gaps.all_inner_texts() == ["2020: no milestone", "2016–2017: no milestone"]
    page.locator(".ms-chips label", has_text="Delegation visit").click()
    expect(gaps).to_have_count(0)
    page.get_by_role("button", name="Clear").click()
    expect(gaps).to_have_count(2)


def test_accents_and_case_do_not_matter_in_words(page: Page) -> None:
    """Words are found in titles whatever their accents and case."""
    page.goto("/timeline.html")
    page.locator(".ms-title").first.evaluate("title => { title.textContent = 'Café à ZÜRICH' }")
    page.locator(OPEN).click()
    for words in ("cafe zurich", "CAFÉ", "zür a"):
        choose(page, "words", words)
        expect(page.locator(".ms-found")).to_have_text("1 of 16 milestones")
        choose(page, "words", "")
        expect(page.locator(".ms-found")).to_have_text("16 milestones")


def tab_to(page: Page, name: str) -> None:
    """Press Tab until the element with the focus has this text."""
    for _ in range(200):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.textContent") == name:
            return
    pytest.fail(f"Tab never comes to {name}")


def test_by_keyboard_alone(page: Page, register: Register) -> None:
    """By keyboard alone a reader can choose a kind, open the rest of the filter, type a word, and clear."""
    page.goto("/timeline.html")
    page.locator("[name=kind]").first.focus()
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    assert page.evaluate("document.activeElement.value") == "visit"
    assert_shows(page, register, [("kind", "visit")])
    tab_to(page, "More filters")
    for key in ("Enter", "Tab", "d", "e", "l", "e", "g", "Enter"):
        page.keyboard.press(key)
    assert_shows(page, register, [("words", "deleg"), ("kind", "visit")])
    tab_to(page, "Clear")
    page.keyboard.press("Enter")
    assert_shows(page, register, [])
    expect(page.locator("[name=kind]").first).to_be_focused()


@pytest.mark.parametrize("place", ["entry_2024-twinning-pilot", "timeline_2024"])
def test_a_link_to_what_is_hidden_shows_it(page: Page, register: Register, place: str) -> None:
    """A row or a year that the filter hides is shown when a link leads there, also twice; back brings the filter."""
    page.goto("/timeline.html")
    # A link outside the timeline, such as a picture's mark on the same page.
    page.locator("h1").evaluate(f"h1 => {{ h1.innerHTML = '<a href=\"#{place}\">mark</a>' }}")
    for _ in range(2):
        page.locator("[name=kind][value=visit]").evaluate("input => input.click()")
        expect(page.locator(f"#{place}")).to_be_hidden()
        page.get_by_role("link", name="mark").click()
        expect(page.locator(f"#{place}")).to_be_in_viewport()
        assert_shows(page, register, [])
        assert page.url.endswith(f"/timeline.html#{place}")
    page.go_back()
    assert_shows(page, register, [("kind", "visit")])


def test_a_url_leads_to_shown_and_to_hidden_targets(page: Page, register: Register) -> None:
    """On loading, a target that the filter shows is scrolled to, and for one that it hides the filter is cleared."""
    page.set_viewport_size({"width": 800, "height": 300})
    page.goto("/timeline.html?kind=workshop#timeline_2012")
    expect(page.locator("#timeline_2012")).to_be_in_viewport()
    assert_shows(page, register, [("kind", "workshop")])
    page.goto("/index.html")
    page.goto("/timeline.html?kind=visit#timeline_2012")
    expect(page.locator("#timeline_2012")).to_be_in_viewport()
    assert_shows(page, register, [])


def test_print_has_what_is_shown_and_says_what_was_chosen(page: Page, register: Register) -> None:
    """Paper has the rows that are found, the line with the choice, and no controls; without a choice, rows alone."""
    query = [("kind", "workshop")]
    page.goto(f"/timeline.html?{urlencode(query)}")
    page.emulate_media(media="print")
    assert sorted(shown(page)) == sorted(milestone["title"] for milestone in register.found(query))
    expect(page.locator(".ms-chosen")).to_have_text("Workshop")
    expect(page.locator(".ms-found")).to_be_visible()
    assert page.locator(".ms-timeline :is(input, select, summary, .ms-actions button):visible").count() == 0
    text = " ".join(page_texts(page.pdf()))
    assert "3 of 16 milestones Workshop" in text
    assert "×" not in text
    page.goto("/timeline.html")
    expect(page.locator(".ms-filter")).to_be_hidden()
    assert len(shown(page)) == 16


def test_from_a_folder(page: Page, html: Pages, register: Register) -> None:
    """Opened as a file, without a server, the filter works, and the address says it."""
    page.goto((html.folder / "timeline.html").as_uri())
    page.locator(OPEN).click()
    choose(page, "region", "western-asia")
    assert_shows(page, register, [("region", "western-asia")])


@every_font
def test_accessible_while_it_is_open(page: Page, fonts: str) -> None:
    """With everything open and something chosen axe finds nothing and nothing scrolls sideways, in either direction."""
    page.goto("/timeline.html?kind=visit&from=2012")
    page.locator(".ms-filter details").evaluate_all("all => all.forEach(each => { each.open = true })")
    for width, layout_only in windows(page, fonts):
        for direction in ("ltr", "rtl"):
            page.locator("html").evaluate("(root, dir) => { root.dir = dir }", direction)
            too_wide = page.evaluate("document.documentElement.scrollWidth > innerWidth")
            assert not too_wide, f"{width} px, {direction}"
            assert violations(page, layout_only=layout_only or direction == "rtl") == [], f"{width} px, {direction}"


@pytest.mark.parametrize("width", [320, 1280])
def test_what_is_asked_for_less_often_is_folded(page: Page, width: int) -> None:
    """Kinds, partner and years are there at any width; opened, a phone shows the names of the rest, a desktop all."""
    page.set_viewport_size({"width": width, "height": 800})
    page.goto("/timeline.html")
    for control in (".ms-chips > label", ".ms-pick", "[name=from]", "[name=to]"):
        assert page.locator(f".ms-filter {control}").first.is_visible()
    assert not page.locator("[name=topic]").first.is_visible()
    page.locator(OPEN).click()
    assert page.locator("[name=words]").is_visible()
    assert page.locator("[name=topic]").first.is_visible() == (width > 640)
    page.locator(".ms-facet > summary", has_text="Partner").click()
    assert page.locator("[name=partner][value=oman]").is_visible() == (width < 640)
