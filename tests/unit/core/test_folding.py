"""Texts as they are compared, in Python and in the scripts of a page, which have to agree on every character."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import unicodedata
from functools import cache
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from sphinx_milestones.core.folding import JOINERS, LETTERS, OPTIONAL, fold
from sphinx_milestones.output.files import folding_script

NODE = shutil.which("node")
MARKS = "ÉéİIıẞßΣσςǅﬁ½…\u0301\u064b\u0670\u200d\u200b\xad\u2011\xa0الةىأإآـلكًيهو"
ALPHABET = "".join(LETTERS) + JOINERS + MARKS + "aAeEiIzZ09 "

RUN = """
const window = globalThis;
{script}
const {{ fold, parseQuery, hasWord }} = milestonesFolding;
const input = JSON.parse(require("fs").readFileSync(0, "utf-8"));
const finds = ([query, text]) => parseQuery(query).every((word) => hasWord(text, word));
console.log(JSON.stringify({{ folded: input.texts.map(fold), found: input.pairs.map(finds) }}));
"""


@cache
def assigned() -> list[str]:
    """Return all characters. Node may know a newer Unicode, in which unassigned ones have become letters."""
    every = map(chr, range(sys.maxunicode + 1))
    return [character for character in every if unicodedata.category(character) not in ("Cn", "Cs", "Co")]


SOME_TEXT = st.deferred(lambda: st.text(st.sampled_from(ALPHABET)) | st.text(st.sampled_from(assigned())))


def in_javascript(*, texts: list[str] = [], pairs: list[tuple[str, str]] = []) -> dict[str, Any]:  # noqa: B006
    """Return *texts* folded, and for each pair whether the query finds the folded text, by the script of a page."""
    if NODE is None:
        pytest.skip("NO NODE: install Node.js")
    program = RUN.format(script=folding_script())
    given = json.dumps({"texts": texts, "pairs": pairs})
    ran = subprocess.run([NODE, "-e", program], input=given, capture_output=True, encoding="utf-8", check=True)
    found: dict[str, Any] = json.loads(ran.stdout)
    return found


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Łódź", "lodz"),
        ("Øresund and smørrebrød", "oresund and smorrebrod"),
        (
            "Đorđe Ísafjörður Þór œuvre Æsir Straße Ħamrun ışık",
            "dorde isafjordur thor oeuvre aesir strasse hamrun isik",
        ),
        ("e-Government", "e government egovernment"),
        ("Côte d’Ivoire", "cote d ivoire divoire"),
        ("the U.K. and the U.S.A.", "the u k uk and the u s a usa"),
        ("السـعودية", "سعوديه"),
        ("عُمان", "عمان"),
        ("أحمد إلى آسيا ٱسم", "احمد الي اسيا اسم"),
        ("١٢ ٢٠٢٤ ۲۰۲۴", "12 2024 2024"),
        ("co\xadoperation\u200f", "cooperation"),
        ("ال", "ال"),
        ("", ""),
    ],
)
def test_a_text_is_folded(text: str, folded: str) -> None:
    """Letters, marks, joined words and the Arabic article are reduced to what readers type."""
    assert fold(text) == folded


@pytest.mark.parametrize("text", ["Łódź", "e-Government", "السـعودية", "The U.S.A.", "İstanbul"])
def test_a_folded_text_stays_as_it_is(text: str) -> None:
    """Folding twice is folding once."""
    assert fold(fold(text)) == fold(text)


def test_every_character_is_folded_alike_in_javascript() -> None:
    """Each character between two letters, and alone."""
    texts = [f"a{character}b {character}" for character in assigned()]
    folded = in_javascript(texts=texts)["folded"]
    differing = [(text, fold(text), other) for text, other in zip(texts, folded, strict=True) if fold(text) != other]
    assert differing == []


def test_random_texts_are_folded_alike_in_javascript() -> None:
    """Many texts at once, since a start of Node takes longer than folding them all."""
    texts: list[str] = []
    once = settings(max_examples=2000, database=None, phases=[Phase.generate], suppress_health_check=list(HealthCheck))

    @once
    @given(SOME_TEXT)
    def collect(text: str) -> None:
        texts.append(text)

    collect()
    assert len(texts) > 1000
    folded = in_javascript(texts=texts)["folded"]
    differing = [(text, fold(text), other) for text, other in zip(texts, folded, strict=True) if fold(text) != other]
    assert differing == []


FOUND = [
    ("e-government", "Bahrain eGovernment Forum"),
    ("egovernment", "e-Government in Bahrain"),
    ("e-gov", "eGovernment"),
    ("e-government", "e government"),
    ("lodz", "Łódź"),
    ("ŁÓDŹ", "Lodz"),
    ("oresund", "Øresund"),
    ("smorrebrod", "Smørrebrød"),
    ("السعوديه", "المملكة العربية السعودية"),
    ("السـعودية", "المملكة العربية السعودية"),
    ("سلطنة عمان", "عُمان"),
    ("دولة الكويت", "الكويت"),
    ("Sultanate of Oman", "Oman"),
    ("sultanate-of-oman", "Oman"),
    ("the State of Kuwait and the Kingdom of Bahrain", "the Kuwait and Bahrain"),
    ("Islamic Republic of Iran", "Iran"),
    ("People’s Republic of China", "China"),
    ("State of Palestine", "State of Palestine"),
    ("state", "State of Palestine"),
    ("kingdom of", "Kingdom of Bahrain"),
    ("United Kingdom", "United Kingdom"),
    ("U.K.", "UK"),
    ("uk", "U.K."),
    ("٢٠٢٤", "2024"),
    ("ألعاب", "الألعاب"),
    ("إمارة دبي", "دبي"),
    ("e\N{NON-BREAKING HYPHEN}government", "eGovernment"),
    ("الالعاب", "الألعاب"),
]
NOT_FOUND = [
    ("United Kingdom", "United States"),
    ("المملكة المتحدة", "الأمم المتحدة"),
    ("unei", "Brunei"),
    ("e-government", "government"),
    ("constructor", "Oman"),
]


def test_a_reader_finds_a_text_however_it_is_typed() -> None:
    """Hyphens, accents, variants of letters, and what may precede the name of a country make no difference."""
    pairs = [(query, fold(text)) for query, text in [*FOUND, *NOT_FOUND]]
    found = in_javascript(pairs=pairs)["found"]
    assert dict(zip(pairs, found, strict=True)) == {pair: at < len(FOUND) for at, pair in enumerate(pairs)}


@pytest.mark.parametrize("phrase", OPTIONAL)
def test_optional_phrases_are_folded(phrase: str) -> None:
    """They are compared with folded text."""
    assert phrase == phrase.lower()
    assert "ة" not in phrase
