"""The fields that a register defines itself: what each type makes of a text, and what outputs make of its value."""

from __future__ import annotations

import json
from dataclasses import replace
from gettext import NullTranslations

import pytest
from jsonschema import Draft202012Validator
from tests.support.own_model import FIELDS, register_with
from tests.support.records import export_data
from tests.support.small_register import milestone

from sphinx_milestones.core.dates import parse_date
from sphinx_milestones.core.problems import Problem
from sphinx_milestones.core.records import Milestone
from sphinx_milestones.register.register import Lookup
from sphinx_milestones.syntax.markup import MARKDOWN
from sphinx_milestones.views.exports.csv_files import csv_file, datapackage
from sphinx_milestones.views.exports.milestones_json import milestones_json, milestones_schema
from sphinx_milestones.views.facets import facet_keys, facets
from sphinx_milestones.views.facts import milestone_facts
from sphinx_milestones.views.form import controls, rules
from sphinx_milestones.views.register_fields import fields_of, translatable_fields
from sphinx_milestones.views.runs import DateText, ExternalLink, PartnerRef, PlainText
from sphinx_milestones.views.search_index import search_text
from sphinx_milestones.views.wording import Wording

REGISTER = register_with(FIELDS)
ROWS = fields_of(REGISTER)
WORDING = Wording("en_GB", NullTranslations(), REGISTER)
TEXTS = {
    "author": "norway, oman",
    "orcid": "0000-0002-1825-0097",
    "state": "final",
    "height": "1234.50",
    "opened": "2024-12-24",
    "website": "https://example.org/tower",
    "material": "Coral stone",
    "shelf": "B 12",
}


def parse(name: str, text: str) -> tuple[object, list[str]]:
    """Return the value of a text, and the messages."""
    messages: list[str] = []

    def report(_problem: Problem, message: str) -> None:
        messages.append(message)

    return ROWS[name].parse(text, Lookup(REGISTER), report), messages


def example() -> Milestone:
    """Return a milestone that has a value in each field."""
    values = {name: parse(name, text)[0] for name, text in TEXTS.items()}
    return milestone("one", "2024-12", "norway", kind="visit").with_values(values)


ONE = example()


def test_values() -> None:
    """They are plain, and none of them is in an attribute of its own."""
    assert ONE.own == (
        ("author", ("norway", "oman")),
        ("orcid", ("0000-0002-1825-0097",)),
        ("state", "final"),
        ("height", "1234.50"),
        ("opened", parse_date("2024-12-24")),
        ("website", "https://example.org/tower"),
        ("material", "Coral stone"),
        ("shelf", "B 12"),
    )


@pytest.mark.parametrize(
    ("name", "text", "message"),
    [
        ("author", "norwey", "“norwey” is not in partners.toml. Did you mean “norway”?"),
        ("orcid", "0000-0002", "“0000-0002” is not in the format of this field, such as “0000-0002-1825-0097”."),
        ("state", "finl", "“finl” is not allowed. Did you mean “final”? Allowed: “draft”, “final”."),
        ("height", "1,5", "“1,5” is not in the format of this field, such as “12” or “-3.5”"),
        ("height", "007", "“007” is not in the format of this field"),
        ("opened", "2024-13", "“2024-13”"),
        ("website", "example.org", "“example.org” is not a complete URL."),
    ],
)
def test_wrong_values(name: str, text: str, message: str) -> None:
    """A message says what is wrong; there is no value."""
    value, messages = parse(name, text)
    assert not value
    assert [found[: len(message)] for found in messages] == [message]


def test_facts() -> None:
    """Each is where the register wants it, with its label: linked, in words, by the label of its key."""
    facts = {part: list(milestone_facts(ONE, part, WORDING)) for part in ("when", "head", "foot")}
    own = {fact.name: (part, fact.label, fact.runs) for part in facts for fact in facts[part] if "own-" in fact.name}
    assert own == {
        "own-state": ("when", "State", [PlainText("Final")]),
        "own-author": ("head", "Author", [PartnerRef("norway"), PartnerRef("oman")]),
        "own-orcid": (
            "head",
            "ORCID",
            [ExternalLink("https://orcid.org/0000-0002-1825-0097", "0000-0002-1825-0097", auto=True)],
        ),
        "own-height": ("head", "Height (m)", [PlainText("1,234.50")]),
        "own-website": ("head", "Website", [ExternalLink("https://example.org/tower")]),
        "own-material": ("head", "Material", [PlainText("Coral stone")]),
        "own-opened": ("foot", "Opened", [DateText(parse_date("2024-12-24"))]),
    }
    (state,) = (
        each for each in milestone_facts(ONE, "when", replace(WORDING, language="ar")) if each.name[:4] == "own-"
    )
    assert (state.label, state.runs) == ("الحالة", [PlainText("نهائي")])


@pytest.mark.parametrize(
    ("link", "value", "url"),
    [
        ("https://doi.org/{value}", "10.1000/a b#c?d%", "https://doi.org/10.1000/a%20b%23c%3Fd%25"),
        ("https://a.org/?q={value}", "a&b/c", "https://a.org/?q=a%26b%2Fc"),
        ("https://a.org/{value}.html", "م", "https://a.org/%D9%85.html"),
    ],
)
def test_values_are_encoded_in_links(link: str, value: str, url: str) -> None:
    """As a part of a path or of a query."""
    register = register_with(f'[fields.x]\nlabel = "X"\nlink = "{link}"\n')
    linked = replace(WORDING, register=register)
    facts = milestone_facts(milestone().with_values({"x": value}), "head", linked)
    (fact,) = (each for each in facts if each.name == "own-x")
    assert fact.runs == [ExternalLink(url, value, auto=True)]


def test_data() -> None:
    """Numbers are numbers, dates have their bounds; what is not to be published is not there; the schema agrees."""
    data = export_data([ONE], WORDING)
    published = json.loads(milestones_json(data))
    (record,) = published["milestones"]
    date = {"written": "2024-12-24", "precision": "day", "earliest": "2024-12-24", "latest": "2024-12-24"}
    assert {name: record[name] for name in TEXTS if name in record} == {
        "author": ["norway", "oman"],
        "orcid": ["0000-0002-1825-0097"],
        "state": "final",
        "height": 1234.5,
        "opened": date | {"approximate": False, "uncertain": False},
        "website": "https://example.org/tower",
        "material": {"en-GB": "Coral stone"},
    }
    schema = json.loads(milestones_schema(data))
    assert list(Draft202012Validator(schema).iter_errors(published)) == []
    record["height"] = "1234.5"
    assert len(list(Draft202012Validator(schema).iter_errors(published))) == 1


def test_tables() -> None:
    """A column for each value, whose type the description of the tables states."""
    data = export_data([ONE], WORDING)
    head, row = csv_file("milestones")(data).splitlines()
    cells = dict(zip(head.split(","), row.split(","), strict=True))
    assert {name: cells[name] for name in ("author", "state", "height", "opened_latest", "material_en_GB")} == {
        "author": "norway; oman",
        "state": "final",
        "height": "1234.5",
        "opened_latest": "2024-12-24",
        "material_en_GB": "Coral stone",
    }
    assert not [name for name in cells if name.startswith("shelf")]
    (resource,) = (each for each in json.loads(datapackage(data))["resources"] if each["name"] == "milestones")
    types = {column["name"]: column["type"] for column in resource["schema"]["fields"]}
    assert (types["height"], types["opened_latest"], types["author"]) == ("number", "date", "string")


def test_search() -> None:
    """By names, labels, dates in words and identifiers; not by numbers and URLs."""
    found = search_text(replace(ONE, date=None, kind=None, partners=()), WORDING)
    assert (
        found == "Norway Oman sultanate Sultanate of Oman 0000-0002-1825-0097 Final 24 December 2024 Coral stone B 12"
    )


def test_filter() -> None:
    """Readers choose among the values that there are."""
    two = milestone("two").with_values({"state": "draft", "author": ("oman",)})
    choices = {each.name: each for each in facets([ONE, two], WORDING).choices}
    assert choices["state"].label == "State"
    assert [(each.key, each.label, each.count) for each in choices["state"].options] == [
        ("draft", "Draft", 1),
        ("final", "Final", 1),
    ]
    assert [(each.key, each.count) for each in choices["author"].options] == [("norway", 1), ("oman", 2)]
    assert dict(facet_keys(ONE, REGISTER)) == {"author": ["norway", "oman"], "state": ["final"]}


def test_form() -> None:
    """It has a control for each, by its type, with the help of the register."""
    asked = {control.name: control for control in controls(WORDING)}
    assert {name: asked[name].type for name in TEXTS} == {
        "author": "choices",
        "orcid": "line",
        "state": "choice",
        "height": "line",
        "opened": "line",
        "website": "url",
        "material": "line",
        "shelf": "line",
    }
    assert (asked["author"].label, asked["author"].hint, asked["author"].adds_to) == ("Author", "Who wrote it.", "")
    known = rules(WORDING, (), {".md": MARKDOWN}, ":")
    assert known["dates"] == ["date", "opened"]
    assert known["numbers"] == ["participants", "countries"]


def test_prose_is_translated() -> None:
    """Identifiers and keys are the same in each language."""
    assert translatable_fields(REGISTER) == ["place", "label", "alt", "credit", "change", "material", "shelf"]
