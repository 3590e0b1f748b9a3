"""Field parsers: what each returns and reports."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from sphinx_milestones.core.dates import parse_date
from sphinx_milestones.core.problems import Problem
from sphinx_milestones.core.records import Count, Participation, Partner, Source, Term, Text
from sphinx_milestones.register import field_parsers as fields
from sphinx_milestones.register.register import Lookup, Register

WORD = Text((("", "x"),))
REGISTER = Register(
    partners={"oman": Partner("oman", "country", "OM", aliases=("sultanate",)), "un": Partner("un", "organisation")},
    topics={"maps": Term("maps", WORD), "data": Term("data", WORD)},
    sources={"page": Source("page", WORD, accessed="2024-12-03"), "book": Source("book", WORD)},
    broken=("documents",),
)

VALUES = {
    "an id": (fields.parse_id, "2024-first", "2024-first", []),
    "a bad id": (
        fields.parse_id,
        "A b",
        None,
        ["“A b” is not a valid id. Use lowercase letters, digits and single hyphens. Write “a-b”."],
    ),
    "ids": (fields.parse_ids, "a, b", ("a", "b"), []),
    "a date": (fields.parse_date_field, "2024-12", parse_date("2024-12"), []),
    "a day": (fields.parse_day, "2024-12-31", "2024-12-31", []),
    "a day in words": (
        fields.parse_day,
        "31 December 2024",
        None,
        ["“31 December 2024” is not a full date. Write “2024-12-31”."],
    ),
    "a month": (
        fields.parse_day,
        "2024-12",
        None,
        ["“2024-12” is not a full date. Write the day of the change, such as `2026-11-23`."],
    ),
    "a day that does not exist": (
        fields.parse_day,
        "2024-02-30",
        None,
        ["“2024-02-30” is not a full date. Write the day of the change, such as `2026-11-23`."],
    ),
    "a count": (fields.parse_count, ">500", Count(500, ">"), []),
    "text": (fields.parse_text, "Oslo", "Oslo", []),
    "a choice": (fields.one_of(("a", "b")), "a", "a", []),
    "no choice": (fields.one_of(("a", "b")), "c", None, ["“c” is not allowed. Allowed: “a”, “b”."]),
    "a key": (fields.key_of("partners"), "oman", "oman", []),
    "keys": (fields.keys_of("topics"), "maps, data", ("maps", "data"), []),
    "semicolons": (
        fields.keys_of("topics"),
        "maps; data",
        ("maps", "data"),
        ["“maps; data” separates values with “;”. Use commas."],
    ),
    "an empty item": (
        fields.keys_of("topics"),
        "maps,, data",
        ("maps", "data"),
        ["“maps,, data” contains an empty item. Remove the extra comma."],
    ),
    "a repeated item": (fields.keys_of("topics"), "maps, maps", ("maps",), ["“maps” is listed twice. Delete one."]),
    "an alias": (
        fields.key_of("partners"),
        "Sultanate",
        None,
        ["“Sultanate” is another name for “oman”. Use the key “oman”."],
    ),
    "an unknown key": (
        fields.key_of("topics"),
        "map",
        None,
        [
            (
                "“map” is not in topics.toml. Did you mean “maps”? Otherwise, add it to topics.toml. "
                "Allowed: “maps”, “data”."
            )
        ],
    ),
    "a key of an empty file": (
        fields.key_of("kinds"),
        "visit",
        None,
        ["“visit” is not in kinds.toml, which has no entries yet. Add it to kinds.toml."],
    ),
    "a key of a broken file": (fields.key_of("documents"), "report", None, []),
    "partners": (
        fields.parse_partners,
        "oman (host), un",
        (Participation("oman", ("host",)), Participation("un")),
        [],
    ),
    "an open bracket": (
        fields.parse_partners,
        "oman (host, un",
        (Participation("un"),),
        ["“oman (host” is not a partner. Write `key`, `key (role)` or `key (role, role)`."],
    ),
    "an unknown role": (
        fields.parse_partners,
        "oman (guest)",
        (Participation("oman"),),
        [
            (
                "“guest” is not a partner role. Fix it, or add it to roles.toml. Allowed: “host”, “organiser”, "
                "“funder”, “participant”, “beneficiary”, “signatory”."
            )
        ],
    ),
    "several roles": (
        fields.parse_partners,
        "oman (host, funder), un (organiser)",
        (Participation("oman", ("host", "funder")), Participation("un", ("organiser",))),
        [],
    ),
    "one of several roles wrong": (
        fields.parse_partners,
        "oman (host, fundr,host)",
        (Participation("oman", ("host",)),),
        [
            "“host” is listed twice. Delete one.",
            (
                "“fundr” is not a partner role. Did you mean “funder”? Otherwise, add it to roles.toml. "
                "Allowed: “host”, “organiser”, “funder”, “participant”, “beneficiary”, “signatory”."
            ),
        ],
    ),
    "no role in brackets": (
        fields.parse_partners,
        "un ()",
        (Participation("un"),),
        [
            (
                "“” is not a partner role. Fix it, or add it to roles.toml. "
                "Allowed: “host”, “organiser”, “funder”, “participant”, “beneficiary”, “signatory”."
            ),
        ],
    ),
    "a partner twice": (
        fields.parse_partners,
        "oman (host), oman (funder)",
        (Participation("oman", ("host",)),),
        ["“oman” is listed twice. List each partner once: `key (role, role)`."],
    ),
}


@pytest.mark.parametrize(("parse", "text", "value", "messages"), VALUES.values(), ids=VALUES.keys())
def test_value_and_messages(parse: fields.Parser, text: str, value: Any, messages: list[str]) -> None:
    """Valid items remain; everything else is reported."""
    found: list[str] = []
    assert parse(text, Lookup(REGISTER), lambda _, message: found.append(message)) == value
    assert found == messages


@pytest.mark.parametrize(("parse", "text"), [(fields.parse_date_field, "soon"), (fields.parse_count, "many")])
def test_what_cannot_be_read_is_one_message(parse: fields.Parser, text: str) -> None:
    """And there is no value."""
    found: list[str] = []
    assert parse(text, Lookup(REGISTER), lambda _, message: found.append(message)) is None
    assert [message.startswith(f"“{text}” is not a ") for message in found] == [True]


def test_a_lookup_records_its_dependencies() -> None:
    """Missing keys too; a key of a broken file cannot be looked up."""
    lookup = Lookup(REGISTER)
    fields.key_of("topics")("maps", lookup, lambda *_: None)
    assert not lookup.lost
    fields.key_of("documents")("report", lookup, lambda *_: None)
    assert (lookup.dependencies, lookup.lost) == ({("topics", "maps"), ("documents", "report")}, True)


CONTRADICTIONS = {
    "after it was added": (
        {"date": parse_date("2024-12-24"), "added": "2024-12-03"},
        ("date", "“2024-12-24” is after `added` (2024-12-03). Fix one of the two."),
    ),
    "after its sources": (
        {"date": parse_date("2024-12-24"), "sources": ("page",)},
        (
            "date",
            (
                "“2024-12-24” is after 2024-12-03, when its sources were last accessed. Fix the date, or `accessed` in "
                "sources.toml. Future events cannot be milestones."
            ),
        ),
    ),
    "updated before it was added": (
        {"added": "2024-12-03", "updated": "2024-12-01"},
        ("updated", "“2024-12-01” is before `added` (2024-12-03). Fix one of the two."),
    ),
    "changed on no day": (
        {"added": "2024-12-03", "change": "The place was added."},
        ("change", "the day of the change is missing. Add a line such as: :updated: 2026-12-01"),
    ),
}


@pytest.mark.parametrize(("values", "expected"), CONTRADICTIONS.values(), ids=CONTRADICTIONS.keys())
def test_contradictions(values: dict[str, Any], expected: tuple[str, str]) -> None:
    """Each is reported at the field to fix."""
    found = list(fields.contradictions(values, REGISTER))
    assert found == [(expected[0], Problem.DATE, expected[1])]


def test_a_source_without_a_date_of_access_contradicts_nothing() -> None:
    """It may have been read later than the others."""
    values = {"date": parse_date("2024-12-24"), "sources": ("page", "book")}
    assert list(fields.contradictions(values, REGISTER)) == []


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("a.png", ""),
        ("/images/b.JPG", ""),
        ("images/b.JPG", "image “images/b.JPG” not found. Its path is relative to the page, or begins with “/”"),
        ("/../c.png", "image “/../c.png” not found."),
        ("a.pdf", "“a.pdf” is not the path of an image. Its file ends in one of: gif, jpeg, jpg, png, svg, webp."),
        ("https://example.org/a.png", "“https://example.org/a.png” is not the path of an image."),
    ],
)
def test_images(tmp_path: Path, text: str, message: str) -> None:
    """Their files are in the folder of the pages; if the page is not known, only the path is checked."""
    for name in ("c.png", "docs/years/a.png", "docs/images/b.JPG"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).touch()
    found: list[str] = []
    page, pages = tmp_path / "docs/years/2024.md", tmp_path / "docs"
    fields.parse_image(text, Lookup(REGISTER, page, pages), lambda _, message: found.append(message))
    assert [each[: len(message)] for each in found] == ([message] if message else [])
    assert fields.parse_image("x/y.png", Lookup(REGISTER), lambda _, message: found.append(message)) == "x/y.png"


@pytest.mark.parametrize(
    ("values", "unread", "messages"),
    [
        ({"image": "a.png", "alt": "A.", "credit": "B"}, (), []),
        ({"image": "a.png"}, (), [("image", "has no alternative text.")]),
        ({"image": "a.png"}, ("alt",), []),
        ({"alt": "A.", "credit": "B"}, (), [("alt", "there is no image."), ("credit", "there is no image.")]),
        ({"alt": "A.", "credit": "B"}, ("image",), []),
    ],
)
def test_an_image_needs_alternative_text(
    values: dict[str, str], unread: tuple[str, ...], messages: list[tuple[str, str]]
) -> None:
    """And what describes an image needs one; a field that could not be read is not reported again."""
    found = [(name, message) for name, _, message in fields.contradictions(values, REGISTER, unread)]
    assert [
        (name, message[: len(start)]) for (name, message), (_, start) in zip(found, messages, strict=True)
    ] == messages
