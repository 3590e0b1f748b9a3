"""Locale data from CLDR."""

from __future__ import annotations

from functools import cache

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
