"""What is new in a register, by the days that its authors wrote; no clock is read."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import NamedTuple

from sphinx_milestones.core.records import Milestone

from .queries import sort_by_date


class News(NamedTuple):
    """An addition to the register, or a change of a milestone in it, on a day (ISO 8601)."""

    day: str
    milestone: Milestone
    changed: bool


def news_of(milestones: Iterable[Milestone]) -> list[News]:
    """Return additions and changes, newest first; on one day, additions first, each in the order of the timeline.

    A day in `updated` without a `change` is that of a check that changed nothing, which is no news.
    """
    listed = sort_by_date(milestones)
    added = [News(milestone.added, milestone, changed=False) for milestone in listed if milestone.added]
    changed = [
        News(milestone.updated, milestone, changed=True)
        for milestone in listed
        if milestone.updated and milestone.change
    ]
    return sorted([*added, *changed], key=lambda news: news.day, reverse=True)  # keeps the order of equal days


def recent_news(milestones: Iterable[Milestone], days: int) -> Mapping[str, News]:
    """Return the last news of each milestone that has any in the last *days*, by its id.

    They are counted back from the last day on which a milestone was added, changed or checked. What the register began
    with on its first day is not new.
    """
    listed = list(milestones)
    worked_on = [day for milestone in listed for day in (milestone.added, milestone.updated) if day]
    first = min((milestone.added for milestone in listed if milestone.added), default="")
    last = date.fromisoformat(max(worked_on, default="2000-01-01"))
    recent: dict[str, News] = {}
    for news in news_of(listed):
        if (last - date.fromisoformat(news.day)).days < days and (news.changed or news.day > first):
            recent.setdefault(news.milestone.id, news)
    return recent
