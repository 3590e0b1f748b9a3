"""What is new: by the days that authors wrote, and never by the clock."""

from __future__ import annotations

import pytest
from tests.support.small_register import milestone

from sphinx_milestones.register.news import news_of, recent_news

OPENING = [milestone(name, date, added="2026-01-01") for name, date in (("old", "2010"), ("older", "2009"))]
CHANGED = milestone("changed", "2011", added="2026-01-01", updated="2026-03-01", change="The date was corrected.")
CHECKED = milestone("checked", "2012", added="2026-01-01", updated="2026-03-02")
ADDED = milestone("added", "2001", added="2026-03-01")


def test_news_are_newest_first() -> None:
    """By their own day, then additions before changes, then by the date of the milestone; a check is none."""
    found = [(news.day, news.milestone.id, news.changed) for news in news_of([*OPENING, CHANGED, CHECKED, ADDED])]
    assert found == [
        ("2026-03-01", "added", False),
        ("2026-03-01", "changed", True),
        ("2026-01-01", "checked", False),
        ("2026-01-01", "changed", False),
        ("2026-01-01", "old", False),
        ("2026-01-01", "older", False),
    ]
    assert news_of([milestone("undated")]) == []


@pytest.mark.parametrize(
    ("days", "expected"), [(0, []), (1, []), (2, ["added", "changed"]), (9**20, ["added", "changed"])]
)
def test_days_are_counted_from_the_last_that_the_register_names(days: int, expected: list[str]) -> None:
    """Also from that of a check. What the register began with is never new."""
    assert list(recent_news([*OPENING, CHANGED, CHECKED, ADDED], days)) == expected


def test_a_register_without_days_has_no_news() -> None:
    """A register that was written on a single day has none either."""
    assert recent_news([], 60) == recent_news([milestone("undated")], 60) == recent_news(OPENING, 60) == {}


def test_the_last_news_of_a_milestone_counts() -> None:
    """One that was added and has changed since then has changed."""
    both = milestone("both", added="2026-03-01", updated="2026-03-03", change="The place was added.")
    assert [news.changed for news in recent_news([*OPENING, both], 60).values()] == [True]
