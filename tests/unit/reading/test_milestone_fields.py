"""The fields of a milestone: their values, and what is reported of those that are wrong, missing or in conflict."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.support.small_register import REGISTER

from sphinx_milestones.core.limits import VALUE
from sphinx_milestones.core.problems import Problem
from sphinx_milestones.reading.milestone_fields import OptionValues, read_fields, record_of_fields
from sphinx_milestones.register.register import Lookup
from sphinx_milestones.syntax.option_block import DirectiveBlock, Option

RIGHT = {"id": "2024-first", "date": "2024-12", "kind": "visit", "partners": "oman", "sources": "page"}
Reported = tuple[Problem, str, int | None]


def read(fields: dict[str, str] | list[Option]) -> tuple[OptionValues, list[Reported]]:
    """What is read of fields, which begin in line 2, and what is reported."""
    if isinstance(fields, dict):
        fields = [Option(name, value, line) for line, (name, value) in enumerate(fields.items(), 2)]
    found: list[Reported] = []
    values = read_fields(fields, Lookup(REGISTER), ["id", "date"], lambda *problem: found.append(problem))
    return values, found


def test_right_fields_become_values() -> None:
    """Without a message."""
    values, problems = read(RIGHT)
    assert (values.values["id"], values.values["kind"], values.valid) == ("2024-first", "visit", True)
    assert (values.unread, problems) == ((), [])


@pytest.mark.parametrize(
    ("name", "value", "problem", "message"),
    [
        ("knd", "visit", Problem.FIELD_UNKNOWN, "unknown field. Did you mean “kind”?"),
        ("kind", "", Problem.FIELD_VALUE, "is empty. Write a value or delete the line."),
        ("label", "a" * (VALUE + 1), Problem.LIMIT, "Shorten it, and move the rest to the text."),
        ("kind", "vist", Problem.KEY_UNKNOWN, "Did you mean “visit”?"),
        ("related", "2024-first", Problem.REFERENCE, "refers to the milestone itself. Remove its id."),
    ],
)
def test_a_wrong_field_is_reported_with_its_line(name: str, value: str, problem: Problem, message: str) -> None:
    """By the name of the field and the id of the milestone."""
    fields = {each: text for each, text in RIGHT.items() if each != "kind" or name in ("label", "related")}
    _, problems = read({**fields, name: value})
    (found,) = [each for each in problems if each[2]]
    assert (found[0], found[2]) == (problem, 2 + len(fields))
    assert found[1].startswith("milestone “2024-first”, :")
    assert f":{name}: " in found[1]
    assert message in found[1]


def test_a_wrong_field_makes_the_milestone_incomplete() -> None:
    """The record has its text, so that nothing is lost."""
    values, _ = read({**RIGHT, "knd": "tour"})
    block = DirectiveBlock("A title", [], [])
    record = record_of_fields(
        block, values, "2024", 1, default_host="home", fallback_id=lambda: "other", syntax="markdown"
    )
    assert (record.id, record.host, record.incomplete, record.unread) == ("2024-first", "home", True, ("knd: tour",))


def test_a_field_without_a_colon_is_shown_as_it_should_be() -> None:
    """And is not read."""
    options = [
        *(Option(name, value, 2) for name, value in RIGHT.items()),
        Option("topics", "maps", 7, well_formed=False),
    ]
    values, problems = read(options)
    message = "milestone “2024-first”, :topics: missing colon. Write “:topics: maps”."
    assert problems == [(Problem.FIELD_UNKNOWN, message, 7)]
    assert "topics" not in values.values


def test_the_first_of_two_fields_is_read() -> None:
    """The second is reported."""
    values, problems = read([*(Option(name, value, 2) for name, value in RIGHT.items()), Option("kind", "tour", 7)])
    message = "milestone “2024-first”, :kind: is given twice; “tour” is ignored. Delete one."
    assert problems == [(Problem.FIELD_REPEATED, message, 7)]
    assert values.values["kind"] == "visit"


def test_missing_fields_are_reported_with_an_example() -> None:
    """Without a line of their own; a missing source is a problem of its own kind."""
    values, problems = read({"id": "2024-first"})
    assert [(problem, line) for problem, _, line in problems] == [
        (Problem.FIELD_MISSING, None),
        (Problem.SOURCE_MISSING, None),
    ]
    assert problems[0][1].startswith("milestone “2024-first” has no date. Add a line such as: :date: ")
    assert not values.valid


def test_contradictions_are_reported_at_the_field_that_is_wrong() -> None:
    """With a line; the record is incomplete."""
    values, problems = read({**RIGHT, "added": "2025-02-01", "updated": "2025-01-01"})
    ((problem, message, line),) = problems
    assert (problem, values.valid) == (Problem.DATE, False)
    assert message.startswith("milestone “2024-first”, :updated: “2025-01-01” is before `added` (2025-02-01).")
    assert line == 8


def test_nothing_is_unknown_while_the_own_fields_of_a_register_are() -> None:
    """The broken file that defines them is reported already."""
    register = replace(REGISTER, model=replace(REGISTER.model, broken=True))
    lookup, found = Lookup(register), []
    options = [Option(name, value, 2) for name, value in {**RIGHT, "own": "text"}.items()]
    values = read_fields(options, lookup, [], lambda *problem: found.append(problem))
    assert (found, lookup.lost, values.valid, values.unread) == ([], True, False, ("own: text",))
