"""The options of views: what each accepts, and what is reported."""

from __future__ import annotations

from typing import Any

import pytest
from tests.support.small_register import REGISTER

from sphinx_milestones.core.problems import Problem
from sphinx_milestones.reading.view_options import OPTIONS, read_view
from sphinx_milestones.register.queries import Selection
from sphinx_milestones.register.register import Lookup
from sphinx_milestones.views.models import View


def read(name: str, text: str) -> tuple[Any, list[str]]:
    """The value of an option, and the messages about it."""
    found: list[tuple[Problem, str]] = []
    value = OPTIONS[name].parse(text, Lookup(REGISTER), lambda problem, message: found.append((problem, message)))
    return value, [message for _problem, message in found]


@pytest.mark.parametrize(
    ("name", "text", "value"),
    [
        ("year", "2015, 2019", (2015, 2019)),
        ("from", "2015", 2015),
        ("to", "0999", 999),
        ("kind", "visit, tour", ("visit", "tour")),
        ("limit", "3", 3),
        ("region", "northern-europe, western-asia", ("154", "145")),
        ("order", "oldest", False),
        ("order", "newest", True),
        ("edition", "year-2024", "year-2024"),
    ],
)
def test_accepted(name: str, text: str, value: object) -> None:
    """Without a message."""
    assert read(name, text) == (value, [])


@pytest.mark.parametrize(
    ("name", "text", "value", "message"),
    [
        ("year", "2015, 19", (2015,), "“19” is not a year."),
        ("from", "٢٠١٥", None, "“٢٠١٥” is not a year."),
        ("to", "202X", None, "“202X” is not a year."),
        ("year", "2024, -43", (2024,), "“-43” is not a year. Write four digits, such as `2024`; `-0043` is 44 BC."),
        ("limit", "0", None, "“0” is not a positive whole number."),
        ("limit", "100000", None, "“100000” is not a positive whole number."),
        ("region", "nothern-europe", (), "“nothern-europe” is not a region. Did you mean “northern-europe”?"),
        ("order", "newst", True, "“newst” is not a sort order. Did you mean “newest”?"),
        ("edition", "../year", None, "“../year” is not a valid edition name."),
    ],
)
def test_refused(name: str, text: str, value: object, message: str) -> None:
    """What is right stays; the message names what is wrong."""
    given, messages = read(name, text)
    assert given == value
    assert [found for found in messages if found.startswith(message)] == messages
    assert len(messages) == 1


def test_a_view_from_its_options() -> None:
    """What is not given selects everything."""
    assert read_view("timeline", {}) == View("timeline")
    values = {"year": (2015,), "from": 2010, "to": 2020, "kind": ("visit",), "limit": 3, "order": False}
    assert read_view("timeline", values) == View(
        "timeline", Selection(years=(2015,), first=2010, last=2020, kinds=("visit",)), 3, newest_first=False
    )
    assert read_view("pdf-download", {"edition": "year-2024"}).edition == "year-2024"
