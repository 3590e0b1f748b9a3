"""Every output of the register says the same of each milestone: its title, date and partners, in both languages.

A reader returns what an output says by id; what it does not say is left out. A new output is a row of the table of
readers.
"""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Callable, Mapping
from io import StringIO
from typing import TYPE_CHECKING, Any

import feedparser  # type: ignore[import-untyped]
import pikepdf
import pytest
from sphinx.util.inventory import InventoryFile
from tests.support.html_pages import Pages
from tests.support.published import QUIET, Published, published

if TYPE_CHECKING:
    from tests.support.site import Site

Facts = Mapping[str, Any]
Reader = Callable[["Site", str], dict[str, Facts]]
FOLDERS = {"en": "", "ar": "ar"}
PARTIAL = {"JSON-LD"}  # outputs that have some milestones only
pytestmark = QUIET


def from_json(text: str, language: str) -> dict[str, Facts]:
    """Return what the data say."""
    return {
        record["id"]: {
            "title": record["title"][language],
            "date": record["date"]["written"],
            "partners": {part["key"] for part in record["partners"]},
        }
        for record in json.loads(text)["milestones"]
    }


def read_json(site: Site, language: str) -> dict[str, Facts]:
    """Return what ``milestones.json`` says."""
    path = site.folder("html", FOLDERS[language]) / "data/milestones.json"
    return from_json(path.read_text(encoding="utf-8"), language)


def read_csv(site: Site, language: str) -> dict[str, Facts]:
    """Return what the tables for spreadsheets say."""
    folder = site.folder("html", FOLDERS[language]) / "data/spreadsheet"
    tables = {
        name: list(csv.DictReader(StringIO((folder / f"{name}.csv").read_text(encoding="utf-8-sig"), newline="")))
        for name in ("milestones", "participations")
    }
    return {
        row["id"]: {
            "title": row[f"title_{language}"],
            "date": row["date"],
            "partners": {part["partner"] for part in tables["participations"] if part["milestone"] == row["id"]},
        }
        for row in tables["milestones"]
    }


def read_pages(site: Site, language: str) -> dict[str, Facts]:
    """Return what the year pages show; only the date of a single day, month or year is there for programs."""
    pages = Pages(site.folder("html", FOLDERS[language]), apart="" if FOLDERS[language] else "ar")
    found: dict[str, Facts] = {}
    for name in (name for name in pages.names if re.fullmatch(r"years/\d+\.html", name)):
        for section in pages[name].all("section", "milestone"):
            (heading,) = section.all("h2")
            times = [time.attributes["datetime"] for time in section.all("time")[:1]]
            facts = {"title": heading.text.removesuffix("\u00b6").strip()}
            found[section.attributes["id"]] = facts | ({"day": times[0]} if times else {})
    return found


def read_attachment(site: Site, language: str) -> dict[str, Facts]:
    """Return what the file in the PDF says."""
    with pikepdf.open(site.folder("pdf", FOLDERS[language]) / "milestones.pdf") as pdf:
        content = pdf.attachments["milestones.json"].get_file().read_bytes()
    return from_json(content.decode(), language)


def read_inventory(site: Site, language: str) -> dict[str, Facts]:
    """Return what other projects read; former ids have the title of what replaced them."""
    content = (site.folder("html", FOLDERS[language]) / "objects.inv").read_bytes()
    objects = InventoryFile.loads(content, uri="").data["ms:milestone"]
    return {name: {"title": entry.display_name} for name, entry in objects.items() if entry.uri.endswith(f"#{name}")}


def read_atom(site: Site, language: str) -> dict[str, Facts]:
    """Return what the Atom feed says, in which everything was added."""
    read = feedparser.parse(edition(site, language).feeds["feed.atom"].encode())
    return {each.link.rpartition("#")[2]: {"title": each.title} for each in read.entries if "/added/" in each.id}


def read_json_feed(site: Site, language: str) -> dict[str, Facts]:
    """Return what the JSON feed says."""
    items = json.loads(edition(site, language).feeds["feed.json"])["items"]
    return {each["url"].rpartition("#")[2]: {"title": each["title"]} for each in items if "/added/" in each["id"]}


def read_events(site: Site, language: str) -> dict[str, Facts]:
    """Return what search engines are given: events only, and no date that is qualified."""
    found: dict[str, Facts] = {}
    for identifier, event in edition(site, language).events.items():
        dates = [event[name] for name in ("startDate", "endDate") if name in event]
        found[identifier] = {"title": event["name"]} | ({"date": "/".join(dates)} if dates else {})
    return found


def edition(site: Site, language: str) -> Published:
    """Return what needs the address of the site."""
    site.folder("html", FOLDERS[language])
    return published(site.root, FOLDERS[language])


READERS: Mapping[str, Reader] = {
    "Atom": read_atom,
    "JSON Feed": read_json_feed,
    "JSON-LD": read_events,
    "CSV": read_csv,
    "HTML": read_pages,
    "PDF": read_attachment,
    "inventory": read_inventory,
}


@pytest.mark.parametrize("language", FOLDERS)
@pytest.mark.parametrize("name", READERS)
def test_an_output_says_what_the_data_say(site: Site, name: str, language: str) -> None:
    """The same milestones, and of each the same facts."""
    expected, found = read_json(site, language), READERS[name](site, language)
    assert len(expected) == 16
    assert found.keys() == expected.keys() if name not in PARTIAL else set() < found.keys() < expected.keys()
    for identifier, facts in found.items():
        known = dict(expected[identifier])
        known["day"] = known["date"].rstrip("~?")
        assert facts == {fact: known[fact] for fact in facts}, identifier


def test_the_data_of_both_builds_are_the_same(site: Site) -> None:
    """Apart from the title of the project, each says everything in both languages."""
    one, other = (
        json.loads((site.folder("html", folder) / "data/milestones.json").read_text(encoding="utf-8"))
        for folder in FOLDERS.values()
    )
    assert {**one, "title": None} == {**other, "title": None}
    assert [record["id"] for record in one["milestones"] if set(record["title"]) != {"en", "ar"}] == []
