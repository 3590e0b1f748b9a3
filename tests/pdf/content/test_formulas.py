"""Formulas are drawn, and their source is what a screen reader says."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from sphinx_pdf.content.formulas import draw

if TYPE_CHECKING:
    from tests.support.pdf import BuildProject


def test_formula_is_drawn_with_its_source_as_alternative_text(build: BuildProject) -> None:
    """A formula in a line has no number, one on a line of its own may have one."""
    page = "Page\n====\n\n.. math:: e = mc^2\n   :label: energy\n\nSee :eq:`energy` and :math:`\\sqrt{a}`.\n"
    built = build(page)
    assert built.warnings == ""
    assert {"e = mc^2", "\\sqrt{a}"} <= set(built.tag_entries("/Alt"))
    assert "(1) See (1) and" in built.text()


@pytest.mark.parametrize("formula", ["\\frac{a", "x^", "\\foo{x}", "{}", "\\frac{}{}", "\\hat{}", "\\text{}"])
def test_formula_that_cannot_be_drawn_is_printed_as_its_source(build: BuildProject, formula: str) -> None:
    """The warning has its location."""
    built = build(f"Page\n====\n\n.. math:: {formula}\n")
    assert formula in built.text()
    assert built.warnings.count("WARNING") == 1
    assert "page.rst:4: WARNING: cannot draw this formula; showing its source" in built.warnings


def test_empty_line_of_a_formula_is_no_fault_of_the_pdf(build: BuildProject) -> None:
    """Each formula is reported at its own line; a formula in a line, at that of its paragraph."""
    formula = ".. math::\n\n   a \\\\ \\\\ b\n"
    built = build(f"Page\n====\n\n{formula}\nText.\n\nNothing: :math:`{{}}`.\n\n{formula}")
    places = [f"page.rst:{line}: WARNING: cannot draw this formula" for line in (4, 10, 12)]
    assert [place for place in places if place not in built.warnings] == []
    assert "Text. Nothing: {}." in built.text()


@pytest.mark.parametrize(
    "limits", ["\\sum_{i} b_i", "\\left|\\sum_i x\\right|", "\\bigcup_{i} A_i", "\\prod_{i}^{n} b"]
)
@pytest.mark.parametrize("brackets", ["()", ("\\lfloor", "\\rfloor"), ("\\lceil", "\\rceil"), ("\\lVert", "\\rVert")])
def test_brackets_are_as_high_as_their_content(limits: str, brackets: tuple[str, str]) -> None:
    """Not as the page: the content is about 30 points high."""
    _svg, _top, _width, height = draw(f"\\left{brackets[0]} {limits} \\right{brackets[1]} = 1", inline=False)
    assert 10 < height < 40


def test_tag_of_a_formula_is_its_number(build: BuildProject) -> None:
    """With a star, it has no brackets; the formula keeps its size."""
    built = build("Page\n====\n\n.. math:: a = b \\tag{7}\n\n.. math:: a = b \\tag*{Eight}\n")
    assert built.warnings == ""
    assert "(7) Eight" in built.text()
