"""How many forms of common nouns have one stem, and how many words that have nothing to do with each other."""

from __future__ import annotations

import re

import pytest
from tests.arabic_search.figures import NOUNS, UNRELATED, figures, forms, joined_nouns, share, snowball
from tests.support.project import ROOT

from sphinx_arabic_search import SearchArabic
from sphinx_arabic_search.stemmer import stem
from sphinx_arabic_search.table import IRREGULAR

MANUAL = (ROOT / "ext/manual/arabic.md").read_text(encoding="utf-8")
LANGUAGE = SearchArabic({})
PREFIXES = ("وال", "بال", "كال", "فال", "وبال", "لل", "ولل", "و", "ب", "ل", "وب", "ول")


def stems(text: str) -> list[str]:
    """Return the stems of a text, as the index has them."""
    return [LANGUAGE.stem(word) for word in LANGUAGE.split(text)]


def test_forms_of_a_noun_meet() -> None:
    """At least 85 % of the pairs of bare, definite and plural, also of the nouns by which no rule was chosen."""
    assert share(forms(NOUNS), stem) >= 0.95
    assert share(forms(NOUNS[2::3]), stem) >= 0.85
    assert share([noun[:2] for noun in NOUNS], stem) == 1
    assert share([noun[::2] for noun in NOUNS], stem) >= 0.85


def test_other_words_do_not_meet() -> None:
    """Fewer than 3 % of the pairs of two nouns; of words chosen because they look alike, some meet."""
    assert joined_nouns(stem) < 0.03
    assert share(UNRELATED, stem) < 0.2


def test_the_stemmer_of_snowball_joins_far_fewer() -> None:
    """It is the only other one that Sphinx has: reason enough for this one."""
    assert share(forms(NOUNS), snowball) < 0.4


def test_the_manual_has_these_figures() -> None:
    """Its table is what `python -m tests.arabic_search.figures` prints; other versions of Snowball may differ."""
    rows = [f"| {what} | {found:.2%} | " for what, found in figures(stem).items()]
    assert [row for row in rows if row not in MANUAL] == []


def test_the_examples_of_the_manual_are_true() -> None:
    """What a page has and what finds it have one stem."""
    table_of_examples = MANUAL.partition("| A page has |")[2].partition("\n\n")[0]
    rows = re.findall(r"^\| ([^|]+) \| ([^|]+) \| [^|]+ \|$", table_of_examples, re.MULTILINE)
    assert len(rows) >= 10
    assert [row for row in rows if stems(row[0]) != stems(row[1])] == []


@pytest.mark.parametrize("prefix", PREFIXES)
def test_article_conjunction_and_preposition_are_removed(prefix: str) -> None:
    """Before singulars and plurals, with few exceptions; all forms of a noun meet with each of them, too."""
    assert share([(form, prefix + form) for noun in NOUNS for form in noun[::2]], stem) >= 0.9
    assert share([(noun[0], prefix + noun[2]) for noun in NOUNS], stem) >= 0.9


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
        "إحصاء احصاء الإحصاء الاحصاء إحصاءات إحصائي الإحصائية إحصائيات",
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


@pytest.mark.parametrize(
    "pair",
    ["وزير زيارة", "والد دولة", "بحر بحرين", "التقاء تقارير", "ألعاب عاب", "بيان يان", "لجان جان", "برامج رامج"],
)
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
    assert LANGUAGE.split(text) == words


def test_latin_words_are_stemmed_as_in_english() -> None:
    """In any case."""
    assert stems("Services") == stems("service") == stems("SERVICE")
