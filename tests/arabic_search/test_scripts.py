"""The index is made in Python and searched in JavaScript: both split and stem alike, whatever is written."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Sequence
from random import Random

import pytest
from tests.arabic_search.conftest import NOUNS, Run
from tests.support.seeds import some_seeds

from sphinx_arabic_search import SearchArabic
from sphinx_arabic_search.stop_words import STOP_WORDS
from sphinx_arabic_search.table import IRREGULAR

LANGUAGE = SearchArabic({})
# Node may know a newer Unicode, in which unassigned characters have become letters. Ideographs are left out for time.
UNUSED = ("Cn", "Cs", "Co")
CODES = [*range(0x3000), *range(0xD800, 0x17000), *range(0x1B000, 0x20000), *range(0xE0000, 0xE0200)]
ASSIGNED = [chr(code) for code in CODES if unicodedata.category(chr(code)) not in UNUSED]
LETTERS = "ابتثجحخدذرزسشصضطظعغفقكلمنهويءأإآؤئىةٱکی"
MARKS = "ًَُِّْٰـ\u200c\u200f\u061c\xad"
BEFORE = ["", "", "ال", "وال", "بال", "لل", "و", "ف", "ب", "ل", "ك", "أ", "ا", "م", "مت", "است"]
AFTER = ["", "", "ة", "ات", "ون", "ين", "ان", "ي", "ية", "يون", "ها", "هم", "نا", "تها", "اء", "ى"]
LISTED = [word for singular, plurals in IRREGULAR.items() for word in (singular, *plurals.split())]
JOINED = [("", ""), ("ال", ""), ("وبال", ""), ("و", ""), ("لل", ""), ("ل", "هم"), ("", "ها"), ("", "ي"), ("ب", "تهم")]
OTHERS: list[str] = [
    "API",
    "services",
    "Services",
    "running",
    "ﻻ",
    "ﷲ",
    "ﷺ",
    "٢٠٢٤",
    "۵",
    "2024",
    *" -،.؟“_\n",
    *sorted(STOP_WORDS),
]


def word(random: Random) -> str:
    """Return a random word of an Arabic form: letters, often weak ones, with what is joined to words."""
    letters = "".join(random.choices(LETTERS + "ااووييا", k=random.randint(1, 7)))
    return random.choice(BEFORE) + random.choice([letters, letters, random.choice(LISTED)]) + random.choice(AFTER)


def marked(random: Random) -> str:
    """Return a random word with marks anywhere in it."""
    return "".join(letter + "".join(random.choices(MARKS, k=random.randint(0, 2))) for letter in word(random))


def other(random: Random) -> str:
    """Return a function word, a word in Latin letters, a number, a separator or any character."""
    return random.choice([random.choice(OTHERS), random.choice(ASSIGNED)])


def text(random: Random) -> str:
    """Return a random text."""
    parts: list[Callable[[Random], str]] = [word, marked, other]
    return "".join(random.choice(parts)(random) for _ in range(random.randint(1, 9)))


def differing(
    texts: Sequence[str], ours: Callable[[str], object], theirs: Sequence[object]
) -> list[tuple[str, object, object]]:
    """Return the texts for which Python and JavaScript differ, with both results."""
    both = [(text, ours(text), result) for text, result in zip(texts, theirs, strict=True)]
    return [(text, one, result) for text, one, result in both if one != result]


@pytest.mark.parametrize("seed", some_seeds(20))
def test_random_words_have_the_same_stem(in_javascript: Run, seed: int) -> None:
    """Words of an Arabic form, some with marks anywhere."""
    random = Random(seed)
    words = [word(random) if random.random() < 0.5 else marked(random) for _ in range(10_000)]
    assert differing(words, LANGUAGE.stem, in_javascript(words=words)["stems"]) == []


@pytest.mark.parametrize("seed", some_seeds(20))
def test_random_texts_are_split_alike(in_javascript: Run, seed: int) -> None:
    """Arabic, Latin and any other letters, with what may be between them."""
    random = Random(seed)
    texts = [text(random) for _ in range(5_000)]
    assert differing(texts, LANGUAGE.split, in_javascript(texts=texts)["splits"]) == []


def test_words_of_the_tables_have_the_same_stem(in_javascript: Run) -> None:
    """Each noun of the lists, each irregular plural and each function word, bare and with what is joined to it."""
    listed = [*NOUNS, *LISTED, *sorted(STOP_WORDS)]
    words = [before + each + after for each in listed for before, after in JOINED]
    assert len(words) > 10_000
    assert differing(words, LANGUAGE.stem, in_javascript(words=words)["stems"]) == []


def test_every_character_is_split_alike(in_javascript: Run) -> None:
    """Each character between two Arabic letters, between two Latin ones, and alone."""
    texts = [f"ب{character}ج d{character}g {character}" for character in ASSIGNED]
    assert differing(texts, LANGUAGE.split, in_javascript(texts=texts)["splits"]) == []
