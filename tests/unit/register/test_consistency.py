"""The checks that need the full register."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from sphinx_milestones.core.records import Mention, Milestone, Participation, Partner, Source, Term
from sphinx_milestones.core.records import Text as Label
from sphinx_milestones.register.collection import Collection
from sphinx_milestones.register.consistency import check_references, find_unused_entries
from sphinx_milestones.register.register import Register

LABEL = Label((("", "A label"),))
REGISTER = Register(
    partners={"oman": Partner("oman", "country", "OM", aliases=("sultanate",)), "home": Partner("home", "agency")},
    sources={"page": Source("page", LABEL)},
    lines={
        ("partners", "oman"): ("p.toml", 1),
        ("partners", "home"): ("p.toml", 5),
        ("sources", "page"): ("s.toml", 1),
    },
)
FIRST = Milestone("first", "a", 3, partners=(Participation("oman"),), sources=("page",))
COLLECTION = Collection(register=REGISTER, milestones=(FIRST,), default_host="home")


def path_of(docname: str, base: bool = True) -> Path:
    """The path of a document."""
    return Path("/docs" if base else "", f"{docname}.md")


def problems(collection: Collection) -> list[str]:
    """The codes of all findings on references."""
    return [finding.problem.code for finding in check_references(collection, path_of)]


def test_a_sound_register_has_no_findings() -> None:
    """Nothing is reported, and nothing is unused."""
    mentions = tuple(Mention(role, key, "a.md", 1) for role, key in (("milestone", "first"), ("partner", "oman")))
    collection = replace(COLLECTION, mentions=mentions)
    assert problems(collection) == []
    assert list(find_unused_entries(collection)) == []


def test_a_duplicate_id_names_the_other_milestone() -> None:
    """The finding is at the second one."""
    second = replace(FIRST, docname="b", line=9)
    (finding,) = check_references(replace(COLLECTION, milestones=(FIRST, second)), path_of)
    assert (finding.path, finding.line) == ("/docs/b.md", 9)
    assert "a.md:3" in finding.message


@pytest.mark.parametrize(
    ("role", "target", "code"),
    [
        ("milestone", "fisrt", "reference"),
        ("related", "fisrt", "reference"),
        ("partner", "omam", "reference"),
        ("partner", "sultanate", "key-alias"),
        ("document", "report", "reference"),
        ("edition", "year-2024", "view"),
        ("anchor", "partner-oman", "id-duplicate"),
    ],
)
def test_a_reference_without_a_target(role: str, target: str, code: str) -> None:
    """Each is reported once, at its line."""
    collection = replace(COLLECTION, mentions=(Mention(role, target, "/docs/c.md", 7),))
    (finding,) = check_references(collection, path_of)
    assert (finding.problem.code, finding.path, finding.line) == (code, "/docs/c.md", 7)


@pytest.mark.parametrize(("role", "count"), [("milestone", 0), ("related", 0), ("edition", 0), ("partner", 1)])
def test_what_an_unreadable_page_may_have_is_not_missing(role: str, count: int) -> None:
    """While a page cannot be read, its milestones are unknown; the data files are not."""
    collection = replace(COLLECTION, complete=False, mentions=(Mention(role, "unknown", "c.md", 7),))
    assert len(problems(collection)) == count


def test_the_entries_of_a_file_that_cannot_be_read_are_not_missing() -> None:
    """The file itself was reported."""
    broken = replace(REGISTER, partners={}, broken=("partners",))
    mentions = (Mention("partner", "oman", "c.md", 7),)
    assert problems(replace(COLLECTION, register=broken, mentions=mentions)) == []


def unused(collection: Collection) -> list[str]:
    """The first word of each finding on unused entries."""
    return [finding.message.split()[0] for finding in find_unused_entries(collection)]


def test_unused_entries() -> None:
    """An entry that no page uses is reported at its line."""
    collection = replace(COLLECTION, milestones=(replace(FIRST, partners=(), sources=()),), default_host=None)
    assert unused(collection) == ["[oman]", "[home]", "[page]"]


def test_an_unused_role_is_reported_unless_it_is_built_in() -> None:
    """Another label of a role that every register has may wait for its first use."""
    roles = {key: Term(key, Label((("", key),))) for key in ("funder", "guest", "trainer")}
    lines = {**REGISTER.lines, **{("roles", key): ("r.toml", 1) for key in roles}}
    first = replace(FIRST, partners=(Participation("oman", ("trainer",)),))
    collection = replace(COLLECTION, register=replace(REGISTER, roles=roles, lines=lines), milestones=(first,))
    used = (("roles", "trainer"), ("roles", "host"))
    (finding,) = find_unused_entries(replace(collection, dependencies=used))
    assert finding.message.startswith("[guest] is not used")
    assert list(find_unused_entries(replace(collection, dependencies=(*used, ("roles", "gest"))))) == []


def test_an_unused_kind_of_partner_is_reported_unless_it_is_built_in() -> None:
    """Partners use it, not pages."""
    kinds = {key: Term(key, Label((("", key),))) for key in ("bloc", "school")}
    lines = {**REGISTER.lines, ("partner_kinds", "school"): ("k.toml", 4)}
    register = replace(REGISTER, partner_kinds=kinds, lines=lines)
    (finding,) = find_unused_entries(replace(COLLECTION, register=register))
    assert finding.message == "[school] is not used by any partner. Use it for one, or delete the entry."
    partners = {**REGISTER.partners, "oman": replace(REGISTER.partners["oman"], kind="school")}
    assert unused(replace(COLLECTION, register=replace(register, partners=partners))) == []


def test_an_entry_may_be_intended_where_a_key_is_unknown_or_an_entry_incomplete() -> None:
    """Then nothing of that table, or nothing at all, is called unused."""
    collection = replace(COLLECTION, milestones=(replace(FIRST, partners=(), sources=()),))
    assert unused(replace(collection, dependencies=(("partners", "omam"),))) == ["[page]"]
    incomplete = replace(collection.milestones[0], incomplete=True)
    assert unused(replace(collection, milestones=(incomplete,))) == []
