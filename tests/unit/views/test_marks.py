"""The mark of each kind."""

from __future__ import annotations

from tests.support.small_register import REGISTER, plain

from sphinx_milestones.core.records import Term
from sphinx_milestones.register.column_types import MARKS
from sphinx_milestones.register.register import Register
from sphinx_milestones.views.marks import ALL, NO_KIND, families, mark_of


def register(*marks: str | None) -> Register:
    """A register with a kind for each of these marks: ``0``, ``1`` and so on."""
    return Register(kinds={str(at): Term(str(at), plain("Kind"), mark=mark) for at, mark in enumerate(marks)})


def test_each_kind_has_the_next_mark() -> None:
    """A milestone without a kind has a dot, which no kind has."""
    assert [mark_of(REGISTER, kind).name for kind in ("visit", "tour", "workshop")] == list(MARKS[:3])
    assert mark_of(REGISTER, None) is NO_KIND
    assert NO_KIND not in ALL.values()


def test_no_two_marks_are_alike() -> None:
    """Neither as outlines nor as characters."""
    assert len({each.path for each in ALL.values()}) == len({each.character for each in ALL.values()}) == len(ALL)


def test_with_more_kinds_than_marks_they_start_again() -> None:
    """The first of the second round is like the first."""
    assert mark_of(register(*[None] * (len(MARKS) + 1)), str(len(MARKS))).name == MARKS[0]


def test_a_kind_may_name_its_mark() -> None:
    """The others have the next marks that none of them names; if each mark is named, they have all."""
    own = register("square", None, "circle", None)
    assert [mark_of(own, kind).name for kind in own.kinds] == ["square", "diamond", "circle", "ring"]
    assert mark_of(register(*MARKS, None), str(len(MARKS))).name == MARKS[0]


def test_kinds_with_the_same_mark_are_a_family() -> None:
    """In the order of the kinds that are asked for; milestones without a kind are one too."""
    found = families(register("ring", "square", "ring"), ["0", "1", "2", None])
    assert {mark.name: kinds for mark, kinds in found.items()} == {"ring": ["0", "2"], "square": ["1"], "dot": [None]}
