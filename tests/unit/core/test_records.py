"""Records: translations, counts and text."""

from __future__ import annotations

import pytest

from sphinx_milestones.core.problems import Problem
from sphinx_milestones.core.records import Count, Milestone, Text

TEXT = Text((("en", "Visit"), ("ar", "زيارة"), ("pt_BR", "Visita")))


@pytest.mark.parametrize(
    ("language", "text", "given"),
    [
        ("en", "Visit", True),
        ("en_GB", "Visit", True),
        ("ar", "زيارة", True),
        ("pt_BR", "Visita", True),
        ("pt", "Visit", False),
        ("fr", "Visit", False),
    ],
)
def test_text_falls_back_to_its_source_language(language: str, text: str, given: bool) -> None:
    """First to the base language, then to the first one that is given."""
    assert (TEXT.translate(language), TEXT.has_translation(language)) == (text, given)


def test_text_without_a_language_is_for_all() -> None:
    """A plain string needs no translation."""
    text = Text((("", "UN DESA"),))
    assert (text.translate("ar"), text.has_translation("ar")) == ("UN DESA", True)


def test_a_count_shows_its_qualifier() -> None:
    """In the format of the pages."""
    assert [Count(5).text, Count(500, ">").text, Count(50, "~").text] == ["5", ">500", "~50"]


def test_a_milestone_takes_the_text_of_its_page() -> None:
    """Everything else stays as it was."""
    milestone = Milestone("id", "page", 1, title="Old", kind="visit")
    assert milestone.with_text("New", "Body") == Milestone("id", "page", 1, title="New", kind="visit", body="Body")


def test_every_problem_has_its_own_code_and_sentences() -> None:
    """Codes can be suppressed one by one; meaning and fix end with a full stop."""
    assert len({problem.code for problem in Problem}) == len(Problem)
    assert [problem for problem in Problem if not (problem.meaning.endswith(".") and problem.fix.endswith("."))] == []
