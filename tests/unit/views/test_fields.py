"""The rows of fields: how an author writes each, what to choose from, and what a milestone has in it."""

from __future__ import annotations

import pytest
from tests.support.small_register import REGISTER, milestone, wording

from sphinx_milestones.register.register import Register
from sphinx_milestones.views.fields import FIELDS


@pytest.mark.parametrize(
    ("name", "line"),
    [("kind", ":kind: visit"), ("partners", ":partners: norway"), ("date", ":date: 2024-12")],
)
def test_the_line_of_a_field_has_a_key_of_the_register(name: str, line: str) -> None:
    """Or the example, if there are no keys."""
    assert FIELDS[name].line(REGISTER) == line


def test_the_line_of_a_field_in_an_empty_register_has_the_example() -> None:
    """So that the advice is never empty."""
    assert FIELDS["kind"].line(Register()) == ":kind: programme"


def test_choices() -> None:
    """Keys of a data file with their labels, the values of a closed list with theirs; free text has none."""
    assert FIELDS["topics"].choices(wording()) == {"maps": "Maps", "data": "Open data"}
    assert FIELDS["partners"].choices(wording())["ministry"] == "Ministry of Works (MOW)"
    assert FIELDS["documents"].choices(wording())["lost"] == "Lost"
    assert FIELDS["mode"].choices(wording()) == {
        "in-person": "in person",
        "online": "online",
        "hybrid": "in person and online",
    }
    assert FIELDS["place"].choices(wording()) == {}


def test_keys() -> None:
    """Of one value, of several, of partners without their roles; none if the field is empty."""
    given = milestone(partners="norway:funder oman", kind="visit", topics=("maps", "data"))
    found = {name: list(FIELDS[name].keys(given)) for name in ("partners", "kind", "topics", "mode")}
    assert found == {"partners": ["norway", "oman"], "kind": ["visit"], "topics": ["maps", "data"], "mode": []}


def test_a_field_without_a_value_is_no_fact() -> None:
    """Nor is one of which nothing is left to show."""
    facts = {name: field.fact_of(milestone(), wording()) for name, field in FIELDS.items() if field.fact}
    assert [name for name, fact in facts.items() if fact] == ["date", "partners"]
    added = FIELDS["added"].fact_of(milestone(added="2026-11-23"), wording())
    assert added is not None
    assert [run.text for run in added.runs] == ["2026-11-23"]  # type: ignore[union-attr]
