"""A page for each partner, beside the page with the index: names, facts, years, milestones and PDFs.

These pages have no source file. Sphinx and other extensions treat them like the search page.
"""

from __future__ import annotations

from collections.abc import Iterator, Set
from html import escape
from typing import Any

from sphinx.application import Sphinx

from sphinx_milestones.environment.domain import MilestoneDomain, domain_of
from sphinx_milestones.environment.links import Links
from sphinx_milestones.views.index_wording import IndexWording
from sphinx_milestones.views.model_parts import PartnerEntry
from sphinx_milestones.views.models import partner_entries

from .structured_data import data_of_partner
from .templating import render_template


def collect_pages(app: Sphinx) -> Iterator[tuple[str, dict[str, Any], str]]:
    """Yield the pages to write: name, context and template (`html-collect-pages`)."""
    domain = domain_of(app.env)
    for page, context in partner_pages(domain, domain.build.current_pages):
        yield page, context, "page.html"


def partner_pages(domain: MilestoneDomain, without: Set[str] = frozenset()) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield the name and the context of each partner page that is not in *without*."""
    wanted = {key: page for key, page in domain.collection.partner_pages.items() if page not in without}
    for entry in partner_entries(domain.collection.milestones, domain.build.wording) if wanted else ():
        if page := wanted.get(entry.partner.key):
            yield page, _context(domain, page, entry)


def _context(domain: MilestoneDomain, page: str, entry: PartnerEntry) -> dict[str, Any]:
    links, key = domain.links(page), entry.partner.key
    name, up = links.wording.partner_with_acronym(key), _index_entry(links, key)
    body = domain.build.render_once(page, key, lambda: render_template(links, "partner.html", entry=entry, up=up))
    return {
        "title": escape(name),
        "body": body,
        "metatags": f'<meta name="description" content="{escape(_description(links, name, entry))}" />\n'
        + data_of_partner(links, key),
        "parents": [{"link": up["link"], "title": escape(up["title"])}],
        "prev": None,
        "next": None,
    }


def _description(links: Links, name: str, entry: PartnerEntry) -> str:
    """Return a description for search engines: name, number and years of milestones, and the title of the newest."""
    extent = IndexWording(links.wording).extent(entry.partner.key, entry.milestones)
    return f"{name}: {extent}. {entry.milestones[0].title}"


def _index_entry(links: Links, partner: str) -> dict[str, str]:
    """Return URL and title of the page with the partner index."""
    home, anchor = links.collection.index_entry(partner) or (None, "")
    titles = links.builder.env.titles
    return {"link": links.anchor_url(home, anchor) or "", "title": titles[home].astext() if home in titles else ""}
