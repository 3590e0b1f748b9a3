"""The models of the views, as plain data."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

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


def test_a_download_has_no_model() -> None:
    """The PDF is measured when the view is rendered."""
    assert model("pdf-download") == ()


def test_the_table_of_views_says_where_links_lead() -> None:
    """To the entries of a data file, and to the PDF of an edition."""
    assert ENTRY_VIEWS == {"partners": "partner-index", "documents": "document-list", "sources": "source-list"}
    assert EDITION_VIEW == "pdf-download"
    assert [name for name, view in VIEWS.items() if view.filterable] == ["timeline"]
