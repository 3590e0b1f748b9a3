"""The domain ``ms``: the data read from each page, and the resolution of references."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import replace
from typing import Any, ClassVar, cast

from docutils import nodes
from sphinx.addnodes import pending_xref
from sphinx.builders import Builder
from sphinx.domains import Domain, ObjType
from sphinx.environment import BuildEnvironment

from sphinx_milestones.core.periods import read_period
from sphinx_milestones.core.records import Dependencies, Milestone, Translation
from sphinx_milestones.register.collection import Collection
from sphinx_milestones.register.queries import participations
from sphinx_milestones.register.tables import TABLES
from sphinx_milestones.views.search_index import search_text

from . import link_checks, page_checks
from .build_state import BuildState
from .diagnostics import warn
from .links import Links
from .mentions import anchors_in, mentions_of
from .milestone_image import add_image
from .milestone_text import record_of, text_of
from .nodes import milestone_facts
from .roles import DOMAIN_ROLES
from .snapshot import take_snapshot
from .titles import title_nodes
from .view_positions import locate_views


class MilestoneDomain(Domain):
    """Milestones, partners and views. Everything is stored by page, as plain values."""

    name = "ms"
    label = "Milestones"
    object_types: ClassVar = {name: ObjType(name, name) for name in DOMAIN_ROLES}
    roles = DOMAIN_ROLES
    # docname → its milestones, views, mentions and dependencies, in the order of the page, its fingerprint, its
    # sources, and the fingerprint of the catalogues whose state it shows
    initial_data: ClassVar = {
        "milestones": {},
        "views": {},
        "mentions": {},
        "dependencies": {},
        "fingerprints": {},
        "sources": {},
        "catalogues": {},
    }
    data_version = 22

    build: BuildState
    _collection: Collection | None = None
    _translations: tuple[str, Sequence[tuple[Translation, ...]]] = ("", ())  # of the page that is being read

    def begin(self, builder: Builder) -> None:
        """Begin a build: read the data files."""
        self.build = BuildState.begin(builder)
        self._collection = None

    @property
    def collection(self) -> Collection:
        """A snapshot of everything read so far."""
        if self._collection is None:
            self._collection = take_snapshot(self.data, self.build)
        return self._collection

    def links(self, docname: str) -> Links:
        """Return the links that start on a page."""
        return Links(self.collection, self.build, docname)

    # -- a page is read

    def note_dependencies(self, docname: str, keys: Set[tuple[str, str]]) -> None:
        """Note which entries *docname* depends on, so that it is read again when one of them changes."""
        dependencies: dict[str, Dependencies] = self.data["dependencies"]
        before = dependencies[docname].keys if docname in dependencies else ()
        dependencies[docname] = Dependencies(tuple(sorted({*before, *keys})), "")

    def note_sources(self, docname: str, sources: tuple[object, ...]) -> None:
        """Note what *docname* was read from, as plain values."""
        self.data["sources"][docname] = sources

    def note_catalogues(self, docname: str, fingerprint: str) -> None:
        """Note which catalogues *docname* shows the state of, so that it is read again when one of them changes."""
        self.data["catalogues"][docname] = fingerprint

    def note_translations(self, docname: str, translations: Sequence[tuple[Translation, ...]]) -> None:
        """Note the texts of each milestone of *docname* in other languages, before the page is finished."""
        self._translations = docname, translations

    def process_doc(self, env: BuildEnvironment, docname: str, document: nodes.document) -> None:
        """Collect what the finished page shows: translations are applied, references not yet resolved."""
        self._collection = None
        path = str(env.doc2path(docname))
        milestones = [self._record(leaf, position) for position, leaf in enumerate(page_checks.heads(document))]
        typos = list(page_checks.find_typos(document, path))
        links = link_checks.find_bad_links(document, path)
        for finding in [*page_checks.check_page(document, milestones, path), *typos, *links]:
            warn(finding)
        if milestones and "year" in env.config.milestones_editions:
            page_checks.offer_edition(document, docname)
        views = locate_views(document)
        mentions = [mention for node in document.findall(nodes.Element) for mention in mentions_of(node, path)]
        if any(placed.anchors and placed.view.type.entries == "partners" for placed in views):
            mentions += anchors_in(document, path)
        for name, found in (("milestones", milestones), ("views", views), ("mentions", mentions)):
            if found:
                self.data[name][docname] = tuple(found)
        documents = {("documents", mention.target) for mention in mentions if mention.role == "document"}
        default = env.config.milestones_host  # a dependency, even before there is a partner with that key
        hosts = {("partners", host) for milestone in milestones if (host := milestone.host or default)}
        participating = (part for each in milestones for part in participations(each, self.build.register))
        partner_keys = {("partners", part.partner) for part in participating}
        unknown = {(table, "") for table in TABLES} if typos else set()  # a typo may hide any key
        self.note_dependencies(docname, documents | hosts | partner_keys | unknown)
        keys = self.data["dependencies"].pop(docname).keys
        if keys or milestones:  # which depend on the model of the register, too
            self.data["dependencies"][docname] = Dependencies(keys, self.build.register.digest(keys))

    def _record(self, head: milestone_facts, position: int) -> Milestone:
        """Return the finished record of a milestone; note its position in its nodes."""
        section = head.parent
        text = text_of(section)
        for leaf in section.children:
            if isinstance(leaf, milestone_facts):
                leaf["position"] = position
        record = record_of(section)
        del head["record"]
        section["ids"].sort(key=lambda anchor: anchor != record.id)  # its id comes before that of a label above it
        notes = [note for note in section.findall(nodes.admonition) if "sources-differ" in note["classes"]]
        docname, translations = self._translations
        finished = replace(
            record,
            **text._asdict(),
            sources_differ=len(notes),
            translations=translations[position] if docname == record.docname and translations else (),
        )
        head += nodes.Text(search_text(finished, self.build.wording))
        add_image(finished, head)
        return finished

    def clear_doc(self, docname: str) -> None:
        """Drop everything that was read from a page."""
        self._collection = None
        for stored in self.data.values():
            if isinstance(stored, dict):
                stored.pop(docname, None)

    def merge_domaindata(self, docnames: Set[str], otherdata: dict[str, Any]) -> None:
        """Add the data that another process has read."""
        self._collection = None
        for name in self.initial_data:
            self.data[name].update({doc: stored for doc, stored in otherdata[name].items() if doc in docnames})

    # -- everything is read

    def milestone_at(self, docname: str, position: int) -> Milestone:
        """Return the milestone at a *position* on a page."""
        return cast(Milestone, self.data["milestones"][docname][position])

    def note_fingerprints(self, fingerprints: Mapping[str, tuple[str, str]]) -> None:
        """Store the fingerprints of pages, until they are read again."""
        self.data["fingerprints"].update(fingerprints)

    def pages_with_changed_entries(self) -> list[str]:
        """Return the pages that depend on a data-file entry that has changed since they were read."""
        dependencies: dict[str, Dependencies] = self.data["dependencies"]
        return [doc for doc, noted in dependencies.items() if self.build.register.digest(noted.keys) != noted.digest]

    def check_consistency(self) -> None:
        """Report problems that only the full register shows; called if a page was read or will be written."""
        self.build.check_references(self.collection)

    # -- references are resolved

    def resolve_xref(
        self,
        env: BuildEnvironment,
        fromdocname: str,
        builder: Builder,
        typ: str,
        target: str,
        node: pending_xref,
        contnode: nodes.Element,
    ) -> nodes.reference | None:
        """Turn a role into a link; its text is the current title or name, unless the author gave one."""
        links = self.links(fromdocname)
        text = None if node.get("refexplicit") else links.text(typ, target)
        if text is not None:
            milestone = links.collection.get_milestone(target) if typ == "milestone" else None
            shown = title_nodes(milestone) if milestone else [nodes.Text(text)]
            contnode = nodes.inline("", "", *shown, classes=contnode["classes"])
        # Sphinx accepts any element in place of the role; only its annotation requires a link.
        return cast("nodes.reference | None", links.reference(typ, target, contnode))

    def resolve_any_xref(
        self,
        env: BuildEnvironment,
        fromdocname: str,
        builder: Builder,
        target: str,
        node: pending_xref,
        contnode: nodes.Element,
    ) -> list[tuple[str, nodes.reference]]:
        """Resolve ``{any}`` and Markdown links ``[](#id)``: a milestone's id, a partner's key or its anchor."""
        found = []
        for role, key in self.links(fromdocname).candidates("any", target):
            resolved = self.resolve_xref(env, fromdocname, builder, role, key, node, contnode)
            if isinstance(resolved, nodes.reference):
                found.append((f"ms:{role}", resolved))
        return found

    def get_objects(self) -> Iterator[tuple[str, str, str, str, str, int]]:
        """Yield the objects of the inventory: milestones, years with a page, and partners and documents that are shown.

        Sphinx's search excludes them (-1): it would derive the anchor of each from its title.
        """
        collection = self.collection
        for name in sorted({*collection.by_id, *self.build.register.published.ids}):
            if milestone := collection.get_milestone(name):  # by former ids too: other projects may refer to them
                yield name, milestone.title, "milestone", milestone.docname, milestone.id, -1
        for key in sorted(collection.partners_shown):
            page, anchor = collection.location_of("partner", key) or (None, "")
            if page:
                yield key, self.build.wording.partner(key), "partner", page, anchor, -1
        for year, page in sorted(collection.year_pages.items()):
            period = read_period(year)
            yield year, self.build.wording.named_period(period) if period else year, "year", page, "", -1
        documents = collection.home_of_entries("documents")
        for key, document in self.build.register.documents.items() if documents else ():
            yield key, self.build.wording.text(document.title), "document", documents or "", f"document_{key}", -1


def domain_of(env: BuildEnvironment) -> MilestoneDomain:
    """Return the domain of a build."""
    return cast(MilestoneDomain, env.domains["ms"])
