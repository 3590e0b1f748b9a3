"""The anchors on a page: which view links lead to, and that no id is there twice."""

from __future__ import annotations

import re
from io import BytesIO
from typing import TYPE_CHECKING

import pytest
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from tests.support.html_pages import Pages
from tests.support.project import CONF, DATA, INDEX, MILESTONE, year_page

if TYPE_CHECKING:
    from tests.support.project import Project

pytestmark = pytest.mark.filterwarnings("ignore:'myst_parser")  # it uses what Sphinx 11 will not have

SECOND = (
    MILESTONE.replace("2024-first", "2024-second").replace(":topics: statistics\n", "").replace("oman, ", "bahrain, ")
)
SECOND = SECOND.replace(":sources: page", ":sources: other")
OTHER = '\n[other]\ntitle = "The other page"\n'

# on a page that comes before the one with the whole index, and on that page itself: a view that shows less of it
FILTERED = ":::{partner-index}\n:topic: statistics\n:::\n\n:::{source-list}\n:topic: statistics\n:::\n\n"
LATEX_ONLY = ":::::{only} latex\n::::{partner-index}\n::::\n\n::::{source-list}\n::::\n:::::\n\n"
HTML_ONLY = LATEX_ONLY.replace("latex", "html")
LESSER = {"filtered": FILTERED, "for LaTeX": LATEX_ONLY, "for HTML": HTML_ONLY}


def add(project: Project, text: str, where: str) -> None:
    """Two milestones with partners and sources of their own, and *text* before the views that show all of them."""
    project.write("years/2024.md", year_page(MILESTONE, SECOND))
    project.write("data/sources.toml", DATA["sources"] + OTHER)
    if where == "same page":
        project.write("index.md", INDEX.replace("# A register\n\n", f"# A register\n\n{text}"))
    else:
        project.write("about.md", f"# About\n\n{text}")
        project.write("index.md", INDEX.replace("years/*", "about\nyears/*"))


@pytest.mark.parametrize("where", ["same page", "earlier page"])
@pytest.mark.parametrize("lesser", LESSER)
def test_links_lead_to_the_view_that_shows_all_and_always(project: Project, lesser: str, where: str) -> None:
    """In HTML no link leads nowhere, and no id is twice on a page."""
    add(project, LESSER[lesser], where)
    build = project.build()
    assert build.warnings == []
    pages = Pages(build.outdir)
    assert pages.dead_links() == []
    assert "../partners/bahrain.html" in pages["years/2024.html"].hrefs
    for name in pages.names:
        ids = pages.ids(name)
        assert [each for each in ids if ids.count(each) > 1] == [], name


@pytest.mark.parametrize("where", ["same page", "earlier page"])
@pytest.mark.parametrize("lesser", LESSER)
def test_labels_of_latex_are_there_once(project: Project, lesser: str, where: str) -> None:
    """In LaTeX every reference has its label, and no label is there twice."""
    add(project, LESSER[lesser], where)
    build = project.build("latex")
    assert build.warnings == []
    (path,) = build.outdir.glob("*register.tex")
    text = path.read_text(encoding="utf-8")
    labels = re.findall(r"\\label\{(\\detokenize\{.*?\})\}", text)
    asked = re.findall(r"\\hyperref\[(\\detokenize\{.*?\})\]", text)
    assert any("partner-bahrain" in each for each in asked)
    assert set(asked) - set(labels) == set()
    assert [each for each in labels if labels.count(each) > 1] == []


@pytest.mark.parametrize("heading", ["Timeline 2024", "Document report", "Source page", "Partners country"])
def test_a_heading_may_have_the_words_of_an_entry(project: Project, heading: str) -> None:
    """No id of a view is one that a heading can have, but for that of a partner, which is promised."""
    project.write("index.md", INDEX.replace("# A register\n\n", f"# A register\n\n## {heading}\n\n"))
    build = project.build()
    assert build.warnings == []
    ids = Pages(build.outdir).ids("index.html")
    assert [each for each in ids if ids.count(each) > 1] == []


@pytest.mark.parametrize("text", ["## Partner Oman\n\n", "(partner-oman)=\n## Of Oman\n\n"])
def test_a_heading_with_the_address_of_a_partner_is_reported(project: Project, text: str) -> None:
    """It is on the page of the index; on another page it does no harm."""
    project.write("about.md", "# About\n\n## Partner Oman\n")
    project.write(
        "index.md", INDEX.replace("years/*", "about\nyears/*").replace("A register\n", f"A register\n\n{text}")
    )
    (warning,) = project.build().warnings
    assert re.match(
        r"index\.md:[345]: WARNING: “partner-oman” is already the anchor of a partner's entry on this page", warning
    )
    assert warning.endswith("[milestones.id-duplicate]")


def test_a_milestone_with_the_address_of_a_partner_is_reported(project: Project) -> None:
    """Where it is on the page of the index."""
    (project.root / "years/2024.md").unlink()
    page = year_page(MILESTONE.replace("2024-first", "partner-oman"))
    project.write("index.md", page.replace("# 2024\n\n", INDEX.partition("```")[0]).replace("A register", "2024"))
    (warning,) = project.build().warnings
    assert "“partner-oman” is already the anchor of a partner's entry on this page" in warning


@pytest.mark.parametrize("label", ["lab", "a-label"])
def test_a_label_above_a_milestone_leaves_it_its_address(project: Project, label: str) -> None:
    """The section, its permanent link and the contents have the milestone's id; the label leads there too."""
    project.write("years/2024.md", year_page(f"({label})=\n{MILESTONE}\nSee [the label](#{label}).\n"))
    pages = Pages(project.build().outdir)
    (section,) = pages["years/2024.html"].all("section", "milestone")
    assert section.attributes["id"] == "2024-first"
    assert [link.attributes["href"] for link in section.all("a", "headerlink")] == ["#2024-first"]
    assert label in pages.ids("years/2024.html")
    assert pages.dead_links() == []


def test_no_line_of_an_entry_is_empty(project: Project) -> None:
    """A partner with a note, but with neither parent nor site, has that note and its counts; its kind is above."""
    project.write("conf.py", CONF + 'milestones_partner_pages = ""\n')
    project.write("data/partners.toml", DATA["partners"] + 'note = "Founded in 1948."\n')
    (entry,) = [
        each
        for each in Pages(project.build().outdir)["index.html"].all("div", "ms-partner")
        if "Founded in 1948." in each.text
    ]
    assert [line.text for line in entry.all("p", "ms-line")] == [
        "Founded in 1948.",
        "1 milestone Visit",
    ]


def test_a_translation_is_no_markup(project: Project) -> None:
    """A label with angle brackets is shown as it is written."""
    catalogue, compiled = Catalog("de"), BytesIO()
    catalogue.add("Belongs to", "Part of <it>")
    write_mo(compiled, catalogue)
    project.write("locale/de/LC_MESSAGES/sphinx_milestones.mo", compiled.getvalue())
    added = 'def setup(app):\n    app.add_message_catalog("sphinx_milestones", f"{app.confdir}/locale")\n'
    project.write("conf.py", f'{CONF}language = "de"\n\n\n{added}')
    page = Pages(project.build().outdir)["partners/home.html"]
    assert "Part of <it>" in [term.text for term in page.all("dt")]
