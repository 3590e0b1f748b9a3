"""How a register's values read in one language: the only place where counts and names become words.

Names come from CLDR through Babel; the few words between them from the extension's own translations.
"""

from __future__ import annotations

import mimetypes
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property, wraps
from gettext import NullTranslations
from typing import Any, TypeVar

from babel import Locale
from babel.numbers import format_decimal

from sphinx_milestones.core.dates import Date, parse_date
from sphinx_milestones.core.records import Count, Document, Milestone, Participation, Partner, Source, Text
from sphinx_milestones.register.register import Register

from .date_format import date_in_words
from .locales import folded, locale_of

Value = TypeVar("Value")


def memoized(method: Callable[[Any, Value], str]) -> Callable[[Any, Value], str]:
    """Puts each value into words once in the life of a `Wording`: views say the same ones thousands of times."""

    @wraps(method)
    def keeping(words: Wording, value: Value) -> str:
        said = words.said.setdefault(method.__name__, {})
        if value not in said:
            said[value] = method(words, value)
        return said[value]

    return keeping


@dataclass(frozen=True)
class Wording:
    """Words for the values of *register* in *language*; readers may search in the languages *searched*, too."""

    register: Register
    language: str
    translations: NullTranslations
    searched: tuple[str, ...] = ()

    @cached_property
    def said(self) -> dict[str, dict[Any, str]]:
        """What was put into words already, by method and value."""
        return {}

    @cached_property
    def locale(self) -> Locale:
        """The CLDR data of the language."""
        return locale_of(self.language)

    def words(self, text: Text | None) -> str:
        """A text of the register in this language, empty where there is none."""
        return text.translate(self.language) if text else ""

    @memoized
    def date(self, date: Date | None) -> str:
        """A date as exact as written, and no more: ``2024``, ``about January 2014``, ``24–29 January 2015``."""
        return date_in_words(date, self.locale, self.translations.gettext)

    def day(self, written: str | None) -> str:
        """A date of a source or of an entry, as written there."""
        return self.date(parse_date(written)) if written else ""

    @memoized
    def number(self, value: int) -> str:
        """A number with the language's separators."""
        return str(format_decimal(value, locale=self.locale))

    def incomplete(self, milestone: Milestone) -> str:
        """What to say of an entry with mistakes in it, with what could not be read; empty where there is none."""
        said = self.translations.gettext("incomplete entry") if milestone.incomplete else ""
        return f"{said}: {'; '.join(milestone.unread)}" if said and milestone.unread else said

    def reviewed(self, milestone: Milestone) -> str:
        """The day on which an entry was last gone through, in words; empty where nothing is said of it."""
        return self.day(milestone.updated or milestone.added)

    def attendance(self, milestone: Milestone) -> str:
        """The counts of a milestone in a phrase: ``more than 500 participants from 107 countries``."""
        _, many = self.translations.gettext, self.translations.ngettext
        participants, countries = milestone.participants, milestone.countries
        people = participants and many("{count} participant", "{count} participants", participants.value)
        places = countries and many("{count} country", "{count} countries", countries.value)
        people = people.format(count=self._count(participants)) if people and participants else ""
        places = places.format(count=self._count(countries)) if places and countries else ""
        if people and places:
            return _("{people} from {places}").format(people=people, places=places)
        return people or places

    def _count(self, count: Count) -> str:
        _ = self.translations.gettext
        number = self.number(count.value)
        phrases = {">": _("more than {count}"), "<": _("fewer than {count}"), "~": _("about {count}")}
        return phrases[count.qualifier].format(count=number) if count.qualifier else number

    def milestones(self, count: int) -> str:
        """How many milestones there are."""
        phrase = self.translations.ngettext("{count} milestone", "{count} milestones", count)
        return phrase.format(count=self.number(count))

    def some_milestones(self, count: int) -> str:
        """That some of so many milestones were found; how many stands for ``{found}``."""
        phrase = self.translations.ngettext("{found} of {count} milestone", "{found} of {count} milestones", count)
        return phrase.replace("{count}", self.number(count))

    @memoized
    def partner(self, key: str) -> str:
        """A partner's full name: its own, or its country's in this language, or its key."""
        partner = self.register.partners[key]
        own = partner.name is not None and partner.name.has_translation(self.language)
        if partner.kind == "country" and partner.country and not own:
            return str(self.locale.territories.get(partner.country, key))
        return self.words(partner.name) or key

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
        """The word for a partner's role, empty where none is given."""
        _ = self.translations.gettext
        roles = {
            "host": _("host"),
            "organiser": _("organiser"),
            "funder": _("funder"),
            "participant": _("participant"),
            "beneficiary": _("beneficiary"),
            "signatory": _("signatory"),
        }
        return roles[part.role] if part.role else ""

    def partner_kind(self, kind: str) -> str:
        """The word for what a partner is."""
        _ = self.translations.gettext
        return {
            "country": _("Country"),
            "agency": _("Agency"),
            "organisation": _("Organisation"),
            "bloc": _("Bloc of countries"),
        }[kind]

    def partner_kinds(self, kind: str) -> str:
        """The heading of a group of partners."""
        _ = self.translations.gettext
        return {
            "country": _("Countries"),
            "agency": _("Agencies"),
            "organisation": _("Organisations"),
            "bloc": _("Blocs of countries"),
            "host": _("Hosts"),
        }[kind]

    def region(self, code: str) -> str:
        """A region's name."""
        return str(self.locale.territories[code])

    def kind(self, key: str | None) -> str:
        """A kind's label, empty where a milestone has none."""
        return self.words(self.register.kinds[key].label) if key else ""

    def title_and_kind(self, milestone: Milestone) -> str:
        """What a mark stands for: ``First visit (Delegation visit)``."""
        return f"{milestone.title} ({self.kind(milestone.kind)})" if milestone.kind else milestone.title

    def topic(self, key: str) -> str:
        """A topic's label."""
        return self.words(self.register.topics[key].label)

    def place(self, milestone: Milestone) -> str:
        """Where people met, and how; empty where nothing is said."""
        _ = self.translations.gettext
        modes = {"in-person": _("in person"), "online": _("online"), "hybrid": _("in person and online")}
        parts = [milestone.place or "", modes[milestone.mode] if milestone.mode else ""]
        place = ", ".join(filter(None, parts))
        return place[:1].upper() + place[1:]

    def document(self, document: Document) -> str:
        """A document's title with its facts: ``Report (PDF, 3.8 MB, 87 pages)``."""
        title = self.words(document.title)
        facts = self.file_facts(document.media_type, document.bytes, document.pages, document.size)
        if document.language and self.is_foreign(document.language):
            facts.append(self.language_name(document.language))
        return f"{title} ({', '.join(facts)})" if facts else title

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
            phrase = self.translations.ngettext("{count} page", "{count} pages", pages)
            facts.append(phrase.format(count=self.number(pages)))
        return facts

    def _size(self, size: int) -> str:
        """A size in decimal units with two digits that count, kept on one line: ``3.8 MB``, ``46 KB``."""
        unit, power = next(((u, p) for u, p in (("MB", 1e6), ("KB", 1e3)) if size >= p), ("B", 1))
        value = round(size / power, 1 if unit == "MB" and size < 1e7 else 0)
        return f"{format_decimal(value, locale=self.locale)}\N{NO-BREAK SPACE}{unit}"

    def pdf_facts(self, size: int, pages: int) -> str:
        """Type, size and pages of a PDF: ``PDF, 46 KB, 2 pages``."""
        return ", ".join(self.file_facts("application/pdf", size, pages))

    def edition(self, name: str) -> str:
        """What to call the PDF of an edition, or that of the whole register, which has no name."""
        _ = self.translations.gettext
        kind, _dash, key = name.partition("-")
        if kind == "year":
            return _("Milestones of {year}").format(year=key)
        return _("Brief: {partner}").format(partner=self.partner(key)) if kind == "partner" else _("The whole register")

    def state(self, document: Document) -> str:
        """What to say of a document that cannot be opened here, empty where it can."""
        _ = self.translations.gettext
        return {
            "on-request": _("on request"),
            "withdrawn": _("withdrawn by its publisher"),
            "not-located": _("not located"),
        }.get(document.status, "")

    def is_foreign(self, code: str) -> bool:
        """Whether a language is another than this."""
        return self.locale.language != locale_of(code).language

    def language_name(self, code: str) -> str:
        """The name of a language in this language."""
        return str(locale_of(code).get_display_name(self.locale) or code)

    def nothing(self, view: str) -> str:
        """What an empty view says."""
        _ = self.translations.gettext
        whole = view in ("document-list", "source-list", "kind-legend")
        return _("Nothing listed yet.") if whole else _("No milestone matches.")

    def source_facts(self, source: Source) -> list[str]:
        """Publisher, date, language and quality of a source, as far as known."""
        facts = [self.words(source.publisher), self.day(source.published)]
        if source.language and self.is_foreign(source.language):
            facts.append(self.language_name(source.language))
        return [fact for fact in (*facts, self.words(source.quality)) if fact]

    def sort_key(self, partner: Partner, *, short: bool = False) -> str:
        """Sorts partners by name; *short* by acronyms, where any are."""
        return folded(self.short_partner(partner.key) if short else self.partner(partner.key))

    def datetime(self, date: Date | None) -> str:
        """The machine-readable form for ``<time datetime>``, empty for a span, which HTML cannot say."""
        return date.start.iso if date and date.end is None else ""
