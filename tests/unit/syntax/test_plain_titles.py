"""Titles read without a build, in both syntaxes."""

from __future__ import annotations

import pytest

from sphinx_milestones.syntax.markup import MARKDOWN, REST
from sphinx_milestones.syntax.plain_titles import title_of

SETTINGS = {"myst_enable_extensions": ["dollarmath"]}


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ('First *visit* of `x = "y"` in "May"', 'First visit of x = "y" in “May”'),
        (r"$\pi r^2$ and {math}`O(n \log n)`", "πr² and O(n log n)"),
        ("**bold *nested* text** __too__ {sub}`2`", "bold nested text too 2"),
        ("snake_case_name and 2 * 3 * 4", "snake_case_name and 2 * 3 * 4"),
        (r"\*escaped\* &amp; `open", "*escaped* & `open"),
    ],
)
def test_markdown(written: str, shown: str) -> None:
    """As a build shows them."""
    assert title_of(written, MARKDOWN, SETTINGS) == shown


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ('First *visit* of ``x = "y"`` in "May"', 'First visit of x = "y" in “May”'),
        (r"Area :math:`\pi r^2`, **bold** `Title`", "Area πr², bold Title"),
        (r"H\ :sub:`2`\ O and ``a\b``", r"H2O and a\b"),
        ("snake_case_name, 2 * 3 * 4 and a*b*c", "snake_case_name, 2 * 3 * 4 and a*b*c"),
        (r"\*escaped\* `open", "*escaped* `open"),
        (r"**a\*b** *c*", "a*b c"),
    ],
)
def test_restructuredtext(written: str, shown: str) -> None:
    """As a build shows them."""
    assert title_of(written, REST, SETTINGS) == shown


def test_dollars_are_text_where_the_project_has_no_formulas_with_them() -> None:
    """And typographic quotes can be off."""
    assert title_of('$5 *or* $6 "more"', MARKDOWN, {"smartquotes": False}) == '$5 or $6 "more"'
