"""The records as data for other programs."""

from __future__ import annotations

import json
from typing import Any

from tests.support.records import export_data, read_records
from tests.support.small_register import milestone

from sphinx_milestones.core.records import Milestone
from sphinx_milestones.views.exports import EXPORTS
from sphinx_milestones.views.exports.milestones_json import milestones_json


def exported(*milestones: Milestone) -> list[dict[str, Any]]:
    """The records of these."""
    written = milestones_json(export_data(milestones))
    data = json.loads(written)
    assert (data["format"], data["languages"]) == (2, ["en-GB"])
    return read_records(written)


def test_records_are_oldest_first_one_a_line() -> None:
    """So that versions are easy to compare."""
    written = milestones_json(export_data([milestone("b", "2024"), milestone("a", "2020")]))
    lines = [line.rstrip(",") for line in written.splitlines() if line.startswith('{"id"')]
    assert [json.loads(line)["id"] for line in lines] == ["a", "b"]


def test_what_is_empty_is_left_out() -> None:
    """A record has what the entry states, and no flag that is not set."""
    (record,) = exported(milestone("one", None, "", sources=("page", "paper"), body="What happened."))
    assert record == {
        "id": "one",
        "title": "One",
        "address": "years/2024.html#one",
        "page": "years/2024",
        "sources": ["page", "paper"],
        "text": "What happened.",
    }


def test_flags() -> None:
    """One source, notes on differences, an entry with problems."""
    one, differ, broken = exported(
        milestone("a", "2020", sources=("page",)),
        milestone("b", "2021", sources_differ=2),
        milestone("c", "2022", sources=("page",), incomplete=True),
    )
    flags = [
        {name: each.get(name) for name in ("single_source", "sources_differ", "incomplete")}
        for each in (one, differ, broken)
    ]
    assert flags == [
        {"single_source": True, "sources_differ": None, "incomplete": None},
        {"single_source": None, "sources_differ": 2, "incomplete": None},
        {"single_source": None, "sources_differ": None, "incomplete": True},
    ]


def test_relations_and_parents_are_complete() -> None:
    """Each of two that belong together names the other; a country is there through its bodies."""
    first, second = exported(milestone("a", "2020", related=("b",)), milestone("b", "2021", "ministry"))
    assert (first["related"], second["related"]) == (["b"], ["a"])
    assert [(part["key"], part.get("through")) for part in second["partners"]] == [
        ("ministry", None),
        ("oman", ["ministry"]),
    ]


def test_the_pdf_carries_the_milestones() -> None:
    """Each file has its media type."""
    attached = [(name, each.media_type) for name, each in EXPORTS.items() if each.attach_to_pdf]
    assert attached == [("milestones.json", "application/json")]
