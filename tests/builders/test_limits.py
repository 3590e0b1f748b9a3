"""What is too large or nested too deeply is reported at its line, quickly, and shown where it can be."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.support.project import MILESTONE, year_page

if TYPE_CHECKING:
    from tests.support.project import Project

QUOTED = "> " * 9 + "deepest"
LISTED = "\n".join(f"{'  ' * level}- level" for level in range(8)) + f"\n{'  ' * 8}- deepest"
FENCED = "\n".join(":" * (210 - n) + "{note}" for n in range(200)) + "\n\ndeepest\n"
DEEP = (
    "milestone “2024-first”: blocks are nested too deeply; the text is shown unparsed. Reduce the nesting. "
    "[milestones.limit]"
)


@pytest.mark.parametrize("body", [QUOTED, LISTED, FENCED], ids=["quotations", "lists", "blocks"])
def test_text_nested_too_deeply_is_shown_unparsed(project: Project, body: str) -> None:
    """The parser would drop what is nested more deeply, and many nested blocks would end in a traceback."""
    project.write("years/2024.md", year_page(_with_body(body)))
    build = project.build()
    assert build.warnings == [f"years/2024.md:7: WARNING: {DEEP}"]
    assert "deepest" in build.text("years/2024.html")


@pytest.mark.parametrize(
    "body",
    [
        "\n".join(f"{'  ' * level}- level {level}" for level in range(8)),
        "* * * * * * * * * * * *",
        "```text\n" + "\n".join(f"{'  ' * level}- level" for level in range(20)) + "\n```",
        "> " * 8 + "quoted",
    ],
)
def test_ordinary_nesting_is_allowed(project: Project, body: str) -> None:
    """Eight levels, a line of stars, and code with any indentation are built without a warning."""
    project.write("years/2024.md", year_page(_with_body(body)))
    assert project.build().warnings == []


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        (
            "2024-12",
            "2" * 3000,
            "md:9: WARNING: milestone “2024-first”, :date: has 3\u00a0000 characters; the limit is 2\u00a0000. ",
        ),
        ("2024-first", "a" * 101, "has 101 characters; the limit is 100. Shorten it."),
        ("First visit", "First " * 60, "has 359 characters; the limit is 300. Shorten it."),
    ],
)
def test_a_value_that_is_too_long_is_reported(project: Project, old: str, new: str, message: str) -> None:
    """The report names the line, and quotes only the beginning of the value."""
    project.write("years/2024.md", year_page(MILESTONE.replace(old, new, 1)))
    (warning,) = project.build().warnings
    assert message in warning
    assert warning.endswith("[milestones.limit]" if old != "2024-first" else "[milestones.field-value]")
    assert len(warning) < 400


@pytest.mark.parametrize(
    "text", ["x = " + "[" * 20_000, "a." * 20_000 + "b = 1", f'[visit]\nlabel = "{"x" * 20_000}"', '"' * 20_001]
)
def test_a_line_of_a_data_file_that_is_too_long_is_reported(project: Project, text: str) -> None:
    """Lines that would take the TOML parser minutes are not read."""
    project.write("data/kinds.toml", text)
    warning = project.build().warnings[0]
    assert warning.startswith(f"data/kinds.toml:{2 if text[0] == '[' else 1}: WARNING: this line has ")
    advice = "Split it, or close the open bracket or quotation mark."
    assert warning.endswith(f"characters; the limit is 10\u00a0000. {advice} [milestones.limit]")


@pytest.mark.parametrize("name", ["data/kinds.toml", "years/2024.md"])
def test_a_file_that_is_too_large_is_left_out(project: Project, name: str) -> None:
    """Nobody has to wait for a huge file; with its old content the next build is without a warning."""
    old = (project.root / name).read_text(encoding="utf-8")
    project.write(name, old + "# words\n" * 1_300_000)
    warning = project.build().warnings[0]
    assert warning.startswith(f"{name}:1: WARNING: has 10\u00a0400")
    assert "bytes; the limit is 10\u00a0000\u00a0000." in warning
    project.write(name, old)
    assert project.build().warnings == []


def _with_body(body: str) -> str:
    fence = ":" * 300
    return MILESTONE.replace(":::{", f"{fence}{{").replace("Body text.\n:::", f"{body}\n{fence}")
