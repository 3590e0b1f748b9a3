"""The editions of a register: what there is one each, and how they are named."""

from __future__ import annotations

from sphinx_milestones.core.dates import parse_date
from sphinx_milestones.core.records import Milestone, Participation, Partner
from sphinx_milestones.register.editions import EDITIONS, editions
from sphinx_milestones.register.register import Register

REGISTER = Register(partners={key: Partner(key, "country") for key in ("oman", "oman-full")})
LONG = Milestone("long", "page", 1, date=parse_date("2022-12-30/2023-01-02"), partners=(Participation("oman"),))
OTHER = Milestone("other", "page", 2, date=parse_date("2024"), partners=(Participation("oman-full"),))


def test_each_year_touched_has_an_edition() -> None:
    """What an edition selects is not nothing."""
    found = editions([LONG, OTHER], REGISTER, ["year"])
    chosen = {
        name: [m.id for m in (LONG, OTHER) if each.selection.matches(m, REGISTER)] for name, each in found.items()
    }
    assert chosen == {"year-2022": ["long"], "year-2023": ["long"], "year-2024": ["other"]}


def test_years_before_1_have_names_without_signs() -> None:
    """So that a view can name them, and files too; 1 BC is the year 0."""
    dates = ("-0043", "0000", "Y12000", "184X")
    dated = [Milestone(date, "page", 1, date=parse_date(date)) for date in dates]
    found = editions(dated, REGISTER, ["year", "year-full"])
    assert [name for name in found if not name.endswith("-full")] == [
        *("year-44-bc", "year-1-bc", "year-1840", "year-12000"),
    ]
    assert all(each.selection.matches(dated[0], REGISTER) for name, each in found.items() if "44-bc" in name)


def test_editions_in_full_have_names_of_their_own() -> None:
    """They are about the same milestones."""
    found = editions([OTHER], REGISTER, ["year", "year-full"])
    assert [(each.name, each.key, each.partner, each.in_full) for each in found.values()] == [
        ("year-2024", "2024", None, False),
        ("year-2024-full", "2024", None, True),
    ]
    assert found["year-2024"].selection == found["year-2024-full"].selection


def test_two_editions_with_the_same_name_are_one() -> None:
    """The first type that is asked for has the name."""
    found = editions([LONG, OTHER], REGISTER, ["partner", "partner-full"])
    assert list(found) == ["partner-oman", "partner-oman-full", "partner-oman-full-full"]
    assert found["partner-oman-full"].partner == "oman-full"


def test_only_types_in_full_end_so() -> None:
    """Each type has a row, with the text of the manual."""
    assert {name: row.in_full for name, row in EDITIONS.items()} == {
        "year": False,
        "year-full": True,
        "partner": False,
        "partner-full": True,
    }
    assert all(row.help for row in EDITIONS.values())
