"""The state of a translation, counted."""

from __future__ import annotations

from pathlib import Path

import pytest
from babel.messages.catalog import Message

from sphinx_milestones.views.translation_state import Row, State, read_messages, state_by_page, state_of

DONE, NONE = Message("a", "ا"), Message("b", "")
FUZZY, EMPTY_FUZZY = Message("c", "ج", flags=["fuzzy"]), Message("d", "", flags=["fuzzy"])
PLURAL, HALF = Message(("e", "es"), ("ه", "هـ")), Message(("f", "fs"), ("و", ""))


def test_a_message_is_translated_fuzzy_or_missing() -> None:
    """With plural forms, all of them have to be translated; a mark alone is no translation."""
    assert state_of([DONE, NONE, FUZZY, EMPTY_FUZZY, PLURAL, HALF]) == State(2, 1, 3)
    assert state_of([]) == State(0, 0, 0)


def at(text: str, *pages: str) -> Message:
    """A translated message on some pages."""
    return Message(text, "ا", locations=[(page, 1) for page in pages])


@pytest.mark.parametrize("folder", ["", "years/", "../../docs/years/"])
def test_messages_are_counted_by_page(folder: str) -> None:
    """Whatever path of a page is in the catalogue; a message on two pages is counted on both."""
    pages = {"about": "about", "years/2010": "years", "years/2011": "years", "notes": "notes"}
    years = [at("a", f"{folder}2010.md", f"{folder}2011.md"), at("b", f"{folder}2011.md"), at("c", "years/1999.md")]
    catalogues = {"about": [DONE, FUZZY], "years": years, "sphinx": [NONE]}
    assert [*state_by_page(catalogues, pages)] == [
        Row("about", "about", State(1, 1, 0)),
        Row("years/2010", "years", State(1, 0, 0)),
        Row("years/2011", "years", State(2, 0, 0)),
        Row(None, "sphinx", State(0, 0, 1)),
        Row(None, "years", State(1, 0, 0)),  # its page is gone
    ]


def test_a_catalogue_that_cannot_be_read_says_why(tmp_path: Path) -> None:
    """By one type of exception, whether it is missing or damaged."""
    damaged = tmp_path / "a.po"
    damaged.write_text('msgid "A\n', encoding="utf-8")
    for path in (damaged, tmp_path / "b.po"):
        with pytest.raises(ValueError, match=r"\w"):
            read_messages(path)


def test_a_catalogue_in_an_unknown_encoding_cannot_be_read(tmp_path: Path) -> None:
    """One message, as for any other fault."""
    path = tmp_path / "x.po"
    path.write_text('msgid ""\nmsgstr "Content-Type: text/plain; charset=foo\\n"\n\nmsgid "a"\nmsgstr "b"\n')
    with pytest.raises(ValueError, match="unknown encoding: foo"):
        read_messages(path)
