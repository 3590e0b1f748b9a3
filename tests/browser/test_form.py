"""The form to propose a milestone in a browser: by keyboard, in both languages, with and without its scripts."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import Dialog, Page, expect
from pytest_playwright.pytest_playwright import CreateContextCallback
from tests.support.looking import small_targets, unfold, violations, windows
from tests.support.variants import variant

if TYPE_CHECKING:
    from tests.support.html_pages import Pages

PAGE, ARABIC = "/propose.html", "/ar/propose.html"
SUBMIT = ".ms-form [type=submit]"
ENTRY = "2024-twinning-pilot"


def copied(page: Page) -> str:
    """Press the first button that copies, and return what is in the clipboard."""
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    button = page.locator(".ms-steps button").first
    button.press("Enter")
    expect(page.locator(".ms-steps [role=status]").first).not_to_be_empty()
    return str(page.evaluate("navigator.clipboard.readText()"))


def test_a_milestone_is_proposed_by_keyboard(page: Page) -> None:
    """What is missing is listed, each item leads to its control, and the entry is previewed, written and copied."""
    page.goto(PAGE)
    partners = page.locator("[data-name=partners] input[type=search]")
    for words, description in (("nowhere", re.compile("No entry")), ("", "")):  # also before the form is checked
        partners.fill(words)
        partners.press("Enter")
        expect(partners).to_have_accessible_description(description)
    page.get_by_role("button", name="Prepare the entry").press("Enter")
    faults = page.locator(".ms-faults")
    expect(faults).to_be_focused()
    names = [text.partition(":")[0] for text in faults.get_by_role("link").all_inner_texts()]
    assert names == ["Title", "Text", "Date", "Kind", "Partners", "Sources"]
    faults.get_by_role("link", name="Title").press("Enter")
    title = page.locator("[name=title]")
    expect(title).to_be_focused()
    expect(title).to_have_accessible_description(re.compile(r"in one line\.\s+Fill this in\."))
    page.keyboard.type("Oman *hosts* a workshop")
    expect(title).to_have_accessible_description("What happened, in one line.")
    page.locator("[name=text]").fill("They met.\n\n- They agreed.")
    page.locator("[name=date]").fill("May 2024")
    page.locator("[name=kind]").select_option("workshop")
    for table, words in (("partners", "oma"), ("sources", "un-desa")):
        box = page.locator(f"[data-name={table}] input[type=search]")
        box.fill(words)
        box.press("Enter")
    expect(page.locator("[data-name=partners] .ms-options label:visible")).to_have_text(["Oman"])
    expect(page.locator("[data-name=sources] input[type=search]")).to_have_accessible_description(
        re.compile("No entry")
    )
    page.locator("[data-name=sources] summary").press("Enter")
    page.locator("[name=sources-title]").fill("The report")
    page.locator("[name=sources-url]").fill("example.org/report")
    expect(faults.get_by_role("link")).to_have_text([re.compile("^Date"), re.compile("^Sources: No entry")])
    page.locator("[data-name=sources] input[type=search]").fill("")
    page.locator("[name=date]").fill("2024-05")
    expect(faults).to_be_hidden()
    preview = page.locator(".ms-preview section.milestone")
    expect(preview.get_by_role("heading")).to_have_text("Oman *hosts* a workshop")
    assert "May 2024" in preview.locator(".ms-when").inner_text()
    shown = {
        "0878": "878",
        "-0043-03-15": "44 B",  # and the rest as the browser has it
        "202X~": "about the 2020s",
        "18XX": "19th century",
        "2024-21": "spring 2024",
        "../2010": "until 2010",
        "2010%/": "from about 2010 (uncertain), end unknown",
        "2015-01-24/2015-01-29": " – ",
        "2024-12-12T10:30:00Z": "2024-12-12T10:30:00Z",
    }
    for written, text in shown.items():
        page.locator("[name=date]").fill(written)
        expect(preview.locator(".ms-when")).to_contain_text(text)
    page.locator("[name=date]").fill("2024-05")
    page.get_by_role("button", name="Prepare the entry").press("Enter")
    expect(page.locator(".ms-outcome")).to_be_focused()
    text = copied(page)
    assert ":::: {milestone}".replace(" ", "") + " Oman \\*hosts\\* a workshop\n:id: 2024-oman-hosts-workshop\n" in text
    assert ":date: 2024-05\n:kind: workshop\n:partners: oman\n:sources: report\n:added: " in text
    assert "\n\nThey met.\n\n\\- They agreed.\n::::\n" in text
    assert '[report]\ntitle = "The report"\nurl = "https://example.org/report"\naccessed = "' in text
    with page.expect_download() as saved:
        page.get_by_role("link", name="Save as a file").press("Enter")
    assert saved.value.path().read_text("utf-8") == text
    title.fill("Another title")
    expect(page.locator(".ms-outcome")).to_be_hidden()


def test_a_mistake_is_reported_in_arabic(page: Page, base_url: str) -> None:
    """The link of an entry fills in the form; the message names the entry, its page, and what was changed."""
    page.goto(f"/ar/years/2024.html#{ENTRY}")
    page.locator(f"[id='{ENTRY}'] .ms-upkeep a[href*=milestone]").click()
    expect(page.locator(".ms-correction :is(h2, h3)")).to_be_focused()
    expect(page).to_have_title(re.compile("^الإبلاغ عن خطأ"))
    assert page.evaluate("getComputedStyle(document.querySelector('.ms-correction')).direction") == "rtl"
    page.locator(SUBMIT).press("Enter")
    expect(page.locator(".ms-faults li")).to_have_count(2)
    page.locator("[name=wrong]").fill("الشهر غير صحيح.")
    page.locator("[name=evidence]").fill("https://example.org/")
    page.locator(".ms-whole > summary").press("Enter")
    expect(page.locator("[name=date]")).to_have_value("2024-12")
    page.locator("[name=date]").fill("2024-13")
    page.locator(SUBMIT).press("Enter")
    expect(page.locator(".ms-faults li")).to_have_count(1)
    page.locator("[name=date]").fill("٢٠٢٤-١١")
    page.locator(SUBMIT).press("Enter")
    text = copied(page)
    title = page.locator(".ms-correction a").inner_text()
    assert text.startswith(f"{title} ({ENTRY})\n{base_url}/ar/years/2024.html#{ENTRY}\n")
    assert text.endswith("https://example.org/\n\ndate:\n- 2024-12\n+ 2024-11\n")
    assert "الشهر غير صحيح." in text
    page.locator("[name=title]").fill("A title in English")
    preview = page.locator(".ms-preview section.milestone")
    expect(preview).to_have_css("direction", "rtl")
    expect(preview.get_by_role("heading")).to_have_css("direction", "ltr")


def test_what_was_typed_is_not_lost(page: Page) -> None:
    """The browser asks before a page with an unsent proposal is left, and it is there when the reader comes back."""
    asked = list[str]()

    def leave(dialog: Dialog) -> None:
        asked.append(dialog.type)
        dialog.accept()

    page.once("dialog", leave)
    page.goto(PAGE)
    page.locator("[name=title]").press_sequentially("A title")
    page.goto("/about.html")
    assert asked == ["beforeunload"]
    page.go_back()
    expect(page.locator("[name=title]")).to_have_value("A title")
    expect(page.locator(".ms-preview")).to_contain_text("A title")


def test_a_form_to_print(new_context: CreateContextCallback) -> None:
    """Without JavaScript all choices are in sight, no button is, and in print a line takes the place of a box."""
    page = new_context(java_script_enabled=False).new_page()
    page.goto(PAGE)
    expect(page.get_by_role("checkbox", name="Oman")).to_be_visible()
    expect(page.locator(".ms-form button:visible")).to_have_count(0)
    expect(page.locator(".ms-form")).to_contain_text("print this page")
    kinds = page.locator("[data-name=kind] .ms-on-paper")
    expect(kinds).to_be_hidden()
    page.emulate_media(media="print")
    expect(kinds).to_contain_text("Delegation visit")
    expect(kinds).to_be_visible()
    expect(page.locator("[name=role-oman]")).not_to_have_css("border-bottom-color", "rgba(0, 0, 0, 0)")
    expect(page.locator("[name=date]")).to_have_css("border-top-width", "0px")
    expect(page.locator("[name=sources-title]")).to_be_visible()


@pytest.mark.parametrize("address", [PAGE, pytest.param(ARABIC, marks=variant)])
def test_accessible_with_all_of_it_open(page: Page, address: str) -> None:
    """With faults, lists and a preview, axe finds nothing at three widths, and every target is large enough."""
    page.goto(address)
    page.locator("[name=text]").fill("Text.")
    page.locator(SUBMIT).click()
    page.locator(".ms-choose button").first.click()
    unfold(page)
    for _, layout_only in windows(page):
        assert violations(page, ".ms-form", layout_only=layout_only) == []
        assert small_targets(page, ".ms-form :is(a, button, input, select, textarea, summary)") == []


def test_the_form_alone_loads_its_scripts(html: Pages) -> None:
    """No other page loads the scripts of the form."""
    scripts = {name: [each.attributes.get("src", "") for each in html[name].all("script")] for name in html.names}
    found = [name for name, addresses in scripts.items() if re.search("milestones-(form|proposal)", "".join(addresses))]
    assert found == ["propose.html"]
