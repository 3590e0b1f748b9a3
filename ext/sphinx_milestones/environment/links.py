"""Addresses: where milestones, index entries, documents and the PDF are found from a page of a given builder."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

from docutils import nodes
from sphinx.errors import NoUri
from sphinx.util.osutil import relative_uri

from sphinx_milestones.core.records import Milestone

from .config import ADDRESS

if TYPE_CHECKING:
    from .domain import MilestoneDomain


class Links:
    """Links that start on the page *docname*, as the builder at work writes it."""

    def __init__(self, domain: MilestoneDomain, docname: str) -> None:
        self.domain = domain
        self.builder = domain.builder
        self.docname = docname

    @property
    def online(self) -> bool:
        """Whether the output is pages with addresses of their own, and files beside them."""
        return self.builder.format == "html" and self.builder.name != "epub"

    # -- as text, for templates

    def to(self, docname: str | None, anchor: str) -> str | None:
        """The address of *anchor* in a document, or None where the output has no addresses or not that document."""
        if docname is None:
            return None
        try:
            address = self.builder.get_relative_uri(self.docname, docname)
        except NoUri:
            return None
        # singlehtml names a document by an anchor of its own, which the milestone's takes the place of.
        return f"{address.partition('#')[0] if docname != self.docname else ''}#{anchor}"

    def milestone(self, milestone: Milestone) -> str | None:
        """The address of a milestone."""
        return self.to(milestone.docname, milestone.id)

    def edit(self, milestone: Milestone) -> str | None:
        """Where a milestone can be edited, at its very line; None where the project does not say."""
        path = Path(os.path.relpath(self.builder.env.doc2path(milestone.docname), self.builder.confdir))
        return self._filled("milestones_edit_url", path=path.as_posix(), line=milestone.line)

    def report(self, milestone: Milestone) -> str | None:
        """Where a mistake in a milestone can be reported; None where the project does not say."""
        filled = {"id": milestone.id, "title": milestone.title, "address": self.permanent(milestone)}
        return self._filled("milestones_report_url", **filled)

    def permanent(self, milestone: Milestone) -> str:
        """The address of a milestone from wherever it is named: whole where the project says where it is published."""
        address = f"{self.builder.get_target_uri(milestone.docname).partition('#')[0]}#{milestone.id}"
        base = str(self.builder.config.html_baseurl).rstrip("/")
        return f"{base}/{address}" if base else address

    def _filled(self, setting: str, **values: object) -> str | None:
        template: str = self.builder.config[setting]
        try:
            address = template.format_map({name: quote(str(value)) for name, value in values.items()})
        except (LookupError, ValueError, AttributeError, MemoryError):
            return None  # reported when the build began, as is what is no address
        return address if ADDRESS.match(address) else None

    def partner(self, key: str) -> str | None:
        """The address of a partner's entry in the index; None where it has none."""
        return self.address("partner", key)

    def topic(self, key: str) -> str | None:
        """The address of the timeline, filtered by a topic; None where there is no page with one."""
        home = self.domain.home_of("timeline")
        filtered = any(placed.can_be_filtered for placed in self.domain.data["views"].get(home, ()))
        if home is None or not filtered or not self.online or self.builder.name == "singlehtml":
            return None
        return f"{self.builder.get_relative_uri(self.docname, home).partition('#')[0]}?topic={key}"

    def document(self, key: str) -> str | None:
        """Where a document can be opened; None where it cannot."""
        document = self.domain.register.documents[key]
        if document.status == "external":
            return document.url
        return self.file(f"documents/{document.file}") if document.status == "available" else None

    def edition(self, name: str) -> str | None:
        """Where the PDF of an edition is found; None where there is none."""
        pdf = self.domain.pdfs.get(name)
        return self.file(pdf.address) if pdf else None

    def file(self, address: str) -> str | None:
        """The address of a file in the output, given from its top; None in an output of single files."""
        if not self.online:
            return None
        return relative_uri(self.builder.get_target_uri(self.docname), quote(address))

    # -- of what a text refers to

    def meant(self, role: str, target: str) -> list[tuple[str, str]]:
        """What a reference may name, as roles and keys: for `any` a milestone's id, a partner's key, or its anchor."""
        if role == "doc":
            role, target = "any", target.partition("#")[2]
        if role != "any":
            return [(role, target)]
        partners = self.domain.register.partners
        found = [("milestone", target)] if self.domain.find(target) else []
        found += [("partner", target)] if target in partners else []
        key = target.removeprefix("partner-")
        return found or ([("partner", key)] if key in partners else [])

    def said(self, role: str, target: str) -> str | None:
        """What stands for a reference without a text of its own, as of now; None where nobody knows."""
        env = self.domain.env
        if role == "doc":
            docname, _, anchor = target.partition("#")
            if not anchor:
                return env.titles[docname].astext() if docname in env.titles else None
            headings = env.metadata[docname].get("myst_slugs", {}) if docname in env.metadata else {}
            return self.said("any", anchor) or headings.get(anchor, ("", "", None))[2]
        label = env.domains.standard_domain.labels.get(target, ("", "", ""))[2] if role == "any" else ""
        return label or next(filter(None, (self.text(*named) for named in self.meant(role, target))), None)

    def address(self, typ: str, target: str) -> str | None:
        """Where a role leads; None where it leads nowhere."""
        place = self.domain.place_of(typ, target)
        return self.to(*place) if place else None

    # -- as nodes, for other outputs and for roles

    def text(self, typ: str, target: str) -> str | None:
        """What a role without a text of its own says."""
        register, wording = self.domain.register, self.domain.wording
        if typ == "partner" and target in register.partners:
            return wording.partner(target)
        if typ == "document" and target in register.documents:
            document = register.documents[target]
            state = wording.state(document)
            return f"{wording.document(document)}, {state}" if state else wording.document(document)
        milestone = self.domain.find(target) if typ == "milestone" else None
        return milestone.title if milestone else None

    def reference(self, typ: str, target: str, content: nodes.Element) -> nodes.Element | None:
        """A link around *content*; the content alone where there is nothing to link to; None for an unknown target."""
        if place := self.domain.place_of(typ, target):
            return self.internal(*place, content)
        if typ == "document" and target in self.domain.register.documents:
            address = self.document(target)
            return nodes.reference("", "", content, refuri=address, internal=False) if address else content
        return content if typ == "partner" and target in self.domain.register.partners else None

    def internal(self, docname: str | None, anchor: str, content: nodes.Element) -> nodes.Element:
        """A link to an anchor in a document; the content alone where the output has no such place."""
        address = self.to(docname, anchor)
        if address is None:
            return content
        place = {"refid": anchor} if docname == self.docname else {"refuri": address}
        return nodes.reference("", "", content, internal=True, **place)
