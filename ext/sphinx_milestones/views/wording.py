"""The text of a register's entries in one language: names, labels, and facts of documents and sources."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from sphinx_milestones.core.country_names import COUNTRY_NAMES
from sphinx_milestones.core.folding import fold_letters
from sphinx_milestones.core.records import Document, Milestone, Participation, Partner, Source, Term, Text, texts_of
from sphinx_milestones.register.editions import Edition
from sphinx_milestones.register.own_model import OwnText
from sphinx_milestones.register.register import Register

from . import labels
from .locales import locale_of
from .localization import Localization
from .memo import memoized


@dataclass(frozen=True)
class Wording(Localization):
    """Text for the values of *register*; readers may search in the languages *searched*, too.

    `own_labels` has the register's own field labels by name, such as that of the host.
    """

    register: Register
    searched: tuple[str, ...] = ()
    own_labels: Mapping[str, Text] = field(default_factory=dict)

    @cached_property
    def _own_messages(self) -> Mapping[str, OwnText]:
        return self.register.model.messages_in(self.language)

    def gettext(self, message: str) -> str:
        """Return the register's own text for a message, else its translation."""
        own = self._own_messages.get(message)
        return own if isinstance(own, str) else super().gettext(message)

    def ngettext(self, singular: str, plural: str, count: int) -> str:
        """Return the register's own text for a message in the form for *count*, else its translation."""
        own = self._own_messages.get(singular)
        if own is None:
            return super().ngettext(singular, plural, count)
        return own if isinstance(own, str) else own.get(self.locale.plural_form(count), own["other"])

    def field_label(self, name: str, label: str | Text) -> str:
        """Return the label of a field: the register's own, else *label* in this language."""
        return self.text(self.own_labels.get(name)) or self.shown(label)

    def untranslated_entry(self, table: str, key: str) -> str:
        """Return the language of an entry of a data file that is shown untranslated; empty if it is translated."""
        entry = self.register.table(table)[key] if table else None
        if isinstance(entry, Partner):
            return self.untranslated(entry.name)
        return self.untranslated(entry.label if isinstance(entry, Term) else entry.title if entry else None)

    def entry(self, table: str, key: str) -> str:
        """Return the label, title or name of an entry of a data file."""
        entry = self.register.table(table)[key]
        if isinstance(entry, Partner):
            return self.partner_with_acronym(key)
        return self.text(entry.label if isinstance(entry, Term) else entry.title)

    def incomplete(self, milestone: Milestone) -> str:
        """Return the notice of an incomplete entry, with its unreadable fields; empty if the entry is complete."""
        text = self.gettext("incomplete entry") if milestone.incomplete else ""
        return f"{text}: {self.clause_separator.join(milestone.unread)}" if text and milestone.unread else text

    def evidence(self, milestone: Milestone) -> Iterator[str]:
        """Yield remarks on the sources: that there is only one, or that they differ."""
        if milestone.single_source:
            yield self.gettext("Single source")
        if milestone.sources_differ == 1:
            yield self.gettext("Sources differ")
        elif milestone.sources_differ:
            # Translators: {count} is the number of notes, at least 2
            yield self.gettext("Sources differ ({count})").format(count=self.number(milestone.sources_differ))

    def reviewed(self, milestone: Milestone) -> str:
        """Return “Last reviewed” with the day; empty if the entry has none."""
        day = self.day(milestone.updated or milestone.added)
        return self.gettext("Last reviewed {date}").format(date=day) if day else ""

    def last_change(self, milestone: Milestone) -> str:
        """Return “Last reviewed” with the day and the sentence on what changed then, each if the entry has it."""
        reviewed = self.reviewed(milestone)
        if not (reviewed and milestone.change):
            return reviewed
        # Translators: {reviewed} is “Last reviewed” with the day, {change} a sentence
        return self.gettext("{reviewed}: {change}").format(reviewed=reviewed, change=milestone.change)

    def news(self, count: int, *, changed: bool) -> str:
        """Return how many milestones were added, or changed, on a day."""
        if changed:
            return self.counted("{count} milestone changed", "{count} milestones changed", count)
        return self.counted("{count} milestone added", "{count} milestones added", count)

    @memoized
    def partner(self, key: str) -> str:
        """Return a partner's full name: its own, or that of its country in this language, or its key."""
        partner = self.register.partners[key]
        own = partner.name is not None and partner.name.has_translation(self.language)
        if partner.kind == "country" and partner.country and not own:
            return str(self.locale.territories.get(partner.country) or self.text(partner.name) or key)
        return self.text(partner.name) or key

    def partner_with_acronym(self, key: str) -> str:
        """Return a partner's full name, with its acronym in brackets if it has one."""
        acronym, name = self.text(self.register.partners[key].acronym), self.partner(key)
        return f"{name} ({acronym})" if acronym and acronym not in name else name

    @memoized
    def names_of_partner(self, key: str) -> str:
        """Return all names of a partner: in this language and in others, its acronym, its aliases."""
        partner = self.register.partners[key]
        names = [self.partner(key), *texts_of(partner.name), *texts_of(partner.acronym)]
        if partner.country:
            locales = [self.locale, *map(locale_of, self.searched)]
            names += [str(locale.territories.get(partner.country, "")) for locale in locales]
            names += COUNTRY_NAMES.get(partner.country, ()) if partner.kind == "country" else ()
        return " ".join(dict.fromkeys(filter(None, [*names, *partner.aliases])))

    def short_partner(self, key: str) -> str:
        """Return a partner's acronym, or its name if it has none."""
        return self.text(self.register.partners[key].acronym) or self.partner(key)

    def roles(self, part: Participation) -> str:
        """Return the labels of a partner's roles; empty if it has none."""
        return self.listed(map(self.role, part.roles))

    def role(self, role: str) -> str:
        """Return the label of a role."""
        own = self.register.roles.get(role)
        return self.text(own.label) if own else self.gettext(labels.ROLES[role])

    def partner_kind(self, kind: str) -> str:
        """Return the label of a kind of partner."""
        own = self.register.partner_kinds.get(kind)
        return self.text(own.label) if own else self.optional(labels.PARTNER_KINDS[kind][0])

    def partner_kinds(self, kind: str) -> str:
        """Return the heading of a group of partners."""
        own = self.register.partner_kinds.get(kind)
        return self.text(own.plural) if own else self.field_label(kind, labels.PARTNER_KINDS[kind][1])

    def kind(self, key: str | None) -> str:
        """Return the label of a kind; empty if a milestone has none."""
        return self.text(self.register.kinds[key].label) if key else ""

    def title_and_kind(self, milestone: Milestone) -> str:
        """Return the alternative text of a mark: ``First visit (Delegation visit)``."""
        return f"{milestone.title} ({self.kind(milestone.kind)})" if milestone.kind else milestone.title

    def topic(self, key: str) -> str:
        """Return the label of a topic."""
        return self.text(self.register.topics[key].label)

    def document(self, document: Document) -> str:
        """Return a document's title with its facts: ``Report (PDF, 3.8 MB, 87 pages)``."""
        title = self.text(document.title)
        facts = self.file_facts(document.media_type, document.bytes, document.pages, document.size)
        if document.language and self.is_foreign(document.language):
            facts.append(self.language_name(document.language))
        return f"{title} ({self.listed(facts)})" if facts else title

    def document_with_state(self, document: Document) -> str:
        """Return a document's title with its facts and its state, if it cannot be opened here."""
        state = self.state(document)
        return f"{self.document(document)}, {state}" if state else self.document(document)

    def edition(self, edition: Edition | None) -> str:
        """Return the title of the PDF of an edition; for None, of the full register."""
        _ = self.gettext
        if edition is None:
            return _("The full register")
        name = self.partner(edition.partner) if edition.partner else self.year(int(edition.key))
        if edition.in_full:
            # Translators: {name} is a partner or a year; the PDF has each of its milestones in full
            return _("In full: {name}").format(name=name)
        return (_("Brief: {partner}") if edition.partner else _("Milestones of {year}")).format(partner=name, year=name)

    def edition_type(self, edition: Edition) -> str:
        """Return the type of an edition, to print above its title."""
        _ = self.gettext
        if edition.partner:
            return _("Partner in full") if edition.in_full else _("Partner brief")
        return _("Year in full") if edition.in_full else _("Year in brief")

    def state(self, document: Document) -> str:
        """Return the remark on a document that cannot be opened here; empty if it can."""
        own = self.register.model.document_states.get(document.status)
        label = own.remark if own and own.remark else labels.UNAVAILABLE.get(document.status)
        return self.shown(label or "")

    def source_facts(self, source: Source) -> list[str]:
        """Return publisher, date, language and quality of a source, if known."""
        facts = [self.text(source.publisher), self.day(source.published)]
        if source.language and self.is_foreign(source.language):
            facts.append(self.language_name(source.language))
        return [fact for fact in (*facts, self.text(source.quality)) if fact]

    def sort_key(self, partner: Partner, *, short: bool = False) -> str:
        """Return a key to sort partners by name, or by acronym if *short*."""
        return fold_letters(self.short_partner(partner.key) if short else self.partner(partner.key))
