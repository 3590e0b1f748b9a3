"""The data of a register, imported and published again, are the same; whatever is in the file, nothing fails."""

from __future__ import annotations

import json
import re
import tempfile
from collections.abc import Mapping
from contextlib import redirect_stderr, redirect_stdout
from gettext import NullTranslations
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.support.records import export_data

from sphinx_milestones.cli.importing.source_file import parse_json
from sphinx_milestones.cli.main import main
from sphinx_milestones.core.dates import parse_date
from sphinx_milestones.core.problems import Problem
from sphinx_milestones.core.records import Count, Milestone, Participation, Partner, Source, Term, Text
from sphinx_milestones.register.loader import load_register
from sphinx_milestones.register.register import Lookup, Register
from sphinx_milestones.syntax.markup import MARKDOWN, REST, Markup
from sphinx_milestones.views.exports.milestones_json import milestones_json
from sphinx_milestones.views.fields import FIELDS
from sphinx_milestones.views.wording import Wording

CONF = {
    MARKDOWN: 'extensions = ["myst_parser", "sphinx_milestones"]\nmyst_enable_extensions = ["colon_fence"]\n',
    REST: 'extensions = ["sphinx_milestones"]\n',
}
KEYS = st.from_regex(r"[a-z][a-z0-9]{0,5}(-[a-z0-9]{1,4})?", fullmatch=True)
ODD = st.text("aZ é\"'\\#[]{}=:,*_`<>&ب中7-.()%$|~", max_size=20)
TITLES = st.builds(lambda before, after: " ".join(f"{before}B{after}".split()), ODD, ODD)  # with a letter
TEXTS = st.builds(
    lambda own, other: Text((("", own),)) if other is None else Text((("en_GB", own), ("ar", other))),
    TITLES,
    st.none() | TITLES,
)
DATES = st.sampled_from(
    [
        *("2020", "2020-02", "2020-02-29", "2019~", "2019-12?", "2019-12-30/2020-01", "0800", "1999-12-31"),
        *("202X~", "19XX", "2020-21", "2010/..", "/2010", "-0043-03-15", "Y-17000", "2020-05-04T10:30:00Z", "2020%"),
    ]
)
COUNTS = st.none() | st.builds(Count, st.integers(0, 10**6), st.sampled_from(["", ">", "<", "~"]))
BODIES = {
    MARKDOWN: ["One.\n\nTwo *words*.", "::::{note}\nA note.\n::::", "```sh\n:::\n```", "- a\n  - b\n\n{partner}`x`"],
    REST: ["One.\n\nTwo *words*.", ".. note::\n\n   A note.", "- a\n\n  - b", "::\n\n   code"],
}


@st.composite
def registers(draw: st.DrawFn, markup: Markup) -> tuple[Register, list[Milestone]]:
    """Draw a register in which each entry is used, and its milestones."""
    keys = draw(st.lists(KEYS, min_size=8, max_size=8, unique=True))
    partners = {
        keys[0]: Partner(keys[0], "country", "NO"),
        keys[1]: Partner(
            keys[1], keys[7], name=draw(TEXTS), parent=keys[0], aliases=(f"{keys[1]} alias",), wikidata="Q1"
        ),
    }
    register = Register(
        partners=partners,
        partner_kinds={keys[7]: Term(keys[7], draw(TEXTS), plural=draw(TEXTS))},
        kinds={keys[2]: Term(keys[2], draw(TEXTS), draw(st.none() | TEXTS))},
        topics={keys[3]: Term(keys[3], draw(TEXTS))},
        roles={keys[4]: Term(keys[4], draw(TEXTS))},
        sources={
            keys[5]: Source(keys[5], draw(TEXTS), url="https://example.org/a", published="2020-02"),
            keys[6]: Source(keys[6], draw(TEXTS), draw(st.none() | TEXTS), language="ar"),
        },
    )
    syntax = "markdown" if markup is MARKDOWN else "restructuredtext"
    ids = draw(st.lists(KEYS, min_size=1, max_size=4, unique=True))
    milestones = []
    for identifier in ids:
        roles = draw(st.sampled_from([(), ("host",), ("host", keys[4]), (keys[4], "funder", "host")]))
        others = [other for other in ids if other != identifier]
        milestones.append(
            Milestone(
                identifier,
                "page",
                1,
                draw(TITLES),
                parse_date(draw(DATES)),
                keys[2],
                (Participation(keys[0], roles), Participation(keys[1], (keys[4],))),
                keys[1],
                (keys[3],),
                draw(st.none() | TITLES),
                draw(st.sampled_from([None, "online"])),
                draw(COUNTS),
                draw(COUNTS),
                sources=(keys[5], keys[6]),
                related=tuple(draw(st.lists(st.sampled_from(others), unique=True))) if others else (),
                added="2026-01-02",
                markup=draw(st.sampled_from(BODIES[markup])),
                syntax=syntax,
            )
        )
    return register, milestones


def published(register: Register, milestones: list[Milestone]) -> dict[str, Any]:
    """Return the data of a register without its addresses."""
    data: dict[str, Any] = json.loads(
        milestones_json(export_data(milestones, Wording("en_GB", NullTranslations(), register)))
    )
    data["milestones"] = {record["id"]: record for record in data["milestones"]}
    for entry in (*data["milestones"].values(), *data["partners"].values()):
        for name in ("address", "page"):
            entry.pop(name, None)
    return data


def written(root: Path, markup: Markup) -> tuple[Register, list[Milestone]]:
    """Return the register and the milestones in the files of a project."""
    register, findings = load_register(root / "data")
    assert findings == []
    milestones = []
    for page in sorted(root.glob(f"years/*{markup.suffix}")):
        lines = page.read_text("utf-8").split("\n")
        for block in markup.blocks(lines):
            assert block.end is not None
            last = block.end if markup is MARKDOWN else block.end + 1
            inside = lines[block.begin + 1 : last]
            indent = 0 if markup is MARKDOWN else 3
            inside = [line[indent:] for line in inside]
            end = inside.index("")
            fields = {name: value for line in inside[:end] for name, value in re.findall(r"^:(\w+): (.*)", line)}
            title = re.split(r"milestone(?:\}|::) ", lines[block.begin], maxsplit=1)[1]
            values = {name: FIELDS[name].parse(value, Lookup(register), fail) for name, value in fields.items()}
            syntax = "markdown" if markup is MARKDOWN else "restructuredtext"
            text = "\n".join(inside[end + 1 :]).strip("\n")
            values |= {"title": re.sub(r"\\(.)", r"\1", title), "markup": text, "syntax": syntax}
            milestones.append(Milestone(values.pop("id"), "page", 1, **values))
    return register, milestones


def fail(_problem: Problem, message: str) -> None:
    """Fail for a field with a problem."""
    raise AssertionError(message)


def imported(data: Mapping[str, Any] | str, root: Path, markup: Markup) -> tuple[int, str]:
    """Import data into a project without any; return the exit code and the output."""
    (root / "conf.py").write_text(CONF[markup], encoding="utf-8")
    (root / "data.json").write_text(data if isinstance(data, str) else json.dumps(data), encoding="utf-8")
    arguments = ("import", str(root / "data.json"), "-c", str(root), "--write", "--report", str(root / "report.txt"))
    with redirect_stdout(StringIO()) as out, redirect_stderr(out):
        code = main(arguments)
    return code, out.getvalue()


@pytest.mark.parametrize("markup", [MARKDOWN, REST], ids=["Markdown", "reStructuredText"])
@settings(max_examples=5, deadline=None, database=None, derandomize=True)
@given(st.data())
def test_published_imported_published(markup: Markup, data: st.DataObject) -> None:
    """Each record and each entry is the same again, in both markups."""
    try_register(markup, data)


def try_register(markup: Markup, data: st.DataObject) -> None:
    """Draw a register, import what it publishes into another one, and compare what that publishes."""
    before = published(*data.draw(registers(markup)))
    with tempfile.TemporaryDirectory() as folder:
        code, out = imported({**before, "milestones": list(before["milestones"].values())}, Path(folder), markup)
        assert (code, "Left out" in out) == (0, False), out
        assert published(*written(Path(folder), markup)) == before


JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-9, 10**9) | st.text("ab2-\n\0é", max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from([*FIELDS, "key", "en"]), inner, max_size=3)
    ),
    max_leaves=8,
)
RECORDS = st.dictionaries(st.sampled_from([*FIELDS, "title", "text", "html", "source", "page"]), JSON, max_size=6)
TABLES = st.dictionaries(st.text("ab- ", max_size=4), JSON | st.fixed_dictionaries({"label": JSON}), max_size=3)


FILES = st.fixed_dictionaries(
    {"format": st.just(2) | JSON, "languages": st.just(["en"]) | JSON},
    optional={
        "milestones": st.lists(RECORDS | JSON, max_size=3),
        "kinds": TABLES | JSON,
        "partners": TABLES | JSON,
    },
)


@settings(max_examples=10, deadline=None, database=None, derandomize=True)
@given(FILES)
def test_anything_else(data: dict[str, Any]) -> None:
    """A file with anything where it should have something else is imported in part, or refused by a message."""
    try_file(data)


def try_file(data: dict[str, Any]) -> None:
    """Import a file, whatever is in it."""
    with tempfile.TemporaryDirectory() as folder:
        code, out = imported(data, Path(folder), MARKDOWN)
    assert (code in (0, 2), bool(out)) == (True, True)


@pytest.mark.parametrize("published", [5, [1], "x", {"2020-a": {}}])
def test_published_ids_are_left_out(published: object) -> None:
    """Whatever is in their place."""
    try_file({"format": 2, "languages": ["en"], "milestones": [], "published": published})


def test_half_a_character_is_a_question_mark() -> None:
    """JSON can have it, a file cannot; a whole one in two escapes is left as it is."""
    assert parse_json(r'["a\ud800b", "\ud83d\ude00", "\\ud800"]', "x.json") == ["a?b", "😀", r"\ud800"]
