"""Locales, and the form of text."""

from __future__ import annotations

import pytest

from sphinx_milestones.views.locales import capitalized, catalogues_for, locale_of


@pytest.mark.parametrize(
    ("language", "code"),
    [("en_GB", "en_GB"), ("pt-BR", "pt_BR"), ("ar", "ar"), ("xx", "en"), ("klingon", "en"), ("", "en"), ("e n", "en")],
)
def test_each_language_has_a_locale(language: str, code: str) -> None:
    """English for one that CLDR does not know, so that a page is made all the same."""
    assert str(locale_of(language)) == code


@pytest.mark.parametrize(
    ("given", "shown"), [("in person", "In person"), ("iGA", "IGA"), ("", ""), ("الهيئة", "الهيئة")]
)
def test_the_first_letter_is_a_capital(given: str, shown: str) -> None:
    """Where there is one."""
    assert capitalized(given) == shown


@pytest.mark.parametrize(
    ("code", "names"), [("pt-BR", ["pt_BR", "pt"]), ("en_GB", ["en_GB", "en"]), ("arn", ["arn"] * 2)]
)
def test_a_language_has_its_own_catalogues(code: str, names: list[str]) -> None:
    """Not those of another whose code has the same first letters."""
    assert catalogues_for(code) == names
