"""The views and the twelve builders on a small register that uses everything."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from xml.etree import ElementTree

import pytest
from tests.support.html_pages import Pages
from tests.support.records import read_data, read_records

if TYPE_CHECKING:
    from tests.support.project import Project

pytestmark = [
    pytest.mark.filterwarnings("ignore:'myst_parser"),  # it uses what Sphinx 11 will not have
    pytest.mark.filterwarnings("ignore:.*has been deprecated:DeprecationWarning:sphinx"),
]

BUILDERS = ["html", "dirhtml", "singlehtml", "epub", "latex", "text"]
BUILDERS += ["man", "texinfo", "xml", "gettext", "linkcheck", "dummy"]

YEARS = {
    "2023": """\
---
year: 2023
---

# 2023

:::{milestone} A year-long exchange
:id: 2023-exchange
:date: 2023
:kind: workshop
:partners: un-desa
:sources: page

Words.
:::
""",
    "2024": """\
---
year: 2024
---

# 2024

::::{milestone} Everything at once
:id: 2024-everything
:date: 2024-12-03/2024-12-05
:kind: visit
:partners: oman (participant), un-desa (funder)
:host: bahrain
:topics: statistics
:place: Manama
:mode: hybrid
:participants: >500
:countries: ~50
:documents: report
:sources: page
:related: 2023-exchange
:added: 2026-11-23
:updated: 2026-11-24
:change: The number of countries was added.

See {milestone}`2023-exchange`, {partner}`oman` and {document}`report`; [](#2023-exchange), {ref}`2023-exchange`.

- A list.

| A | table |
| --- | --- |
| 1 | 2 |

:::{sources-differ}
One says this, the other that.
:::
::::

:::{milestone} A plain visit
:id: 2024-plain
:date: 2024-03~
:kind: visit
:partners: oman
:sources: page

Words.
:::
""",
}

# No network here; and an EPUB must have a version and a copyright.
PUBLISHED = 'linkcheck_ignore = [".*"]\nversion = "1"\ncopyright = "all"\nsmartquotes = False\n'

TOCTREE = "```{toctree}\n:glob:\nyears/*\n```\n"

VIEWS = """\
# A register

```{toctree}
years/2023
years/2024
```

## Timeline

:::{timeline}
:::

## List

(labelled)=
:::{milestone-list}
:limit: 1
:::

(unlabelled)=
:::{timeline}
:from: 2024
:::

## News

:::{milestone-news}
:::

## Partners

:::{partner-index}
:::

## Documents

:::{document-list}
:::

## Sources

:::{source-list}
:::

## Kinds

:::{kind-legend}
:::

:::{milestone-chart}
:::

:::{partner-matrix}
:::

:::{pdf-download}
:::

See [the list](#labelled), [the second timeline](#unlabelled).
"""


@pytest.fixture
def everything(project: Project) -> Project:
    """A register that uses every field, view and role."""
    for year, text in YEARS.items():
        project.write(f"years/{year}.md", text)
    project.write("index.md", VIEWS)
    project.write("conf.py", (project.root / "conf.py").read_text() + PUBLISHED)
    return project


@pytest.mark.parametrize("builder", BUILDERS)
def test_every_builder_takes_everything(everything: Project, builder: str) -> None:
    """Each of Sphinx's builders writes it without a warning, and again on top of that."""
    assert everything.build(builder).warnings == []
    assert everything.build(builder).warnings == []


@pytest.mark.parametrize("builder", ["text", "man", "texinfo", "latex", "xml"])
def test_every_output_has_the_facts(everything: Project, builder: str) -> None:
    """The facts of a milestone are in each output, with the same text."""
    build = everything.build(builder)
    files = [path for path in build.outdir.rglob("*") if path.suffix in (".txt", ".1", ".texi", ".tex", ".xml")]
    text = "".join(path.read_text(encoding="utf-8") for path in files if not path.name.startswith("sphinx"))
    text = " ".join(re.sub(r"[\\{}\n@]", " ", text).split())
    expected = ["Everything at once", "December 3", "2024", "Visit", "Oman", "participant", "funder", "Bahrain"]
    expected += ["Manama, in person and online", "500 participants from about 50 countries", "3.8 MB", "87 pages"]
    expected += ["Statistics", "not located", "The page", "long exchange", "One says this"]
    expected += ["November 24, 2026", "1 milestone changed", "The number of countries was added."]
    assert [fact for fact in expected if fact not in text] == []


@pytest.mark.parametrize("builder", ["html", "dirhtml"])
def test_links_and_anchors_are_right(everything: Project, builder: str) -> None:
    """Every internal link leads somewhere, no id is there twice, every element is closed."""
    pages = Pages(everything.build(builder).outdir)
    assert pages.dead_links() == []
    for name in pages.names:
        ids = pages.ids(name)
        assert sorted({each for each in ids if ids.count(each) > 1}) == [], name
        assert pages.errors(name) == [], name


def test_epub_is_well_formed(everything: Project) -> None:
    """Each of its pages is XML, as readers of EPUB want it."""
    build = everything.build("epub")
    pages = sorted(build.outdir.rglob("*.xhtml"))
    assert len(pages) > 3
    for page in pages:
        text = page.read_text(encoding="utf-8")
        ElementTree.fromstring(re.sub(r"&(?!amp|lt|gt|quot|apos|#)(\w+);", "-", text.partition("<!DOCTYPE html>")[2]))


def test_a_label_before_a_view_survives(everything: Project) -> None:
    """A reference to it leads to the view, in HTML and in an output that expands views."""
    page = Pages(everything.build().outdir)["index.html"]
    assert page.by_id("labelled").tag == "span"
    assert {"#labelled", "#unlabelled"} <= set(page.hrefs)
    assert 'ids="labelled"' in everything.build("xml").read("index.xml")


def test_headings_of_a_view_are_one_level_below_its_own(everything: Project) -> None:
    """Under a heading of the second level the years of a timeline are of the third."""
    page = Pages(everything.build().outdir)["index.html"]
    years = [e for e in page.walk() if e.attributes.get("id", "").startswith("timeline_20")]
    assert {heading.tag for year in years for heading in year.children[1:2] if not isinstance(heading, str)} == {"h3"}
    assert [element.attributes["id"] for element in years] == ["timeline_2024", "timeline_2023", "timeline_2024-2"]


def test_what_is_new_is_marked_for_as_long_as_the_configuration_says(everything: Project) -> None:
    """In rows; the view of news says what changed instead, and where the milestone is."""
    conf = (everything.root / "conf.py").read_text()
    later = YEARS["2024"].replace(
        ":kind: visit\n:partners: oman\n", ":added: 2026-12-31\n:kind: visit\n:partners: oman\n"
    )
    everything.write("years/2024.md", later)
    everything.write("conf.py", f"{conf}milestones_new_days = 38\n")
    page = Pages(everything.build().outdir)["index.html"]
    rows = page.all("div", "ms-timeline")[0].all("li", "ms-entry")
    marked = {row.all("p", "ms-title")[0].text: [badge.text for badge in row.all("span", "ms-recent")] for row in rows}
    assert marked == {"A year-long exchange": [], "A plain visit": ["New"], "Everything at once": ["Changed"]}
    news = page.all("div", "ms-news")
    assert [(day.attributes["id"], day.all("p", "ms-lead")[0].text) for day in news[:2]] == [
        ("news_2026-12-31", "Words."),
        ("news_2026-11-24", "The number of countries was added."),
    ]
    assert not [day for day in news if day.all("span", "ms-recent")]
    assert news[1].hrefs[0] == "years/2024.html#2024-everything"
    everything.write("conf.py", f"{conf}milestones_new_days = 37\n")
    page = Pages(everything.build().outdir)["index.html"]
    assert {badge.text for badge in page.all("span", "ms-recent")} == {"New"}


LISTS = {
    ":year: 2023": ["A year-long exchange"],
    ":year: 2022, 2023": ["A year-long exchange"],
    ":from: 2024": ["Everything at once", "A plain visit"],
    ":to: 2023": ["A year-long exchange"],
    ":from: 2023\n:to: 2023": ["A year-long exchange"],
    ":kind: workshop": ["A year-long exchange"],
    ":kind: visit, workshop": ["Everything at once", "A plain visit", "A year-long exchange"],
    ":partner: oman": ["Everything at once", "A plain visit"],
    ":topic: statistics": ["Everything at once"],
    ":region: western-asia": ["Everything at once", "A plain visit"],
    ":limit: 2": ["Everything at once", "A plain visit"],
    ":order: oldest": ["A year-long exchange", "A plain visit", "Everything at once"],
    ":order: oldest\n:limit: 1": ["A year-long exchange"],
    ":kind: visit\n:topic: statistics": ["Everything at once"],
}


@pytest.mark.parametrize("options", LISTS)
def test_a_list_shows_what_it_is_asked_for(everything: Project, options: str) -> None:
    """Each option chooses, and several of them choose together."""
    everything.write("index.md", f"# A register\n\n:::{{milestone-list}}\n{options}\n:::\n\n{TOCTREE}")
    page = Pages(everything.build().outdir)["index.html"]
    assert [entry.all("p", "ms-title")[0].text for entry in page.all("li", "ms-entry")] == LISTS[options]


def test_a_row_offers_only_the_documents_that_can_be_opened(everything: Project) -> None:
    """One that was not located is on the page of the milestone alone."""
    documents = (everything.root / "data/documents.toml").read_text(encoding="utf-8")
    paper = '[paper]\ntitle = "Paper"\nstatus = "external"\nurl = "https://example.org/paper.pdf"\n'
    everything.write("data/documents.toml", f"{documents}\n{paper}")
    everything.write("years/2024.md", YEARS["2024"].replace(":documents: report", ":documents: report, paper"))
    page = Pages(everything.build().outdir)["index.html"]
    row = next(each for each in page.all("li", "ms-entry") if "Everything at once" in each.text)
    (line,) = (each for each in row.all("p", "ms-line") if "ms-kind" not in str(each))
    assert line.hrefs == ["https://example.org/paper.pdf"]
    assert line.text.startswith("Paper")


def test_a_page_has_one_filter_and_only_where_there_is_a_choice(everything: Project) -> None:
    """It belongs to the first timeline that shows all that it asks for; a book has none, and neither have two lists."""
    views = {"two": "", "short": ":limit: 2\n", "one": ":year: 2023\n"}
    for name, options in views.items():
        view = f":::{{timeline}}\n{options}:::\n\n"
        everything.write(f"{name}.md", f"---\norphan: true\n---\n\n# {name}\n\n{view}{view}")
    pages = Pages(everything.build().outdir)
    forms = {name: pages[f"{name}.html"].all("form", "ms-filter") for name in views}
    assert {name: len(found) for name, found in forms.items()} == {"two": 1, "short": 0, "one": 0}
    (form,) = forms["two"]
    texts = {name: form.attributes[f"data-{name}"] for name in ("all", "some", "none")}
    assert texts == {"all": "3 milestones", "some": "{found} of 3 milestones", "none": "No milestone matches."}
    epub = everything.build("epub")
    assert "ms-filter" not in epub.read("two.xhtml")


@pytest.mark.parametrize("view", ["timeline", "milestone-list"])
@pytest.mark.parametrize("builder", ["html", "text"])
def test_an_empty_result_says_so(everything: Project, view: str, builder: str) -> None:
    """A sentence says that nothing matches, instead of a gap."""
    everything.write("index.md", f"# A register\n\n:::{{{view}}}\n:year: 1999\n:::\n\n{TOCTREE}")
    build = everything.build(builder)
    assert build.warnings == []
    assert "No milestone matches." in build.read("index.html" if builder == "html" else "index.txt")


def test_a_project_can_have_templates_of_its_own(everything: Project) -> None:
    """A template in `templates_path` takes the place of the extension's, and of that one only."""
    everything.write("conf.py", (everything.root / "conf.py").read_text() + 'templates_path = ["_templates"]\n')
    everything.write("_templates/milestones/kind-legend.html", "<p>{{ model | length }} kinds of our own</p>")
    page = Pages(everything.build().outdir)["index.html"]
    assert "2 kinds of our own" in page.text
    assert page.all("li", "ms-entry")


HOSTILE = """<script>alert(1)</script> {{ 7*7 }} {% raw %} "quoted" 'single' & &amp; <b>"""
QUOTED = HOSTILE.replace("\\", "\\\\").replace('"', '\\"')


def make_hostile(project: Project) -> None:
    """Put hostile words wherever words can stand."""
    words, url = QUOTED, 'url = "https://example.org/?a=\'&amp;b=$(c)"\n'
    project.write("data/kinds.toml", f'[visit]\nlabel = "K {words}"\ndefinition = "KD {words}"\n')
    project.write("data/topics.toml", f'[statistics]\nlabel = "T {words}"\n')
    home = f'[home]\nkind = "agency"\nname = "H {words}"\nacronym = "HA {words}"\nnote = "HN {words}"\n{url}\n'
    oman = f'[oman]\nkind = "organisation"\nname = "P {words}"\nacronym = "PA {words}"\nnote = "PN {words}"\n'
    project.write("data/partners.toml", f'{home}{oman}parent = "home"\naliases = ["A {words}"]\n{url}')
    report = f'[report]\ntitle = "D {words}"\nsize = "DS {words}"\nnote = "DN {words}"\nstatus = "external"\n'
    project.write("data/documents.toml", report + url)
    page = f'[page]\ntitle = "S {words}"\npublisher = "SP {words}"\nquality = "SQ {words}"\n'
    project.write("data/sources.toml", page + url)
    fields = ":id: 2024-first\n:date: 2024-12\n:kind: visit\n:partners: oman\n:topics: statistics\n:documents: report\n"
    fields += f":sources: page\n:place: L {HOSTILE}\n"
    escaped = re.sub(r"([<>*{}%`&])", r"\\\1", HOSTILE)
    text = f"---\nyear: 2024\n---\n\n# 2024\n\n:::{{milestone}} M {escaped}\n{fields}\nB {escaped}\n:::\n"
    project.write("years/2024.md", text)
    project.write("index.md", VIEWS.replace("years/2023\n", ""))
    project.write("conf.py", (project.root / "conf.py").read_text() + PUBLISHED)


def test_hostile_words_are_words(project: Project) -> None:
    """Nothing in a field or in a data file becomes markup, code or a template."""
    make_hostile(project)
    build = project.build()
    assert build.warnings == []
    pages = Pages(build.outdir)
    shown = {
        "years/2024.html": ["M", "PA", "HA", "K", "T", "L", "D", "S", "SP", "SQ", "B"],
        "index.html": ["M", "P", "PA", "H", "K", "KD", "D", "DS", "DN", "S", "SP"],
        "partners/oman.html": ["M", "P", "PA", "PN"],
        "partners/home.html": ["M", "H", "HA", "HN"],
    }
    for name, prefixes in shown.items():
        page = pages[name]
        assert pages.errors(name) == []
        assert [prefix for prefix in prefixes if f"{prefix} {HOSTILE}" not in page.text] == []
        scripts = [each for each in page.all("script") if each.attributes.get("type") != "application/ld+json"]  # data
        assert "alert" not in "".join("".join(script.strings()) for script in scripts)
        assert page.all("b") == []
        assert "https://example.org/?a='&amp;b=$(c)" in page.hrefs
        assert "49" not in page.text


def test_hostile_words_are_words_in_the_data(project: Project) -> None:
    """The data are JSON that says what was written."""
    make_hostile(project)
    data = read_data(project.build().read("data/milestones.json"))
    (record,) = data["milestones"]
    assert record["title"] == f"M {HOSTILE}"
    assert record["text"] == f"B {HOSTILE}"
    assert record["place"] == f"L {HOSTILE}"
    assert data["kinds"][record["kind"]]["label"] == f"K {HOSTILE}"
    assert data["partners"][record["partners"][0]["key"]]["label"] == f"P {HOSTILE}"
    assert data["topics"][record["topics"][0]]["label"] == f"T {HOSTILE}"


@pytest.mark.parametrize("builder", BUILDERS)
def test_hostile_words_break_no_builder(project: Project, builder: str) -> None:
    """Every output takes them."""
    make_hostile(project)
    assert project.build(builder).warnings == []


def test_what_cannot_be_read_is_shown_as_written(project: Project) -> None:
    """An author's mistake loses no word on any output, and a wrong host is not replaced by the usual one."""
    page = (project.root / "years/2024.md").read_text(encoding="utf-8")
    wrong = ":participants: about fifty\n:plce: Muscat\n:host: hmoe\n:sources: page"
    project.write("years/2024.md", page.replace(":sources: page", wrong))
    expected = "incomplete entry: participants: about fifty; plce: Muscat; host: hmoe"
    html = project.build()
    assert expected in html.text("years/2024.html")
    assert "Home Authority" not in html.text("years/2024.html").partition("Body text.")[0]
    assert expected in " ".join(project.build("text").read("years/2024.txt").split())


def test_a_heading_in_a_milestone_is_no_section_of_the_page(project: Project) -> None:
    """In Markdown too it stays where it is, reaches the data, and stays out of the table of contents."""
    page = (project.root / "years/2024.md").read_text(encoding="utf-8")
    project.write("years/2024.md", page.replace("Body text.", "Above.\n\n## A part\n\nBelow."))
    build = project.build()
    assert build.warnings == []
    (record,) = read_records(build.read("data/milestones.json"))
    assert record["text"] == "Above.\n\nA part\n\nBelow."
    assert re.search(r"Above\. A part Below\.", build.text("years/2024.html"))
    assert 'href="#a-part"' not in build.read("years/2024.html")
