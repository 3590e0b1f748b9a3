"""Citations: sentences, and entries that a BibTeX processor reads."""

from __future__ import annotations

import re
from gettext import NullTranslations
from io import StringIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pybtex.database import Entry, parse_string
from pybtex.database.output.bibtex import Writer
from pybtex.style.formatting.unsrt import Style

from sphinx_milestones.core.dates import parse_date
from sphinx_milestones.core.records import Milestone
from sphinx_milestones.register.register import Register
from sphinx_milestones.views.citation import Citation
from sphinx_milestones.views.wording import Wording

WORDS = Wording("en_GB", NullTranslations(), Register())
ADDRESS = "https://example.org/years/2024.html#2024-first"


def citation(title: str = "First visit", date: str = "2024-12", **given: str) -> Citation:
    """The citation of a milestone in a register of some author."""
    days = {name: given.pop(name) for name in ("added", "updated") if name in given}
    milestone = Milestone("2024-first", "years/2024", 1, title, parse_date(date), **days)  # type: ignore[arg-type]
    stated = {"register": "A register", "author": "The authors", "address": ADDRESS, **given}
    return Citation(milestone, **stated, wording=WORDS)


def test_a_sentence_says_who_what_when_and_where() -> None:
    """The date is as exact as written; what nobody knows is left out."""
    whole = citation(added="2026-11-23", updated="2026-11-24")
    sentence = "The authors. First visit (December 2024). A register. Last reviewed 24 November 2026."
    assert whole.text == f"{sentence} {ADDRESS}"
    assert citation(author="", address="").text == "First visit (December 2024). A register."


def test_an_entry_says_who_what_when_and_where() -> None:
    """The year is that of the entry, and there is none where it bears no day."""
    assert citation(added="2026-11-23").bibtex.splitlines() == [
        "@misc{2024-first,",
        "  author = {{The authors}},",
        "  title = {{First visit (December 2024)}},",
        "  howpublished = {A register},",
        "  year = {2026},",
        f"  url = {{{ADDRESS}}},",
        "}",
    ]
    assert "year" not in parse(citation()).fields


@pytest.mark.parametrize(
    ("written", "expected"),
    [("2024", "2024"), ("2024-12-03/2024-12-05", "3–5 December 2024"), ("2012~", "about 2012")],
)
def test_a_date_is_no_more_exact_than_written(written: str, expected: str) -> None:
    """A year never becomes a month or a day, in words or in fields."""
    assert f"First visit ({expected})" in citation(date=written).text
    entry = parse(citation(date=written, added="2026-11-23"))
    assert shown(entry.fields["title"]) == f"First visit ({expected})"
    assert set(entry.fields) == {"title", "howpublished", "year", "url"}


def parse(cited: Citation) -> Entry:
    """The entry as BibTeX has it, alone in its file and followed by another."""
    (entry,) = parse_string(cited.bibtex, "bibtex").entries.values()
    two = parse_string(f"{cited.bibtex}\n\n@misc{{other,\n  title = {{Other}},\n}}\n", "bibtex").entries
    assert list(two) == ["2024-first", "other"]
    return entry


def shown(field: str) -> str:
    """What LaTeX prints for a field."""
    named = {"backslash": "\\", "braceleft": "{", "braceright": "}", "asciitilde": "~", "asciicircum": "^"}
    assert field.replace("{}", "").startswith("{")
    assert field.endswith("}")
    inner = re.sub(r"\\text(\w+)\{\}", lambda match: f"\0{match[1]}\0", field[1:-1])
    inner = re.sub(r"\\([&%$#_])", r"\1", inner)
    assert not set(inner) & set("\\{}~^")
    return re.sub(r"\0(\w+)\0", lambda match: named[match[1]], inner)


HARD = ["A & B", "100 % of {all}", "lone {", "} lone", "back\\slash", "snake_case #1 $5", "~tilde^hat", "الزيارة"]


@pytest.mark.parametrize("title", HARD)
def test_hard_titles_come_out_as_written(title: str) -> None:
    """Whatever is in a title is text to LaTeX, not commands."""
    assert shown(parse(citation(title)).fields["title"]) == f"{title} (December 2024)"


@settings(deadline=None, max_examples=40)  # a style is found and loaded at its first use
@given(st.text(st.characters(exclude_categories=("C", "Z"), include_characters=' {}\\%&_$#~^"@,=')).filter(str.strip))
def test_any_title_gives_a_valid_entry(title: str) -> None:
    """BibTeX reads it, a style formats it, and a name of several words stays in one piece."""
    cited = citation(title, author=title, register=title)
    entry = parse(cited)
    assert set(entry.fields) == {"title", "howpublished", "url"}
    assert len(entry.persons["author"]) == 1
    data = parse_string(cited.bibtex, "bibtex")
    Writer().write_stream(data, StringIO())
    assert list(Style().format_entries(data.entries.values()))
