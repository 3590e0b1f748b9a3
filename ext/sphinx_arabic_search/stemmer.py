"""The words of a text and their stems, by the rules in `table.py`."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterable, Mapping
from functools import lru_cache
from importlib.resources import files

from .table import AFFIXES, DIGITS, ENDINGS, IRREGULAR, LATE_SPELLINGS, LETTERS, MARKS, SPELLINGS

_MARK = re.compile(f"[{MARKS}]")
_ARABIC = re.compile(f"[{LETTERS}]")
_WORD = re.compile(rf"[{LETTERS}]+|(?:(?![{LETTERS}])\w)+")
_DIGITS = str.maketrans(dict(DIGITS))


def split(text: str) -> list[str]:
    """Return the words of a text without vowel signs and tatweel, numbers in Latin digits.

    Where Arabic and other letters meet, a word ends: “الـAPI” is an article and a Latin word.
    """
    words: list[str] = _WORD.findall(_without_marks(text))
    return [word.translate(_DIGITS) for word in words]


def is_arabic(word: str) -> bool:
    """Return whether a word begins with an Arabic letter."""
    return _ARABIC.match(word) is not None


@lru_cache(maxsize=50_000)
def stem(word: str) -> str:
    """Return the stem of an Arabic word, which most of its forms have in common."""
    folded = _respelt(_apply(_AFFIXES, _respelt(_without_marks(word), SPELLINGS)), LATE_SPELLINGS)
    return _apply(_ENDINGS, _SINGULARS.get(folded, folded)) or word


def script() -> str:
    """Return the script that does the same in a browser, with the rules."""
    table = {
        "letters": LETTERS,
        "marks": MARKS,
        "digits": DIGITS,
        "spellings": list(SPELLINGS.items()),
        "lateSpellings": list(LATE_SPELLINGS.items()),
        "affixes": [_rules(step) for step in AFFIXES],
        "singulars": _SINGULARS,
        "endings": [_rules(step) for step in ENDINGS],
    }
    text = files(__package__).joinpath("stemmer.js").read_text(encoding="utf-8")
    return text.replace("{}; // replaced by the build", json.dumps(table, ensure_ascii=False) + ";", 1)


def _without_marks(text: str) -> str:
    return _MARK.sub("", unicodedata.normalize("NFKC", text))


def _respelt(word: str, spellings: Mapping[str, str]) -> str:
    for letters, others in spellings.items():
        word = word.replace(letters, others)
    return word


def _folded(word: str) -> str:
    return _respelt(_respelt(word, SPELLINGS), LATE_SPELLINGS)


def _rules(step: Mapping[str, str]) -> list[tuple[str, str]]:
    """Return a step as regular expressions, and results in which ``$1`` is a group, as JavaScript has them."""
    return [(_expression(pattern), re.sub(r"(\d)", r"$\1", result)) for pattern, result in step.items()]


def _expression(pattern: str) -> str:
    """Return the regular expression of a pattern: a digit is a letter of the root, where it is repeated the same."""
    for digit in sorted(set(re.findall(r"\d", pattern))):
        before, _, after = pattern.partition(digit)
        pattern = before + ("(.)" if digit == "1" else "([^ا])") + after.replace(digit, f"\\{digit}")
    return pattern


Steps = list[list[tuple[re.Pattern[str], str]]]


def _compiled(steps: Iterable[Mapping[str, str]]) -> Steps:
    return [[(re.compile(source), result.replace("$", "\\")) for source, result in _rules(step)] for step in steps]


def _apply(steps: Steps, word: str) -> str:
    """Return a word after all steps; of each, the first rule that matches is applied."""
    for step in steps:
        matches = ((expression.fullmatch(word), result) for expression, result in step)
        word = next((match.expand(result) for match, result in matches if match), word)
    return word


_AFFIXES, _ENDINGS = _compiled(AFFIXES), _compiled(ENDINGS)
_SINGULARS = {
    _folded(plural): _folded(singular) for singular, plurals in IRREGULAR.items() for plural in plurals.split()
}
