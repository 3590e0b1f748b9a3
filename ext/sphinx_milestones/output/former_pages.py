"""Former addresses of published milestones: a notice on each page that still exists, and a page in place of the others.

A notice has the former id as its anchor, so that the URL works without scripts and on any host.
"""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from typing import Any

from sphinx.application import Sphinx

from sphinx_milestones.environment.domain import MilestoneDomain, domain_of
from sphinx_milestones.environment.links import Links
from sphinx_milestones.register.published import Notice

from .templating import render_template


def _notices(links: Links) -> tuple[Notice, ...]:
    return links.collection.notices.get(links.docname, ())


def render_notices(links: Links, body: str = "") -> str:
    """Return the notices on a page as HTML, without anchors that are in its *body*; empty if there are none."""
    notices = _notices(links)
    if not notices or not links.build.makes_pages:
        return ""
    free = [notice.id for notice in notices if f'id="{notice.id}"' not in body]
    return render_template(links, "moved.html", notices=notices, free=free)


def add_notices(app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: object) -> None:
    """Add the notices below the text of a page (`html-page-context`)."""
    if doctree is not None and (notices := render_notices(domain_of(app.env).links(pagename), context["body"])):
        context["body"] += notices


def missing_former_pages(domain: MilestoneDomain) -> list[str]:
    """Return the docnames of former pages that no longer exist and are replaced by a generated page."""
    build = domain.build
    known = build.builder.env.found_docs | build.unreadable
    return sorted(domain.collection.notices.keys() - known) if build.makes_pages else []


def collect_pages(app: Sphinx) -> Iterator[tuple[str, dict[str, Any], str]]:
    """Yield a page for each former page that is gone: its name, context and template (`html-collect-pages`)."""
    domain = domain_of(app.env)
    for page in missing_former_pages(domain):
        links = domain.links(page)
        gettext = links.wording.gettext
        title = gettext("Moved") if any(notice.milestone for notice in _notices(links)) else gettext("Withdrawn")
        context = {"title": title, "body": f"<h1>{escape(title)}</h1>\n{render_notices(links)}", **_head(links)}
        yield page, context, "page.html"


def _head(links: Links) -> dict[str, str | None]:
    """Return the head of such a page: hidden from search engines, with the new URL if there is exactly one."""
    milestones = [notice.milestone for notice in _notices(links)]
    metatags = '<meta name="robots" content="noindex" />\n'
    pages = {milestone.docname if milestone else "" for milestone in milestones}
    (only,) = milestones if len(milestones) == 1 else (None,)
    if only and (url := links.milestone(only)):
        metatags += f'<meta http-equiv="refresh" content="0; url={escape(url)}" />\n'
    canonical = links.permalink(milestones[0]).partition("#")[0] if len(pages) == 1 and milestones[0] else None
    return {"metatags": metatags, "pageurl": canonical if links.builder.config.html_baseurl else None}
