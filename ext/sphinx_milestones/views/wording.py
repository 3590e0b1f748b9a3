"""The text of a register's values in one language: dates, counts, names, and what a document or source is.

Names come from CLDR through Babel; all other text from the message catalogue of the extension.
"""

from __future__ import annotations

import mimetypes
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from gettext import NullTranslations
from typing import Any

from babel import Locale
from babel.numbers import format_decimal

from sphinx_milestones.core.country_names import COUNTRY_NAMES
from sphinx_milestones.core.dates import Date, parse_date
from sphinx_milestones.core.folding import fold_letters
from sphinx_milestones.core.records import Document, Milestone, Participation, Partner, Source, Term, Text
from sphinx_milestones.register.register import Register

from . import labels
from .date_format import date_in_words
from .locales import locale_of
from .memo import memoized


@dataclass(frozen=True)
class Wording:
    """Text for the values of *register* in *language*; readers may search in the languages *searched*, too.

    `own_labels` has the register's own labels of fields by name, such as that of the host.
    """

    register: Register
    language: str
    translations: NullTranslations
    searched: tuple[str, ...] = ()
    own_labels: Mapping[str, Text] = field(default_factory=dict)

    @cached_property
    def cache(self) -> dict[str, dict[Any, str]]:
        """The texts that `memoized` methods have made, by method and value."""
        return {}

    @property
    def gettext(self) -> Callable[[str], str]:
        """The translation of a message of the extension."""
        return self.translations.gettext

    def optional(self, message: str) -> str:
        """Return the translation of a message that may be empty, which a catalogue has for its header."""
        return self.gettext(message) if message else ""

    def counted(self, singular: str, plural: str, count: int) -> str:
        """Return a message in the plural form for *count*, which replaces ``{count}`` in it."""
        return self.translations.ngettext(singular, plural, count).replace("{count}", self.number(count))

    @property
    def separator(self) -> str:
        """What separates the items of a list in one line."""
        # Translators: between the items of a list, such as the partners of a milestone
        return self.gettext(", ")

    def listed(self, items: Iterable[str]) -> str:
        """Return the items in one line."""
        return self.separator.join(items)

    @cached_property
    def locale(self) -> Locale:
        """The CLDR data of the language."""
        return locale_of(self.language)

    def text(self, text: Text | None) -> str:
        """Return a text of the register in this language; empty if there is none."""
        return text.translate(self.language) if text else ""

    def field_label(self, name: str, label: str) -> str:
        """Return the label of a field: the register's own, else the translation of *label*."""
        return self.text(self.own_labels.get(name)) or self.optional(label)

    def entry(self, table: str, key: str) -> str:
        """Return the label, title or name of an entry of a data file."""
        entry = self.register.table(table)[key]
        if isinstance(entry, Partner):
            return self.partner_with_acronym(key)
        return self.text(entry.label if isinstance(entry, Term) else entry.title)

    @memoized
    def date(self, date: Date | None) -> str:
        """Return a date exactly as precise as written: ``2024``, ``about January 2014``, ``24–29 January 2015``."""
        return date_in_words(date, self.locale, self.gettext)

    def day(self, written: str | None) -> str:
        """Return a date that is given in EDTF; empty if there is none."""
        return self.date(parse_date(written)) if written else ""

    def year(self, year: int | None) -> str:
        """Return a year; “Undated” for None."""
        return str(year) if year else self.gettext("Undated")

    @memoized
    def number(self, value: int) -> str:
        """Return a number with the separators of the language."""
        return str(format_decimal(value, locale=self.locale))

    def incomplete(self, milestone: Milestone) -> str:
        """Return what to state of an incomplete entry, with the fields that could not be read; empty if it is sound."""
        text = self.gettext("incomplete entry") if milestone.incomplete else ""
        return f"{text}: {'; '.join(milestone.unread)}" if text and milestone.unread else text

    def evidence(self, milestone: Milestone) -> Iterator[str]:
        """Yield what to state of the sources as a whole: that there is a single one, or that they differ."""
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

    def milestones(self, count: int) -> str:
        """Return how many milestones there are."""
        return self.counted("{count} milestone", "{count} milestones", count)

    def some_milestones(self, count: int) -> str:
        """Return that some of *count* milestones were found, with ``{found}`` for how many."""
        return self.counted("{found} of {count} milestone", "{found} of {count} milestones", count)

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
        acronym = self.register.partners[key].acronym
        name = self.partner(key)
        return f"{name} ({acronym})" if acronym and acronym not in name else name

    @memoized
    def names_of_partner(self, key: str) -> str:
        """Return all names of a partner: in this language and in others, its acronym, its aliases."""
        partner = self.register.partners[key]
        names = [self.partner(key), *(dict(partner.name.by_language).values() if partner.name else ())]
        if partner.country:
            locales = [self.locale, *map(locale_of, self.searched)]
            names += [str(locale.territories.get(partner.country, "")) for locale in locales]
            names += COUNTRY_NAMES.get(partner.country, ()) if partner.kind == "country" else ()
        return " ".join(dict.fromkeys(filter(None, [*names, partner.acronym, *partner.aliases])))

    def short_partner(self, key: str) -> str:
        """Return a partner's acronym, or its name if it has none."""
        return self.register.partners[key].acronym or self.partner(key)

    def role(self, part: Participation) -> str:
        """Return the label of a partner's role; empty if it has none."""
        own = self.register.roles.get(part.role or "")
        return self.text(own.label) if own else self.gettext(labels.ROLES[part.role]) if part.role else ""

    def partner_kind(self, kind: str) -> str:
        """Return the label of what a partner is."""
        own = self.register.partner_kinds.get(kind)
        return self.text(own.label) if own else self.optional(labels.PARTNER_KINDS[kind][0])

    def partner_kinds(self, kind: str) -> str:
        """Return the heading of a group of partners."""
        own = self.register.partner_kinds.get(kind)
        return self.text(own.plural) if own else self.field_label(kind, labels.PARTNER_KINDS[kind][1])

    def region(self, code: str) -> str:
        """Return the name of a region."""
        return str(self.locale.territories[code])

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

    def file_facts(
        self, media_type: str | None, size: int | None, pages: int | None, stated: str | None = None
    ) -> list[str]:
        """Return what a reader should know of a file before opening it: type, size and pages, if known."""
        facts = []
        if media_type:
            suffix = mimetypes.guess_extension(media_type) or f".{media_type.partition('/')[2]}"
            facts.append(suffix[1:].upper())
        if size or stated:
            facts.append(self._size(size) if size else str(stated).replace(" ", "\N{NO-BREAK SPACE}"))
        if pages:
            facts.append(self.counted("{count} page", "{count} pages", pages))
        return facts

    def _size(self, size: int) -> str:
        """Return a size in decimal units with two significant digits and a no-break space: ``3.8 MB``, ``46 KB``."""
        unit, power = next(((u, p) for u, p in (("MB", 1e6), ("KB", 1e3)) if size >= p), ("B", 1))
        value = round(size / power, 1 if unit == "MB" and size < 1e7 else 0)
        return f"{format_decimal(value, locale=self.locale)}\N{NO-BREAK SPACE}{unit}"

    def pdf_facts(self, size: int, pages: int) -> str:
        """Return type, size and pages of a PDF: ``PDF, 46 KB, 2 pages``."""
        return self.listed(self.file_facts("application/pdf", size, pages))

    def edition(self, name: str) -> str:
        """Return the title of the PDF of an edition, or that of everything, whose name is empty."""
        _ = self.gettext
        kind, _dash, key = name.partition("-")
        if kind == "year":
            return _("Milestones of {year}").format(year=key)
        return _("Brief: {partner}").format(partner=self.partner(key)) if kind == "partner" else _("The full register")

    def state(self, document: Document) -> str:
        """Return what to add to a document that cannot be opened here; empty if it can."""
        label = labels.UNAVAILABLE.get(document.status)
        return self.gettext(label) if label else ""

    def is_foreign(self, code: str) -> bool:
        """Return whether a language differs from this one."""
        return self.locale.language != locale_of(code).language

    def language_name(self, code: str) -> str:
        """Return the name of a language in this language."""
        return str(locale_of(code).get_display_name(self.locale) or code)

    def source_facts(self, source: Source) -> list[str]:
        """Return publisher, date, language and quality of a source, if known."""
        facts = [self.text(source.publisher), self.day(source.published)]
        if source.language and self.is_foreign(source.language):
            facts.append(self.language_name(source.language))
        return [fact for fact in (*facts, self.text(source.quality)) if fact]

    def sort_key(self, partner: Partner, *, short: bool = False) -> str:
        """Return a key to sort partners by name, or by acronym if *short*."""
        return fold_letters(self.short_partner(partner.key) if short else self.partner(partner.key))

    def datetime(self, date: Date | None) -> str:
        """Return the value for ``<time datetime>``; empty for an interval, which HTML has no form for."""
        return date.start.iso if date and date.end is None else ""
