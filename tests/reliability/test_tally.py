"""The page of what was tried says what a run has tried, and keeps what an earlier one had."""

from __future__ import annotations

import pytest
from tests.reliability.tally import HEAD, KINDS, Tally


def test_the_page_has_each_figure_and_how_to_get_it_again() -> None:
    """In the order of the kinds, whatever was tried first."""
    tally = Tally(times=10, seed=7)
    tally.add("kills", 3)
    tally.add("edits", 1200)
    tally.add("kills")
    edits, kills = tally.page("").removeprefix(HEAD).splitlines()
    assert edits.startswith(f"| {KINDS['edits']} | 1\N{NO-BREAK SPACE}200 | `TIMES=10 SEED=7`; Python 3.")
    assert kills.startswith(f"| {KINDS['kills']} | 4 | ")


def test_what_a_run_did_not_try_stays_as_it_was() -> None:
    """And a figure of before gives way to that of now; a kind that there is no more goes."""
    before = Tally(times=10, seed=1)
    before.add("edits", 5)
    before.add("kills", 6)
    now = Tally(times=20, seed=2)
    now.add("kills", 7)
    page = now.page(before.page("") + "| Something else | 1 | `TIMES=1` |\n")
    rows = [line.split(" | ")[1:] for line in page.removeprefix(HEAD).splitlines()]
    assert rows == [["5", f"{before.run} |"], ["7", f"{now.run} |"]]


def test_only_what_the_page_has_words_for_is_counted() -> None:
    """A missing one loses no figure."""
    with pytest.raises(AssertionError):
        Tally().add("wonders")
