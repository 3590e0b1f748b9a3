"""Feeds of what is new, as Atom (RFC 4287) and JSON Feed 1.1: pure functions from news to text."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from typing import Any, NamedTuple
from urllib.parse import quote, urlsplit
from xml.etree import ElementTree
from xml.etree.ElementTree import Element, SubElement

from sphinx_milestones.core.records import Milestone
from sphinx_milestones.register.news import News

from .wording import Wording

ATOM = "http://www.w3.org/2005/Atom"
MAX_ENTRIES = 50


@dataclass(frozen=True, slots=True)
class Channel:
    """What a feed states of its site: `base` is the URL where it begins, `page` that of the page with the news.

    `author` and `rights` are empty if unknown. The functions return the URL and the first paragraph of a milestone.
    """

    base: str
    page: str
    title: str
    author: str
    rights: str
    wording: Wording
    url_of: Callable[[Milestone], str]
    lead_of: Callable[[Milestone], str]

    @property
    def language(self) -> str:
        """The language as a tag (BCP 47)."""
        return self.wording.language.replace("_", "-")

    @property
    def authors(self) -> str:
        """Who wrote the entries; the register itself if no author is known, since Atom requires one."""
        return self.author or self.title


class Entry(NamedTuple):
    """An addition or a change in a feed; `updated` is the beginning of its day in UTC (RFC 3339).

    `title_html` is empty for a title without markup; JSON Feed has plain titles only.
    """

    id: str
    url: str
    title: str
    title_html: str
    updated: str
    summary: str
    html: str
    terms: Mapping[str, str]


def entries(news: Sequence[News], channel: Channel) -> list[Entry]:
    """Return the last additions and changes, newest first."""
    return [_entry(item, channel) for item in news[:MAX_ENTRIES]]


def _entry(news: News, channel: Channel) -> Entry:
    milestone, wording = news.milestone, channel.wording
    pattern = wording.gettext("Changed: {title}") if news.changed else "{title}"
    title_html = escape(pattern, quote=False).format(title=milestone.title_html) if milestone.title_html else ""
    partners = wording.listed(wording.partner_with_acronym(part.partner) for part in milestone.partners)
    facts = " · ".join(filter(None, [wording.date(milestone.date), wording.kind(milestone.kind), partners]))
    change = milestone.change if news.changed else None
    paragraphs = [*filter(None, [change, channel.lead_of(milestone), facts])]
    text = "".join(f"<p>{escape(paragraph, quote=False)}</p>" for paragraph in paragraphs)
    html = f'<div lang="{channel.language}" dir="{wording.locale.text_direction}">{text}</div>'
    terms = {milestone.kind: wording.kind(milestone.kind)} if milestone.kind else {}
    terms |= {topic: wording.topic(topic) for topic in milestone.topics}
    updated = f"{news.day}T00:00:00Z"
    title = pattern.format(title=milestone.title), title_html
    return Entry(tag_of(news, channel.base), channel.url_of(milestone), *title, updated, paragraphs[0], html, terms)


def tag_of(news: News, base: str) -> str:
    """Return the permanent id of an entry (RFC 4151). It does not change when the milestone moves to another page."""
    site = urlsplit(base)
    what = "changed" if news.changed else "added"
    return f"tag:{site.hostname},{news.day}:{site.path}{what}/{quote(news.milestone.id)}"


def atom(news: Sequence[News], channel: Channel, url: str) -> str:
    """Return the feed at *url* as Atom; *news* are the newest first, and not empty."""
    items = entries(news, channel)
    feed = Element("feed", {"xmlns": ATOM, "xml:lang": channel.language})
    SubElement(feed, "id").text = channel.base
    SubElement(feed, "title").text = channel.title
    SubElement(feed, "updated").text = items[0].updated
    SubElement(feed, "link", rel="self", type=FEEDS["feed.atom"].media_type, href=url)
    SubElement(feed, "link", rel="alternate", type="text/html", href=channel.page)
    SubElement(SubElement(feed, "author"), "name").text = channel.authors
    if channel.rights:
        SubElement(feed, "rights").text = channel.rights
    feed.extend(map(_atom_entry, items))
    ElementTree.indent(feed, "")
    return f'<?xml version="1.0" encoding="utf-8"?>\n{ElementTree.tostring(feed, encoding="unicode")}\n'


def _atom_entry(item: Entry) -> Element:
    entry = Element("entry")
    SubElement(entry, "id").text = item.id
    SubElement(entry, "title", {"type": "html"} if item.title_html else {}).text = item.title_html or item.title
    SubElement(entry, "updated").text = item.updated
    SubElement(entry, "link", rel="alternate", type="text/html", href=item.url)
    for key, label in item.terms.items():
        SubElement(entry, "category", term=key, label=label)
    SubElement(entry, "summary", type="html").text = item.html
    return entry


def json_feed(news: Sequence[News], channel: Channel, url: str) -> str:
    """Return the feed at *url* as JSON Feed, with an entry per line."""
    feed = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": channel.title,
        "home_page_url": channel.page,
        "feed_url": url,
        "language": channel.language,
        "authors": [{"name": channel.authors}],
    }
    head = json.dumps(feed, ensure_ascii=False, indent=0)[:-2]
    items = ",\n".join(json.dumps(item, ensure_ascii=False) for item in _json_items(news, channel))
    return f'{head},\n"items": [\n{items}\n]\n}}\n'


def _json_items(news: Sequence[News], channel: Channel) -> Iterator[dict[str, Any]]:
    for item in entries(news, channel):
        yield {
            "id": item.id,
            "url": item.url,
            "title": item.title,
            "content_html": item.html,
            "summary": item.summary,
            "date_published": item.updated,
            "tags": list(item.terms.values()),
        }


@dataclass(frozen=True, slots=True)
class Feed:
    """A file with a feed: its format, as readers know it, its media type and its function."""

    format: str
    media_type: str
    function: Callable[[Sequence[News], Channel, str], str]


FEEDS: Mapping[str, Feed] = {
    "feed.atom": Feed("Atom", "application/atom+xml", atom),
    "feed.json": Feed("JSON Feed", "application/feed+json", json_feed),
}
