"""The domain ``ms``: what milestones there are, by document, and how references to them resolve."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Set
from functools import cached_property
from pathlib import Path
from typing import Any, ClassVar, cast

from docutils import nodes
from sphinx.addnodes import pending_xref
from sphinx.builders import Builder
from sphinx.domains import Domain, ObjType
from sphinx.environment import BuildEnvironment
from sphinx.locale import get_translator

from sphinx_milestones.core.problems import Finding, Problem
from sphinx_milestones.core.records import Lookups, Mention, Milestone
from sphinx_milestones.register.consistency import Whole, inconsistencies, unused
from sphinx_milestones.register.loader import load_register
from sphinx_milestones.register.queries import EDITIONS, Selection, editions, neighbours, related
from sphinx_milestones.register.register import Register
from sphinx_milestones.register.tables import TABLES
from sphinx_milestones.views.wording import Wording

from . import page_checks
from .config import folder_of_data, path_of_pdf, wrong_settings
from .diagnostics import warn
from .downloads import Pdf, find_pdfs
from .links import Links
from .mentions import anchors_in, fill_marks, marked_text, mentions_of
from .nodes import milestone_facts
from .roles import ROLES
from .view_positions import PlacedView, place_views

CATALOGUE = "sphinx_milestones"


class MilestoneDomain(Domain):
    """Milestones, partners and views. Everything is kept by document, as plain values."""

    name = "ms"
    label = "Milestones"
    object_types: ClassVar = {"milestone": ObjType("milestone", "milestone"), "partner": ObjType("partner", "partner")}
    roles = ROLES
    # docname → its milestones, views, mentions and lookups, in the order of the page, and what it tells, in hashes
    initial_data: ClassVar = {"milestones": {}, "views": {}, "mentions": {}, "lookups": {}, "digests": {}}
    data_version = 5

    # -- the register: read at the start of every build, never pickled

    builder: Builder
    register = Register()
    unreadable: Set[str] = frozenset()  # the pages that this build leaves out
    checked = False  # whether this build has looked for what does not agree
    data_stands = False  # whether data and search in the output say all this already

    def begin(self, builder: Builder) -> None:
        """Read the data files for a build; what is wrong with them, or with the settings, is reported."""
        self.builder = builder
        self.rendered: dict[tuple[str, PlacedView], str] = {}  # views as HTML, by page
        data = folder_of_data(builder)
        self.register, findings = load_register(data) if data else (Register(broken=tuple(TABLES)), [])
        for message in wrong_settings(builder, self.register):
            findings.append(Finding(Problem.CONFIGURATION, message, str(Path(builder.confdir, "conf.py"))))
        for finding in findings:
            warn(finding)

    @property
    def default_host(self) -> str | None:
        """The host of a milestone that names none."""
        host: str = self.env.config.milestones_host
        return host if host in self.register.partners else None

    @cached_property
    def wording(self) -> Wording:
        """Words in the language of the build."""
        language, searched = self.env.config.language, tuple(self.env.config.milestones_search_languages)
        return Wording(self.register, language, get_translator(CATALOGUE, "general"), searched)

    # -- a document is read

    def note_lookups(self, docname: str, used: Set[tuple[str, str]]) -> None:
        """Remember which keys *docname* asked for, so that it is read again when one of them changes."""
        lookups: dict[str, Lookups] = self.data["lookups"]
        before = lookups[docname].used if docname in lookups else ()
        lookups[docname] = Lookups(tuple(sorted({*before, *used})), "")

    def process_doc(self, env: BuildEnvironment, docname: str, document: nodes.document) -> None:
        """Collect what the finished document shows: translations are applied, references not yet resolved."""
        self._forget()
        path = str(env.doc2path(docname))
        milestones = [self._collect(leaf, position) for position, leaf in enumerate(page_checks.heads(document))]
        slips = list(page_checks.slips(document, path))
        for finding in [*page_checks.check_page(document, milestones, path), *slips]:
            warn(finding)
        if milestones and "year" in env.config.milestones_editions:
            page_checks.offer_edition(document, docname)
        views = place_views(document)
        mentions = [mention for node in document.findall(nodes.Element) for mention in mentions_of(node, path)]
        if any(placed.anchors and placed.view.name == "partner-index" for placed in views):
            mentions += anchors_in(document, path)
        for name, found in (("milestones", milestones), ("views", views), ("mentions", mentions)):
            if found:
                self.data[name][docname] = tuple(found)
        documents = {("documents", mention.target) for mention in mentions if mention.role == "document"}
        default = env.config.milestones_host  # asked for in vain, where there is none of that name yet
        hosts = {("partners", host) for milestone in milestones if (host := milestone.host or default)}
        unknown = {(table, "") for table in TABLES} if slips else set()  # who knows what was to be named there
        self.note_lookups(docname, documents | hosts | unknown)
        used = self.data["lookups"].pop(docname).used
        if used:
            self.data["lookups"][docname] = Lookups(used, self.register.digest(used))

    def _collect(self, head: milestone_facts, position: int) -> Milestone:
        section = head.parent
        title = next(section.findall(nodes.title)).astext()
        body = [child for child in section.children if not isinstance(child, nodes.title | milestone_facts)]
        for leaf in section.children:
            if isinstance(leaf, milestone_facts):
                leaf["position"] = position
        record: Milestone = head.attributes.pop("record")
        section["ids"].sort(key=lambda address: address != record.id)  # a label above must not take its place
        return record.with_text(title, "\n\n".join(filter(None, map(marked_text, body))))

    def clear_doc(self, docname: str) -> None:
        """Forget a document."""
        self._forget()
        for kept in self.data.values():
            if isinstance(kept, dict):
                kept.pop(docname, None)

    def merge_domaindata(self, docnames: Set[str], otherdata: dict[str, Any]) -> None:
        """Take over what another process has read."""
        self._forget()
        for name in self.initial_data:
            self.data[name].update({doc: kept for doc, kept in otherdata[name].items() if doc in docnames})

    # -- everything is read

    @cached_property
    def milestones(self) -> list[Milestone]:
        """All milestones, by the name of their document and their order in it."""
        return [milestone for _, milestones in sorted(self.data["milestones"].items()) for milestone in milestones]

    @cached_property
    def _by_id(self) -> dict[str, Milestone]:
        return {milestone.id: milestone for milestone in reversed(self.milestones)}

    @cached_property
    def neighbours(self) -> Mapping[str, tuple[Milestone | None, Milestone | None]]:
        """The milestone before and the one after each, by id."""
        return neighbours(self.milestones)

    @cached_property
    def related(self) -> Mapping[str, list[Milestone]]:
        """The milestones that belong with each, by id, whichever of the two names the other."""
        return related(self.milestones)

    @cached_property
    def partners_shown(self) -> set[str]:
        """The partners that have an entry in the index."""
        hosts = {milestone.host for milestone in self.milestones if milestone.host}
        return hosts | {part.partner for milestone in self.milestones for part in milestone.partners}

    @cached_property
    def editions(self) -> Mapping[str, Selection]:
        """The parts of the register that the configuration wants as PDFs of their own, by name."""
        return editions(self.milestones, [kind for kind in self.env.config.milestones_editions if kind in EDITIONS])

    @cached_property
    def pdfs(self) -> Mapping[str, Pdf]:
        """The PDFs that pages offer, by the name of their edition; that of the whole register has none."""
        views = [placed.view for group in self.data["views"].values() for placed in group]
        whole = path_of_pdf(self.builder)
        return find_pdfs(whole, self.editions, views) if whole else {}

    @cached_property
    def _homes(self) -> dict[str, str]:
        views: dict[str, tuple[PlacedView, ...]] = self.data["views"]
        return {placed.view.name: doc for doc in sorted(views, reverse=True) for placed in views[doc] if placed.anchors}

    def _forget(self) -> None:
        """Drop what was computed from documents that have changed since."""
        computed = "milestones", "_by_id", "neighbours", "related", "partners_shown", "editions", "pdfs", "_homes"
        for name in (*computed, "with_references_in_words"):
            self.__dict__.pop(name, None)

    @cached_property
    def with_references_in_words(self) -> list[Milestone]:
        """All milestones, with the words in their bodies that a reference shows now."""
        said = Links(self, self.env.config.root_doc).said
        return [each.with_text(each.title, fill_marks(each.body, said)) for each in self.milestones]

    def at(self, docname: str, position: int) -> Milestone:
        """The milestone that a leaf belongs to."""
        return cast(Milestone, self.data["milestones"][docname][position])

    def find(self, identifier: str) -> Milestone | None:
        """The milestone of that id."""
        return self._by_id.get(identifier)

    def home_of(self, name: str) -> str | None:
        """The document whose view of that name has the anchors, the first by name where there are several."""
        return self._homes.get(name)

    def place_of(self, role: str, key: str) -> tuple[str | None, str] | None:
        """The document and the anchor that a role leads to; nothing where there is none."""
        if role == "partner":
            return (self.home_of("partner-index"), f"partner-{key}") if key in self.partners_shown else None
        milestone = self.find(key) if role == "milestone" else None
        return (milestone.docname, milestone.id) if milestone else None

    def documents_to_read_again(self) -> list[str]:
        """The documents for which the register now says something else."""
        lookups: dict[str, Lookups] = self.data["lookups"]
        return [doc for doc, noted in lookups.items() if self.register.digest(noted.used) != noted.digest]

    def check_consistency(self) -> None:
        """Report what only the whole can know. Sphinx asks for it when it has read or will write a page."""
        self.checked = True
        for finding in inconsistencies(self._whole(), self.env.doc2path):
            warn(finding)

    def check_use(self) -> None:
        """Report the entries of data files that no page uses."""
        for finding in unused(self._whole()):
            warn(finding)

    def _whole(self) -> Whole:
        index = self.home_of("partner-index")
        found: dict[str, tuple[Mention, ...]] = self.data["mentions"]
        return Whole(
            self.milestones,
            [mention for doc, group in found.items() for mention in group if mention.role != "anchor" or doc == index],
            [key for noted in self.data["lookups"].values() for key in noted.used],
            self.register,
            self.default_host,
            self.partners_shown,
            tuple(self.editions),
            readable=not self.unreadable,
        )

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
        """Turn a role into a link; its text is the title or name as of now, unless the author gave one."""
        links = Links(self, fromdocname)
        text = None if node.get("refexplicit") else links.text(typ, target)
        if text is not None:
            contnode = nodes.inline("", text, classes=contnode["classes"])
        # Sphinx puts any element in the place of the role; only its annotation asks for a link.
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
        """Answer ``{any}`` and Markdown links ``[](#id)``: a milestone's id, a partner's key or its anchor."""
        found = []
        for typ, key in Links(self, fromdocname).meant("any", target):
            resolved = self.resolve_xref(env, fromdocname, builder, typ, key, node, contnode)
            if isinstance(resolved, nodes.reference):
                found.append((f"ms:{typ}", resolved))
        return found

    def get_objects(self) -> Iterator[tuple[str, str, str, str, str, int]]:
        """What the inventory offers: milestones, and partners where an index shows them.

        Sphinx's search leaves them out (-1): it would take the anchor of each from its title.
        """
        for milestone in (self._by_id[key] for key in sorted(self._by_id)):
            yield milestone.id, milestone.title, "milestone", milestone.docname, milestone.id, -1
        if index := self.home_of("partner-index"):
            for key in sorted(self.partners_shown):
                yield key, self.wording.partner(key), "partner", index, f"partner-{key}", -1


def domain_of(env: BuildEnvironment) -> MilestoneDomain:
    """The domain of a build."""
    return cast(MilestoneDomain, env.domains["ms"])
