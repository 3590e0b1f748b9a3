"""The texts of the extension in a register's own words."""

from __future__ import annotations

from gettext import NullTranslations

import pytest
from tests.support.own_model import read_model, register_with

from sphinx_milestones.views.own_messages import check_messages, texts_of_extension
from sphinx_milestones.views.wording import Wording

OWN = """\
[messages.en]
Partners = "People"
", " = " & "
"{count} partner" = { one = "one person", other = "{count} people" }

[messages.ar]
"{count} partner" = { zero = "لا أحد", two = "شخصان", few = "{count} أشخاص", other = "{count} شخصًا" }
"""


def test_own_texts_come_before_translations() -> None:
    """In the plural form of the language; all others are as they were."""
    register = register_with(OWN)
    wording = Wording("en_GB", NullTranslations(), register)
    assert [wording.gettext(text) for text in ("Partners", "Partner")] == ["People", "Partner"]
    assert [wording.counted("{count} partner", "{count} partners", count) for count in (1, 0, 1200)] == [
        "one person",
        "0 people",
        "1,200 people",
    ]
    assert wording.listed(["a", "b"]) == "a & b"
    assert wording.milestones(2) == "2 milestones"
    arabic = Wording("ar", NullTranslations(), register)
    shown = [arabic.counted("{count} partner", "{count} partners", count) for count in (0, 1, 2, 3, 11, 100)]
    assert shown == ["لا أحد", "1 شخصًا", "شخصان", "3 أشخاص", "11 شخصًا", "100 شخصًا"]
    assert list(check_messages(register.model)) == []


def test_every_text_that_readers_see_is_known() -> None:
    """With its plural, if it has one."""
    texts = texts_of_extension()
    assert (texts["Partners"], texts["{count} partner"]) == ("", "{count} partners")


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("Partnrs = 'People'", "“Partnrs” is not a text of the extension. Did you mean “Partners”?"),
        (
            "'{count} partners' = 'People'",
            "“{count} partners” is not a text of the extension. Write its singular,",
        ),
        ("Partners = { other = 'People' }", "“Partners” has no plural. Write one text in quotation marks."),
        ("'Role of {partner}' = 'Role'", "“Role of {partner}” needs {partner}, which “Role” does not have."),
        ("'Role of {partner}' = '{name} {partner}'", "“Role of {partner}” has no {name}: nothing would be filled in."),
        ("Partners = 'People {'", "“Partners” has a single brace. Delete it."),
        ("Partners = 'People {}'", "“Partners” has no {}: nothing would be filled in. Placeholders: none."),
        ("'{count} partner' = { other = 'people' }", "“{count} partner” needs {count}, which “people” does not have."),
        ("'{count} partner' = { one = '{n}', other = '{count}' }", "“{count} partner” has no {n}: nothing"),
    ],
)
def test_mistakes(line: str, reason: str) -> None:
    """A text has the same placeholders; a form for zero, one or two may leave them out."""
    model, findings = read_model(f"[messages.en]\n{line}\n")
    assert findings == []
    (finding,) = check_messages(model)
    assert finding.line == 2
    assert finding.message.startswith(f"[messages.en] {reason}")
