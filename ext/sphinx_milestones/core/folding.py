"""Folding: the form in which texts are compared, so that a name is found however it is typed.

This is the only definition. The search index is folded here, and what a reader types by
`static/milestones-folding.js`, which receives the tables of this module when it is written.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping

# Hamza is removed only after the article: a word that begins with alef, hamza and lam has no article.
ARTICLE, HAMZA = "ال", "\N{ARABIC LETTER HIGH HAMZA}"
_HAMZA_MARKS = "\N{ARABIC MADDAH ABOVE}\N{ARABIC HAMZA ABOVE}\N{ARABIC HAMZA BELOW}"

# Letters that compatibility decomposition (NFKD) leaves unchanged.
_LATIN = "ł=l ø=o đ=d ð=d ı=i ħ=h ŧ=t ŋ=ng ĸ=k ƒ=f ɨ=i ß=ss æ=ae œ=oe þ=th ə=e ɓ=b ɗ=d ƙ=k ƴ=y ς=σ"
_ARABIC = "ة=ه ہ=ه ھ=ه ە=ه ى=ي ی=ي ې=ي ک=ك ٱ=ا"
LETTERS: Mapping[str, str] = {
    **{pair[0]: pair[2:] for pair in f"{_LATIN} {_ARABIC}".split()},
    **dict.fromkeys("ـʻʼʽʾʿˈ", ""),  # tatweel, and apostrophes that are letters in Unicode
    **{chr(zero + digit): str(digit) for zero in (0x660, 0x6F0) for digit in range(10)},
    **dict.fromkeys(_HAMZA_MARKS, HAMZA),
}

# Characters between the parts of a word, found by part and as a whole: “e-government”, “U.K.”, “Côte d’Ivoire”.
JOINERS = "-\N{HYPHEN}'\N{LEFT SINGLE QUOTATION MARK}\N{RIGHT SINGLE QUOTATION MARK}.\N{MIDDLE DOT}"

# What may precede the name of a country in a search, folded. “United Kingdom” is a name in full.
_ADJECTIVES = "arab|islamic|hashemite|federal|democratic|socialist|people[ '’]?s|independent|united(?= rep)"
_STATES = "state|sultanate|(?<!united )kingdom|republic|emirate|principality|commonwealth"
OPTIONAL = (
    f"(?:(?:{_ADJECTIVES})[ -])*(?:{_STATES})[ -]of(?:[ -]the)?",
    f"سلطنه|مملكه|دوله|جمهوريه|ا{HAMZA}?ماره",
)

_WORD = re.compile(rf"[^\W_]+(?:[{JOINERS}][^\W_]+)*")
_PART = re.compile(rf"[^{JOINERS}]+")


class _Folded(dict[int, str]):
    """The replacement of each character by its code point: empty for combining marks and format controls."""

    def __missing__(self, code: int) -> str:
        dropped = unicodedata.category(chr(code)) in ("Mn", "Mc", "Me", "Cf")
        self[code] = LETTERS.get(chr(code), "" if dropped else chr(code))
        return self[code]


_FOLDED = _Folded()


def _with_hamza(text: str) -> str:
    lower = text if text.isascii() else unicodedata.normalize("NFKD", text)
    return lower.lower().translate(_FOLDED)


def fold_letters(text: str) -> str:
    """Return *text* in lowercase without accents, vowel signs and letter variants; punctuation remains."""
    return _with_hamza(text).replace(HAMZA, "")


def fold(text: str) -> str:
    """Return the folded words of *text*, separated by spaces: for “e-Government”, ``e government egovernment``."""
    return " ".join(filter(None, _words(text)))


def _words(text: str) -> Iterator[str]:
    for word in _WORD.findall(_with_hamza(text)):
        parts = _PART.findall(word)
        for form in [*parts, "".join(parts)] if len(parts) > 1 else parts:
            yield (form.removeprefix(ARTICLE) or form).replace(HAMZA, "")
