"""The editions of the site, and how each names what a reader looks for: by its catalogues, data files and CLDR."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cached_property
from gettext import GNUTranslations, NullTranslations
from io import BytesIO

from babel import Locale
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from tests.support.project import ROOT

CATALOGUES = (
    "ext/sphinx_milestones/locale/{language}/LC_MESSAGES/sphinx_milestones.po",
    "docs/locale/{language}/LC_MESSAGES/sphinx.po",
)


@dataclass(frozen=True)
class EditionNames:
    """The names in an edition, in a *language*; its pages are in a *folder* of the site."""

    language: str
    folder: str

    @cached_property
    def translations(self) -> NullTranslations:
        """The messages of the extension and of the templates of the site; English is the language that they are in."""
        found = NullTranslations()
        for name in CATALOGUES if self.folder else ():
            compiled = BytesIO()
            with (ROOT / name.format(language=self.language)).open("rb") as file:
                write_mo(compiled, read_po(file, locale=self.language))
            compiled.seek(0)
            catalogue = GNUTranslations(compiled)
            catalogue.add_fallback(found)
            found = catalogue
        return found

    def message(self, text: str) -> str:
        """A message of the extension or of a template."""
        return self.translations.gettext(text)

    def counted(self, singular: str, plural: str, count: int) -> str:
        """A message in the form for a number, which is in it."""
        text = self.translations.ngettext(singular, plural, count)
        return text.replace("{count}", str(count)).replace("{all}", str(count))

    def country(self, code: str) -> str:
        """The name of a country."""
        return str(Locale(self.language).territories[code])

    def label(self, table: str, key: str) -> str:
        """The label of an entry of a data file."""
        entries = tomllib.loads((ROOT / f"data/{table}.toml").read_text(encoding="utf-8"))
        return str(entries[key]["label"][self.language])


EDITIONS = {"en": EditionNames("en", ""), "ar": EditionNames("ar", "ar/")}
