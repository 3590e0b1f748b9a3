"""The text of a register's values in one language: dates, counts, names, and what a document or source is.

Names come from CLDR through Babel; all other text from the message catalogue of the extension.
"""

from __future__ import annotations

import mimetypes
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cached_property, wraps
from gettext import NullTranslations
from typing import Any, TypeVar

from babel import Locale
from babel.numbers import format_decimal

from sphinx_milestones.core.dates import Date, parse_date
from sphinx_milestones.core.records import Count, Document, Milestone, Participation, Partner, Source, Term, Text
from sphinx_milestones.register.register import Register

from . import labels
from .date_format import date_in_words
from .locales import folded, locale_of

Value = TypeVar("Value")


def memoized(method: Callable[[Any, Value], str]) -> Callable[[Any, Value], str]:
    """Cache the text of each value for the life of a `Wording`: views show the same ones thousands of times."""

    @wraps(method)
    def cached(wording: Wording, value: Value) -> str:
        texts = wording.cache.setdefault(method.__name__, {})
        if value not in texts:
            texts[value] = method(wording, value)
        return texts[value]

    return cached


@dataclass(frozen=True)
class Wording:
    """Text for the values of *register* in *language*; readers may search in the languages *searched*, too."""

    register: Register
    language: str
    translations: NullTranslations
    searched: tuple[str, ...] = ()

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

    def listed(self, items: Iterable[str]) -> str:
        """Return the items in one line."""
        # Translators: between the items of a list, such as the partners of a milestone
        return self.gettext(", ").join(items)

    @cached_property
    def locale(self) -> Locale:
        """The CLDR data of the language."""
        return locale_of(self.language)

    def text(self, text: Text | None) -> str:
        """Return a text of the register in this language; empty if there is none."""
        return text.translate(self.language) if text else ""

    def entry(self, table: str, key: str) -> str:
        """Return the label, title or name of an entry of a data file."""
        entry = self.register.table(table)[key]
        if isinstance(entry, Partner):
            return self.partner_with_acronym(key)
        return self.text(entry.label if isinstance(entry, Term) else entry.title)

    @memoized
    def date(self, date: Date | None) -> str:
        """A date as exact as written, and no more: ``2024``, ``about January 2014``, ``24–29 January 2015``."""
        return date_in_words(date, self.locale, self.gettext)

    def day(self, written: str | None) -> str:
        """A date of a source or of an entry, as written there."""
        return self.date(parse_date(written)) if written else ""

    @memoized
    def number(self, value: int) -> str:
        """A number with the language's separators."""
        return str(format_decimal(value, locale=self.locale))

    def incomplete(self, milestone: Milestone) -> str:
        """Return what to state of an incomplete entry, with the fields that could not be read; empty if it is sound."""
        text = self.gettext("incomplete entry") if milestone.incomplete else ""
        return f"{text}: {'; '.join(milestone.unread)}" if text and milestone.unread else text

    def reviewed(self, milestone: Milestone) -> str:
        """Return “Last reviewed” with the day; empty if the entry has none."""
        day = self.day(milestone.updated or milestone.added)
        return self.gettext("Last reviewed {date}").format(date=day) if day else ""

    def attendance(self, milestone: Milestone) -> str:
        """Return the counts of a milestone in a phrase: ``more than 500 participants from 107 countries``."""
        ngettext, people, places = self.translations.ngettext, "", ""
        if count := milestone.participants:
            # Translators: {count} is a number, or a phrase such as “more than 500”
            people = ngettext("{count} participant", "{count} participants", count.value)
            people = people.format(count=self._count(count))
        if count := milestone.countries:
            # Translators: {count} is a number, or a phrase such as “more than 500”
            places = ngettext("{count} country", "{count} countries", count.value).format(count=self._count(count))
        if people and places:
            # Translators: “500 participants from 107 countries”; each half has its own message
            return self.gettext("{people} from {places}").format(people=people, places=places)
        return people or places

    def _count(self, count: Count) -> str:
        return self.gettext(labels.COUNTS[count.qualifier]).format(count=self.number(count.value))

    def milestones(self, count: int) -> str:
        """Return how many milestones there are."""
        return self.counted("{count} milestone", "{count} milestones", count)

    def some_milestones(self, count: int) -> str:
        """Return that some of *count* milestones were found, with ``{found}`` for how many."""
        return self.counted("{found} of {count} milestone", "{found} of {count} milestones", count)

    @memoized
    def partner(self, key: str) -> str:
        """A partner's full name: its own, or its country's in this language, or its key."""
        partner = self.register.partners[key]
        own = partner.name is not None and partner.name.has_translation(self.language)
        if partner.kind == "country" and partner.country and not own:
            return str(self.locale.territories.get(partner.country, key))
        return self.text(partner.name) or key

    def partner_with_acronym(self, key: str) -> str:
        """A partner's full name, with its acronym in brackets where it has one."""
        acronym = self.register.partners[key].acronym
        name = self.partner(key)
        return f"{name} ({acronym})" if acronym and acronym not in name else name

    @memoized
    def names_of_partner(self, key: str) -> str:
        """All that a partner is called: its name here and in other languages, its acronym, its aliases."""
        partner = self.register.partners[key]
        written = dict(partner.name.by_language).values() if partner.name else ()
        country = [locale_of(each).territories.get(partner.country) for each in self.searched if partner.country]
        names = [self.partner(key), *written, *country, partner.acronym, *partner.aliases]
        return " ".join(dict.fromkeys(filter(None, names)))

    def short_partner(self, key: str) -> str:
        """A partner's acronym, or its name where it has none."""
        return self.register.partners[key].acronym or self.partner(key)

    def role(self, part: Participation) -> str:
        """Return the label of a partner's role; empty if it has none."""
        return self.gettext(labels.ROLES[part.role]) if part.role else ""

    def partner_kind(self, kind: str) -> str:
        """Return the label of what a partner is."""
        return self.optional(labels.PARTNER_KINDS[kind][0])

    def partner_kinds(self, kind: str) -> str:
        """Return the heading of a group of partners."""
        return self.gettext(labels.PARTNER_KINDS[kind][1])

    def region(self, code: str) -> str:
        """A region's name."""
        return str(self.locale.territories[code])

    def kind(self, key: str | None) -> str:
        """A kind's label, empty where a milestone has none."""
        return self.text(self.register.kinds[key].label) if key else ""

    def title_and_kind(self, milestone: Milestone) -> str:
        """What a mark stands for: ``First visit (Delegation visit)``."""
        return f"{milestone.title} ({self.kind(milestone.kind)})" if milestone.kind else milestone.title

    def topic(self, key: str) -> str:
        """A topic's label."""
        return self.text(self.register.topics[key].label)

    def place(self, milestone: Milestone) -> str:
        """Return where people met, and how; empty if neither is known."""
        mode = self.gettext(labels.MODES[milestone.mode]) if milestone.mode else ""
        return capitalized(self.listed(filter(None, [milestone.place, mode])))

    def document(self, document: Document) -> str:
        """A document's title with its facts: ``Report (PDF, 3.8 MB, 87 pages)``."""
        title = self.text(document.title)
        facts = self.file_facts(document.media_type, document.bytes, document.pages, document.size)
        if document.language and self.is_foreign(document.language):
            facts.append(self.language_name(document.language))
        return f"{title} ({self.listed(facts)})" if facts else title

    def file_facts(
        self, media_type: str | None, size: int | None, pages: int | None, stated: str | None = None
    ) -> list[str]:
        """What a reader should know of a file before opening it: type, size and pages, as far as known."""
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
        """A size in decimal units with two digits that count, kept on one line: ``3.8 MB``, ``46 KB``."""
        unit, power = next(((u, p) for u, p in (("MB", 1e6), ("KB", 1e3)) if size >= p), ("B", 1))
        value = round(size / power, 1 if unit == "MB" and size < 1e7 else 0)
        return f"{format_decimal(value, locale=self.locale)}\N{NO-BREAK SPACE}{unit}"

    def pdf_facts(self, size: int, pages: int) -> str:
        """Type, size and pages of a PDF: ``PDF, 46 KB, 2 pages``."""
        return self.listed(self.file_facts("application/pdf", size, pages))

    def edition(self, name: str) -> str:
        """Return the title of the PDF of an edition, or that of everything, whose name is empty."""
        _ = self.gettext
        kind, _dash, key = name.partition("-")
        if kind == "year":
            return _("Milestones of {year}").format(year=key)
        return _("Brief: {partner}").format(partner=self.partner(key)) if kind == "partner" else _("The whole register")

    def state(self, document: Document) -> str:
        """Return what to add to a document that cannot be opened here; empty if it can."""
        label = labels.UNAVAILABLE.get(document.status)
        return self.gettext(label) if label else ""

    def is_foreign(self, code: str) -> bool:
        """Whether a language is another than this."""
        return self.locale.language != locale_of(code).language

    def language_name(self, code: str) -> str:
        """The name of a language in this language."""
        return str(locale_of(code).get_display_name(self.locale) or code)

    def source_facts(self, source: Source) -> list[str]:
        """Publisher, date, language and quality of a source, as far as known."""
        facts = [self.text(source.publisher), self.day(source.published)]
        if source.language and self.is_foreign(source.language):
            facts.append(self.language_name(source.language))
        return [fact for fact in (*facts, self.text(source.quality)) if fact]

    def sort_key(self, partner: Partner, *, short: bool = False) -> str:
        """Sorts partners by name; *short* by acronyms, where any are."""
        return folded(self.short_partner(partner.key) if short else self.partner(partner.key))

    def datetime(self, date: Date | None) -> str:
        """The machine-readable form for ``<time datetime>``, empty for a span, which HTML cannot say."""
        return date.start.iso if date and date.end is None else ""


def capitalized(text: str) -> str:
    """Return *text* with its first letter as a capital."""
    return text[:1].upper() + text[1:]
