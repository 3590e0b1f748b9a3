"""No text of the Arabic edition is left in English: what pages and PDFs show, have read out, and offer to programs.

Names and titles that have no translation are marked as English, and so are the pages for contributors. Feeds and
exports are data, in which each text has its language.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator
from functools import cache
from io import BytesIO
from typing import TYPE_CHECKING

import pikepdf
import pytest
from babel.messages.pofile import read_po
from tests.support.editions import CATALOGUES
from tests.support.pdf import text_of
from tests.support.project import ROOT

if TYPE_CHECKING:
    from pathlib import Path

    from tests.support.html_pages import Element, Pages
    from tests.support.site import Site

ARABIC = re.compile("[\u0600-\u06ff]")
ENGLISH = re.compile(r"\b[A-Za-z][a-z]{2,} [A-Za-z]*[a-z]{3,}\b")  # two words
LETTERS = re.compile("[a-z]{2}|[KM]B")
# Attributes that are shown, are read out, or that a script shows.
SHOWN = {"title", "aria-label", "aria-description", "alt", "placeholder", "label", "summary"}
SHOWN |= {f"data-{name}" for name in ("all", "some", "none", "copy", "copied", "citation", "phrase", "contributing")}
METADATA = {"description", "og:title", "og:description", "og:site_name", "twitter:title", "twitter:description"}
NOT_SHOWN = ("script", "style", "code", "pre", "link", "datalist")  # that has other names, by which a partner is found
# A page whose article is in English and marked, with which its head agrees.
GUIDE = re.compile(r"contributing/(?!arabic)")


def texts(element: Element, *, head: bool) -> Iterator[str]:
    """Yield what is shown or read out of an element and is not marked as of another language."""
    if not element.attributes.get("lang", "ar").startswith("ar") or element.tag in NOT_SHOWN:
        return
    if element.tag in ("meta", "title") and not head:
        return
    if {element.attributes.get("name"), element.attributes.get("property")} & METADATA:
        yield element.attributes["content"]
    yield from (value for name, value in element.attributes.items() if name in SHOWN)
    for child in element.children:
        if isinstance(child, str):
            yield child
        else:
            yield from texts(child, head=head)


@pytest.fixture(scope="module")
def shown(arabic: Pages) -> dict[str, set[str]]:
    """The texts of each page."""
    found = {
        name: {" ".join(text.split()) for text in texts(arabic[name], head=not GUIDE.match(name))}
        for name in arabic.names
    }
    return {name: own - {""} for name, own in found.items()}


@cache
def messages() -> re.Pattern[str]:
    """What matches a message of the extension or of a template, whatever its placeholders have."""
    patterns = []
    for name in CATALOGUES:
        for message in read_po(BytesIO((ROOT / name.format(language="ar")).read_bytes())):
            for text in [message.id] if isinstance(message.id, str) else message.id:
                parts = [part.strip() for part in re.split(r"\{\w+\}", text)]
                if any(LETTERS.search(part) for part in parts):
                    patterns.append(r"\W*.+?\W*".join(map(re.escape, parts)))
    return re.compile(rf"\W*(?:{'|'.join(patterns)})\W*")


def left_as_they_are(texts: Iterable[str]) -> list[str]:
    """The texts that are a message of the extension or of a template."""
    return [text for text in texts if LETTERS.search(text) and messages().fullmatch(text)]


def test_every_text_of_a_page_is_arabic_or_marked(shown: dict[str, set[str]]) -> None:
    """Text, alternative texts, labels and titles, those that scripts show, and what search engines read."""
    sources = tomllib.loads((ROOT / "data/sources.toml").read_text(encoding="utf-8")).values()
    papers = {source["publisher"] for source in sources if isinstance(source.get("publisher"), str)}
    left = {
        name: {text for text in found if ENGLISH.search(text) and not ARABIC.search(text)} - papers
        for name, found in shown.items()
    }
    assert {name: found for name, found in left.items() if found} == {}
    assert {"index.html", "search.html", "partners/oman.html", "translation.html"} <= shown.keys()


def test_no_message_of_the_extension_is_left_between_arabic_words(shown: dict[str, set[str]]) -> None:
    """A name in Arabic does not hide that the message around it is English."""
    assert left_as_they_are(["عُمان: 2 milestones", "عُمان has 2 milestones", "46 KB", "عُمان (MTCIT)"]) == [
        "عُمان: 2 milestones",
        "عُمان has 2 milestones",
        "46 KB",
    ]
    left = {name: left_as_they_are(found) for name, found in shown.items()}
    assert {name: found for name, found in left.items() if found} == {}


def labels_of(path: Path) -> Iterator[str]:
    """Yield the title, the author, the bookmarks and the alternative texts of a PDF."""
    with pikepdf.open(path) as pdf:
        yield from (str(value) for key, value in pdf.docinfo.items() if key in ("/Title", "/Author", "/Subject"))
        with pdf.open_outline() as outline:
            items = [*outline.root]
            for item in items:
                yield item.title
                items += item.children
        for value in pdf.objects:
            if isinstance(value, pikepdf.Dictionary):
                yield from (str(value[key]) for key in ("/Alt", "/E") if key in value)
        assert pdf.Root["/Lang"] == "ar"


@pytest.mark.parametrize("name", ["milestones", "partner-oman", "partner-un-desa-full", "year-2015", "year-2013-full"])
def test_every_label_of_a_pdf_is_arabic(site: Site, name: str) -> None:
    """Its metadata, bookmarks and alternative texts; and no line of it is a message of the extension."""
    path = site.folder("pdf", "ar") / f"{name}.pdf"
    found = [*labels_of(path)]
    assert len(found) > 3
    assert [text for text in found if not ARABIC.search(text) and not text.isdigit()] == []
    assert left_as_they_are(line.strip() for line in text_of(path).splitlines()) == []
