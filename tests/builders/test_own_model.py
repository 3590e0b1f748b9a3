"""A register with fields of its own, in each kind of output, and what a change of ``register.toml`` changes."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

from tests.support.own_model import FIELDS, LINES
from tests.support.project import MILESTONE, year_page

from sphinx_milestones import load

if TYPE_CHECKING:
    from tests.support.project import Project

WITH_FIELDS = MILESTONE.replace(":sources: page\n", f":sources: page\n{LINES}")


def write(project: Project) -> None:
    """Give the project its own fields, and its milestone a value in each."""
    project.write("data/register.toml", FIELDS)
    project.write("years/2024.md", year_page(WITH_FIELDS))


def test_own_fields_in_a_site(project: Project) -> None:
    """On the page, in the filter and in the data; a change of a label reaches them, and nothing is built again then."""
    write(project)
    built = project.build()
    assert built.warnings == []
    page = built.text("years/2024.html")
    for shown in ("Author", "(UN DESA) , Oman", "Height (m) 1,234.50", "Opened December 24, 2024", "Coral stone"):
        assert shown in page
    assert "Shelf" not in page
    source = built.read("years/2024.html")
    assert '<span class="ms-own-state">Final</span>' in source
    number = "0000-0002-1825-0097"
    assert f'<a class="reference external" href="https://orcid.org/{number}" dir="auto">{number}</a>' in source
    assert re.search(r'"ms-entry"[^>]* data-author="un-desa oman" data-state="final"', built.read("index.html"))
    record = json.loads(built.read("data/milestones.json"))["milestones"][0]
    assert (record["height"], record["author"], "shelf" in record) == (1234.5, ["un-desa", "oman"], False)

    project.write("data/register.toml", FIELDS.replace("Height (m)", "Altitude"))
    assert "Altitude 1,234.50" in project.build().text("years/2024.html")
    project.write("data/register.toml", FIELDS.replace('"number"', '"text"'))
    assert "Height (m) 1234.50" in project.build().text("years/2024.html")
    project.write("data/register.toml", f"{FIELDS}x = [")
    (warning,) = project.build().warnings
    assert "data/register.toml" in warning
    (project.root / "data/register.toml").unlink()
    assert len([line for line in project.build().warnings if "unknown field" in line]) == len(LINES.splitlines())


def test_own_fields_in_other_outputs(project: Project) -> None:
    """As nodes, and read without a build; a missing value of a required field is a problem in both."""
    write(project)
    text = project.build("text").read("years/2024.txt")
    assert "Coral stone" in text
    assert "https://orcid.org/0000-0002-1825-0097" in project.build("xml").read("years/2024.xml")
    loaded = load(project.root)
    (milestone,) = loaded.milestones
    assert (loaded.problems, milestone.value("state"), milestone.value("author")) == ((), "final", ("un-desa", "oman"))
    project.write("years/2024.md", year_page(WITH_FIELDS.replace(":material: Coral stone\n", "")))
    (warning,) = project.build("dummy").warnings
    assert "milestone “2024-first” has no material. Add a line such as: :material: text" in warning
    assert load(project.root).problems[0].message in warning


def test_the_file_and_the_setting_both_say_what_is_required(project: Project) -> None:
    """The file is used, and the setting reported; a field that the file does not name may be left out."""
    project.write("data/register.toml", 'required = ["date"]\n')
    project.write("years/2024.md", year_page(MILESTONE.replace(":partners: oman, un-desa (funder)\n", "")))
    assert [line for line in project.build("dummy").warnings if "has no" in line] == []
    with (project.root / "conf.py").open("a") as file:
        file.write('milestones_required_fields = ["partners"]\n')
    warnings = project.build("dummy").warnings
    assert [line for line in warnings if "has no" in line] == []
    assert [line for line in warnings if "register.toml has `required`, which is used instead" in line]


OWN_WORDS = """\
[messages.en]
Partners = "People"
Partner = "Person"
Milestones = "Books"
Hosts = "Publishers"
"{count} milestone" = { one = "{count} book", other = "{count} books" }
"{count} partner" = { one = "{count} person", other = "{count} people" }
Partnrs = "People"
"""


def test_a_register_in_its_own_words(project: Project) -> None:
    """Labels, headings and counts follow, in pages and in nodes; a text that there is not is reported at its line."""
    project.write("data/register.toml", OWN_WORDS)
    built = project.build()
    (warning,) = built.warnings
    assert "data/register.toml:8: WARNING: [messages.en] “Partnrs” is not a text of the extension." in warning
    assert "People Oman" in built.text("years/2024.html")
    index = built.text("index.html")
    assert "Publishers 1 Person 2024" in index
    assert "1 book" in index
    assert "milestone" not in re.sub(r"[\w.-]*milestones?[\w.-]*\.(?:js|css|json)", "", index).lower()


STATES = """\
[source-types.official]
label = "Official"

[document-states.archived]
label = "In a web archive"
remark = "archived copy"
linked = true
"""


def test_states_types_and_persons(project: Project) -> None:
    """A linked document with its remark and heading, a type of source, a person with several roles."""
    project.write("data/register.toml", STATES)
    data = project.root / "data"
    documents = (data / "documents.toml").read_text().replace("not-located", "archived")
    project.write("data/documents.toml", f'{documents}url = "https://archive.example.org/r.pdf"\n')
    project.write("data/sources.toml", (data / "sources.toml").read_text() + 'quality = "official"\n')
    person = '[ada]\nkind = "person"\nname = "Ada Example"\n'
    project.write("data/partners.toml", f"{(data / 'partners.toml').read_text()}\n{person}")
    project.write("years/2024.md", year_page(MILESTONE.replace("(funder)", "(funder), ada (organiser, funder)")))
    with (project.root / "conf.py").open("a") as file:
        file.write('html_baseurl = "https://example.org/"\n')
    built = project.build()
    assert built.warnings == []
    page = built.text("years/2024.html")
    assert "Ada Example (organiser, funder)" in page
    assert "Report (PDF, 3.8 MB, 87 pages) archived copy" in page
    assert 'class="reference external" href="https://archive.example.org/r.pdf"' in built.read("years/2024.html")
    index = built.text("index.html")
    for shown in ("People 1", "In a web archive", "at archive.example.org", "Official"):
        assert shown in index
    rows = built.read("data/participations.csv").splitlines()
    assert "2024-first,ada,organiser; funder," in rows
    assert '"@type": "Person"' in built.read("partners/ada.html")
    assert json.loads(built.read("data/milestones.json"))["documents"]["report"]["status"] == "archived"
