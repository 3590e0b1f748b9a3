"""How many forms of common nouns have one stem, and how many other words: `python -m tests.arabic_search.figures`."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Sequence
from itertools import combinations

import snowballstemmer
from tests.arabic_search.conftest import listed

from sphinx_arabic_search.stemmer import stem

Stem = Callable[[str], str]
NOUNS = listed("nouns.txt")  # bare, definite, plural
UNRELATED = listed("unrelated.txt")
SOUND = ("ون", "ات")  # endings of the plurals that keep the singular as it is
snowball: Stem = snowballstemmer.stemmer("arabic").stemWord


def share(pairs: Iterable[Sequence[str]], stemmed: Stem) -> float:
    """Return the share of pairs that have one stem."""
    joined = [stemmed(one) == stemmed(other) for one, other in pairs]
    return sum(joined) / len(joined)


def forms(nouns: Iterable[Sequence[str]]) -> list[Sequence[str]]:
    """Return the pairs of bare, definite and plural of each noun."""
    return [pair for noun in nouns for pair in combinations(noun, 2)]


def joined_nouns(stemmed: Stem) -> float:
    """Return the share of pairs of two nouns of which any forms have one stem."""
    stems = [{stemmed(form) for form in noun} for noun in NOUNS]
    pairs = [bool(one & other) for one, other in combinations(stems, 2)]
    return sum(pairs) / len(pairs)


def figures(stemmed: Stem) -> dict[str, float]:
    """Return the share of the pairs that have one stem, by what the pairs are."""
    sound = [noun[::2] for noun in NOUNS if noun[2].endswith(SOUND)]
    broken = [noun[::2] for noun in NOUNS if not noun[2].endswith(SOUND)]
    return {
        "Bare, definite and plural of one noun, all pairs": share(forms(NOUNS), stemmed),
        "The same, of the 100 nouns set aside": share(forms(NOUNS[2::3]), stemmed),
        "Bare and definite": share([noun[:2] for noun in NOUNS], stemmed),
        f"Bare and sound plural ({len(sound)} nouns)": share(sound, stemmed),
        f"Bare and broken plural ({len(broken)} nouns)": share(broken, stemmed),
        "Any forms of two nouns": joined_nouns(stemmed),
        f"{len(UNRELATED)} pairs of unrelated words chosen because they look alike": share(UNRELATED, stemmed),
    }


def table() -> str:
    """Return the figures as a table in Markdown."""
    rows = [
        f"| {what} | {ours:.2%} | {theirs:.2%} |"
        for (what, ours), theirs in zip(figures(stem).items(), figures(snowball).values(), strict=True)
    ]
    return "\n".join(["| Pairs with one stem | This package | Snowball |", "|---|---|---|", *rows, ""])


if __name__ == "__main__":
    sys.stdout.write(table())
