"""The addresses of a site for files that are read elsewhere: from its root, or complete where that is known.

Texts of references are in each language of the data here; on pages, `environment.links` makes them in that of the
build.
"""

from __future__ import annotations

from collections.abc import Mapping
from html import escape
from urllib.parse import quote

from sphinx.builders import Builder

from sphinx_milestones.core.records import Milestone
from sphinx_milestones.environment.domain import domain_of
from sphinx_milestones.environment.milestone_image import image_file
from sphinx_milestones.environment.portable_html import EXPLICIT
from sphinx_milestones.views.exports.data import title_in
from sphinx_milestones.views.wording import Wording


class SiteAddresses:
    """The addresses in the HTML site, whichever builder asks, and the texts of references to them in a language."""

    def __init__(self, builder: Builder) -> None:
        self.builder = builder
        self.domain = domain_of(builder.env)
        self.collection = self.domain.collection
        self.links = self.domain.links(builder.config.root_doc)

    @property
    def base(self) -> str:
        """The address of the site, ending in a slash; empty if it is not known."""
        return self.domain.build.base

    def page(self, docname: str, anchor: str = "") -> str:
        """Return the address of a page, or of an anchor on it."""
        config, builder = self.builder.config, self.builder
        if builder.format == "html":
            path = builder.get_target_uri(docname).partition("#")[0]
        else:
            path = f"{quote(docname)}{config.html_link_suffix or config.html_file_suffix or '.html'}"
        return f"{self.base}{path}{f'#{anchor}' if anchor else ''}"

    def milestone(self, milestone: Milestone) -> str:
        """Return the address of a milestone."""
        return self.page(milestone.docname, milestone.id)

    def partner(self, key: str) -> str:
        """Return the address of a partner's page or entry; empty if there is none."""
        if page := self.collection.partner_pages_of_site.get(key):
            return self.page(page)
        home, anchor = self.collection.index_entry(key) or (None, "")
        return self.page(home, anchor) if home else ""

    def document(self, key: str) -> str:
        """Return the address at which a document can be opened; empty if there is none."""
        register = self.collection.register
        document = register.documents[key]
        access = register.access_to(document)
        in_site = f"{self.base}documents/{quote(document.file or '')}"
        return in_site if access == "file" else document.url or "" if access else ""

    def image(self, milestone: Milestone) -> str:
        """Return the address of the image of a milestone; empty if it has none."""
        file = image_file(milestone, self.builder.env)
        return f"{self.base}{quote(file)}" if file else ""

    # -- references in texts

    def text(self, role: str, target: str, wording: Wording) -> str | None:
        """Return the text of a reference in the language of *wording*; None if the target is unknown."""
        if role == "message":
            return wording.gettext(target)
        register = self.collection.register
        for found, key in self.links.candidates(role, target):
            if found == "partner" and key in register.partners:
                return wording.partner(key)
            if found == "document" and key in register.documents:
                return wording.document_with_state(register.documents[key])
            if found == "milestone" and (milestone := self.collection.get_milestone(key)):
                return title_in(milestone, wording.language)
        return self.links.reference_text(role, target)

    def link(self, role: str, target: str, fallback: str, wording: Wording) -> str:
        """Return the HTML of a reference; its text alone if the target has no address."""
        explicit, role = role.startswith(EXPLICIT), role.removeprefix(EXPLICIT)
        own = None if explicit else self.text(role, target, wording)
        text = fallback if own is None else escape(own, quote=False)
        url = self._url_of(role, target)
        return f'<a href="{escape(url)}">{text}</a>' if url else text

    def _url_of(self, role: str, target: str) -> str:
        for found, key in self.links.candidates(role, target):
            if found == "partner" and (url := self.partner(key)):
                return url
            if found == "document" and key in self.collection.register.documents:
                return self.document(key)
            if found == "milestone" and (milestone := self.collection.get_milestone(key)):
                return self.milestone(milestone)
        docname, _, anchor = target.partition("#") if role == "doc" else self._label(target)
        return self.page(docname, anchor) if docname in self.builder.env.all_docs else ""

    def _label(self, target: str) -> tuple[str, str, str]:
        labels: Mapping[str, tuple[str, str, str]] = self.builder.env.domains.standard_domain.labels
        docname, anchor, _ = labels.get(target, ("", "", ""))
        return docname, "#", anchor
