"""The strip of years, the chart of kinds by year and the matrix of partners: what they show is what the pages say."""

from __future__ import annotations

import re
from collections import Counter
from itertools import groupby
from typing import TYPE_CHECKING, Any

import pytest
from tests.support.html_pages import Element, Pages
from tests.support.project import DATA, MILESTONE, year_page
from tests.support.records import read_data

from sphinx_milestones.views.marks import ALL, MAX_MARKS_IN_CELL, NO_KIND
from sphinx_milestones.views.year_strip import MAX_MARKS

if TYPE_CHECKING:
    from tests.support.project import Build, Project


pytestmark = pytest.mark.filterwarnings("ignore:'myst_parser")  # it uses what Sphinx 11 will not have

DRAWN = {shape.path: at for at, shape in enumerate(ALL.values())} | {NO_KIND.path: -1}
VIEWS = "# A register\n\n" + "\n".join(
    f":::{{{name}}}\n:::\n"
    for name in ("timeline", "milestone-chart", "partner-matrix", "kind-legend", "partner-index")
)
TOCTREE = "\n```{toctree}\n:glob:\nyears/*\n```\n"


def entry(number: int, year: str, kind: str = "visit", partners: str = "oman") -> str:
    """A milestone of a year."""
    made = MILESTONE.replace("2024-first", f"m{number}").replace("First visit", f"Entry {number}")
    made = made.replace(":date: 2024-12", f":date: {year}").replace(":kind: visit", f":kind: {kind}")
    return made.replace("oman, un-desa (funder)", partners)


def year_of(text: str) -> int:
    """The year that an entry was written with."""
    return int(text.partition(":date: ")[2][:4])


def register(project: Project, *entries: str, views: str = VIEWS) -> Build:
    """The register with these milestones on the pages of their years, built without a warning."""
    (project.root / "years/2024.md").unlink()
    project.write("data/partners.toml", DATA["partners"].partition("[un-desa]")[0])
    for year, group in groupby(sorted(entries, key=year_of), year_of):
        project.write(f"years/{year}.md", year_page(*group, year=year))
    project.write("index.md", views + TOCTREE)
    build = project.build()
    assert build.warnings == []
    return build


def marks(element: Element) -> list[int]:
    """The numbers of the shapes drawn in an element, in their order."""
    return [DRAWN[path.attributes["d"]] for path in element.all("path")]


def table(element: Element) -> list[list[str]]:
    """The words of a table's cells, row by row."""
    return [[cell.text for cell in row.walk() if cell.tag in ("th", "td")] for row in element.all("tr")]


@pytest.fixture
def records(html: Pages) -> list[dict[str, Any]]:
    """The milestones of this register as its data have them: an account that no view has a part in."""
    data = read_data((html.folder / "data/milestones.json").read_text(encoding="utf-8"))
    found: list[dict[str, Any]] = data["milestones"]
    return [record | {"kind": data["kinds"][record["kind"]]["label"]} for record in found]


def years_of(records: list[dict[str, Any]]) -> list[int]:
    """The year that each milestone begins in."""
    return [int(re.sub(r"\D", "", record["date"]["written"])[:4]) for record in records]


def test_the_strip_has_every_year_and_a_mark_for_each_milestone(html: Pages, records: list[dict[str, Any]]) -> None:
    """From the first year to the last; those without a milestone are labelled so and have no link."""
    counts = Counter(years_of(records))
    (strip,) = html["timeline.html"].all("nav", "ms-years")
    years = strip.all("ol")[0].all("li")
    every_year = range(min(counts), max(counts) + 1)
    expected = [f"{y}: {counts[y]} milestone{'' if counts[y] == 1 else 's'}" for y in every_year]
    assert [year.text for year in years] == expected
    assert [len(marks(year)) for year in years] == [counts[y] for y in every_year]
    assert strip.hrefs == [f"#timeline_{year}" for year in sorted(counts)]


def test_the_chart_has_a_mark_for_each_milestone_and_its_numbers(project: Project) -> None:
    """A kind beside each row of marks; the table has years by kinds, gaps too, with the totals of both."""
    entries = [
        entry(1, "2020"),
        entry(2, "2020", "workshop"),
        entry(3, "2022-05"),
        entry(4, "2022-05", "workshop"),
        entry(5, "2023"),
    ]
    (chart,) = Pages(register(project, *entries).outdir)["index.html"].all("div", "ms-chart")
    assert table(chart) == [
        ["Year", "Visit", "Workshop", "Total"],
        ["2020", "1", "1", "2"],
        ["2021", "0", "0", "0"],
        ["2022", "1", "1", "2"],
        ["2023", "1", "0", "1"],
        ["Total", "3", "2", "5"],
    ]
    (picture,) = chart.all("svg", "ms-picture")
    assert marks(picture) == [0, 0, 0, 0, 1, 1, 1]  # each kind once more, beside its name


def test_the_chart_says_its_main_fact(project: Project) -> None:
    """How many from when to when, the fullest year, the most frequent kind."""
    entries = [
        entry(1, "2020"),
        entry(2, "2022-05", "workshop"),
        entry(3, "2022"),
        entry(4, "2023", "workshop"),
        entry(5, "2022"),
    ]
    (picture,) = Pages(register(project, *entries).outdir)["index.html"].all("svg", "ms-picture")
    assert picture.attributes["role"] == "img"
    fact = "5 milestones from 2020 to 2023; most in 2022 (3); most often Visit (3)"
    assert picture.attributes["aria-label"] == fact


def test_an_interval_over_the_end_of_a_year_is_in_both(project: Project) -> None:
    """Timeline, strip, chart and matrix have it in each year; totals have it once, and one row has its anchor."""
    build = register(project, entry(1, "2023-12-30/2024-01-02"), entry(2, "2023"), entry(3, "2025", "workshop"))
    page = Pages(build.outdir)["index.html"]
    (strip,) = page.all("nav", "ms-years")
    years = ["2023: 2 milestones", "2024: 1 milestone", "2025: 1 milestone"]
    assert [year.text for year in strip.all("ol")[0].all("li")] == years
    assert strip.hrefs == ["#timeline_2023", "#timeline_2024", "#timeline_2025"]
    rows = [[row.attributes.get("id") for row in year.all("li", "ms-entry")] for year in page.all("div", "ms-year")]
    assert rows == [["entry_m3"], ["entry_m1"], [None, "entry_m2"]]
    (chart,) = page.all("div", "ms-chart")
    assert table(chart)[1:] == [
        ["2023", "2", "0", "2"],
        ["2024", "1", "0", "1"],
        ["2025", "0", "1", "1"],
        ["Total", "2", "1", "3"],
    ]
    assert [amount.text for amount in chart.all("tspan")] == ["2", "1"]
    summary = chart.all("svg", "ms-picture")[0].attributes["aria-label"]
    assert summary == "3 milestones from 2023 to 2025; most in 2023 (2); most often Visit (2)"
    (matrix,) = (each for each in page.all("div", "ms-matrix") if "ms-numbers" not in each.classes)
    cells = [[mark.attributes["title"] for mark in cell.all("a", "ms-mark")] for cell in matrix.all("td")]
    assert cells == [["Entry 1 (Visit)", "Entry 2 (Visit)"], ["Entry 1 (Visit)"], ["Entry 3 (Workshop)"]]
    assert "Oman: 3 milestones, 2023–2025" in " ".join(project.build("text").read("index.txt").split())


def test_only_the_years_asked_for_are_side_by_side(project: Project) -> None:
    """A view of one year has no column of another that an interval begins in."""
    views = "\n".join(
        f":::{{{name}}}\n:year: 2024\n:::\n" for name in ("timeline", "milestone-chart", "partner-matrix")
    )
    build = register(project, entry(1, "2023-12-30/2024-01-02"), entry(2, "2023"), views=f"# A register\n\n{views}")
    page = Pages(build.outdir)["index.html"]
    assert [year.attributes["id"] for year in page.all("div", "ms-year")] == ["timeline_2024"]
    chart, matrix = page.all("table")
    assert [row[0] for row in table(chart)] == ["Year", "2024", "Total"]
    assert table(matrix)[0] == ["Partner", "2024"]


def test_what_has_no_date_has_a_place_of_its_own(project: Project) -> None:
    """In the strip and in the table of the chart; the picture leaves it out."""
    undated = entry(2, "2021").replace(":date: 2021\n", "")
    (project.root / "years/2024.md").unlink()
    project.write("years/all.md", year_page(entry(1, "2020"), undated, year=None))
    project.write("index.md", VIEWS + TOCTREE)
    page = Pages(project.build().outdir)["index.html"]
    (strip,) = page.all("nav", "ms-years")
    assert [item.text for item in strip.all("ol")[0].all("li")] == ["2020: 1 milestone", "Undated: 1 milestone"]
    assert strip.hrefs == ["#timeline_2020", "#timeline_undated"]
    assert table(page.all("div", "ms-chart")[0])[1:] == [
        ["2020", "1", "1"],
        ["Undated", "1", "1"],
        ["Total", "2", "2"],
    ]


def test_each_kind_has_one_mark_everywhere(project: Project) -> None:
    """The n-th kind of the register has the n-th shape: in the strip, the chart, the matrix, the legend."""
    kinds = [f"k{number}" for number in range(len(ALL) + 1)]
    project.write("data/kinds.toml", "".join(f'[{kind}]\nlabel = "Kind {kind}"\n\n' for kind in kinds))
    entries = [entry(number, str(2000 + number), kind) for number, kind in enumerate(kinds)]
    page = Pages(register(project, *entries).outdir)["index.html"]
    want = [*range(len(ALL)), 0]
    assert marks(page.all("dl", "ms-legend")[0]) == want
    assert marks(page.all("nav", "ms-years")[0].all("ol")[0]) == want
    assert marks(page.all("ul", "ms-key")[0]) == want[:-1]  # the first and the last kind are a family
    assert marks(page.all("div", "ms-matrix")[-1]) == want
    assert marks(page.all("thead")[0]) == want


def test_many_milestones_become_bars_of_their_height(project: Project) -> None:
    """One year too many for marks, and every year is a bar by the same measure; kinds with room have their mark."""
    many = 2 * MAX_MARKS
    entries = [entry(number, "2020", "workshop" if number % 4 else "visit") for number in range(many)]
    entries += [entry(many, "2021")]
    page = Pages(register(project, *entries).outdir)["index.html"]
    full, small = page.all("nav", "ms-years")[0].all("ol")[0].all("li")
    heights = [[float(bar.attributes["height"]) for bar in year.all("rect")] for year in (full, small)]
    assert sum(heights[0]) == pytest.approx(many * sum(heights[1]), rel=0.01)
    assert heights[0][1] == pytest.approx(3 * heights[0][0], rel=0.01)
    assert (marks(full), marks(small)) == ([0, 1], [])
    bars = page.all("svg", "ms-picture")[0].all("rect")
    assert [float(bar.attributes["height"]) for bar in bars] == pytest.approx([48 / 3, 48 / many * 4 / 3, 48], rel=0.02)


def test_a_strip_of_characters_says_what_they_mean(project: Project) -> None:
    """Below its years is each mark with its kinds; a crowded year has the number of its milestones, without a mark."""
    entries = [entry(number, "2020", "workshop") for number in range(MAX_MARKS + 1)] + [entry(99, "2021")]
    register(project, *entries, views="# A register\n\n:::{strip}\n:::\n")
    assert (
        project.build("text")
        .text("index.txt")
        .startswith(f"A register ********** 2020 ({MAX_MARKS + 1}) · 2021 ● ● Visit")
    )
    project.write("years/2020.md", year_page(entries[0], year=2020))
    assert "2020 ■ · 2021 ● ● Visit · ■ Workshop" in project.build("text").text("index.txt")
    latex = project.build("latex").read("aregister.tex")
    assert ("2021" in latex, "Visit · " in latex) == (True, False)  # all marks are the same


def test_many_milestones_cost_few_elements(project: Project) -> None:
    """The strip and the chart draw years and kinds, not milestones."""
    entries = [entry(number, str(1990 + number % 35), ("visit", "workshop")[number % 2]) for number in range(700)]
    views = "# A register\n\n:::{timeline}\n:::\n\n:::{milestone-chart}\n:::\n"
    page = Pages(register(project, *entries, views=views).outdir)["index.html"]
    assert len(list(page.all("nav", "ms-years")[0].walk())) < 500
    assert len(list(page.all("svg", "ms-picture")[0].walk())) < 150


def test_the_index_of_this_register_has_each_participation_once(html: Pages, records: list[dict[str, Any]]) -> None:
    """In the row of each partner, a mark in its year leads to each milestone; gaps are columns too."""
    page = html["partners.html"]
    years = [str(year) for year in range(min(years_of(records)), max(years_of(records)) + 1)]
    (head,) = page.all("p", "ms-columns")
    assert [column.text for column in head.all("span", "ms-cells")[0].all("span")[1:]] == years
    rows = {row.all("dt")[0].attributes["id"].removeprefix("partner-"): row for row in page.all("div", "ms-row")}
    shown = set()
    for key, row in rows.items():
        cells = [cell for cell in row.all("p", "ms-cells")[0].children if not isinstance(cell, str)]
        for year, cell in zip(years, cells, strict=True):
            shown |= {(key, year, mark.text) for mark in cell.all("a", "ms-mark")}
    expected = set()
    for record in records:
        name = f"{record['title']} ({record['kind']})"
        parts = {part["key"]: part.get("through", ()) for part in [{"key": record["host"]}, *record["partners"]]}
        expected |= {(key, record["date"]["earliest"][:4], name) for key, through in parts.items() if not through}
    assert expected <= shown
    assert all(", through " in name for _, _, name in shown - expected)


def test_a_crowded_cell_of_the_matrix_is_a_number(project: Project) -> None:
    """It leads to the page of the partner, which has them all."""
    entries = [entry(number, "2020") for number in range(MAX_MARKS_IN_CELL + 1)] + [entry(9, "2021")]
    matrix = Pages(register(project, *entries).outdir)["index.html"].all("div", "ms-matrix")[-1]
    crowded, single = matrix.all("a", "ms-mark")
    assert crowded.all("span", "ms-hidden")[0].text == f"{MAX_MARKS_IN_CELL + 1} milestones"
    assert crowded.attributes["href"] == "partners/oman.html"
    assert single.attributes["href"].endswith("#m9")


def test_a_chart_shows_what_it_is_asked_for(project: Project) -> None:
    """Its options choose as those of the other views do, and an empty one says so."""
    views = "# A register\n\n:::{milestone-chart}\n:from: 2021\n:kind: visit\n:::\n\n"
    views += ":::{milestone-chart}\n:year: 1999\n:::\n"
    entries = [entry(1, "2020"), entry(2, "2021"), entry(3, "2023"), entry(4, "2022", "workshop")]
    page = Pages(register(project, *entries, views=views).outdir)["index.html"]
    (chart,) = page.all("div", "ms-chart")
    assert [row[0] for row in table(chart)] == ["Year", "2021", "2022", "2023", "Total"]
    assert table(chart)[-1] == ["Total", "2", "2"]
    assert "No milestone matches." in page.text


def test_in_words_the_chart_is_its_table_and_marks_are_characters(project: Project) -> None:
    """As an output without drawings has them, without zeros and years of zeros."""
    register(project, entry(1, "2019"), entry(2, "2021", "workshop"))
    build = project.build("text")
    assert build.warnings == []
    lines = [" ".join(line.replace("|", " ").split()) for line in build.read("index.txt").splitlines()]
    assert "2021 1 1" in lines
    assert "**Total** **1** **1** **2**" in lines
    assert not [line for line in lines if line.startswith("2020")]
    assert "Oman ● ■" in lines
