"""Locale data from CLDR."""

from __future__ import annotations

from functools import cache
from gettext import NullTranslations, translation
from pathlib import Path

from babel import Locale, UnknownLocaleError


@cache
def locale_of(language: str) -> Locale:
    """Return the CLDR locale of a Sphinx language code; English if there is none."""
    try:
        return Locale.parse(language.replace("-", "_"))
    except (UnknownLocaleError, ValueError):
        return Locale("en")


def capitalized(text: str) -> str:
    """Return *text* with its first letter as a capital."""
    return text[:1].upper() + text[1:]


def catalogues_for(code: str) -> list[str]:
    """Return the names of the catalogues of a language, best first: with its country, and without."""
    name = code.replace("-", "_")
    return [name, name.partition("_")[0]]


def messages_of(language: str) -> NullTranslations:
    """Return the messages of the extension in a language, outside a build; untranslated without a catalogue."""
    folder = Path(__file__).parents[1] / "locale"
    return translation("sphinx_milestones", folder, catalogues_for(language), fallback=True)
