"""A register with dates of every form: what its pages, its text, its data and its structured data say of them."""

from __future__ import annotations

import csv
import json
import re
from io import StringIO
from typing import Any

import jsonschema
import pytest
from tests.support.html_pages import Element, Pages
from tests.support.project import CONF, DATA, Build, Project

from sphinx_milestones import load
from sphinx_milestones.core.dates import FORMS

pytestmark = pytest.mark.filterwarnings("ignore:'myst_parser")  # it uses what Sphinx 11 will not have

# By page: its year as in EDTF, its title, and the dates on it with the text that is shown.
PAGES: dict[str, tuple[str, str, dict[str, str]]] = {
    "2024": (
        "2024",
        "2024",
        {
            "2024": "2024",
            "2024-12": "December 2024",
            "2024-12-12": "December 12, 2024",
            "2024-12-12T10:30:00+03:00": "December 12, 2024, 10:30 AM (UTC+03:00)",
            "2024-21": "spring 2024",
            "2024-XX": "2024",
            "2024~": "about 2024",
            "2024%": "about 2024 (uncertain)",
        },
    ),
    "2010s": (
        "201X",
        "2010s",
        {
            "201X": "2010s",
            "2010/..": "since 2010",
            "2010/": "from 2010, end unknown",
            "/2010": "until 2010, beginning unknown",
            "2015-01-24/2015-01-29": "January 24–29, 2015",
        },
    ),
    "20th-century": ("19XX", "20th century", {"19XX": "20th century", "190X?": "the 1900s (uncertain)"}),
    "9th-century": ("08XX", "9th century", {"0878": "878"}),
    "44-bc": ("-0043", "44 BC", {"-0043": "44 BC", "-0043-03-15": "March 15, 44 BC"}),
    "17001-bc": ("Y-17000", "17,001 BC", {"Y-17000": "17,001 BC"}),
}
SHOWN = {date: text for _, _, dates in PAGES.values() for date, text in dates.items()}
IDS = {date: f"m{number}" for number, date in enumerate(SHOWN)}
FIELDS = ":kind: visit\n:partners: oman\n:sources: page\n:added: 2025-12-31"


@pytest.fixture(scope="module")
def register(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """A register with pages for a year, decades, centuries and years before 1."""
    project = Project(tmp_path_factory.mktemp("dates"))
    settings = 'html_baseurl = "https://example.org/"\n'
    project.write("conf.py", f'{CONF}{settings}suppress_warnings = ["milestones.entry-unused"]\n')
    for name, text in DATA.items():
        project.write(f"data/{name}.toml", text.replace("[visit]\n", "[visit]\nevent = true\n"))
    views = "".join(
        f":::{{{view}}}\n:::\n\n" for view in ("timeline", "partner-matrix", "milestone-chart", "source-list")
    )
    selected = ":::{milestone-list}\n:year: 2013\n:::\n\n:::{milestone-list}\n:to: -0043\n:::\n"
    project.write("index.md", f"# Dates\n\n{views}```{{toctree}}\n:glob:\nyears/*\n```\n")
    project.write(
        "lists.md", f"---\norphan: true\n---\n\n# Lists\n\n{selected}\n{{ms:year}}`-0043` {{ms:year}}`201X`\n"
    )
    for name, (year, title, dates) in PAGES.items():
        entries = (
            f":::{{milestone}} On {date}\n:id: {IDS[date]}\n:date: {date}\n{FIELDS}\n\nText.\n:::\n" for date in dates
        )
        project.write(f"years/{name}.md", f"---\nyear: {year}\n---\n\n# {title}\n\n" + "\n".join(entries))
    return project


@pytest.fixture(scope="module")
def site(register: Project) -> Build:
    """Its site, built without a warning."""
    built = register.build()
    assert (built.warnings, built.code) == ([], 0)
    return built


def test_contents_are_in_the_order_of_time(site: Build) -> None:
    """Where Sphinx has them in the order of their file names."""
    links = Pages(site.outdir)["index.html"].all("li", "toctree-l1")
    assert [link.all("a")[0].text for link in links] == [
        "17,001 BC",
        "44 BC",
        "9th century",
        "20th century",
        "2010s",
        "2024",
    ]


@pytest.fixture(scope="module")
def data(site: Build) -> dict[str, dict[str, Any]]:
    """Its data: each date by its text."""
    exported = json.loads(site.read("data/milestones.json"))
    jsonschema.validate(exported, json.loads(site.read("data/milestones.schema.json")))
    return {each["date"]["written"]: each["date"] for each in exported["milestones"]}


def rows(element: Element) -> list[str]:
    """Return the titles of the milestones in an element, in their order."""
    return [title.text for title in element.all("p", "ms-title")]


def test_it_has_every_form_of_the_manual() -> None:
    """So that a new form is seen here."""
    assert set(FORMS) <= set(SHOWN) | {"202X"}


def test_each_date_is_worded_on_its_page_and_in_text(register: Project, site: Build) -> None:
    """In HTML and in plain text."""
    text = register.build("text").outdir
    for name, (_, _, dates) in PAGES.items():
        page, plain = Pages(site.outdir)[f"years/{name}.html"].text, (text / f"years/{name}.txt").read_text("utf-8")
        for shown in dates.values():
            assert shown in page, shown
            assert shown in " ".join(plain.split()), shown


def test_the_timeline_has_headings_for_periods_in_order(site: Build) -> None:
    """The newest first; a decade after its first year, and nothing without a year below a year."""
    page = Pages(site.outdir)["index.html"]
    groups = {group.all("h2")[0].text.rstrip("¶#"): rows(group) for group in page.all("div", "ms-year")}
    assert list(groups) == [
        *("2024", "2015", "2010", "2010s", "1900s", "20th century", "878", "44 BC", "17,001 BC"),
    ]
    assert groups["2010s"] == ["On 201X"]
    assert groups["2010"] == ["On 2010/..", "On 2010/", "On /2010"]
    assert groups["44 BC"] == ["On -0043-03-15", "On -0043"]
    assert groups["2024"][:2] == ["On 2024-12-12T10:30:00+03:00", "On 2024-12-12"]


def test_links_to_the_headings_lead_somewhere(site: Build) -> None:
    """From the navigation by years, and from references to pages of years."""
    page = Pages(site.outdir)["index.html"]
    ids = {element.attributes.get("id") for element in page.walk()}
    targets = {href[1:] for href in page.hrefs if href.startswith("#timeline_")}
    assert targets <= ids
    assert {"timeline_-43", "timeline_2010"} <= ids
    lists = Pages(site.outdir)["lists.html"]
    assert {"years/44-bc.html", "years/2010s.html"} <= set(lists.hrefs)
    assert "44 BC 2010s" in lists.text


def test_years_select_every_date_that_may_be_of_them(site: Build) -> None:
    """A decade for any of its years; years before 1 by their numbers."""
    in_2013, until_44_bc = Pages(site.outdir)["lists.html"].all("ul", "ms-entries")
    assert rows(in_2013) == ["On 201X"]
    assert rows(until_44_bc) == ["On -0043-03-15", "On -0043", "On Y-17000"]


@pytest.mark.parametrize(
    ("date", "precision", "earliest", "latest"),
    [
        ("2024-12-12T10:30:00+03:00", "time", "2024-12-12", "2024-12-12"),
        ("2024-21", "season", "2024-03-01", "2024-05-31"),
        ("201X", "decade", "2010-01-01", "2019-12-31"),
        ("19XX", "century", "1900-01-01", "1999-12-31"),
        ("-0043-03-15", "day", "-0043-03-15", "-0043-03-15"),
        ("Y-17000", "year", "-17000-01-01", "-17000-12-31"),
        ("2010/..", "year", "2010-01-01", None),
        ("2010/", "year", "2010-01-01", None),
        ("/2010", "year", None, "2010-12-31"),
    ],
)
def test_data_have_text_precision_and_bounds(
    data: dict[str, dict[str, Any]], date: str, precision: str, earliest: str | None, latest: str | None
) -> None:
    """An end that is open or unknown has none."""
    assert (data[date]["precision"], data[date]["earliest"], data[date]["latest"]) == (precision, earliest, latest)
    assert (data["2024%"]["approximate"], data["2024%"]["uncertain"]) == (True, True)


def test_tables_have_them_too(site: Build) -> None:
    """Bounds are text, because some are no dates of a Table Schema; none is a formula of a spreadsheet."""
    found = {row["date"]: row for row in csv.DictReader(StringIO(site.read("data/milestones.csv")))}
    assert (found["2010/.."]["date_earliest"], found["2010/.."]["date_latest"]) == ("2010-01-01", "")
    assert found["'-0043-03-15"]["date_earliest"] == "'-0043-03-15"
    fields = json.loads(site.read("data/datapackage.json"))["resources"][0]["schema"]["fields"]
    assert {field["name"]: field["type"] for field in fields}["date_earliest"] == "string"


def test_search_engines_get_iso_dates_only(site: Build) -> None:
    """Of the years 1 to 9999, and no seasons or decades."""
    stated: dict[str, tuple[str | None, str | None]] = {}
    for name in PAGES:
        for script in re.findall(
            r'<script type="application/ld\+json">(.*?)</script>', site.read(f"years/{name}.html")
        ):
            events = (each for each in json.loads(script)["@graph"] if each["@type"] == "Event")
            stated |= {each["name"]: (each.get("startDate"), each.get("endDate")) for each in events}
    dated = {name.removeprefix("On "): dates for name, dates in stated.items() if any(dates)}
    assert dated == {
        "2024": ("2024", None),
        "2024-12": ("2024-12", None),
        "2024-12-12": ("2024-12-12", None),
        "2024-12-12T10:30:00+03:00": ("2024-12-12T10:30:00+03:00", None),
        "2024-XX": ("2024", None),
        "2010/..": ("2010", None),
        "2010/": ("2010", None),
        "/2010": (None, "2010"),
        "2015-01-24/2015-01-29": ("2015-01-24", "2015-01-29"),
        "0878": ("0878", None),
    }
    times = re.findall(r'<time datetime="([^"]*)"', site.read("years/44-bc.html") + site.read("years/9th-century.html"))
    assert set(times) == {"0878"}


def test_a_program_gets_them_without_a_build(register: Project) -> None:
    """In the order of time, with the same bounds."""
    loaded = load(register.root)
    assert loaded.problems == ()
    dates = [milestone.date for milestone in loaded.milestones if milestone.date]
    assert {date.text for date in dates} == set(SHOWN)
    assert [date.text for date in dates if date.upper.year < 1900] == ["Y-17000", "-0043", "-0043-03-15", "0878"]
