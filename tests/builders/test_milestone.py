"""What is below a milestone on its page: related milestones, its neighbours in time, how to cite it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from pybtex.database import parse_string
from tests.support.html_pages import Element, Pages
from tests.support.project import MILESTONE, year_page

if TYPE_CHECKING:
    from tests.support.project import Project

pytestmark = pytest.mark.filterwarnings("ignore:'myst_parser")  # it uses what Sphinx 11 will not have


def written(identifier: str, date: str, *fields: str) -> str:
    """A milestone of that id and date, called after its id, with further fields."""
    text = MILESTONE.replace("First visit", f"Visit {identifier}").replace("2024-first", identifier)
    return text.replace(":date: 2024-12", "\n".join([f":date: {date}", *fields]))


@pytest.fixture
def years(project: Project) -> Project:
    """Two years: the later one names two milestones of the earlier one, of which one names it too."""
    named = ":related: 2023-workshop, 2023-letter"
    project.write("years/2024.md", year_page(written("2024-first", "2024-12", named), written("2024-year", "2024")))
    earlier = written("2023-workshop", "2023-05", ":related: 2024-first"), written("2023-letter", "2023-01-02")
    project.write("years/2023.md", year_page(*earlier, year=2023))
    return project


def foot(pages: Pages, identifier: str) -> Element:
    """What is below a milestone."""
    return pages[f"years/{identifier[:4]}.html"].by_id(identifier).all("div", "ms-foot")[0]


def related(pages: Pages, identifier: str) -> list[str]:
    """The addresses of what a milestone belongs with."""
    rows = [row for row in foot(pages, identifier).all("div") if row.children and row.all("dt")]
    return [href for row in rows if row.all("dt")[0].text == "Related" for href in row.hrefs]


def test_related_milestones_name_each_other(years: Project) -> None:
    """One of the two says it, or both: each shows the other once."""
    build = years.build()
    assert build.warnings == []
    pages = Pages(build.outdir)
    assert related(pages, "2024-first") == ["2023.html#2023-workshop", "2023.html#2023-letter"]
    assert related(pages, "2023-workshop") == ["2024.html#2024-first"]
    assert related(pages, "2023-letter") == ["2024.html#2024-first"]
    assert related(pages, "2024-year") == []
    assert pages.dead_links() == []


def test_related_milestones_name_each_other_in_print_and_in_the_data(years: Project) -> None:
    """Every output says it of both."""
    text = years.build("text").read("years/2023.txt")
    assert text.count("Visit 2024-first") == 2
    records = json.loads(years.build().read("data/milestones.json"))["milestones"]
    assert {record["id"]: record.get("related") for record in records} == {
        "2024-first": ["2023-workshop", "2023-letter"],
        "2024-year": None,
        "2023-workshop": ["2024-first"],
        "2023-letter": ["2024-first"],
    }


def test_neighbours_in_time_lead_through_the_register(years: Project) -> None:
    """From the newest to the oldest over pages, in the order of the timeline, and back the same way."""
    build = years.build()
    pages = Pages(build.outdir)
    order = [href.partition("#")[2] for href in pages["index.html"].all("div", "ms-timeline")[0].hrefs if "20" in href]
    order = [identifier for identifier in order if identifier.startswith("20")]
    found = {}
    for identifier in order:
        links = foot(pages, identifier).all("a")
        steps = {a.attributes["rel"]: a.attributes["href"].partition("#")[2] for a in links if "rel" in a.attributes}
        found[identifier] = steps.get("next"), steps.get("prev")
    assert order == ["2024-first", "2024-year", "2023-workshop", "2023-letter"]
    assert list(found.values()) == list(zip([None, *order], [*order[1:], None], strict=False))[:4]
    assert "Earlier, January 2, 2023 Visit 2023-letter" in foot(pages, "2023-workshop").text


def test_a_milestone_without_a_date_has_no_neighbours(project: Project) -> None:
    """Nobody knows when it was."""
    project.write(
        "years/2024.md", year_page(MILESTONE, MILESTONE.replace("2024-first", "2024-b").replace("date", "dat"))
    )
    pages = Pages(project.build().outdir)
    assert foot(pages, "2024-b").all("ul", "ms-neighbours") == []
    assert foot(pages, "2024-first").all("ul", "ms-neighbours") == []


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ([], ""),
        ([":added: 2026-11-23"], "Last reviewed November 23, 2026"),
        ([":added: 2026-11-23", ":updated: 2026-12-01"], "Last reviewed December 1, 2026"),
    ],
)
def test_the_last_review_is_that_of_the_entry(project: Project, fields: list[str], expected: str) -> None:
    """It is the day that the author gives, and nothing where there is none."""
    project.write("years/2024.md", year_page(written("2024-first", "2024-12", *fields)))
    line = foot(Pages(project.build().outdir), "2024-first").all("div", "ms-upkeep")[0]
    assert line.text.partition("Permanent")[0].strip() == expected


def cited(project: Project, settings: str) -> tuple[str, dict[str, str], list[str]]:
    """How a milestone with a hard title is cited: the sentence, the fields of the entry, the authors."""
    title = r"\{A\} & B: 100 % \_x"
    project.write("years/2024.md", year_page(MILESTONE.replace("First visit", title)))
    project.write("conf.py", (project.root / "conf.py").read_text(encoding="utf-8") + settings)
    build = project.build()
    assert build.warnings == []
    (details,) = Pages(build.outdir)["years/2024.html"].all("details", "ms-cite")
    (entry,) = parse_string("".join(details.all("pre")[0].strings()), "bibtex").entries.values()
    return details.all("p")[0].text, dict(entry.fields), [str(person) for person in entry.persons.get("author", [])]


def test_a_citation_names_who_and_where(project: Project) -> None:
    """The project's name, author and address come from its configuration."""
    sentence, fields, authors = cited(project, 'author = "The authors"\nhtml_baseurl = "https://example.org/r/"\n')
    address = "https://example.org/r/years/2024.html#2024-first"
    assert sentence == rf"The authors. {{A}} & B: 100 % _x (December 2024). A register. {address}"
    assert fields["title"] == r"{\textbraceleft{}A\textbraceright{} \& B: 100 \% \_x (December 2024)}"
    assert (fields["howpublished"], fields["url"], authors) == ("A register", address, ["{The authors}"])


def test_a_citation_names_nothing_that_nobody_knows(project: Project) -> None:
    """Without an author or an address of the site there is none, and no day is made up."""
    sentence, fields, authors = cited(project, "")
    assert sentence == "{A} & B: 100 % _x (December 2024). A register."
    assert (set(fields), authors) == ({"title", "howpublished"}, [])


def test_a_book_has_no_permanent_link(project: Project) -> None:
    """A page of an EPUB has no address for others."""
    project.write(
        "conf.py", (project.root / "conf.py").read_text(encoding="utf-8") + 'version = "1"\ncopyright = "a"\n'
    )
    page = project.build("epub").read("years/2024.xhtml")
    assert "Cite this" in page
    assert "Permanent link" not in page


def test_a_topic_leads_to_the_timeline(years: Project) -> None:
    """There the milestones on it are left; where no page has a timeline, a topic leads nowhere."""
    pages = Pages(years.build().outdir)
    assert "../index.html?topic=statistics" in foot(pages, "2024-first").hrefs
    assert pages.dead_links() == []
    index = (years.root / "index.md").read_text()
    years.write("index.md", index.replace(":::{timeline}\n", ":::{timeline}\n:limit: 1\n"))
    assert "topic=" not in years.build().read("years/2024.html")


def test_separate_words_stay_separate_in_the_text(years: Project) -> None:
    """A search quotes a page's text, in which no style keeps a label from its value, or one fact from the next."""
    pages = Pages(years.build().outdir)
    milestone, index = pages["years/2024.html"].by_id("2024-first").text, pages["index.html"].text
    assert "Partners Oman Department" in milestone
    assert "Sources The page" in milestone
    assert "2023–2024 4 4 milestones" in index
