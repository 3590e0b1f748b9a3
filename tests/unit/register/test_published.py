"""Former addresses of milestones: which page shows what, and what a file of any content gives."""

from __future__ import annotations

from pathlib import Path

import pytest

from sphinx_milestones.core.records import Milestone, Text
from sphinx_milestones.register.published import Notice, Published, PublishedId, read_published

NOW = {name: Milestone(name, f"years/{name[:4]}", 1) for name in ("2023-here", "2024-moved")}


def published(*entries: PublishedId) -> Published:
    """These published ids."""
    return Published({entry.id: entry for entry in entries})


def test_former_pages_show_where_a_milestone_is() -> None:
    """Its present page shows nothing, whichever page the list has first."""
    pages = ("years/2024", "years/2023", "years/2022")
    notice = (Notice("2024-moved", NOW["2024-moved"]),)
    for listed in (pages, pages[::-1]):
        found = published(PublishedId("2024-moved", listed)).notices(NOW)
        assert found == {"years/2023": notice, "years/2022": notice}
    assert published(PublishedId("2023-here", ("years/2023",))).notices(NOW) == {}


def test_replaced_and_withdrawn_ids_are_shown_on_all_their_pages() -> None:
    """A chain of replacements leads to the present milestone, or to the reason why there is none."""
    reason = Text((("", "It never took place."),))
    found = published(
        PublishedId("oldest", ("years/2023",), "old"),
        PublishedId("old", ("years/2024",), "2024-moved"),
        PublishedId("wrong", ("years/2020",), None, reason),
        PublishedId("worse", ("years/2020",), "wrong"),
    ).notices(NOW)
    assert found == {
        "years/2023": (Notice("oldest", NOW["2024-moved"]),),
        "years/2024": (Notice("old", NOW["2024-moved"]),),
        "years/2020": (Notice("wrong", None, reason), Notice("worse", None, reason)),
    }


@pytest.mark.parametrize("last", ["a", "b", "c", "nowhere", "gone"])
def test_a_circle_or_a_gap_shows_nothing(last: str) -> None:
    """Ids that lead in a circle, to themselves, or nowhere have no notice, and looking for one ends."""
    steps = {"a": "b", "b": "c", "c": last}
    gone = PublishedId("gone", ("page",))
    found = published(gone, *(PublishedId(one, ("page",), other) for one, other in steps.items()))
    assert found.notices(NOW) == {}


PAGES = [
    "../x",
    "x/..",
    "./x",
    "/x",
    "x/",
    "x//y",
    "C:x",
    "x\\y",
    "",
    " ",
    "x\0y",
    "x.html",
    "x.md",
    "x.rst",
    "x\u009fy",
]


@pytest.mark.parametrize("page", PAGES)
def test_a_page_is_a_page_of_the_site(page: str, tmp_path: Path) -> None:
    """Nothing can be written outside of the output folder; one message for the entry."""
    path = tmp_path / "published.toml"
    written = "".join(f"\\u{ord(letter):04x}" for letter in page)
    path.write_text(f'2023-here = ["fine", "{written}"]\n2024-moved = ["years/2024"]\n', encoding="utf-8")
    found, findings = read_published(path)
    assert list(found.ids) == ["2024-moved"]
    assert [finding.line for finding in findings] == [1]


def test_lines_and_forms(tmp_path: Path) -> None:
    """An entry may be a list, a table in braces, or one below its name in brackets."""
    path = tmp_path / "published.toml"
    a, b, c = 'a = [\n  "x", # why\n]', 'b = { moved_to = "a", pages = ["x"] }', '[c]\nmoved_to = "a"\npages = ["x"]'
    path.write_text(f"# Comment\n{a}\n{b}\n\n{c}\n")
    found, findings = read_published(path)
    assert findings == []
    assert found.ids == {"a": PublishedId("a", ("x",)), **{k: PublishedId(k, ("x",), "a") for k in "bc"}}
    assert {key: line for key, (_, line) in found.lines.items()} == {"a": 2, "b": 5, "c": 7}
    assert read_published(tmp_path / "none.toml") == (Published(), [])


@pytest.mark.parametrize(
    ("entry", "messages"),
    [
        ('"Not valid" = ["x"]', ["is not a valid id. "]),
        ('a = "x"', ['is not a list of pages. Write a = ["years/2024"].']),
        ("a = []", ["pages: is empty. List the pages it has been on, "]),
        ('a = { moved_to = "b" }', ["has no “pages”. List the pages it has been on: "]),
        ('a = { pages = ["x"], move_to = "b" }', ["unknown field “move_to”. Did you mean “moved_to”?"]),
        ('a = { pages = ["x"], moved_to = 1 }', ["moved_to: "]),
        ('a = { pages = ["x"], moved_to = "b", withdrawn = "It never took place." }', ["has both “moved_to” and "]),
        ("a = { pages = 1, x = 1 }", ["pages: ", "unknown field “x”. "]),
    ],
)
def test_a_bad_entry_is_reported_and_left_out(entry: str, messages: list[str], tmp_path: Path) -> None:
    """With every fault of it at its line; the others are read."""
    path = tmp_path / "published.toml"
    path.write_text(f'fine = ["x"]\n{entry}\n', encoding="utf-8")
    found, findings = read_published(path)
    assert list(found.ids) == ["fine"]
    texts = [finding.message.partition("] ")[2] for finding in findings]
    assert [text.startswith(message) for text, message in zip(texts, messages, strict=True)] == [True] * len(messages)
    assert {finding.line for finding in findings} == {2}


def test_a_broken_file_has_no_entries(tmp_path: Path) -> None:
    """It is reported at its line."""
    path = tmp_path / "published.toml"
    path.write_text('a = ["x"]\nb = [\n', encoding="utf-8")
    found, findings = read_published(path)
    assert found == Published()
    assert [finding.path for finding in findings] == [str(path)]
