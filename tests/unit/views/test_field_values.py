"""How values are shown, exported and searched."""

from __future__ import annotations

import pytest
from tests.support.small_register import milestone, wording

from sphinx_milestones.views import field_values as values
from sphinx_milestones.views.runs import DateText, PlainText

WORDS = wording()


@pytest.mark.parametrize(
    ("value", "shown"), [("Oslo", ["Oslo"]), (("a", "", "b"), ["a", "b"]), (7, ["7"]), ("", []), (None, []), ((), [])]
)
def test_values_as_text(value: object, shown: list[str]) -> None:
    """Each item by itself; what is empty is left out."""
    assert values.as_text(value) == [PlainText(text) for text in shown]


@pytest.mark.parametrize(
    ("place", "mode", "shown"),
    [
        ("Oslo", "hybrid", ["Oslo, in person and online"]),
        (None, "online", ["Online"]),
        ("Oslo", None, ["Oslo"]),
        (None, None, []),
    ],
)
def test_places(place: str | None, mode: str | None, shown: list[str]) -> None:
    """Where people met, and how, as a phrase that begins with a capital."""
    assert values.place(milestone(place=place, mode=mode), WORDS) == [PlainText(text) for text in shown]


def test_a_date_is_shown_also_if_it_is_not_known() -> None:
    """Then its text says so."""
    assert values.date(milestone(date=None), WORDS) == [DateText(None)]


def test_searched() -> None:
    """A date by every year that it touches, a partner by each of its names, free text as it is."""
    assert values.date_texts(milestone(date="2023/2024"), WORDS) == ["2023 – 2024", "2023", "2024"]
    assert list(values.date_texts(milestone(date=None), WORDS)) == []
    assert list(values.nothing(milestone(), WORDS)) == []
    assert list(values.own_text("place")(milestone(place="Oslo"), WORDS)) == ["Oslo"]
    assert list(values.own_text("place")(milestone(), WORDS)) == []
    (names,) = values.partner_names(milestone(partners="council"), WORDS)
    assert names == "The Council المجلس"
