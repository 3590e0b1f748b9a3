"""Published ids beside the milestones that there are."""

from __future__ import annotations

import pytest

from sphinx_milestones.core.problems import Problem
from sphinx_milestones.core.records import Milestone, Text
from sphinx_milestones.register.collection import Collection
from sphinx_milestones.register.published import Published, PublishedId
from sphinx_milestones.register.published_checks import check_published
from sphinx_milestones.register.register import Register

MILESTONES = (Milestone("2024-first-visit", "years/2024", 1), Milestone("2023-workshop", "years/2023", 1))
REASON = Text((("", "It never took place."),))


def messages(*entries: PublishedId, complete: bool = True) -> list[str]:
    """The messages on these entries of the file, one in each line."""
    lines = {entry.id: ("data/published.toml", number) for number, entry in enumerate(entries, 1)}
    register = Register(published=Published({entry.id: entry for entry in entries}, lines))
    findings = list(check_published(Collection(register, MILESTONES, complete=complete)))
    assert [finding for finding in findings if finding.problem is not Problem.PUBLISHED] == []
    return [f"{finding.line}: {finding.message}" for finding in findings]


@pytest.mark.parametrize(
    "entries",
    [
        [PublishedId("2024-first-visit", ("years/2024", "years/2022"))],
        [PublishedId("2020-wrong", ("years/2020",), withdrawn=REASON)],
        [PublishedId("2024-visit", ("years/2024",), "2024-first-visit")],
        [PublishedId("2020-old", ("years/2020",), "2020-new"), PublishedId("2020-new", ("years/2020",), None, REASON)],
    ],
)
def test_ids_that_lead_somewhere(entries: list[PublishedId]) -> None:
    """To a milestone on its page, to the one that replaces it, or to the reason why there is none."""
    assert messages(*entries) == []


@pytest.mark.parametrize(
    ("entry", "message"),
    [
        (
            PublishedId("2024-first-visit", ("years/2022",)),
            (
                "this milestone has moved from page “years/2022” to “years/2024”. "
                "Run `python -m sphinx_milestones publish`, and links to the old page will lead there."
            ),
        ),
        (
            PublishedId("2024-first-visit", ("years/2024",), "2023-workshop"),
            "this milestone is still on page “years/2024”. Delete “moved_to”, or the milestone.",
        ),
        (
            PublishedId("2024-first-visit", ("years/2024",), None, REASON),
            "this milestone is still on page “years/2024”. Delete “withdrawn”, or the milestone.",
        ),
        (
            PublishedId("2024-first-visti", ("years/2024", "years/2022")),
            (
                "this published id is no longer on any page. Did it become “2024-first-visit”? Restore it, or write "
                '2024-first-visti = { moved_to = "2024-first-visit", pages = ["years/2024", "years/2022"] }. For a '
                'milestone that was withdrawn, write withdrawn = "…", with the reason, instead of moved_to.'
            ),
        ),
        (
            PublishedId("alone", ("a",)),
            (
                "this published id is no longer on any page. Restore it, or write alone = "
                '{ moved_to = "its-new-id", pages = ["a"] }. For a milestone that was withdrawn, write withdrawn = '
                '"…", with '
                "the reason, instead of moved_to."
            ),
        ),
        (
            PublishedId("old", ("a",), "2024-first-vist"),
            (
                "moved_to: no milestone has the id “2024-first-vist”. Did you mean “2024-first-visit”? "
                "Write the current id of the milestone."
            ),
        ),
        (
            PublishedId("old", ("a",), "nowhere"),
            "moved_to: no milestone has the id “nowhere”. Write the current id of the milestone.",
        ),
        (
            PublishedId("old", ("a",), "old"),
            "moved_to: “old” leads back in a circle. Write the current id of the milestone.",
        ),
    ],
)
def test_ids_that_lead_nowhere(entry: PublishedId, message: str) -> None:
    """The message names the entry, at its line, and how to correct it."""
    assert messages(entry) == [f"1: [{entry.id}] {message}"]


def test_an_incomplete_collection_says_nothing() -> None:
    """A page that could not be read may have the milestone."""
    assert messages(PublishedId("gone", ("years/2024",)), complete=False) == []
