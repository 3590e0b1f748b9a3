"""A milestone with every field: what each row makes of it as facts, data, search, filter, questions and dependencies.

Leaving a column out of a row changes something here.
"""

from __future__ import annotations

from tests.support.records import export_data, read_records
from tests.support.small_register import milestone, wording

from sphinx_milestones.core.dates import parse_date
from sphinx_milestones.core.records import Count
from sphinx_milestones.views.exports.milestones_json import milestones_json
from sphinx_milestones.views.facts import milestone_facts
from sphinx_milestones.views.fields import FIELDS
from sphinx_milestones.views.runs import (
    DateText,
    DocumentRef,
    MilestoneRef,
    PartnerRef,
    PlainText,
    SourceRef,
    TopicRef,
)

OTHER = milestone("two", "2025")
FULL = milestone(
    "one",
    "2024-12",
    "norway:funder ministry",
    kind="visit",
    host="home",
    topics=("maps",),
    place="Manama",
    mode="hybrid",
    participants=Count(50, ">"),
    countries=Count(7),
    documents=("here",),
    sources=("page", "paper"),
    related=("two",),
    label="The first",
    image="/images/first.png",
    alt="Two people at a table.",
    credit="Home Office",
    added="2026-11-23",
    updated="2026-12-01",
    change="The place was added.",
)


def test_it_has_every_field() -> None:
    """A new field is added to it."""
    assert [name for name in FIELDS if not getattr(FULL, name)] == []


def test_facts() -> None:
    """In three parts, each in the order of the rows; some have a line for each value, or another field in them."""
    facts = [(part, f) for part in ("when", "head", "foot") for f in milestone_facts(FULL, part, wording(), [OTHER])]
    assert [(part, fact.name, fact.label, fact.block) for part, fact in facts] == [
        ("when", "date", "Date", False),
        ("when", "kind", "Kind", False),
        ("head", "partners", "Partners", True),
        ("head", "host", "Host", False),
        ("head", "place", "Place", False),
        ("head", "participants", "Participants", False),
        ("foot", "topics", "Topics", False),
        ("foot", "documents", "Documents", True),
        ("foot", "sources", "Sources", True),
        ("foot", "related", "Related", True),
    ]
    assert {fact.name: fact.runs for _, fact in facts} == {
        "date": [DateText(parse_date("2024-12"))],
        "kind": [PlainText("Visit")],
        "partners": [PartnerRef("norway", "funder"), PartnerRef("ministry")],
        "host": [PartnerRef("home")],
        "place": [PlainText("Manama, in person and online")],
        "participants": [PlainText("more than 50 participants from 7 countries")],
        "topics": [TopicRef("maps")],
        "documents": [DocumentRef("here")],
        "sources": [SourceRef("page"), SourceRef("paper")],
        "related": [MilestoneRef("two")],
    }
    assert {name: field.part_of for name, field in FIELDS.items() if field.part_of} == {
        "mode": "place",
        "countries": "participants",
    }


def test_data() -> None:
    """Keys, dates with their bounds, counts with their qualifiers; text as it is written."""
    first, _ = read_records(milestones_json(export_data([FULL, OTHER])))
    date = {"written": "2024-12", "precision": "month", "earliest": "2024-12-01", "latest": "2024-12-31"}
    assert first == {
        "id": "one",
        "title": "One",
        "address": "years/2024.html#one",
        "page": "years/2024",
        "date": date | {"approximate": False, "uncertain": False},
        "kind": "visit",
        "partners": [
            {"key": "norway", "role": "funder"},
            {"key": "ministry"},
            {"key": "oman", "through": ["ministry"]},
        ],
        "host": "home",
        "topics": ["maps"],
        "place": "Manama",
        "mode": "hybrid",
        "participants": {"written": ">50", "value": 50, "qualifier": "more than"},
        "countries": {"written": "7", "value": 7, "qualifier": "exactly"},
        "documents": ["here"],
        "sources": ["page", "paper"],
        "related": ["two"],
        "label": "The first",
        "image": "/images/first.png",
        "image_address": "_images//images/first.png",
        "alt": "Two people at a table.",
        "credit": "Home Office",
        "added": "2026-11-23",
        "updated": "2026-12-01",
        "change": "The place was added.",
    }


def test_search() -> None:
    """Dates, labels, every name of a partner, and free text; not what is found by an entry of its own."""
    assert {name: texts for name, field in FIELDS.items() if (texts := list(field.search(FULL, wording())))} == {
        "date": ["December 2024", "2024"],
        "kind": ["Visit"],
        "partners": ["Norway", "Ministry of Works MOW", "Oman sultanate Sultanate of Oman"],
        "topics": ["Maps"],
        "place": ["Manama"],
        "label": ["The first"],
        "alt": ["Two people at a table."],
        "credit": ["Home Office"],
        "change": ["The place was added."],
    }


def test_filter() -> None:
    """The choices of a timeline, by their names in its URL."""
    assert {name: tuple(field.facet) for name, field in FIELDS.items() if field.facet} == {
        "kind": ("kind", "Kind"),
        "partners": ("partner", "Partner"),
        "topics": ("topic", "Topic"),
    }


def test_questions() -> None:
    """Keys of a data file and values of a closed list can be chosen; four fields are required."""
    assert {name: list(choices) for name, field in FIELDS.items() if (choices := field.choices(wording()))} == {
        "kind": ["visit", "tour", "workshop"],
        "partners": ["norway", "oman", "ministry", "council", "north", "home"],
        "host": ["norway", "oman", "ministry", "council", "north", "home"],
        "topics": ["maps", "data"],
        "mode": ["in-person", "online", "hybrid"],
        "documents": ["lost", "there", "here"],
        "sources": ["page", "paper"],
    }
    assert [name for name, field in FIELDS.items() if field.required] == ["id", "date", "kind", "partners"]
