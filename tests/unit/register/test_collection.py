"""The snapshot of everything that was read, and what is looked up in it."""

from __future__ import annotations

from dataclasses import FrozenInstanceError, replace

import pytest

from sphinx_milestones.core.dates import parse_date
from sphinx_milestones.core.placeholders import placeholder
from sphinx_milestones.core.records import Milestone, Participation
from sphinx_milestones.register.collection import Collection
from sphinx_milestones.register.editions import EDITIONS
from sphinx_milestones.register.queries import Selection

FIRST = Milestone(
    "first",
    "years/2023",
    5,
    title="First visit",
    date=parse_date("2023"),
    partners=(Participation("oman"),),
    host="home",
    related=("second",),
    body=f"Before {placeholder('milestone', 'second', 'second')}.",
)
SECOND = Milestone("second", "years/2024", 5, title="Second visit", date=parse_date("2024"))
COLLECTION = Collection(
    milestones=(FIRST, SECOND),
    named_editions=frozenset({"year-2024"}),
    has_partner_entries=True,
    entry_homes={"partners": "partners"},
    edition_types=("year", "partner"),
)


def test_a_collection_is_frozen() -> None:
    """A change makes a new one, whose indexes follow."""
    with pytest.raises(FrozenInstanceError):
        COLLECTION.milestones = ()  # type: ignore[misc]
    assert COLLECTION.get_milestone("second") is SECOND
    assert replace(COLLECTION, milestones=(FIRST,)).get_milestone("second") is None


def test_of_two_milestones_with_one_id_the_first_counts() -> None:
    """The order is that of documents and of pages."""
    double = replace(SECOND, id="first")
    assert replace(COLLECTION, milestones=(FIRST, double)).get_milestone("first") is FIRST


@pytest.mark.parametrize(
    ("role", "key", "location"),
    [
        ("milestone", "first", ("years/2023", "first")),
        ("milestone", "third", None),
        ("partner", "oman", ("partners", "partner-oman")),
        ("partner", "home", ("partners", "partner-home")),
        ("partner", "norway", None),
        ("document", "first", None),
    ],
)
def test_location(role: str, key: str, location: tuple[str, str] | None) -> None:
    """Milestones are on their pages; partners that take part or host, in the index."""
    assert COLLECTION.location_of(role, key) == location


def test_a_partner_without_an_index_has_no_document() -> None:
    """Its anchor is known all the same."""
    assert replace(COLLECTION, entry_homes={}).location_of("partner", "oman") == (None, "partner-oman")


def test_neighbours_and_relations_go_both_ways() -> None:
    """One milestone names the other, and comes before it."""
    assert COLLECTION.neighbours == {"first": (None, SECOND), "second": (FIRST, None)}
    assert COLLECTION.related == {"first": [SECOND], "second": [FIRST]}


def test_editions() -> None:
    """They are those of the types asked for."""
    assert {name: edition.selection for name, edition in COLLECTION.editions.items()} == {
        "year-2023": Selection(years=(2023,)),
        "year-2024": Selection(years=(2024,)),
        "partner-oman": Selection(partners=("oman",)),
    }
    assert replace(COLLECTION, edition_types=()).editions == {}


def test_an_edition_is_followed_by_the_one_in_full() -> None:
    """One in full has no other beside it."""
    every = replace(COLLECTION, edition_types=tuple(EDITIONS))
    assert [edition.name for edition in every.edition_with_full("year-2024")] == ["year-2024", "year-2024-full"]
    assert [edition.name for edition in every.edition_with_full("year-2024-full")] == ["year-2024-full"]
    assert every.edition_with_full("year-1900") == []
    assert [edition.name for edition in every.editions_of("oman")] == ["partner-oman", "partner-oman-full"]
    offered = replace(every, named_editions=frozenset(["year-2023"]), has_partner_entries=True).offered_editions
    assert offered == ("", "year-2023", "year-2023-full", "partner-oman", "partner-oman-full")


@pytest.mark.parametrize(
    ("named", "has_entries", "offered"),
    [
        ((), False, ("",)),
        (("",), False, ("",)),
        (("year-2024",), False, ("", "year-2024")),
        ((), True, ("", "partner-oman")),
        (("year-2030",), False, ("",)),
    ],
)
def test_offered_editions(named: tuple[str, ...], has_entries: bool, offered: tuple[str, ...]) -> None:
    """The full register always; an edition that a view names; with an index, the briefs on its partners."""
    changed = replace(COLLECTION, named_editions=frozenset(named), has_partner_entries=has_entries)
    assert changed.offered_editions == offered


def test_references_in_bodies_are_filled() -> None:
    """Titles and the rest stay."""
    titles = {milestone.id: milestone.title for milestone in COLLECTION.milestones}
    filled = COLLECTION.with_filled_references(lambda _role, target: titles.get(target))
    assert filled == [replace(FIRST, body="Before Second visit."), SECOND]
