"""How many forms of common nouns have one stem, and how many words that have nothing to do with each other."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from itertools import combinations

import pytest
import snowballstemmer
from tests.arabic_search.conftest import listed

from sphinx_arabic_search import SearchArabic
from sphinx_arabic_search.stemmer import stem
from sphinx_arabic_search.table import IRREGULAR

Forms = Sequence[str]
NOUNS = listed("nouns.txt")
SOUND = ("ون", "ات")  # endings of the plurals that keep the singular as it is
PREFIXES = ("وال", "بال", "كال", "فال", "وبال", "لل", "ولل")
snowball = snowballstemmer.stemmer("arabic").stemWord


def share(pairs: Iterable[Forms], stemmed: Callable[[str], str] = stem) -> float:
    """Return the share of pairs that have one stem."""
    joined = [stemmed(one) == stemmed(other) for one, other in pairs]
    return sum(joined) / len(joined)


def forms(nouns: Sequence[Forms]) -> list[Forms]:
    """Return the pairs of bare, definite and plural of each noun."""
    return [pair for noun in nouns for pair in combinations(noun, 2)]


def joined_nouns(stemmed: Callable[[str], str]) -> float:
    """Return the share of pairs of two nouns of which any forms have one stem."""
    stems = [{stemmed(form) for form in noun} for noun in NOUNS]
    pairs = [bool(one & other) for one, other in combinations(stems, 2)]
    return sum(pairs) / len(pairs)


def figures(stemmed: Callable[[str], str]) -> dict[str, float]:
    """Return the figures that the manual has, as shares."""
    sound = [noun for noun in NOUNS if noun[2].endswith(SOUND)]
    broken = [noun for noun in NOUNS if not noun[2].endswith(SOUND)]
    return {
        "bare, definite and plural": share(forms(NOUNS), stemmed),
        "of the nouns set aside": share(forms(NOUNS[2::3]), stemmed),
        "bare and definite": share([noun[:2] for noun in NOUNS], stemmed),
        "bare and sound plural": share([noun[::2] for noun in sound], stemmed),
        "bare and broken plural": share([noun[::2] for noun in broken], stemmed),
        "two of the nouns": joined_nouns(stemmed),
        "words that look alike": share(listed("unrelated.txt"), stemmed),
    }


def test_forms_of_a_noun_meet() -> None:
    """At least 85 % of the pairs of bare, definite and plural, and of the nouns that chose no rule."""
    found = figures(stem)
    assert found["bare, definite and plural"] >= 0.95
    assert found["of the nouns set aside"] >= 0.85
    assert found["bare and definite"] == 1
    assert found["bare and sound plural"] >= 0.95
    assert found["bare and broken plural"] >= 0.85


def test_other_words_do_not_meet() -> None:
    """Fewer than 3 % of the pairs of two nouns; of words chosen because they look alike, some cannot be kept apart."""
    found = figures(stem)
    assert found["two of the nouns"] < 0.03
    assert found["words that look alike"] < 0.2


def test_the_stemmer_that_sphinx_has_joins_far_fewer() -> None:
    """Snowball's, by the same figures: reason enough for another."""
    assert share(forms(NOUNS), snowball) < 0.4


@pytest.mark.parametrize("prefix", PREFIXES)
def test_article_conjunction_and_preposition_are_removed(prefix: str) -> None:
    """Before singulars and plurals."""
    assert share([(form, prefix + form) for noun in NOUNS for form in noun[::2]]) >= 0.97


def test_a_conjunction_before_a_bare_noun_is_removed() -> None:
    """Unless the noun is too short to tell."""
    assert share([(form, "و" + form) for noun in NOUNS for form in noun[::2]]) >= 0.95


@pytest.mark.parametrize("singular", IRREGULAR)
def test_irregular_plurals_meet_their_singular(singular: str) -> None:
    """Bare, and with an article; also the singular itself with an article."""
    words = [singular, *IRREGULAR[singular].split()]
    assert {stem(before + word) for word in words for before in ("", "ال", "وال", "لل")} == {stem(singular)}


@pytest.mark.parametrize(
    "spellings",
    [
        "مسؤول مسئول مسوول المسؤولين والمسئولون",
        "شؤون شئون",
        "إحصاء احصاء الإحصاء الاحصاء",
        "مُحَمَّد محمد محـــمد ﻣﺤﻤﺪ",
        "مكتبة مكتبه المكتبة مكتبتها",
        "مستشفى مستشفي",
        "الله لله والله بالله",
        "لغة للغة واللغة لغات",
        "التزام الالتزام بالالتزام",
        "والدة الوالدة",
        "وزارة الوزارة والوزارات ووزارة وزارتها",
        "بحرين البحرين البحريني بحرينية",
        "اقتصاد الاقتصادية اقتصاديون",
        "ألعاب الألعاب",
        "خدمة خدماتهم خدماتها وخدمات",
    ],
)
def test_spellings_of_a_word_meet(spellings: str) -> None:
    """Hamza and its seats, vowel signs, tatweel, shapes of letters, and what is joined to a word."""
    assert len({stem(word) for word in spellings.split()}) == 1


@pytest.mark.parametrize("pair", ["وزير زيارة", "والد دولة", "بحر بحرين", "التقاء تقارير", "ألعاب عاب"])
def test_a_letter_of_the_root_is_not_removed(pair: str) -> None:
    """Although it looks like an article, a conjunction or an ending."""
    one, other = pair.split()
    assert stem(one) != stem(other)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("وفي هذا العام، إلى الوزارة", ["العام", "الوزارة"]),
        ("مُحَمَّد كتـــاب", ["محمد", "كتاب"]),
        ("الـAPI وبـGDP", ["API", "GDP"]),
        ("عام ٢٠٢٤م", ["عام", "2024"]),
        ("The services of the IGA", ["services", "IGA"]),
        ("علي وفهم", ["علي", "وفهم"]),
        ("على فم", ["فم"]),
        ("ـ \u200f ً", []),
    ],
)
def test_a_text_is_split(text: str, words: list[str]) -> None:
    """Into words without marks and function words; numbers are in Latin digits."""
    assert SearchArabic({}).split(text) == words


def test_latin_words_are_stemmed_as_in_english() -> None:
    """In any case."""
    language = SearchArabic({})
    assert language.stem("Services") == language.stem("service") == language.stem("SERVICE")
