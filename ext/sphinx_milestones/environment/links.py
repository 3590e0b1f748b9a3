"""Links from a page of a given builder: their URLs, and the text of those that have none of their own."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import NamedTuple
from urllib.parse import quote

from docutils import nodes
from sphinx.errors import NoUri
from sphinx.util.osutil import relative_uri

from sphinx_milestones.core.periods import read_period
from sphinx_milestones.core.placeholders import fill_placeholders
from sphinx_milestones.core.records import Milestone
from sphinx_milestones.core.sentences import first_sentence
from sphinx_milestones.register.collection import Collection
from sphinx_milestones.register.editions import Edition
from sphinx_milestones.register.register import Register
from sphinx_milestones.views.feeds import FEEDS, Feed
from sphinx_milestones.views.models import FORM_VIEW
from sphinx_milestones.views.wording import Wording

from .build_state import BuildState
from .downloads import DownloadablePdf
from .forge import edit_url, fill_template


class Offer(NamedTuple):
    """A PDF that a page offers, of an edition or (None) of the full register."""

    edition: Edition | None
    pdf: DownloadablePdf
    url: str


class Links:
    """Links from the page *docname*, in the form that the current builder needs."""

    def __init__(self, collection: Collection, build: BuildState, docname: str) -> None:
        self.collection = collection
        self.build = build
        self.builder = build.builder
        self.docname = docname

    @property
    def register(self) -> Register:
        """The entries of the data files."""
        return self.collection.register

    @property
    def wording(self) -> Wording:
        """The wording in the language of the build."""
        return self.build.wording

    @property
    def has_page_urls(self) -> bool:
        """Whether the output has pages with their own URLs, and files beside them."""
        return self.builder.format == "html" and self.builder.name != "epub"

    # -- as text, for templates

    def anchor_url(self, docname: str | None, anchor: str) -> str | None:
        """Return the URL of *anchor* on a page; None if the output has no URLs or not that page."""
        if docname is None:
            return None
        try:
            url = self.builder.get_relative_uri(self.docname, docname)
        except NoUri:
            return None
        # singlehtml addresses a page by an anchor, which the anchor of the milestone replaces.
        page = url.partition("#")[0] if docname != self.docname else ""
        return f"{page}#{anchor}" if anchor else page

    def milestone(self, milestone: Milestone) -> str | None:
        """Return the URL of a milestone."""
        return self.anchor_url(milestone.docname, milestone.id)

    def edit(self, milestone: Milestone) -> str | None:
        """Return the URL where a milestone can be edited, at its line; None if the project has none."""
        path = Path(os.path.relpath(self.builder.env.doc2path(milestone.docname), self.builder.confdir))
        return edit_url(self.builder.config, path.as_posix(), milestone.line)

    def report(self, milestone: Milestone) -> str | None:
        """Return the URL where an error in a milestone can be reported; None if the project has none."""
        template: str = self.builder.config.milestones_report_url
        if not template:
            return None if self.form is None else f"{self.form}?milestone={milestone.id}"
        values = {"id": milestone.id, "title": milestone.title, "address": self.permalink(milestone)}
        return fill_template(template, **values)

    @property
    def form(self) -> str | None:
        """The URL of the page with the form to propose a milestone; None if no page has one."""
        return self._page_with_script(self.collection.home_of(FORM_VIEW))

    def permalink(self, milestone: Milestone) -> str:
        """Return the absolute URL of a milestone if the project states where it is published, else a relative one."""
        return self.full_url(milestone.docname, milestone.id)

    def full_url(self, docname: str, anchor: str = "") -> str:
        """Return the absolute URL of a page, or of an anchor on it, as `permalink` does."""
        url = self.builder.get_target_uri(docname).partition("#")[0] + (f"#{anchor}" if anchor else "")
        base = str(self.builder.config.html_baseurl).rstrip("/")
        return f"{base}/{url}" if base else url

    def partner(self, key: str) -> str | None:
        """Return the URL of a partner's page, or of its entry in the index; None if it has neither."""
        return self.url_of("partner", key)

    def topic(self, key: str) -> str | None:
        """Return the URL of the timeline, filtered by a topic; None if no page has a filterable one."""
        page = self._page_with_script(self.collection.filter_page)
        return None if page is None else f"{page}?topic={key}"

    def year(self, year: int | None) -> str | None:
        """Return the URL of a year on the timeline, None being that of undated milestones; None without a timeline."""
        page = self._page_with_script(self.collection.filter_page)
        return None if page is None else f"{page}#timeline_{'undated' if year is None else year}"

    def _page_with_script(self, page: str | None) -> str | None:
        """Return the URL of a page that a query or fragment may follow; None if the output has no such pages."""
        if page is None or not self.has_page_urls or self.builder.name == "singlehtml":
            return None
        return self.builder.get_relative_uri(self.docname, page).partition("#")[0]

    def document(self, key: str) -> str | None:
        """Return the URL where a document can be opened; None if it cannot."""
        document = self.register.documents[key]
        access = self.register.access_to(document)
        return self.file(f"documents/{document.file}") if access == "file" else document.url if access else None

    @property
    def documents_to_open(self) -> frozenset[str]:
        """The keys of the documents that can be opened."""
        return frozenset(key for key in self.register.documents if self.document(key))

    def pdf(self, edition: str) -> DownloadablePdf | None:
        """Return the PDF of an edition that a page may offer; an empty name is the full register."""
        return self.build.pdf(edition) if edition in self.collection.offered_editions else None

    def offers(self, name: str) -> list[Offer]:
        """Return the PDF of an edition, followed by its full counterpart if it is a brief; only those that were built.

        An empty name is the full register.
        """
        return self._offers(self.collection.edition_with_full(name) if name else [None])

    def offers_on(self, partner: str) -> list[Offer]:
        """Return the PDFs on a partner, the brief one first; only those that were built."""
        return self._offers(self.collection.editions_of(partner))

    def _offers(self, editions: Iterable[Edition | None]) -> list[Offer]:
        found = [(edition, self.pdf(edition.name if edition else "")) for edition in editions]
        urls = [(edition, pdf, self.file(pdf.address)) for edition, pdf in found if pdf]
        return [Offer(edition, pdf, url) for edition, pdf, url in urls if url]

    @property
    def feeds(self) -> Mapping[str, Feed]:
        """The feeds of the output, by path; none without news, or if the URL of the site is unknown."""
        return FEEDS if self.has_page_urls and self.build.base and self.collection.news else {}

    def file(self, path: str) -> str | None:
        """Return the URL of a file by its path in the output folder; None if the output is a single file."""
        if not self.has_page_urls:
            return None
        return relative_uri(self.builder.get_target_uri(self.docname), quote(path))

    # -- the targets of references in text

    def candidates(self, role: str, target: str) -> list[tuple[str, str]]:
        """Return the possible targets of a reference, as (role, key) pairs.

        For `any`, a target is the id of a milestone, the key of a partner, or the anchor of a partner's entry.
        """
        if role == "doc":
            role, target = "any", target.partition("#")[2]
        if role != "any":
            return [(role, target)]
        partners = self.register.partners
        found = [("milestone", target)] if self.collection.get_milestone(target) else []
        found += [("partner", target)] if target in partners else []
        key = target.removeprefix("partner-")
        return found or ([("partner", key)] if key in partners else [])

    def reference_text(self, role: str, target: str) -> str | None:
        """Return the text of a reference that has no explicit one; None if the target is unknown."""
        env = self.builder.env
        if role == "message":
            return self.wording.gettext(target)
        if role == "doc":
            docname, _, anchor = target.partition("#")
            if not anchor:
                return env.titles[docname].astext() if docname in env.titles else None
            headings = env.metadata[docname].get("myst_slugs", {}) if docname in env.metadata else {}
            return self.reference_text("any", anchor) or headings.get(anchor, ("", "", None))[2]
        label = env.domains.standard_domain.labels.get(target, ("", "", ""))[2] if role == "any" else ""
        return label or next(filter(None, (self.text(*named) for named in self.candidates(role, target))), None)

    def summary(self, milestone: Milestone) -> str:
        """Return the first sentence of a milestone's text; empty if it has no paragraph."""
        return first_sentence(self.lead(milestone))

    def lead(self, milestone: Milestone) -> str:
        """Return the first paragraph of a milestone's text; empty if it has none."""
        return fill_placeholders(milestone.lead, self.reference_text)

    def url_of(self, role: str, key: str) -> str | None:
        """Return the URL that a role leads to; None if there is none."""
        location = self.collection.location_of(role, key)
        return self.anchor_url(*location) if location else None

    # -- as nodes, for other outputs and for roles

    def text(self, role: str, key: str) -> str | None:
        """Return the text of a role that has no explicit one; None if the key is unknown."""
        register, wording = self.register, self.wording
        if role == "partner" and key in register.partners:
            return wording.partner(key)
        if role == "document" and key in register.documents:
            return wording.document_with_state(register.documents[key])
        if role == "year":
            period = read_period(key) if key in self.collection.year_pages else None
            return wording.named_period(period) if period else None
        milestone = self.collection.get_milestone(key) if role == "milestone" else None
        return milestone.title if milestone else None

    def reference(self, role: str, key: str, content: nodes.Element) -> nodes.Element | None:
        """Return a link around *content*, or the content alone without a target; None if the key is unknown."""
        if location := self.collection.location_of(role, key):
            return self.internal(*location, content)
        if role == "document" and key in self.register.documents:
            url = self.document(key)
            return nodes.reference("", "", content, refuri=url, internal=False) if url else content
        return content if role == "partner" and key in self.register.partners else None

    def internal(self, docname: str | None, anchor: str, content: nodes.Element) -> nodes.Element:
        """Return a link to an anchor on a page; the content alone if the output lacks the page."""
        url = self.anchor_url(docname, anchor)
        if url is None:
            return content
        target = {"refid": anchor} if docname == self.docname else {"refuri": url}
        return nodes.reference("", "", content, internal=True, **target)
