"""Placeholders for references whose text is not known yet."""

from __future__ import annotations

import pytest

from sphinx_milestones.core.placeholders import fill_placeholders, placeholder

TEXT = f"See {placeholder('milestone', 'first', '2024-first')} and {placeholder('any', 'gone', 'its text')}."


def test_each_reference_has_the_text_that_is_known_now() -> None:
    """The text is asked for by role and target."""
    texts = {("milestone", "first"): "First visit", ("any", "gone"): "Found again"}
    assert fill_placeholders(TEXT, lambda role, target: texts[role, target]) == "See First visit and Found again."


def test_a_reference_without_a_known_text_has_that_of_its_page() -> None:
    """The fallback is used for an unknown target, and for one with an empty text."""
    assert (
        fill_placeholders(TEXT, lambda role, _target: "" if role == "any" else None) == "See 2024-first and its text."
    )


def test_a_text_without_placeholders_stays() -> None:
    """Nothing is asked for."""
    assert fill_placeholders("Plain.", lambda *_: pytest.fail("asked")) == "Plain."
