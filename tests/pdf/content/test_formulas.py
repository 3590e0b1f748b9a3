"""Formulas are drawn, and their source is what a screen reader says."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.support.pdf import BuildProject


def test_formula_is_drawn_with_its_source_as_alternative_text(build: BuildProject) -> None:
    """A formula in a line has no number, one on a line of its own may have one."""
    page = "Page\n====\n\n.. math:: e = mc^2\n   :label: energy\n\nSee :eq:`energy` and :math:`\\sqrt{a}`.\n"
    built = build(page)
    assert built.warnings == ""
    assert {"e = mc^2", "\\sqrt{a}"} <= set(built.tag_entries("/Alt"))
    assert "(1) See (1) and" in built.text()


@pytest.mark.parametrize("formula", ["\\frac{a", "x^", "\\foo{x}"])
def test_formula_that_cannot_be_drawn_is_printed_as_its_source(build: BuildProject, formula: str) -> None:
    """The warning has its location."""
    built = build(f"Page\n====\n\n.. math:: {formula}\n")
    assert formula in built.text()
    assert "page.rst:4: WARNING: cannot draw this formula; showing its source" in built.warnings
