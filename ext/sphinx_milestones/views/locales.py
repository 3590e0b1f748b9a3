"""What CLDR knows: locales, regions and the order of names."""

from __future__ import annotations

import re
import unicodedata
from functools import cache

from babel import Locale, UnknownLocaleError

from sphinx_milestones.core.m49 import M49


@cache
def locale_of(language: str) -> Locale:
    """The CLDR locale of a Sphinx language code; English where there is none."""
    try:
        return Locale.parse(language.replace("-", "_"))
    except (UnknownLocaleError, ValueError):
        return Locale("en")


def region_keys() -> dict[str, str]:
    """The M49 code of each region by the key that pages use: its English name in small letters with hyphens."""
    names = Locale("en").territories
    return {re.sub(r"[^a-z]+", "-", names[code].lower()): code for code in M49}


def folded(name: str) -> str:
    """Sorts names as a reader expects, accents and case aside."""
    return unicodedata.normalize("NFKD", name).casefold()


def capitalized(text: str) -> str:
    """Return *text* with its first letter as a capital."""
    return text[:1].upper() + text[1:]
