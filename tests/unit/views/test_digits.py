"""Dates and numbers in the digits of a numbering system."""

from __future__ import annotations

import pytest
from tests.support.small_register import milestone, wording

from sphinx_arabic_search.stemmer import split
from sphinx_milestones.core.folding import fold
from sphinx_milestones.register.editions import editions
from sphinx_milestones.views.brief_wording import BriefWording
from sphinx_milestones.views.digits import NUMBERING_SYSTEMS, with_digits
from sphinx_milestones.views.index_wording import IndexWording

ARABIC = wording("ar", digits="arab")
SPREAD = [milestone("a", "2012"), milestone("b", "2013"), milestone("c", "2024-12-02")]


def test_dates_and_numbers_have_the_chosen_digits() -> None:
    """With the separators that go with them."""
    assert ARABIC.day("2024-12-02") == "٢ ديسمبر ٢٠٢٤"
    assert (ARABIC.year(2024), ARABIC.years((2016, 2017)), ARABIC.years((2016, 2016))) == ("٢٠٢٤", "٢٠١٦–٢٠١٧", "٢٠١٦")
    assert ARABIC.number(12500) == "١٢٬٥٠٠"
    assert ARABIC.file_facts("application/pdf", 3_800_000, 1)[1] == "٣٫٨\N{NO-BREAK SPACE}MB"
    stated = [ARABIC.file_facts(None, None, None, size)[0] for size in ("3.8 MB", "12 KB", "3.0 MB", "a few pages")]
    assert [text.replace("\N{NO-BREAK SPACE}", " ") for text in stated] == ["٣٫٨ MB", "١٢ KB", "3.0 MB", "a few pages"]


def test_counts_years_and_titles_have_them_too() -> None:
    """In indexes, briefs and the titles of PDFs."""
    assert "٢٠١٢–٢٠٢٤" in IndexWording(ARABIC).count_and_years(SPREAD)
    assert IndexWording(ARABIC).years(SPREAD) == "\u2067٢٠١٢–٢٠١٣\u2069, \u2067٢٠٢٤\u2069"
    assert "٣" in BriefWording(ARABIC).counts(SPREAD)
    assert BriefWording(ARABIC).overview("norway", SPREAD).endswith("in ٢٠١٢ و٢٠١٣ و٢٠٢٤\u2069.")
    found = editions(SPREAD, ARABIC.register, ["year"])
    assert next(ARABIC.edition(edition) for edition in found.values()) == "Milestones of ٢٠١٢"


def test_latin_digits_are_the_default() -> None:
    """Without a setting, every language has Latin digits."""
    for language in ("ar", "ar_EG", "fa", "en"):
        assert wording(language).number(12500) == "12,500"
        assert "2024" in wording(language).day("2024-12-02")


@pytest.mark.parametrize("system", NUMBERING_SYSTEMS)
def test_search_finds_a_number_in_any_digits(system: str) -> None:
    """Both in the filters and in the search of pages."""
    assert fold(with_digits("2024", system)) == "2024"
    assert split(with_digits("2024", system)) == ["2024"]
