"""The first sentence of a text."""

from __future__ import annotations

import pytest

from sphinx_milestones.core.sentences import MAX_LENGTH, first_sentence


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("One. Two.", "One."),
        ("No end", "No end"),
        ("", ""),
        ("A line\nthat goes on. Another.", "A line that goes on."),
        ("Is it? Yes.", "Is it?"),
        ("They wrote “Yes.” Then they left.", "They wrote “Yes.”"),
        ("It cost 3.8 million (about half). More.", "It cost 3.8 million (about half)."),
        ("Visited by Dr. Ali and A. B. Khan. Then more.", "Visited by Dr. Ali and A. B. Khan."),
        ("See e.g. Oman. More.", "See e.g. Oman."),
        ("The U.S. Census Bureau came. More.", "The U.S. Census Bureau came."),
        ("Signed by the minister etc. and others. More.", "Signed by the minister etc. and others."),
        ("From Nos. 3 and 4. More.", "From Nos. 3 and 4."),
        ("Wait… Then more.", "Wait…"),
        ("وقّعت البحرين مذكرة. ثم حضر الوفد.", "وقّعت البحرين مذكرة."),
        ("من حضر؟ حضر الوفد.", "من حضر؟"),
        ("首脳会談が行われた。次の文。", "首脳会談が行われた。"),
    ],
)
def test_a_sentence_ends_where_a_reader_ends_it(text: str, sentence: str) -> None:
    """Marks of several scripts end it; stops in numbers, initials and abbreviations do not."""
    assert first_sentence(text) == sentence


def test_a_long_sentence_is_cut_after_a_word() -> None:
    """Nothing is cut inside a word, and no comma is left before the mark that something is missing."""
    assert first_sentence("One, two, three, four.", limit=10) == "One, two…"
    assert first_sentence("word " * 100).endswith(" word…")
    assert len(first_sentence("word " * 100)) <= MAX_LENGTH + 1


def test_a_single_long_word_is_cut() -> None:
    """Text without a space, such as that of a script that has none, is not lost."""
    assert first_sentence("x" * 300) == "x" * (MAX_LENGTH - 1) + "…"
