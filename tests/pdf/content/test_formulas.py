"""Formulas are equations of Typst, and their source is what a screen reader says."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import typst
from tests.pdf.content.test_kinds import STYLE
from tests.support.pdf import drawn_texts

from sphinx_pdf.content.formulas import one_environment
from sphinx_pdf.content.latex import FormulaError, macros_of, to_mathml
from sphinx_pdf.content.mathml import equation
from sphinx_pdf.typst.typesetting import TEMPLATES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from tests.support.pdf import BuildProject

#: Formulas of many fields, and everything that the manuals of some projects use.
CORPUS = [
    line
    for line in Path(__file__).with_name("formulas.txt").read_text(encoding="utf-8").splitlines()
    if line and not line.startswith("#")
]


def parts_of(source: str, **macros: str) -> list[dict[str, Any]]:
    """Return every part of a formula, the outer ones first."""

    def walk(value: object) -> Iterator[dict[str, Any]]:
        if isinstance(value, dict):
            yield value
        for inner in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
            yield from walk(inner)

    math = to_mathml(one_environment(source), display=True, macros=tuple(macros.items()))
    return [*walk(equation(math))]


def shown(source: str, **macros: str) -> str:
    """Return the text of a formula."""
    texts = [part.get("c", "") for part in parts_of(source, **macros)]
    return "".join(text for text in texts if isinstance(text, str))


def test_formula_has_its_source_as_alternative_text(build: BuildProject) -> None:
    """A formula in a line has no number, one on a line of its own may have one."""
    page = "Page\n====\n\n.. math:: e = mc^2\n   :label: energy\n\nSee :eq:`energy` and :math:`\\sqrt{a}`.\n"
    built = build(page)
    assert built.warnings == ""
    assert built.tag_entries("/Alt") == ["e = mc^2", "\\sqrt{a}"]
    assert built.tag_entries("/S").count("/Formula") == 2
    assert "(1) See (1) and" in built.text()


def test_formulas_of_many_manuals_are_typeset(build: BuildProject, assert_valid: Callable[[Path], None]) -> None:
    """None is shown as its source, and each has it as its alternative text."""
    assert len(CORPUS) >= 400
    built = build("Page\n====\n" + "".join(f"\n.. math:: {formula}\n" for formula in CORPUS))
    assert built.warnings == ""
    assert_valid(built.pdf)
    assert {" ".join(text.split()) for text in built.tag_entries("/Alt")} == set(CORPUS)


def test_math_typ_lays_out_every_part(tmp_path: Path) -> None:
    """It has a function for each part that the corpus has, and no other."""
    for template in TEMPLATES:
        shutil.copy(template, tmp_path)
    (tmp_path / "content.json").write_text(json.dumps(STYLE))
    (tmp_path / "parts.typ").write_text('#import "math.typ": parts\n#metadata(parts.keys()) <parts>')
    found = typst.query(tmp_path / "parts.typ", "<parts>", field="value", one=True, ignore_system_fonts=True)
    assert sorted(json.loads(found)) == sorted({part["m"] for formula in CORPUS for part in parts_of(formula)})


@pytest.mark.parametrize("formula", ["\\frac{a", "x^", "\\foo{x}", "{}", "\\text{}", "\\left( x", "\u2a7f\U0001f680"])
def test_formula_that_cannot_be_set_is_printed_as_its_source(build: BuildProject, formula: str) -> None:
    """The warning has its location."""
    built = build(f"Page\n====\n\n.. math:: {formula}\n")
    assert formula.replace("\U0001f680", "[rocket]") in built.text()
    assert built.warnings.count("cannot set this formula") == 1
    assert "page.rst:4: WARNING: cannot set this formula; showing its source" in built.warnings


def test_each_formula_is_reported_at_its_own_line(build: BuildProject) -> None:
    """A formula in a line is reported at that of its paragraph."""
    formula = ".. math::\n\n   a + \\wrong\n"
    built = build(f"Page\n====\n\n{formula}\nText.\n\nNothing: :math:`{{}}`.\n\n{formula}")
    places = [f"page.rst:{line}: WARNING: cannot set this formula" for line in (4, 10, 12)]
    assert [place for place in places if place not in built.warnings] == []
    assert 'Unknown command "\\wrong"' in built.warnings
    assert "Text. Nothing: {}." in built.text()


def test_nested_formula_is_printed_as_its_source() -> None:
    """It would be too deep for Typst."""
    with pytest.raises(FormulaError, match="nested too deeply"):
        parts_of("\\frac{1}{1 + " * 60 + "x" + "}" * 60)


@pytest.mark.parametrize("text", ["#panic()", "*bold*", "<label>", "@label", "//comment", "$x$", "#read(1)"])
def test_text_of_a_formula_is_never_markup(build: BuildProject, text: str) -> None:
    """It is printed letter by letter."""
    escaped = re.sub(r"([#$])", r"\\\1", text)
    built = build(f"Page\n====\n\n.. math:: x = \\text{{{escaped}}} + \\mathrm{{\\#let}}\n")
    assert built.warnings == ""
    assert f"{text}+#let" in "".join(built.text().split())


def test_wide_formula_is_broken_over_lines(build: BuildProject) -> None:
    """Its letters keep their size; a wide formula that has no sign to break at is made smaller."""
    built = build(f"Page\n====\n\n.. math:: {'a + b + ' * 60}c\n\n.. math:: \\text{{{'word ' * 60}}}\n")
    assert built.warnings == ""
    page = built.reader.pages[-1]
    lines = {round(y) for _x, y, text in drawn_texts(page) if "𝑎" in text}
    assert 3 <= len(lines) <= 8
    assert max(x for x, _y, _text in drawn_texts(page)) < page.mediabox.width - 100


def test_brackets_are_as_high_as_their_content() -> None:
    """They are delimiters of what is between them; one side may have none."""
    (whole,) = [
        part for part in parts_of("\\left\\lfloor \\sum_i b_i \\middle| \\frac{a}{b} \\right.") if part["m"] == "lr"
    ]
    assert (whole["open"], whole["close"]) == ("⌊", "")
    assert {"m": "mid", "c": "|"} in whole["c"]


@pytest.mark.parametrize(
    ("formula", "limits"),
    [
        ("\\sum_{i}^n", None),
        ("\\sum\\nolimits_{i}", False),
        ("\\int_0^1", False),
        ("\\int\\limits_0^1", True),
        ("\\lim_{x}", True),
        ("x_1", None),
    ],
)
def test_limits_are_where_latex_puts_them(formula: str, limits: bool | None) -> None:
    """Above and below, beside, or as the style has it."""
    assert [part["limits"] for part in parts_of(formula) if part["m"] == "attach"] == [limits]


@pytest.mark.parametrize(
    ("formula", "lines"),
    [
        ("a", 1),
        ("a &= b", 1),
        ("a &= b \\\\ c &= d", 2),
        ("a \\\\ b \\\\", 2),
        ("\\begin{pmatrix} a & b \\\\ c & d \\end{pmatrix}", 1),
        ("x &= \\begin{bmatrix} 1 & 2 \\end{bmatrix} \\\\ y", 2),
        ("\\begin{align} a &= b \\\\ c &= d \\end{align}", 2),
        ("\\begin{eqnarray} a &=& b \\\\ c &=& d \\end{eqnarray}", 2),
        ("\\sum_{\\substack{a \\\\ b}} x", 1),
        ("a \\& b", 1),
    ],
)
def test_lines_of_a_formula(formula: str, lines: int) -> None:
    """Those of a matrix are not among them."""
    assert len(equation(to_mathml(one_environment(formula), display=True))) == lines


def test_macros_of_the_project_are_known(build: BuildProject) -> None:
    """They are those of its settings for MathJax, with or without arguments."""
    config = {"tex": {"macros": {"RR": "\\mathbb{R}", "norm": ["\\left\\lVert #1 \\right\\rVert", 1]}}}
    assert shown("\\RR + \\norm{x}", **dict(macros_of(None, config, {"tex": {}}))) == "ℝ+x"
    built = build(
        "Page\n====\n\n:math:`x \\in \\RR`\n", mathjax3_config=config, extensions=["sphinx.ext.mathjax", "sphinx_pdf"]
    )
    assert built.warnings == ""


@pytest.mark.parametrize("macros", [{"loop": "\\loop\\loop"}, {"bad": "\\frac{"}])
def test_macro_that_cannot_be_expanded_is_reported(macros: dict[str, str]) -> None:
    """One that expands to itself ends too."""
    with pytest.raises(FormulaError):
        parts_of("\\" + next(iter(macros)), **macros)


@pytest.mark.parametrize(
    ("formula", "text"),
    [
        ("\\text{when $x$ is}", "when x is"),
        ("\\text{a_b}", "a_b"),
        ("\\operatorname{atan_2}(y)", "atan2(y)"),
        ("1{,}000", "1,000"),
        ("a \\\\[1ex] b", "ab"),
        ("\\mbox{for all}", "for all"),
        ("a \\label{one} \\nonumber", "a"),
        ("\\mathds{1}", "𝟙"),
        ("a, \\dots, \\dotsc", "a,…,…"),
    ],
)
def test_latex_that_mathjax_accepts(formula: str, text: str) -> None:
    """Of what the converter does not know, manuals use these."""
    assert shown(formula) == text


def test_tag_of_a_formula_is_its_number(build: BuildProject) -> None:
    """With a star, it has no brackets; the formula keeps its size."""
    built = build("Page\n====\n\n.. math:: a = b \\tag{7}\n\n.. math:: a = b \\tag*{Eight}\n")
    assert built.warnings == ""
    assert "(7)" in built.text()
    assert "Eight" in built.text()
