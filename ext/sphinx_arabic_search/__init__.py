"""Search in Arabic for Sphinx: `extensions = ["sphinx_arabic_search"]` in a project whose language is Arabic.

A word is found by its other forms: with article, conjunction or preposition, in the plural, with or without vowel signs
and hamza. It is a package beside the others, because an Arabic site without a register needs it just as much.
"""

from __future__ import annotations

from importlib.metadata import version
from importlib.resources import files
from typing import Any
from zlib import crc32

from sphinx.application import Sphinx
from sphinx.search.en import SearchEnglish

from .stemmer import is_arabic, script, split, stem
from .stop_words import STOP_WORDS

__all__ = ["SearchArabic", "setup"]


class SearchArabic(SearchEnglish):
    """The search language `ar`. Words in other letters are searched as in English."""

    lang = "ar"
    language_name = "Arabic"
    stopwords = SearchEnglish.stopwords | STOP_WORDS
    js_splitter_code = script() + files(__name__).joinpath("messages.js").read_text(encoding="utf-8")

    def split(self, input: str) -> list[str]:  # noqa: A002 - Sphinx's name
        """Return the words to search for.

        Function words are left out here, not in `word_filter`, which cannot distinguish a word from a stem.
        """
        return [word for word in split(input) if word.lower() not in self.stopwords]

    def stem(self, word: str) -> str:
        """Return what a word has in common with its other forms."""
        return stem(word) if is_arabic(word) else super().stem(word)

    def word_filter(self, word: str) -> bool:
        """Return whether a word or stem is to be found; numbers are not, since Sphinx does not search for them."""
        return not word.isdigit()


def setup(app: Sphinx) -> dict[str, Any]:
    """Add the search language; pages are read again when its rules have changed, as their stems were stored."""
    app.add_search_language(SearchArabic)
    return {
        "version": version("sphinx-milestones"),
        "env_version": crc32(SearchArabic.js_splitter_code.encode()),
        "parallel_read_safe": True,
        "parallel_write_safe": True,
    }
