"""Structured data in the head of pages: events on the pages of years, partners on theirs, the register on one page."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from urllib.parse import quote

from sphinx.application import Sphinx

from sphinx_milestones.core.records import Milestone
from sphinx_milestones.environment.domain import MilestoneDomain, domain_of
from sphinx_milestones.environment.links import Links
from sphinx_milestones.environment.milestone_image import image_file
from sphinx_milestones.views import structured_data
from sphinx_milestones.views.exports import EXPORTS
from sphinx_milestones.views.models import VIEWS
from sphinx_milestones.views.structured_data import Data, Publication


def add_data(app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: object) -> None:
    """Add its structured data to the head of a page (`html-page-context`)."""
    context["metatags"] = context.get("metatags", "") + data_of_page(domain_of(app.env), pagename)


def data_of_page(domain: MilestoneDomain, docname: str) -> str:
    """Return the element with the structured data of a page; empty if it has none, or the output no such pages."""
    if not domain.build.makes_pages:
        return ""
    links = domain.links(docname)
    return structured_data.script([*_events(links, domain.data["milestones"].get(docname, ())), *_register(links)])


def data_of_partner(links: Links, key: str) -> str:
    """Return the element with the structured data of a partner."""
    entry = links.register.partners[key]
    return structured_data.script([structured_data.partner(entry, links.wording, lambda other: _url(links, other))])


def _events(links: Links, milestones: tuple[Milestone, ...]) -> Iterator[Data]:
    for milestone in milestones:
        if milestone.kind and links.register.kinds[milestone.kind].event:
            url = links.permalink(milestone) if links.build.base else ""
            summary = links.summary(milestone)
            file = image_file(milestone, links.builder.env)
            image = f"{links.build.base}{quote(file)}" if links.build.base and file else ""
            yield structured_data.event(milestone, links.wording, url, summary, lambda other: _url(links, other), image)


FILES_VIEW = next(name for name, view in VIEWS.items() if view.shows_exports)


def _register(links: Links) -> Iterator[Data]:
    """Yield the register as data, on the page of its files, else of the timeline, if the URL of the site is known."""
    page_of_data = links.collection.home_of(FILES_VIEW) or links.collection.filter_page
    if links.build.base and links.docname == page_of_data:
        build, config = links.build, links.builder.config
        files = {
            f"{build.base}data/{name}": export.media_type
            for name, export in EXPORTS.items()
            if "schema" not in export.media_type
        }
        licence, languages, page = config.milestones_licence, [*build.wordings], links.full_url(links.docname)
        published = Publication(config.project, build.author, licence, languages, page, files)
        yield structured_data.dataset(published, links.collection.milestones, links.wording)


def _url(links: Links, partner: str) -> str:
    """Return the full URL of a partner; empty if it has none, or that of the site is unknown."""
    page, anchor = links.collection.location_of("partner", partner) or (None, "")
    return links.full_url(page, anchor) if page and links.build.base else ""
