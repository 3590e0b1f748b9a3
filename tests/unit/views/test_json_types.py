"""The JSON of values."""

from __future__ import annotations

import pytest

from sphinx_milestones.core.dates import parse_date
from sphinx_milestones.core.records import Count, Participation
from sphinx_milestones.views.json_types import COUNT, DATE, PARTICIPATIONS


def test_dates() -> None:
    """As written, with the days that it may mean."""
    assert DATE.write(parse_date("2024-12~")) == {
        "written": "2024-12~",
        "precision": "month",
        "earliest": "2024-12-01",
        "latest": "2024-12-31",
        "approximate": True,
        "uncertain": False,
    }


@pytest.mark.parametrize(
    ("qualifier", "meaning"), [("", "exactly"), (">", "more than"), ("<", "fewer than"), ("~", "about")]
)
def test_counts(qualifier: str, meaning: str) -> None:
    """With the meaning of their qualifier."""
    assert COUNT.write(Count(500, qualifier)) == {"written": f"{qualifier}500", "value": 500, "qualifier": meaning}


def test_partners() -> None:
    """With their role, or with the bodies through which they took part."""
    named = Participation("norway", ("funder",)), Participation("un", ("host", "funder"))
    assert PARTICIPATIONS.write([*named, Participation("oman", through=("ministry",))]) == [
        {"key": "norway", "role": "funder"},
        {"key": "un", "role": "host", "roles": ["host", "funder"]},
        {"key": "oman", "through": ["ministry"]},
    ]
