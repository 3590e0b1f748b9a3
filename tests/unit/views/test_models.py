"""The models of the views, as plain data."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest
from tests.support.small_register import milestone, wording

from sphinx_milestones.core.records import Milestone
from sphinx_milestones.register.queries import Selection
from sphinx_milestones.views.models import EDITION_VIEW, ENTRY_VIEWS, VIEWS, View

MILESTONES = (
    milestone("first", "2020", "norway", kind="visit", documents=("lost",), sources=("page",), host="home"),
    milestone("second", "2022-03", "ministry:funder council", kind="tour", sources=("page", "paper"), host="home"),
    milestone("undated", None, "north", kind="visit"),
)


def model(name: str, milestones: Sequence[Milestone] = MILESTONES, **options: Any) -> tuple[Any, ...]:
    """The model of a view."""
    view = View(name, **options)
    return view.type.model(view, milestones, wording())


def test_a_timeline_has_years_newest_first() -> None:
    """The undated last; a limit takes the first."""
    assert [(year.year, [m.id for m in year.milestones]) for year in model("timeline")] == [
        (2022, ["second"]),
        (2020, ["first"]),
        (None, ["undated"]),
    ]
    assert [year.year for year in model("timeline", newest_first=False)] == [2020, 2022, None]
    assert [m.id for m in model("milestone-list", limit=1)] == ["second"]
    assert [m.id for m in model("milestone-list", selection=Selection(kinds=("visit",)))] == ["first", "undated"]


def test_the_partner_index_groups_by_kind_and_region() -> None:
    """A country counts what its bodies took part in; who only hosted comes last."""
    groups = [(g.kind, g.region, g.size, [e.partner.key for e in g.entries]) for g in model("partner-index")]
    assert groups == [
        ("country", "154", 1, ["norway"]),
        ("country", "145", 1, ["oman"]),
        ("agency", "145", 1, ["ministry"]),
        ("organisation", None, 1, ["council"]),
        ("bloc", None, 1, ["north"]),
        ("host", None, 1, ["home"]),
    ]
    oman = model("partner-index")[1].entries[0]
    assert ([m.id for m in oman.milestones], oman.bodies) == (["second"], ("ministry",))


def test_news_are_grouped_by_day_and_by_what_happened() -> None:
    """A limit counts both additions and changes."""
    first = milestone("first", "2020", added="2026-01-01", updated="2026-01-05", change="A date was added.")
    second = milestone("second", "2021", kind="visit", added="2026-01-05")
    days = [(day.day, [m.id for m in day.added], [m.id for m in day.changed]) for day in news(first, second)]
    assert days == [("2026-01-05", ["second"], ["first"]), ("2026-01-01", ["first"], [])]
    assert [[changed for changed, _ in day.groups] for day in news(first, second)] == [[False, True], [False]]
    assert [len(day.added + day.changed) for day in news(first, second, limit=1)] == [1]
    assert [day.day for day in news(first, second, selection=Selection(kinds=("visit",)))] == ["2026-01-05"]
    assert news(milestone("undated")) == ()


def news(*milestones: Milestone, **options: Any) -> tuple[Any, ...]:
    """The model of the view of news."""
    return model("milestone-news", milestones, **options)


def test_the_matrix_has_every_year_of_what_has_a_date() -> None:
    """Empty ones too, so that gaps can be seen; by kind, then by name."""
    rows = model("partner-matrix")
    assert [row.partner.key for row in rows] == ["norway", "oman", "ministry", "council"]
    assert [(year.year, len(year.milestones)) for year in rows[0].years] == [(2020, 1), (2021, 0), (2022, 0)]
    assert model("partner-matrix", [MILESTONES[2]]) == ()


def test_the_chart_has_a_row_for_each_kind_and_the_undated_apart() -> None:
    """In the order of the register; a column for the undated only where there are any."""
    rows = model("milestone-chart")
    assert [(row.kind, [year.year for year in row.years]) for row in rows] == [
        ("visit", [2020, 2021, 2022, None]),
        ("tour", [2020, 2021, 2022, None]),
    ]
    assert [year.year for year in model("milestone-chart", MILESTONES[:2])[0].years] == [2020, 2021, 2022]
    (without,) = model("milestone-chart", [milestone(kind=None)])
    assert without.kind is None


def test_documents_and_sources_have_the_milestones_that_name_them() -> None:
    """By state or quality; of selected milestones only those that they name."""
    documents = [(cited.entry.key, [m.id for m in cited.milestones]) for cited in model("document-list")]
    assert documents == [("here", []), ("there", []), ("lost", ["first"])]
    assert [cited.entry.key for cited in model("source-list")] == ["page", "paper"]
    assert [cited.entry.key for cited in model("document-list", selection=Selection(years=(2020,)))] == ["lost"]
    assert [cited.entry.key for cited in model("source-list", selection=Selection(years=(2020,)))] == ["page"]


def test_the_legend_counts_each_kind() -> None:
    """Also those without milestones, unless some are selected."""
    assert [(e.term.key, e.count) for e in model("kind-legend")] == [("visit", 2), ("tour", 1), ("workshop", 0)]
    chosen = model("kind-legend", selection=Selection(years=(2022,)))
    assert [(entry.term.key, entry.count) for entry in chosen] == [("tour", 1)]


def test_partners_are_listed_by_kind_and_by_how_often() -> None:
    """The bodies of a country count for it and are left out; a limit is that of each kind."""
    more = [*MILESTONES, milestone("third", "2024", "oman")]

    def listed(**options: Any) -> list[tuple[str, list[tuple[str, int]]]]:
        groups = model("partner-list", more, **options)
        return [(group.kind, [(e.partner.key, len(e.milestones)) for e in group.entries]) for group in groups]

    rest = [("organisation", [("council", 1)]), ("bloc", [("north", 1)])]
    assert listed() == [("country", [("oman", 2), ("norway", 1)]), *rest]
    assert listed(limit=1) == [("country", [("oman", 2)]), *rest]
    assert listed(selection=Selection(years=(2020,))) == [("country", [("norway", 1)])]


def test_equally_frequent_partners_are_listed_by_name() -> None:
    """Each with its milestones, the newest first."""
    (group,) = model("partner-list", [milestone("a", "2020", "oman norway"), milestone("b", "2021", "oman norway")])
    assert [entry.partner.key for entry in group.entries] == ["norway", "oman"]
    assert [m.id for m in group.entries[0].milestones] == ["b", "a"]


def test_the_key_figures_are_counts() -> None:
    """A country counts through its bodies; a year counts once, and what has no date in none."""
    figures = [(figure.name, figure.count) for figure in model("key-figures")]
    assert figures == [("milestones", 3), ("partners", 5), ("years", 2)]
    chosen = model("key-figures", selection=Selection(years=(2020,)))
    assert [figure.count for figure in chosen] == [1, 1, 1]
    (_, _, years) = model("key-figures", [milestone("long", "2019/2021"), milestone("other", "2021")])
    assert years.count == 3


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        ({}, True),
        ({"newest_first": False}, True),
        ({"limit": 3}, False),
        ({"selection": Selection(years=(2020,))}, False),
        ({"selection": Selection(kinds=("visit",))}, False),
    ],
)
def test_a_view_shows_all_unless_it_selects(options: dict[str, Any], expected: bool) -> None:
    """Its order makes no difference."""
    assert View("timeline", **options).shows_all is expected


def test_a_download_has_no_model() -> None:
    """The PDF is measured when the view is rendered."""
    assert model("pdf-download") == ()


def test_the_table_of_views_says_where_links_lead() -> None:
    """To the entries of a data file, and to the PDF of an edition."""
    assert ENTRY_VIEWS == {"partners": "partner-index", "documents": "document-list", "sources": "source-list"}
    assert EDITION_VIEW == "pdf-download"
    assert [name for name, view in VIEWS.items() if view.filterable] == ["timeline"]
