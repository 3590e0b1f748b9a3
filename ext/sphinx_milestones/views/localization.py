"""The text of values in one language: dates, numbers, lists, regions, languages, and facts about files.

Names come from CLDR through Babel; all other text from the message catalogue of the extension.
"""

from __future__ import annotations

import mimetypes
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property
from gettext import NullTranslations
from typing import Any

from babel import Locale
from babel.numbers import format_decimal

from sphinx_milestones.core.dates import Date, Point, parse_date
from sphinx_milestones.core.records import Text

from . import labels
from .date_format import date_in_words, period_in_words, years_in_words
from .digits import LATIN, with_digits
from .locales import locale_of
from .memo import memoized
from .model_parts import Year

# Around a part of a line whose letters may run in another direction than the line (UAX 9); a part without letters, such
# as a range of years, runs like the line.
ISOLATES = "\N{FIRST STRONG ISOLATE}", "\N{POP DIRECTIONAL ISOLATE}"
ISOLATES_OF_NUMBERS = "\N{RIGHT-TO-LEFT ISOLATE}", "\N{POP DIRECTIONAL ISOLATE}"


@dataclass(frozen=True)
class Localization:
    """Text for values in *language*, whose messages are in *translations*; *digits* are those of a numbering system."""

    language: str
    translations: NullTranslations
    digits: str = field(default=LATIN, kw_only=True)

    @cached_property
    def cache(self) -> dict[str, dict[Any, str]]:
        """The results of `memoized` methods, by method and value."""
        return {}

    def gettext(self, message: str) -> str:
        """Return the translation of a message of the extension."""
        return self.translations.gettext(message)

    def ngettext(self, singular: str, plural: str, count: int) -> str:
        """Return the translation of a message in the plural form for *count*."""
        return self.translations.ngettext(singular, plural, count)

    def optional(self, message: str) -> str:
        """Return the translation of a message that may be empty; gettext would return the catalogue header for that."""
        return self.gettext(message) if message else ""

    def shown(self, label: str | Text) -> str:
        """Return a text of the register, or a message of the extension, in this language; it may be empty."""
        return self.text(label) if isinstance(label, Text) else self.optional(label)

    def counted(self, singular: str, plural: str, count: int) -> str:
        """Return a message in the plural form for *count*, which replaces ``{count}`` in it."""
        return self.ngettext(singular, plural, count).replace("{count}", self.number(count))

    @property
    def separator(self) -> str:
        """The separator of list items in one line."""
        # Translators: between the items of a list, such as the partners of a milestone
        return self.gettext(", ")

    @property
    def clause_separator(self) -> str:
        """The separator of list items in one line that may have separators in them."""
        # Translators: between the items of a list, such as the sources of a milestone, which may contain commas
        return self.gettext("; ")

    def listed(self, items: Iterable[str]) -> str:
        """Return the items in one line, in this order also where some have Latin letters in text from right to left."""
        parts = [*items]
        if len(parts) > 1:
            parts = [part.join(self.isolates(part)) for part in parts]
        return self.separator.join(parts)

    def isolates(self, part: str) -> tuple[str, str]:
        """Return what, before and after a part of a line, keeps it in its position; nothing in text from the left."""
        if self.locale.text_direction != "rtl":
            return "", ""
        return ISOLATES if re.search(r"[^\W\d]", part) else ISOLATES_OF_NUMBERS

    @cached_property
    def locale(self) -> Locale:
        """The CLDR data of the language."""
        return locale_of(self.language)

    def text(self, text: Text | None) -> str:
        """Return a text of the register in this language; empty if there is none."""
        return text.translate(self.language) if text else ""

    def untranslated(self, text: Text | None) -> str:
        """Return the language of a text that is shown untranslated; empty if it is translated, or names no language."""
        return text.by_language[0][0].replace("_", "-") if text and not text.has_translation(self.language) else ""

    @memoized
    def date(self, date: Date | None) -> str:
        """Return a date exactly as precise as written: ``2024``, ``about January 2014``, ``24–29 January 2015``."""
        return self.with_digits(date_in_words(date, self.locale, self.gettext))

    def day(self, written: str | None) -> str:
        """Return the text of an EDTF date; empty if there is none."""
        return self.date(parse_date(written)) if written else ""

    def year(self, year: int | None) -> str:
        """Return a year, with its era if it is before 1: ``44 BC``; “Undated” for None."""
        return self.gettext("Undated") if year is None else self.with_digits(years_in_words(year, year, self.locale))

    def group(self, group: Year) -> str:
        """Return the heading of the milestones of a year, a decade or a century."""
        return self.named_period(group.period) if group.period else self.year(group.year)

    def named_period(self, period: Point) -> str:
        """Return a year, a decade or a century: ``1840s``, ``19th century``."""
        return self.with_digits(period_in_words(period, self.locale, self.gettext))

    def years(self, years: Iterable[int]) -> str:
        """Return a year, or the first and the last of several as a range: ``2016–2017``; empty if there are none."""
        distinct = list(years)
        return self.with_digits(years_in_words(distinct[0], distinct[-1], self.locale)) if distinct else ""

    def period(self, years: Sequence[int]) -> str:
        """Return a year, or a range of years; “Undated” if there are none."""
        return self.years(years) or self.year(None)

    def datetime(self, date: Date | None) -> str:
        """Return the value for ``<time datetime>``; empty for intervals and what HTML cannot express."""
        return date.first.iso.removeprefix("+") if date and date.end is None and date.first.year > 0 else ""

    @memoized
    def number(self, value: int) -> str:
        """Return a number with the digit grouping of the language."""
        return self._decimal(value)

    def decimal(self, written: str) -> str:
        """Return a number as it was written, such as ``-12.50``, in the format of the language."""
        pattern = "#,##0." + "0" * len(written.partition(".")[2])
        number = format_decimal(Decimal(written), pattern.rstrip("."), self.locale, numbering_system=self.digits)
        return self.with_digits(number)

    def with_digits(self, text: str) -> str:
        """Return *text*, which has Latin digits, with those of this wording."""
        return with_digits(text, self.digits)

    def _decimal(self, value: float) -> str:
        return self.with_digits(format_decimal(value, locale=self.locale, numbering_system=self.digits))

    def region(self, code: str) -> str:
        """Return the name of a region."""
        return str(self.locale.territories[code])

    def milestones(self, count: int) -> str:
        """Return how many milestones there are."""
        return self.counted("{count} milestone", "{count} milestones", count)

    def rows(self, count: int) -> str:
        """Return how many rows a table has."""
        return self.counted("{count} row", "{count} rows", count)

    def some_milestones(self, count: int) -> str:
        """Return a message that some of *count* milestones were found, with the placeholder ``{found}``."""
        return self.counted("{found} of {count} milestone", "{found} of {count} milestones", count)

    def file_facts(
        self, media_type: str | None, size: int | None, pages: int | None, stated: str | None = None
    ) -> list[str]:
        """Return what readers should know about a file before opening it: type, size and pages, if known."""
        facts = []
        if media_type:
            suffix = mimetypes.guess_extension(media_type) or f".{media_type.partition('/')[2]}"
            facts.append(suffix[1:].upper())
        if size or stated:
            facts.append((self._size(size) if size else self._stated_size(stated)).replace(" ", "\N{NO-BREAK SPACE}"))
        if pages:
            facts.append(self.counted("{count} page", "{count} pages", pages))
        return facts

    def _size(self, size: int) -> str:
        """Return a size in decimal units with two significant digits: ``3.8 MB``, ``46 KB``."""
        unit, power = next(((u, p) for u, p in (("MB", 1e6), ("KB", 1e3)) if size >= p), ("B", 1))
        value = round(size / power, 1 if unit == "MB" and size < 1e7 else 0)
        return self.gettext(labels.SIZES[unit]).format(size=self._decimal(value))

    def _stated_size(self, stated: str | None) -> str:
        """Return a size as it was stated; a number with a unit, such as ``3.8 MB``, as this language writes it."""
        found = re.fullmatch(r"(\d+(?:\.\d?[1-9])?) ?(MB|KB|B)", stated or "")
        return (
            self.gettext(labels.SIZES[found[2]]).format(size=self._decimal(float(found[1]))) if found else stated or ""
        )

    def pdf_facts(self, size: int, pages: int) -> str:
        """Return type, size and pages of a PDF: ``PDF, 46 KB, 2 pages``."""
        return self.listed(self.file_facts("application/pdf", size, pages))

    def is_foreign(self, code: str) -> bool:
        """Return whether a language differs from this one."""
        return self.locale.language != locale_of(code).language

    def language_name(self, code: str) -> str:
        """Return the name of a language in this language."""
        return str(locale_of(code).get_display_name(self.locale) or code)
