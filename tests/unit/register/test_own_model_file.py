"""``register.toml``: what a register defines itself, and the messages on mistakes in the file."""

from __future__ import annotations

import json
from dataclasses import fields
from pathlib import Path

import pytest
from jsonschema import Draft7Validator
from tests.support.own_model import FIELDS, read_model

from sphinx_milestones.cli.json_schema import schema_of_model
from sphinx_milestones.core.records import Milestone
from sphinx_milestones.reading.view_options import OPTIONS
from sphinx_milestones.register.loader import load_register
from sphinx_milestones.register.own_model import NO_MODEL, OwnField
from sphinx_milestones.register.own_model_tables import BUILT_IN, SECTIONS, TAKEN
from sphinx_milestones.register.register import Register
from sphinx_milestones.views.fields import FIELDS as ROWS


def test_a_register_without_the_file_has_no_model(tmp_path: Path) -> None:
    """Nor does one with an empty file: everything is as it always was."""
    assert load_register(tmp_path)[0].model is NO_MODEL
    (tmp_path / "register.toml").write_text("# nothing\n", encoding="utf-8")
    assert load_register(tmp_path) == (Register(), [])


def test_the_fields_of_a_register() -> None:
    """A field of each type, in the order of the file, with what it leaves out at its default."""
    model, findings = read_model(FIELDS)
    assert findings == []
    assert [(name, field.type) for name, field in model.fields.items()] == [
        ("author", "key"),
        ("orcid", "text"),
        ("state", "choice"),
        ("height", "number"),
        ("opened", "date"),
        ("website", "url"),
        ("material", "text"),
        ("shelf", "text"),
    ]
    material = model.fields["material"]
    assert material == OwnField("material", material.label, required=True)


def test_columns_are_what_a_field_has() -> None:
    """Each column of the file is an attribute, and the reverse."""
    assert {"key", *(column.name for column in SECTIONS["fields"].columns)} == {each.name for each in fields(OwnField)}


def test_names_that_are_taken() -> None:
    """An own field can have no name by which pages, views, data or the import know something else."""
    assert list(ROWS) == list(BUILT_IN)
    names = {name.replace("_", "-") for name in {each.name for each in fields(Milestone)} | OPTIONS.keys()}
    assert names <= {*BUILT_IN, *TAKEN}


def test_required_fields() -> None:
    """Those that the file names, before the setting, and those that say so themselves; always the id."""
    model, findings = read_model(f'required = ["date", "height"]\n{FIELDS}')
    assert findings == []
    assert model.required_fields(["kind"]) == ["id", "date", "height", "material"]
    assert read_model(FIELDS)[0].required_fields(["kind", "id"]) == ["id", "kind", "material"]
    assert NO_MODEL.required_fields(["date"]) == ["id", "date"]


HEAD = '[fields.x]\nlabel = "X"\n'


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        ("[fields.date]\nlabel = 'D'", 1, "[fields.date] “date” is a name that every register already has."),
        ("[fields.url]\nlabel = 'U'", 1, "[fields.url] “url” is a name that every register already has."),
        ("[fields.2nd]\nlabel = 'S'", 1, "[fields.2nd] begins with a digit. Choose a key that begins with a letter."),
        ("[fields.constructor]\nlabel = 'C'", 1, "[fields.constructor] “constructor” is a name that every"),
        ("[fields.elements]\nlabel = 'E'", 1, "[fields.elements] “elements” is a name that every"),
        ("[fields.Foo]\nlabel = 'F'", 1, "[fields.Foo] is not a valid key."),
        ("\n[fields.x]\ntype = 'text'", 2, "[fields.x] has no “label”. Add a line “label = …”."),
        (f"{HEAD}colour = 1", 3, "[fields.x] unknown field “colour”."),
        (f"{HEAD}type = 'txt'", 3, "[fields.x] type: “txt” is not allowed. Did you mean “text”?"),
        (f"{HEAD}type = 'choice'", 1, "[fields.x] choices: a choice needs them. Add a line such as: choices ="),
        (f"{HEAD}choices = {{ a = 'A' }}", 3, "[fields.x] choices: only a choice has them."),
        (f"{HEAD}type = 'choice'\nchoices = {{ A = 'A' }}", 4, "[fields.x] choices: “A” is not a valid key."),
        (f"{HEAD}type = 'key'", 1, "[fields.x] table: a key needs it."),
        (f"{HEAD}table = 'partners'", 3, "[fields.x] table: only a key has it."),
        (f"{HEAD}type = 'key'\ntable = 'roles'", 4, "[fields.x] table: “roles” is not allowed."),
        (f"{HEAD}pattern = '('", 3, "[fields.x] pattern: “(” is not a regular expression"),
        (f"{HEAD}pattern = '(?i)a'", 3, "[fields.x] pattern: “(?” is not supported by browsers"),
        (f"{HEAD}pattern = 'a++'", 3, "[fields.x] pattern: “++” is not supported by browsers"),
        (f"{HEAD}pattern = '\\N{{DIGIT ONE}}'", 3, "[fields.x] pattern: “\\N” is not supported by browsers"),
        (f"{HEAD}pattern = 'a{{99999999999}}'", 3, "[fields.x] pattern: “a{99999999999}” is not a regular expression"),
        (f"{HEAD}pattern = '{'(' * 1000}{')' * 1000}'", 3, "[fields.x] pattern: has too many brackets"),
        (f"{HEAD}pattern = 'a'\nexample = 'b'", 4, "[fields.x] example: “b” does not match the pattern."),
        (
            f"{HEAD}type = 'number'\nexample = 'tall'",
            4,
            "[fields.x] example: “tall” is not in the format of this field",
        ),
        (f"{HEAD}type = 'date'\nexample = '2024-13'", 4, "[fields.x] example: “2024-13”: there is no month 13."),
        (f"{HEAD}type = 'url'\nexample = 'here'", 4, "[fields.x] example: “here” is not a complete URL."),
        (
            f"{HEAD}type = 'choice'\nchoices = {{ a = 'A' }}\nexample = 'b'",
            5,
            "[fields.x] example: “b” is not allowed.",
        ),
        (f"{HEAD}type = 'number'\npattern = '1'", 4, "[fields.x] pattern: only a text has one."),
        (f"{HEAD}link = 'https://a.org/'", 3, "[fields.x] link: “https://a.org/” must have {value} once"),
        (f"{HEAD}link = 'javascript:{{value}}'", 3, "[fields.x] link: “javascript:value” is not a complete URL."),
        (f"{HEAD}type = 'date'\nlink = 'https://a.org/{{value}}'", 4, "[fields.x] link: only a text, a number or"),
        (f"{HEAD}filter = true", 3, "[fields.x] filter: readers can filter by a choice or a key only."),
        (f"{HEAD}type = 'url'\nmany = true", 4, "[fields.x] many: a URL may contain commas"),
        ("required = ['dat']", 1, "required: “dat” is not a field. Did you mean “date”?"),
        ("required = 'date'", 1, 'required: "date" is not a list.'),
        ("[field.x]\nlabel = 'X'", 1, "unknown section “field”. Did you mean “fields”?"),
        ("fields = 3", 1, "“fields” is not a section. Write [fields.key]."),
        ("[fields]\nx = 3", 2, "“x” is outside any entry. Move it below the [fields.key] of the entry it belongs to."),
        ("x = [", 1, "is not valid TOML here"),
    ],
    ids=lambda value: value[-30:] if isinstance(value, str) else None,
)
def test_mistakes(text: str, line: int, message: str) -> None:
    """Each is one message, at its line; the rest is loaded."""
    _, findings = read_model(text)
    assert [(finding.line, finding.message[: len(message)]) for finding in findings] == [(line, message)]


def test_the_schema_accepts_the_same() -> None:
    """An editor knows the sections, their columns and the names that are taken."""
    model, _ = read_model(FIELDS)
    schema = schema_of_model(Register(model=model))
    Draft7Validator.check_schema(schema)
    valid = Draft7Validator(schema).is_valid
    assert valid({"required": ["date", "material"], "fields": {"x": {"label": "X", "type": "number"}}})
    for wrong in ('{"x": 1}', '{"required": ["x"]}', '{"fields": {"date": {"label": "D"}}}', '{"fields": {"x": {}}}'):
        assert not valid(json.loads(wrong))


MESSAGES = """\
[messages.en]
Partners = "People"
"{count} partner" = { one = "one person", other = "{count} people" }

[messages.ar]
"{count} partner" = { zero = "لا أحد", two = "شخصان", few = "{count} أشخاص", other = "{count} شخصًا" }
"""


def test_texts() -> None:
    """They are by language; that of a country has those of its language, too."""
    model, findings = read_model(f'{MESSAGES}\n[messages.en-GB]\nPartners = "Folk"\n')
    assert findings == []
    assert model.messages_in("en")["Partners"] == "People"
    assert dict(model.messages_in("en_GB")) == {
        "Partners": "Folk",
        "{count} partner": {"one": "one person", "other": "{count} people"},
    }
    assert model.messages_in("fr") == {}


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        ("[messages.en]\nA = 1", 2, "[messages.en] “A”: 1 is not text."),
        (
            "[messages.en]\nA = { othr = 'a' }",
            2,
            "[messages.en] “A”: “othr” is not a plural category. Did",
        ),
        ("[messages.en]\nA = { one = 'a' }", 2, "[messages.en] “A”: has no “other”."),
        ("[messages]\nPartners = 'P'", 2, "“Partners” is not a table of texts in a language. Write [messages.en]"),
        ("messages = 1", 1, "“messages” is not a table of texts in a language."),
    ],
)
def test_mistakes_in_texts(text: str, line: int, message: str) -> None:
    """Each is one message, at its line."""
    test_mistakes(text, line, message)


@pytest.mark.parametrize("pattern", [r"[*+]+", r"\*+", r"[]*+?]", r"[\]*+]", "a+", r"\\N?"])
def test_a_pattern_may_have_the_characters_of_others_in_a_class_or_escaped(pattern: str) -> None:
    """They are no quantifier of Python alone there."""
    model, findings = read_model(f"{HEAD}pattern = '{pattern}'")
    assert findings == []
    assert model.fields["x"].pattern == pattern
