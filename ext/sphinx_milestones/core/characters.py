"""Characters that cannot be displayed, are invisible or resemble others, and messages about them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

HIDDEN = r"\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffe\uffff"  # invisible, and not allowed in XML 1.0

CONTROL = re.compile(f"[{HIDDEN}]")

# The Unicode property Default_Ignorable_Code_Point in the Basic Multilingual Plane, and the blank Braille pattern.
IGNORABLE = (
    r"\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u2800\u3164"
    r"\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufff8"
)
INVISIBLE = re.compile(rf"[{IGNORABLE}\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff]")

VISIBLE = rf"[^\s{HIDDEN}{IGNORABLE}]"  # in a regular expression of JSON Schema too

# Invisible, but required to display text correctly: joiners in Persian and Indic words, variation selectors of emoji.
_SHAPING = frozenset("\u200c\u200d\ufe0e\ufe0f")

_LIKE_LATIN = re.compile("(?:CYRILLIC|GREEK|ARMENIAN|CHEROKEE|COPTIC|LISU|FULLWIDTH|MATHEMATICAL) ")

_DASHES = dict.fromkeys(map(ord, "\u2010\u2011\u2012\u2013\u2212\ufe58\ufe63\uff0d"), "-")

_EMBEDDINGS = "\u202a\u202b\u202d\u202e"
_ISOLATES = "\u2066\u2067\u2068"
_POP_EMBEDDING, _POP_ISOLATE = "\u202c", "\u2069"
BIDI = f"{_EMBEDDINGS}{_ISOLATES}{_POP_EMBEDDING}{_POP_ISOLATE}"  # what reorders text until it is closed
_BIDI = re.compile(f"[{BIDI}]")


def name_of(character: str) -> str:
    """Return the code point of a character and its name: ``U+200F RIGHT-TO-LEFT MARK``."""
    return f"U+{ord(character):04X} {unicodedata.name(character, '')}".rstrip()


def names_of_characters(characters: Iterable[str]) -> str:
    """Return the names of the distinct *characters*, at most three."""
    distinct = list(dict.fromkeys(characters))
    return ", ".join(map(name_of, distinct[:3])) + (" and others" if len(distinct) > 3 else "")


def plain(text: str) -> str:
    """Return *text* without invisible characters, and with ASCII hyphens and digits in place of similar ones."""
    visible = INVISIBLE.sub("", unicodedata.normalize("NFKC", INVISIBLE.sub("", text)).translate(_DASHES))
    return "".join(str(unicodedata.decimal(char, char)) for char in visible).strip()


def odd_characters(text: str) -> str:
    """Return a sentence and a space that name the invisible and ASCII-like characters of *text*; empty if it has none.

    Letters that cannot be mistaken for ASCII, such as Arabic or accented ones, are not named.
    """
    odd = [
        char
        for char in text
        if not char.isascii() and (not char.isalpha() or INVISIBLE.match(char) or is_like_latin(char))
    ]
    return f"It contains {names_of_characters(odd)}. " if odd else ""


def is_like_latin(letter: str) -> bool:
    """Return whether a letter belongs to a script with letters that look like Latin ones (UTS 39)."""
    return _LIKE_LATIN.match(unicodedata.name(letter, "")) is not None


def has_visible(text: str) -> bool:
    """Return whether *text* has a visible character."""
    return bool(INVISIBLE.sub("", text).strip())


def escape_invisible(text: str) -> str:
    r"""Return *text* with invisible characters escaped, as in ``\u200f``, except those that letters and emoji need."""
    return INVISIBLE.sub(lambda found: found[0] if found[0] in _SHAPING else f"\\u{ord(found[0]):04x}", text)


def unbalanced_bidi(text: str) -> list[int]:
    """Return the positions of unmatched bidirectional controls in a paragraph, opening or closing.

    As in the Unicode Bidirectional Algorithm (UAX 9, X1 to X8), the end of an isolate also closes its embeddings.
    """
    opened: list[int] = []
    stray: list[int] = []
    for found in _BIDI.finditer(text):
        if found[0] in _EMBEDDINGS + _ISOLATES:
            opened.append(found.start())
            continue
        closes = _EMBEDDINGS if found[0] == _POP_EMBEDDING else _ISOLATES
        match = next((index for index in reversed(range(len(opened))) if text[opened[index]] in closes), None)
        if match is None or (closes == _EMBEDDINGS and match != len(opened) - 1):
            stray.append(found.start())
        else:
            del opened[match:]
    return sorted(opened + stray)


def unbalanced_message(character: str) -> str:
    """Return the message for a character that `unbalanced_bidi` has found."""
    closing = {**dict.fromkeys(_EMBEDDINGS, _POP_EMBEDDING), **dict.fromkeys(_ISOLATES, _POP_ISOLATE)}.get(character)
    if closing is None:
        return f"contains {name_of(character)}, which is invisible and has no matching opening character. Delete it."
    return (
        f"contains {name_of(character)}, which is invisible and not closed: it reorders what follows. Delete it, or "
        f"close it with {name_of(closing)}."
    )
