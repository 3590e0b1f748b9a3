"""A snapshot of everything that was read, and the indexes derived from it; independent of Sphinx and docutils."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from sphinx_milestones.core.placeholders import fill_placeholders
from sphinx_milestones.core.records import Mention, Milestone

from . import queries
from .editions import Edition, editions
from .news import News, news_of, recent_news
from .published import Notice
from .register import Register


@dataclass(frozen=True)
class Collection:
    """Everything read from the pages and data files; immutable, replaced after any change."""

    register: Register = field(default_factory=Register)
    #: All milestones, by the name of their page and their order on it.
    milestones: tuple[Milestone, ...] = ()
    mentions: tuple[Mention, ...] = ()
    #: The (table, key) pairs that pages depend on.
    dependencies: tuple[tuple[str, str], ...] = ()
    #: The page whose view has the anchors, by name of the view.
    homes: Mapping[str, str] = field(default_factory=dict)
    #: The page with the anchors of the entries, by data file.
    entry_homes: Mapping[str, str] = field(default_factory=dict)
    #: The page with the timeline that readers can filter.
    filter_page: str | None = None
    #: The editions whose PDFs a page offers by name, and whether a page shows the entries of partners.
    named_editions: frozenset[str] = frozenset()
    has_partner_entries: bool = False
    default_host: str | None = None
    edition_types: tuple[str, ...] = ()
    #: Whether every page could be read; if not, the target of a reference may be in an unreadable one.
    complete: bool = True
    #: All pages; the folder of the partner pages, next to the partner index; whether this output has such pages.
    pages: frozenset[str] = frozenset()
    partner_folder: str = ""
    #: The page of each year.
    year_pages: Mapping[str, str] = field(default_factory=dict)
    has_partner_pages: bool = False
    #: For how many days an addition or a change is new.
    new_days: int = 0

    @cached_property
    def by_id(self) -> Mapping[str, Milestone]:
        """The milestones by id; of two with the same id, the first."""
        first: dict[str, Milestone] = {}
        for milestone in self.milestones:
            first.setdefault(milestone.id, milestone)
        return first

    @cached_property
    def neighbours(self) -> Mapping[str, tuple[Milestone | None, Milestone | None]]:
        """The previous and the next milestone of each, by id."""
        return queries.neighbours(self.milestones)

    @cached_property
    def related(self) -> Mapping[str, list[Milestone]]:
        """The milestones related to each, by id; it is enough that one of the two names the other."""
        return queries.related(self.milestones, self.register)

    @cached_property
    def recent(self) -> Mapping[str, News]:
        """The last news of each milestone that is new or has changed lately, by id."""
        return recent_news(self.milestones, self.new_days)

    @cached_property
    def news(self) -> list[News]:
        """All additions and changes, newest first."""
        return news_of(self.milestones)

    @cached_property
    def partners_shown(self) -> frozenset[str]:
        """The partners that have an entry in the index: those that take part in a milestone, or host one."""
        return frozenset(queries.group_by_partner(self.milestones, self.register, hosts=True))

    @cached_property
    def partner_page_names(self) -> Mapping[str, str]:
        """The name of the page of each partner in the index, by key; empty without an index or a folder."""
        home = self.home_of_entries("partners")
        if home is None or not self.partner_folder:
            return {}
        parent = home.rpartition("/")[0]
        own = parent == self.partner_folder or parent.endswith(f"/{self.partner_folder}")
        folder = parent if own else f"{parent}/{self.partner_folder}".removeprefix("/")
        return {key: f"{folder}/{key}" for key in sorted(self.partners_shown)}

    def page_at(self, generated: str) -> str | None:
        """Return the page with the same address as a generated one in some output; None if the address is free."""
        return next((name for name in (generated, f"{generated}/index") if name in self.pages), None)

    @cached_property
    def partner_pages_of_site(self) -> Mapping[str, str]:
        """The partner pages of a site, by key; excluding those whose address another page occupies."""
        names, taken = self.partner_page_names, self.notices
        return {key: page for key, page in names.items() if not (page in taken or self.page_at(page))}

    @property
    def partner_pages(self) -> Mapping[str, str]:
        """The generated partner pages of this output, by key."""
        return self.partner_pages_of_site if self.has_partner_pages else {}

    @cached_property
    def editions(self) -> Mapping[str, Edition]:
        """The parts of the register that get their own PDF, by name."""
        return editions(self.milestones, self.register, self.edition_types)

    @cached_property
    def offered_editions(self) -> tuple[str, ...]:
        """The names of the editions whose PDFs a page may offer; the first, without a name, is the full register."""
        named = {other.name for name in self.named_editions for other in self.edition_with_full(name)}
        return (
            "",
            *(name for name, edition in self.editions.items() if name in named or self._is_of_an_entry(edition)),
        )

    def edition_with_full(self, name: str) -> list[Edition]:
        """Return the edition of that name, followed by its full counterpart if it is a brief one."""
        found = self.editions.get(name)
        return [found, *self._in_full(found)] if found else []

    def editions_of(self, partner: str) -> list[Edition]:
        """Return the editions on a partner: the brief one, then the full one."""
        found = (edition for edition in self.editions.values() if edition.partner == partner)
        return sorted(found, key=lambda edition: edition.in_full)

    def _in_full(self, edition: Edition) -> Iterator[Edition]:
        for other in self.editions.values():
            if not edition.in_full and other.in_full and other.selection == edition.selection:
                yield other

    def _is_of_an_entry(self, edition: Edition) -> bool:
        return self.has_partner_entries and edition.partner is not None

    @cached_property
    def notices(self) -> Mapping[str, tuple[Notice, ...]]:
        """The notices for the former pages of published milestones, by docname; such a page may not exist."""
        return self.register.published.notices(self.by_id)

    def get_milestone(self, identifier: str) -> Milestone | None:
        """Return the milestone with that id, or its replacement; None if there is neither."""
        return self.by_id.get(identifier) or self.by_id.get(self.register.published.current_id(identifier) or "")

    def home_of(self, view: str) -> str | None:
        """Return the page whose view of that name has the anchors: the first by name if there are several."""
        return self.homes.get(view)

    def home_of_entries(self, table: str) -> str | None:
        """Return the page with the anchors of the entries of a data file."""
        return self.entry_homes.get(table)

    def location_of(self, role: str, key: str) -> tuple[str | None, str] | None:
        """Return the page and the anchor that a role leads to; None if the key is unknown or has no entry.

        A partner has its own page, or else an anchor in the index; the page is None without an index.
        """
        if role == "partner":
            page = self.partner_pages.get(key)
            return (page, "") if page else self.index_entry(key)
        if role == "year":
            return (self.year_pages[key], "") if key in self.year_pages else None
        milestone = self.get_milestone(key) if role == "milestone" else None
        return (milestone.docname, milestone.id) if milestone else None

    def index_entry(self, partner: str) -> tuple[str | None, str] | None:
        """Return the page and the anchor of a partner's entry in the index; None if it has none."""
        return (self.home_of_entries("partners"), f"partner-{partner}") if partner in self.partners_shown else None

    def with_filled_references(self, reference_text: Callable[[str, str], str | None]) -> list[Milestone]:
        """Return all milestones, with references in their bodies replaced by the text from *reference_text*."""
        return [
            milestone.with_text(milestone.title, fill_placeholders(milestone.body, reference_text))
            for milestone in self.milestones
        ]
