"""The feeds: valid, read back by a reader that others wrote, and with ids that last."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import feedparser  # type: ignore[import-untyped]
import jsonschema
from lxml import etree  # type: ignore[import-untyped]
from tests.support.small_register import milestone, wording

from sphinx_milestones.core.records import Milestone
from sphinx_milestones.register.news import news_of
from sphinx_milestones.views.feeds import MAX_ENTRIES, Channel, atom, json_feed

BASE = "https://example.org/register/"
HOSTILE = """<script>alert(1)</script> & "quoted" ]]> '"""
MILESTONES = [
    milestone("first", "2010", "norway", kind="visit", topics=("maps",), added="2026-01-01", lead="A first visit."),
    milestone("second", "2011", added="2026-01-02", updated="2026-02-01", change="The day was added.", title=HOSTILE),
]
CHANNEL = Channel(
    base=BASE,
    page=f"{BASE}new.html",
    title="The register",
    author="The authors",
    rights="2026, the authors",
    wording=wording(),
    url_of=lambda each: f"{BASE}{each.docname}.html#{each.id}",
    lead_of=lambda each: each.lead,
)
# https://jsonfeed.org/version/1.1, with all that it requires and nothing that it does not name.
TEXT, URL = {"type": "string", "minLength": 1}, {"type": "string", "pattern": "^https?://"}
DATE = {"type": "string", "format": "date-time"}
ITEM = {
    "type": "object",
    "required": ["id"],
    "anyOf": [{"required": ["content_html"]}, {"required": ["content_text"]}],
    "additionalProperties": False,
    "properties": {
        **dict.fromkeys(("id", "title", "content_html", "content_text", "summary", "language"), TEXT),
        **dict.fromkeys(("url", "external_url", "image", "banner_image"), URL),
        **dict.fromkeys(("date_published", "date_modified"), DATE),
        "tags": {"type": "array", "items": TEXT},
    },
}
JSON_FEED = {
    "type": "object",
    "required": ["version", "title", "items"],
    "additionalProperties": False,
    "properties": {
        "version": {"const": "https://jsonfeed.org/version/1.1"},
        **dict.fromkeys(("title", "description", "language"), TEXT),
        **dict.fromkeys(("home_page_url", "feed_url", "icon", "favicon"), URL),
        "authors": {"type": "array", "items": {"type": "object", "minProperties": 1, "properties": {"name": TEXT}}},
        "items": {"type": "array", "items": ITEM},
    },
}


def as_atom(milestones: list[Milestone] = MILESTONES, channel: Channel = CHANNEL) -> Any:
    """The Atom feed as feedparser reads it, after it was validated."""
    text = atom(news_of(milestones), channel, f"{BASE}feed.atom").encode()
    schema = etree.RelaxNG(etree.parse(Path(__file__).with_name("atom.rng")))
    schema.assertValid(etree.fromstring(text))
    read = feedparser.parse(text)
    assert not read.bozo
    return read


def as_json(milestones: list[Milestone] = MILESTONES, channel: Channel = CHANNEL) -> Any:
    """The JSON feed, after it was validated."""
    read = json.loads(json_feed(news_of(milestones), channel, f"{BASE}feed.json"))
    jsonschema.validate(read, JSON_FEED, format_checker=jsonschema.FormatChecker())
    return read


def test_atom_is_read_by_another_program() -> None:
    """What the feed is, and what is new, the newest first, at the beginning of its day."""
    feed = as_atom().feed
    assert (feed.title, feed.id, feed.author, feed.rights) == ("The register", BASE, "The authors", "2026, the authors")
    assert (feed.language, feed.updated) == ("en-GB", "2026-02-01T00:00:00Z")
    assert {link.rel: link.href for link in feed.links} == {"self": f"{BASE}feed.atom", "alternate": f"{BASE}new.html"}
    changed, _, first = as_atom().entries
    assert (changed.title, changed.link) == (f"Changed: {HOSTILE}", f"{BASE}years/2024.html#second")
    assert (first.title, first.updated, [tag.label for tag in first.tags]) == (
        "First",
        "2026-01-01T00:00:00Z",
        ["Visit", "Maps"],
    )
    assert first.summary == '<div dir="ltr" lang="en-GB"><p>A first visit.</p><p>2010 · Visit · Norway</p></div>'


def test_json_has_the_same_as_atom() -> None:
    """Entry by entry; texts are the same, hostile ones too."""
    as_text = [(each.id, each.title, each.link, each.updated) for each in as_atom().entries]
    assert [(each["id"], each["title"], each["url"], each["date_published"]) for each in as_json()["items"]] == as_text
    assert [each["summary"] for each in as_json()["items"]] == ["The day was added.", "2011 · Norway", "A first visit."]
    assert all("<script" not in each["content_html"] for each in as_json()["items"])


def test_ids_survive_a_move() -> None:
    """To another page, and under another title; an addition and a change have ids of their own."""
    ids = [each["id"] for each in as_json()["items"]]
    assert ids == [
        "tag:example.org,2026-02-01:/register/changed/second",
        "tag:example.org,2026-01-02:/register/added/second",
        "tag:example.org,2026-01-01:/register/added/first",
    ]
    moved = [replace(each, docname="elsewhere", title="Another title") for each in MILESTONES]
    assert [each["id"] for each in as_json(moved)["items"]] == ids
    assert len({each["url"] for each in as_json(moved)["items"]} & {each["url"] for each in as_json()["items"]}) == 0


def test_the_register_is_the_author_where_none_is_known() -> None:
    """Atom requires one; rights are left out."""
    unknown = replace(CHANNEL, author="", rights="", wording=wording("ar"))
    feed = as_atom(channel=unknown).feed
    assert (feed.author, feed.language, "rights" in feed) == ("The register", "ar", False)
    assert as_json(channel=unknown)["items"][0]["content_html"].startswith('<div lang="ar" dir="rtl"><p>The day')


def test_a_feed_has_the_last_entries_only() -> None:
    """Older entries are only on the page of news."""
    many = [milestone(f"one-{day}", added=f"2026-01-{day:02}") for day in range(1, 32)]
    many += [milestone(f"two-{day}", added=f"2026-02-{day:02}") for day in range(1, 29)]
    assert len(as_atom(many).entries) == len(as_json(many)["items"]) == MAX_ENTRIES
    assert as_json(many)["items"][-1]["id"].endswith("/one-10")
