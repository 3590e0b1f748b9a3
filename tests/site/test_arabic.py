"""The Arabic edition has all that the English one has: pages, milestones, links and numbers, and no English left."""

from __future__ import annotations

import json
import os
import re
import tomllib
from collections import Counter
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from babel.messages.pofile import read_po
from tests.project import messages
from tests.support.html_pages import Pages

if TYPE_CHECKING:
    from tests.support.html_pages import Element
    from tests.support.site import Site

ROOT = Path(__file__).parents[2]
CATALOGUES = [*sorted((ROOT / "docs/locale/ar").rglob("*.po")), *sorted((ROOT / "ext").rglob("ar/LC_MESSAGES/*.po"))]
TEXTS = ("title", "body", "label", "place")  # what of a record is translated
LABELS = ("name", "label")


def records(folder: Path) -> dict[str, dict[str, Any]]:
    """The milestones of an edition by id."""
    data = json.loads((folder / "data/milestones.json").read_text(encoding="utf-8"))
    return {record["id"]: record for record in data["milestones"]}


def without_text(value: Any) -> Any:
    """A value of a record without what is translated."""
    if isinstance(value, list):
        return [without_text(each) for each in value]
    if isinstance(value, dict):
        return {key: without_text(each) for key, each in value.items() if key not in (*TEXTS, *LABELS)}
    return value


def numbers(text: str) -> Counter[str]:
    """The numbers in a text, in Latin digits."""
    return Counter(str(int(number)) for number in re.findall(r"(?<![A-Za-z\d])\d+(?![A-Za-z\d])", text))


@pytest.mark.parametrize("path", CATALOGUES, ids=lambda path: path.stem)
def test_every_message_is_translated(path: Path) -> None:
    """No translation is missing, fuzzy or, with its placeholders, wrong."""
    catalogue = read_po(BytesIO(path.read_bytes()), locale="ar")
    found = [message for message in catalogue if message.id]
    assert found
    forms = {
        message.id: message.string if isinstance(message.string, tuple) else (message.string,) for message in found
    }
    assert [name for name, strings in forms.items() if not all(strings)] == []
    assert [message.id for message in found if message.fuzzy] == []
    assert [str(error) for message in found for error in message.check()] == []


def test_the_catalogues_of_the_site_are_current() -> None:
    """`make messages` would change nothing: each text of the pages is in its catalogue, and nothing else is."""
    for domain, extracted in messages.extract_from_pages():
        path = ROOT / f"docs/locale/ar/LC_MESSAGES/{domain}.po"
        known = {message.id for message in read_po(BytesIO(path.read_bytes()), locale="ar") if message.id}
        assert {message.id for message in extracted if message.id} == known, domain


def test_both_editions_have_the_same_milestones(html: Pages, arabic: Pages) -> None:
    """Ids, dates, keys, numbers of participants, sources and addresses are the same; titles and texts are not."""
    english, translated = records(html.folder), records(arabic.folder)
    assert without_text([*english.values()]) == without_text([*translated.values()])
    for identifier, record in english.items():
        assert not re.search("[\u0600-\u06ff]", record["title"])
        assert re.search("[\u0600-\u06ff]", translated[identifier]["title"]), identifier
        before, after = numbers(record["body"]), numbers(translated[identifier]["body"])
        assert (before - after, set(after) - set(before)) == (Counter(), set()), identifier  # a name may be in both


def test_both_editions_have_the_same_links(html: Pages, arabic: Pages) -> None:
    """Each milestone links to the same pages and sources."""

    def links(pages: Pages, identifier: str) -> set[str]:
        section = pages[f"years/{identifier[:4]}.html"].by_id(identifier)
        return {href for href in section.hrefs if "/pdf/" not in href and not href.startswith("mailto:")}

    for identifier in records(html.folder):
        assert links(html, identifier) == links(arabic, identifier), identifier


def test_each_page_links_to_itself_in_the_other_language(html: Pages, arabic: Pages) -> None:
    """There and back, at the same anchors; a server shows one page for whatever is missing."""
    assert set(html.names) - set(arabic.names) == {"404.html"}
    assert set(arabic.names) <= set(html.names)
    for name in arabic.names:
        for pages, other in ((html, arabic), (arabic, html)):
            (link,) = pages[name].all("a", "language")
            target = os.path.normpath(pages.folder / Path(name).parent / link.attributes["href"])
            assert target == str(other.folder / name)
        main = [next(e for e in pages[name].walk() if e.attributes.get("role") == "main") for pages in (html, arabic)]
        ids = [{e.attributes["id"] for e in each.walk() if "id" in e.attributes} for each in main]
        assert ids[0] == ids[1], name


def test_every_link_of_the_arabic_pages_leads_somewhere(html: Pages) -> None:
    """To a page, a file or an anchor, also in English pages."""
    everything = Pages(html.folder)
    assert [name for name in everything.names if name.startswith("ar/")]
    assert [dead for dead in everything.dead_links() if dead[0].startswith("ar/")] == []


def english_texts(element: Element) -> list[str]:
    """The pieces of text with several English words, and none in Arabic, outside what is marked as English."""
    if element.attributes.get("lang", "ar").partition("-")[0] != "ar" or element.tag in (
        "script",
        "style",
        "title",
        "option",
    ):
        return []
    own = [child for child in element.children if isinstance(child, str) and not re.search("[\u0600-\u06ff]", child)]
    found = [text.strip() for text in own if re.search(r"\b[A-Za-z][a-z]{2,} [A-Za-z]*[a-z]{3,}\b", text)]
    return [
        *found,
        *(each for child in element.children if not isinstance(child, str) for each in english_texts(child)),
    ]


def test_no_english_is_left_unmarked(arabic: Pages) -> None:
    """Published titles, names without a translation and the pages for contributors are marked as English."""
    sources = tomllib.loads((ROOT / "data/sources.toml").read_text(encoding="utf-8")).values()
    papers = {source["publisher"] for source in sources if isinstance(source.get("publisher"), str)}
    left = {name: set(english_texts(arabic[name])) - papers for name in arabic.names}
    assert {name: texts for name, texts in left.items() if texts} == {}


def test_pages_run_from_right_to_left(arabic: Pages) -> None:
    """Each page says its language and direction; pages for contributors have their English text marked."""
    for name in arabic.names:
        (root,) = arabic[name].all("html")
        assert (root.attributes["lang"], root.attributes["dir"]) == ("ar", "rtl")
        (main,) = [each for each in arabic[name].walk() if each.attributes.get("role") == "main"]
        marked = ("en", "ltr") if name.startswith("contributing/") else (None, None)
        assert (main.attributes.get("lang"), main.attributes.get("dir")) == marked, name


def test_pdfs_are_translated(site: Site) -> None:
    """The Arabic edition has the same PDFs under the same names."""
    names = [{path.name for path in site.folder("pdf", language).glob("*.pdf")} for language in ("", "ar")]
    assert names[0] == names[1]
    assert len(names[0]) > 20
