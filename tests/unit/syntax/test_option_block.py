"""A directive is read in either syntax: its argument, its options with their lines, its content, and its mistakes."""

from __future__ import annotations

import pytest

from sphinx_milestones.core.problems import Problem
from sphinx_milestones.syntax.option_block import DirectiveBlock, Line, read_block

TABLE = ("date", "kind", "partners")


def markdown(text: str) -> DirectiveBlock:
    """The directive whose lines below the first are *text*, at line 10; all of them are its content."""
    lines = text.split("\n")
    content = [Line(line, ("page.md", 10 + at)) for at, line in enumerate(lines)]
    return read_block(["A title"], content, [":::{milestone} A title", *lines], ("page.md", 10), TABLE)


def rest(text: str, *content: str) -> DirectiveBlock:
    """The directive whose argument is *text*: its lines before the first blank one, at line 10."""
    lines = text.split("\n")
    source = [f".. milestone:: {lines[0]}", *lines[1:], "", *content]
    below = [Line(line, ("page.rst", 10 + len(lines) + at)) for at, line in enumerate(content)]
    return read_block([text], below, source, ("page.rst", 10), TABLE)


def options(block: DirectiveBlock) -> list[tuple[str, str, int]]:
    """The names, values and lines of its options."""
    return [(option.name, option.value, option.line) for option in block.options]


def content(block: DirectiveBlock) -> list[str]:
    """The lines of its content that are not blank."""
    return [line.text for line in block.content if line.text]


def test_both_syntaxes_give_the_same() -> None:
    """MyST passes options as content, reStructuredText as further lines of the argument."""
    for block in (markdown(":date: 2024\n:kind: visit\n\nText."), rest("A title\n:date: 2024\n:kind: visit", "Text.")):
        assert block.argument == "A title"
        assert options(block) == [("date", "2024", 11), ("kind", "visit", 12)]
        assert (content(block), block.problems) == (["Text."], [])


def test_an_argument_and_a_value_can_have_several_lines() -> None:
    """Each continues while its lines are no option; those of a value are indented."""
    block = rest("A long\ntitle\n:partners: oman,\n   norway")
    assert block.argument == "A long title"
    assert options(block) == [("partners", "oman, norway", 12)]


def test_text_right_below_the_options_of_rest_keeps_its_line() -> None:
    """It is content, from the file and the line it is on."""
    block = rest("A title\n:date: 2024\nText.")
    assert block.content == [Line("Text.", ("page.rst", 12))]


def test_content_without_options_is_content() -> None:
    """Also when it begins with a fence, or with a rule, which MyST would take for front matter."""
    assert content(markdown("Text: more.\n")) == ["Text: more."]
    assert content(markdown(":::{note}\nText.\n:::")) == [":::{note}", "Text.", ":::"]
    ruled = markdown(":date: 2024\n---\nText.")
    assert [line.text for line in ruled.content] == ["", "---", "Text."]
    assert ruled.option_lines == 0  # not 1, since the blank line was added


def test_options_end_where_a_nested_block_begins() -> None:
    """Its own options are its own."""
    block = markdown(":date: 2024\n:::{note}\n:class: tip\n:::")
    assert options(block) == [("date", "2024", 11)]
    assert content(block) == [":::{note}", ":class: tip", ":::"]


@pytest.mark.parametrize("line", ["kind: visit", ":kind visit", "kind visit", ":knd visit"])
def test_an_option_without_its_colons_is_one_that_is_not_well_formed(line: str) -> None:
    """If its name is, or resembles, one that is known."""
    block = markdown(f"{line}\n:date: 2024")
    wrong, right = block.options
    assert (wrong.value, wrong.well_formed, wrong.intended_name(TABLE)) == ("visit", False, "kind")
    assert (right.well_formed, block.problems) == (True, [])


def test_other_lines_among_the_options_are_reported_and_shown() -> None:
    """None of the text is lost."""
    block = markdown(":date: 2024\nSomething else.\n:kind: visit\n\nText.")
    (problem,) = block.problems
    assert (problem.line, problem.problem) == (12, None)
    assert problem.message.startswith("“Something else.” is not a field. Write each field as “:name: value”")
    assert [name for name, _, _ in options(block)] == ["date", "kind"]
    assert content(block) == ["Something else.", "Text."]


def test_options_below_a_blank_line_are_read_and_reported() -> None:
    """If they are known; another field list is text."""
    block = markdown(":date: 2024\n\n:kind: visit\n\nText.")
    (problem,) = block.problems
    assert (problem.line, problem.problem) == (13, Problem.FIELD_APART)
    assert options(block) == [("date", "2024", 11), ("kind", "visit", 13)]
    assert content(block) == ["Text."]
    assert content(markdown(":date: 2024\n\n:other: text")) == [":other: text"]


def test_options_between_dashes_are_read_and_reported() -> None:
    """As other directives of MyST have them."""
    block = markdown("---\ndate: 2024\nknd visit\nAnything.\n---\nText.")
    assert [(problem.line, problem.message.partition(".")[0]) for problem in block.problems] == [
        (11, "fields cannot be written between “---” lines here"),
        (14, "“Anything"),
    ]
    assert options(block) == [("date", "2024", 12), ("knd", "visit", 13)]
    assert content(block) == ["Anything.", "Text."]
