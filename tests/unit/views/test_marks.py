"""The mark of each kind."""

from __future__ import annotations

from tests.support.small_register import REGISTER, plain

from sphinx_milestones.core.records import Term
from sphinx_milestones.register.register import Register
from sphinx_milestones.views.marks import NO_KIND, SHAPES, shape


def test_each_kind_has_the_shape_of_its_position() -> None:
    """A milestone without a kind has a dot, which no kind has."""
    assert [shape(REGISTER, kind) for kind in ("visit", "tour", "workshop")] == list(SHAPES[:3])
    assert shape(REGISTER, None) is NO_KIND
    assert NO_KIND not in SHAPES


def test_no_two_shapes_are_alike() -> None:
    """Neither as outlines nor as characters."""
    assert len({each.path for each in SHAPES}) == len({each.character for each in SHAPES}) == len(SHAPES)


def test_with_more_kinds_than_shapes_they_start_again() -> None:
    """The first of the second round is like the first."""
    kinds = {str(number): Term(str(number), plain("Kind")) for number in range(len(SHAPES) + 1)}
    assert shape(Register(kinds=kinds), str(len(SHAPES))) is SHAPES[0]
