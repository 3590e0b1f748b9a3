"""Formulas in titles, as a line of text and as MathML."""

from __future__ import annotations

import pytest
from docutils.utils.math.latex2mathml import tex2mathml

from sphinx_milestones.syntax.formulas import formula_text, portable_mathml


@pytest.mark.parametrize(
    ("source", "text"),
    [
        (r"\pi r^2", "πr²"),
        (r"O(n \log n)", "O(n log n)"),
        (r"\log n", "log n"),
        (r"e^{i\pi}+1=0", "e^iπ+1=0"),
        (r"\frac{1}{2}", "1/2"),
        (r"\frac{a+b}{x_{10}}", "(a+b)/x₁₀"),
        (r"\sqrt{2}", "√2"),
        (r"\sqrt[3]{x+1}", "³√(x+1)"),
        (r"\sum_{i=1}^n x_i^2", "∑_(i=1)^nx_i²"),
        (r"x_i", "x_i"),
        (r"a<b \& c", "a<b&c"),
        (r"\text{for all } x \in \mathbb{R}", "for all x∈ℝ"),
        (r"\nosuchcommand", r"\nosuchcommand"),
        ("^", "^"),
        (r"\log\limits", r"\log\limits"),
        (r"\underset{x}^{x}\pmod\right)", r"\underset{x}^{x}\pmod\right)"),
        ("a\x1b\x00b", "ab"),
        ("", ""),
    ],
)
def test_formula_is_a_line_of_text(source: str, text: str) -> None:
    """Digits are raised and lowered where they can be, and nothing is lost where the source cannot be read."""
    assert formula_text(portable_mathml(source, tex2mathml)) == text


def test_mathml_has_its_source_and_no_entities_of_html() -> None:
    """EPUB and feeds are XML, which has few; and an attribute cannot be left."""
    mathml = portable_mathml('\\log "><b', tex2mathml)
    assert mathml.startswith('<math alttext="\\log &quot;&gt;&lt;b" xmlns=')
    assert [text for text in ("<b", "ApplyFunction", "\n") if text in mathml] == []
