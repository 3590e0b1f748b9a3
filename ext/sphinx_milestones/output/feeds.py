"""The feeds of what is new: their files beside the pages, and the links to them in the head of each page."""

from __future__ import annotations

from html import escape
from typing import Any

from sphinx.application import Sphinx

from sphinx_milestones.environment.domain import MilestoneDomain, domain_of
from sphinx_milestones.environment.links import Links
from sphinx_milestones.views.feeds import Channel

VIEW = "milestone-news"


def feed_texts(domain: MilestoneDomain) -> dict[str, str]:
    """Return the text of each feed, by path in the output folder."""
    links = domain.links(domain.env.config.root_doc)
    feeds = links.feeds
    channel = _channel(links) if feeds else None
    news = domain.collection.news
    return {name: feed.function(news, channel, f"{links.build.base}{name}") for name, feed in feeds.items() if channel}


def _channel(links: Links) -> Channel:
    config, builder = links.builder.config, links.builder
    page = builder.get_target_uri(links.collection.home_of(VIEW) or config.root_doc)
    return Channel(
        base=links.build.base,
        page=f"{links.build.base}{page}",
        title=config.project,
        author=links.build.author,
        rights=config.copyright if isinstance(config.copyright, str) else ", ".join(config.copyright),
        wording=links.wording,
        url_of=links.permalink,
        lead_of=links.lead,
    )


def add_links(app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: object) -> None:
    """Add links to the feeds to the head of a page (`html-page-context`)."""
    context["metatags"] = context.get("metatags", "") + feed_tags(domain_of(app.env).links(pagename))


def feed_tags(links: Links) -> str:
    """Return the elements that name the feeds; empty if there are none."""
    title, base = escape(links.builder.config.project), escape(links.build.base)
    return "".join(
        f'<link rel="alternate" type="{feed.media_type}" title="{title} ({feed.format})" href="{base}{name}" />\n'
        for name, feed in links.feeds.items()
    )
