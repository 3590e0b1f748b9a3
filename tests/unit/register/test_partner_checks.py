"""Checks of partners: their kinds, names, aliases and parents."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from tests.support.small_register import plain

from sphinx_milestones.core.problems import Problem
from sphinx_milestones.core.records import Partner, Term, Text
from sphinx_milestones.register.partner_checks import check_partner_kinds, check_partners
from sphinx_milestones.register.register import Register

if TYPE_CHECKING:
    from collections.abc import Callable

    from sphinx_milestones.core.problems import ReportColumn


class Reports(list[tuple[str, str, str]]):
    """The messages, each with its entry and the column at fault."""

    def on(self, key: str) -> ReportColumn:
        """Return the function that reports on an entry."""
        return lambda _problem, message, column: self.append((key, column, message))


def check(*partners: Partner, register: Register | None = None) -> tuple[dict[str, Partner], Reports]:
    """Return the partners after the check, by key, and what was reported."""
    entries, reports = {partner.key: partner for partner in partners}, Reports()
    check_partners(register or Register(partners=entries), entries, reports.on)
    return entries, reports


def agency(key: str, parent: str | None = None, **values: Any) -> Partner:
    """Return an agency with a name."""
    return Partner(key, "agency", name=plain(key.title()), parent=parent, **values)


def test_an_unknown_kind_is_replaced() -> None:
    """It is reported, unless the file with the kinds is broken, which was reported already."""
    person = Partner("ada", "persn", name=plain("Ada"))
    kinds: dict[str, Any] = {"partner_kinds": {"person": Term("person", plain("Person"))}}
    entries, (report,) = check(person, register=Register(**kinds))
    assert entries["ada"].kind == "organisation"
    assert report[:2] == ("ada", "kind")
    assert report[2].startswith("kind: “persn” is not a kind of partner. Did you mean “person”?")
    entries, reports = check(person, register=Register(broken=("partner_kinds",)))
    assert (entries["ada"].kind, reports) == ("organisation", [])


@pytest.mark.parametrize(
    ("partner", "column", "message"),
    [
        (Partner("x", "agency"), "name", "has no name. Add a line “name = …”."),
        (Partner("x", "country"), "country", "is a country without a code."),
        (Partner("x", "country", "ZZ"), "name", "has no name, and none is known for the code “ZZ”."),
        (Partner("x", "agency", "ZZ"), "name", "has no name, and none is known for the code “ZZ”."),
    ],
)
def test_a_missing_name_is_reported(partner: Partner, column: str, message: str) -> None:
    """At the column that would give one: the code of a country, or the name."""
    _, ((_key, found, text),) = check(partner)
    assert found == column
    assert text.startswith(message)


@pytest.mark.parametrize("partner", [Partner("oman", "country", "OM"), Partner("x", "agency", "OM"), agency("x")])
def test_a_name_may_come_from_the_code(partner: Partner) -> None:
    """CLDR has one for the code of a country or territory."""
    assert check(partner)[1] == []


@pytest.mark.parametrize(
    ("partners", "expected"),
    [
        ([agency("a", aliases=("B",)), agency("b")], {"a": "b"}),  # a key
        (
            [agency("first", aliases=("Second",)), agency("z", acronym=Text((("", "SECOND"),)))],
            {"first": "z"},
        ),  # an acronym
        ([agency("a", aliases=("same",)), agency("b", aliases=("Same",))], {"b": "a"}),  # the second of two aliases
        ([agency("a", aliases=("a",)), agency("b", aliases=("other",))], {}),  # its own key
        ([agency("a", aliases=("one", "two")), agency("b", aliases=("three",))], {}),
    ],
)
def test_an_alias_is_unique(partners: list[Partner], expected: dict[str, str]) -> None:
    """It is neither key, name nor alias of another partner; of two with the same alias, the second is reported."""
    _, reports = check(*partners)
    assert {key: text.partition("[")[2].partition("]")[0] for key, _, text in reports} == expected
    assert {column for _, column, _ in reports} <= {"aliases"}


@pytest.mark.parametrize(
    ("parents", "invalid"),
    [
        ({"office": "ministry", "ministry": None}, {}),
        ({"office": "minstry", "ministry": None}, {"office": "Did you mean “ministry”?"}),
        ({"office": "office"}, {"office": "cannot be its own parent"}),
        ({"a": "b", "b": "a"}, {"a": "“b” belongs to [a]"}),  # without that parent, the other one is valid
        ({"a": "b", "b": "c", "c": "a", "d": "a"}, {"a": "“b” belongs to [a]"}),
        ({"d": "a", "a": "b", "b": "a"}, {"a": "“b” belongs to [a]"}),  # outside of the circle
    ],
)
def test_an_invalid_parent_is_dropped(parents: dict[str, str | None], invalid: dict[str, str]) -> None:
    """Unknown, the partner itself, or below it; partners below a circle are left to its members."""
    entries, reports = check(*(agency(key, parent) for key, parent in parents.items()))
    assert {
        key: part for (key, _, text), part in zip(reports, invalid.values(), strict=True) if part in text
    } == invalid
    assert {key: partner.parent for key, partner in entries.items()} == {
        key: None if key in invalid else parent for key, parent in parents.items()
    }


def test_no_kind_has_the_name_of_the_group_of_hosts() -> None:
    """Its heading is that of partners that only hosted."""
    reports = Reports()
    report: Callable[[str], ReportColumn] = reports.on
    kinds = {"host": Term("host", plain("Host")), "person": Term("person", plain("Person"))}
    check_partner_kinds(kinds, report)
    assert list(kinds) == ["person"]
    assert [key for key, _, _ in reports] == ["host"]
    check_partner_kinds(kinds, report)
    assert len(reports) == 1


def test_problems_of_values_and_of_entries_differ() -> None:
    """A value that is wrong is `register-value`; what an entry lacks is `register-entry`."""
    problems: list[Problem] = []
    entries = {"x": Partner("x", "agency", parent="y")}
    check_partners(Register(), entries, lambda _key: lambda problem, _message, _column: problems.append(problem))
    assert problems == [Problem.REGISTER_ENTRY, Problem.REGISTER_VALUE]
