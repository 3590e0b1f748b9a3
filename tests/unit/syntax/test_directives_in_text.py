"""Directives are found at any depth and in included files, with what a parser would pass on to them."""

from __future__ import annotations

from pathlib import Path

from sphinx_milestones.syntax.directives_in_text import Directive, directives, has_text
from sphinx_milestones.syntax.markup import MARKDOWN, REST, Markup
from sphinx_milestones.syntax.option_block import Line

PAGE = Path("docs/years/page")
ROOT = Path("docs")


def found(text: str, markup: Markup, files: dict[Path, str] | None = None) -> list[Directive]:
    """The directives in the text of `PAGE`; *files* are those that it may include."""
    lines = [Line(line, (str(PAGE), at)) for at, line in enumerate(text.split("\n"))]
    texts = {path: text.split("\n") for path, text in (files or {}).items()}
    return list(directives(lines, markup, PAGE, ROOT, texts.get))


def content(directive: Directive) -> list[str]:
    """The lines of its content."""
    return [line.text for line in directive.content]


def test_both_syntaxes_pass_on_what_their_parsers_do() -> None:
    """The options are content in Markdown, and part of the argument in reStructuredText."""
    (markdown,) = found("Text.\n\n:::{milestone} A title\n:id: one\n\nMore.\n:::\n", MARKDOWN)
    assert (markdown.name, markdown.arguments, markdown.line) == ("milestone", ("A title",), 3)
    assert content(markdown) == [":id: one", "", "More."]
    (rest,) = found("Text.\n\n.. milestone:: A title\n   :id: one\n\n   More.\n\nText.", REST)
    assert (rest.name, rest.arguments, rest.line) == ("milestone", ("A title\n:id: one",), 3)
    assert content(rest) == ["More."]


def test_directives_inside_others_follow_them() -> None:
    """With the lines that they are on in the page."""
    markdown = found("::::{note}\n\n  :::{tip}\n  Text.\n  :::\n::::\n", MARKDOWN)
    assert [(each.name, each.line) for each in markdown] == [("note", 1), ("tip", 3)]
    rest = found(".. note::\n\n   .. tip:: Text.\n\n      .. hint::\n", REST)
    assert [(each.name, each.line) for each in rest] == [("note", 1), ("tip", 3), ("hint", 5)]
    assert [has_text(each) for each in rest] == [True, True, False]


def test_code_has_no_directives() -> None:
    """Whatever shows text as it is."""
    assert found("```\n:::{note}\n:::\n```\n", MARKDOWN) == []
    assert found("````{code-block} md\n:::{note}\n:::\n````\n", MARKDOWN) == []
    assert found(".. code::\n\n   .. note:: Text.\n", REST) == []


def test_included_files_are_read_with_lines_of_their_own() -> None:
    """Relative to the page or, with a slash, to the folder of all pages; what cannot be read has none."""
    files = {ROOT / "years/part": ".. note::", ROOT / "all": "\n.. tip::"}
    text = ".. include:: part\n.. include:: /all\n   :start-line: 0\n.. include:: missing\n"
    each = [(one.name, one.path, one.line) for one in found(text, REST, files) if one.name != "include"]
    assert each == [("note", ROOT / "years/part", 1), ("tip", ROOT / "all", 2)]


def test_a_file_that_includes_itself_is_read_a_limited_number_of_times() -> None:
    """As a build refuses it, too."""
    assert 1 < len(found(".. include:: part", REST, {ROOT / "years/part": ".. include:: part"})) < 100
