"""Characters that nobody sees are removed from the text of a page, and reported with their line."""

from __future__ import annotations

import pytest

from sphinx_milestones.core.problems import Problem
from sphinx_milestones.syntax.page_text import without_hidden_characters

OVERRIDE, POP = "\N{RIGHT-TO-LEFT OVERRIDE}", "\N{POP DIRECTIONAL FORMATTING}"


@pytest.mark.parametrize("text", ["", "Plain.\n", f"Arabic عربي {OVERRIDE}closed{POP}.\n", "A tab\tand ends\r\n"])
def test_other_text_is_not_changed(text: str) -> None:
    """Nor what is closed in its paragraph."""
    assert without_hidden_characters(text, "page.md") == (text, [])


def test_control_characters_are_removed_and_the_first_is_reported() -> None:
    """With its line and its number in Unicode."""
    text, (finding,) = without_hidden_characters("one\ntw\x08o\x0bthree\n", "page.md")
    assert text == "one\ntwothree\n"
    assert (finding.problem, finding.path, finding.line) == (Problem.PAGE_CHARACTER, "page.md", 2)
    assert finding.message == "contains an invisible character here, U+0008. Delete it."


def test_what_reorders_the_rest_of_its_paragraph_is_removed() -> None:
    """Each with its own line, since a paragraph ends all of them."""
    text, findings = without_hidden_characters(f"one\n{OVERRIDE}two\n \nthree\nfour{POP} {OVERRIDE}{POP}\n", "page.md")
    assert text == f"one\ntwo\n \nthree\nfour {OVERRIDE}{POP}\n"
    assert [finding.line for finding in findings] == [2, 5]
    assert ["is invisible and not closed" in finding.message for finding in findings] == [True, False]
