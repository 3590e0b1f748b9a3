"""The extension's manual: it builds without a warning, its links lead somewhere, and the site does without it."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from tests.support.apart import build_apart
from tests.support.html_pages import Pages
from tests.support.once import build_once
from tests.support.pdf import find_violations

from sphinx_milestones import load
from sphinx_pdf.config.settings import SETTINGS

if TYPE_CHECKING:
    from tests.support.site import Site

ROOT = Path(__file__).parents[2]
EXAMPLES = ("computing", "earth")
REPOSITORY = re.compile(r"`((?:ext|docs|data|tests|changes)/[\w./-]+)`")


@pytest.fixture(scope="module")
def built(shared_folder: Path) -> Path:
    """The folder with the manual's HTML and PDF, built strictly."""
    return build_once(shared_folder / "manual", build_manual) / "_build/manual"


def build_manual(root: Path) -> None:
    """Build the manual in a folder, and the registers that its HTML leads to."""
    source = root / "ext/manual"
    shutil.copytree(ROOT / "ext/manual", source, ignore=shutil.ignore_patterns("_build"))
    folder = build_apart(root, "pdf", "html", source="ext/manual", output="_build/manual")
    for name in EXAMPLES:
        output = build_apart(root, "pdf", "html", source=f"ext/manual/examples/{name}", output=f"_build/manual/{name}")
        shutil.copytree(output / "html", folder / "html/examples" / name)


def test_every_link_leads_somewhere(built: Path) -> None:
    """Each file and each anchor that a page links to exists; no id is there twice."""
    pages = Pages(built / "html")
    assert len(pages.names) > 20
    assert pages.dead_links() == []
    for name in pages.names:
        assert len(pages.ids(name)) == len(set(pages.ids(name))), name


def test_it_shows_the_example_register(built: Path) -> None:
    """Views in its pages list the milestones of the example, and the data is the example's."""
    records = json.loads((built / "html/data/milestones.json").read_text(encoding="utf-8"))["milestones"]
    assert "2023-agreement" in [record["id"] for record in records]
    assert "example/years/2023.html#2023-agreement" in Pages(built / "html")["views.html"].hrefs


def test_its_pdf_is_accessible(built: Path) -> None:
    """A validator of tagged PDFs finds nothing, and the front page offers the file."""
    assert find_violations(built / "pdf/sphinx-milestones.pdf") == []
    assert "pdf/sphinx-milestones.pdf" in Pages(built / "html")["index.html"].hrefs


def test_it_leads_to_the_other_registers(built: Path) -> None:
    """By their pictures; each has a PDF, which a validator finds nothing in."""
    links = Pages(built / "html")["examples.html"].hrefs
    for name in EXAMPLES:
        assert f"examples/{name}/index.html" in links
        assert f"pdf/{name}.pdf" in Pages(built / "html/examples" / name)["index.html"].hrefs
        assert find_violations(built / name / f"pdf/{name}.pdf") == []
        loaded = load(ROOT / "ext/manual/examples" / name)
        assert (loaded.problems, len(loaded.milestones)) == ((), len(records_of(built, name)["milestones"]))


def records_of(built: Path, name: str) -> Any:
    """The data of a register."""
    return json.loads((built / "html/examples" / name / "data/milestones.json").read_text(encoding="utf-8"))


def test_a_register_of_people_needs_no_institutions(built: Path) -> None:
    """Each partner is a person, one entry has none, and no text says “partner”."""
    data = records_of(built, "computing")
    assert {partner["kind"] for partner in data["partners"].values()} == {"person"}
    assert [record["id"] for record in data["milestones"] if "partners" not in record] == ["1947-bug"]
    pages = Pages(built / "html/examples/computing")
    assert [name for name in pages.names if re.search(r"\bpartners?\b", pages[name].text, re.IGNORECASE)] == []
    assert "https://doi.org/10.1112/plms/s2-42.1.230" in pages["years/1930s.html"].hrefs
    assert [title.text for title in pages["index.html"].all("em")[:1]] == ["The Education of a Computer"]


def test_a_register_of_two_thousand_years_has_them_in_order(built: Path) -> None:
    """From before year 1 to this century, with dates as precise as they are written."""
    data = records_of(built, "earth")
    dates = [record["date"] for record in data["milestones"]]
    assert (dates[0]["earliest"], dates[-1]["latest"]) == ("-0239-01-01", "2009-03-17")
    assert {date["precision"] for date in dates} == {"century", "decade", "year", "month", "day"}
    page = Pages(built / "html/examples/earth")["index.html"]
    headings = [heading.text for year in page.all("div", "ms-year") for heading in year.all("h3")[:1]]
    assert headings[0] == "2009"
    assert headings[-3:] == ["150", "1st century BC", "240 BC"]
    assert {"9th century", "1950s", "1855", "1816"} < set(headings)


def test_the_search_of_the_site_does_not_find_it(site: Site) -> None:
    """No page of it is in the index of the site, nor is a setting of the PDF builder, nor a word of the example."""
    folder = site.folder("html")
    index = (folder / "searchindex.js").read_text(encoding="utf-8")
    names = json.loads(re.search(r'"docnames":(\[.*?\])', index)[1])  # type: ignore[index]
    assert [name for name in names if not (ROOT / f"docs/{name}.md").is_file()] == []
    assert [name for name in SETTINGS if f"pdf_{name}" in index] == []
    assert "isles" not in index + (folder / "_static/milestones-words.js").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "readable",
    [*ROOT.glob("*.md"), ROOT / "ext/README.md", *ROOT.glob("docs/**/*.md"), *ROOT.glob("ext/manual/*.md")],
    ids=lambda path: path.relative_to(ROOT).as_posix(),
)
def test_files_of_the_repository_that_a_page_names_exist(readable: Path) -> None:
    """A path of a file or folder between backticks, and a relative link of a page that is read in the repository."""
    text = re.sub(r"^```.*?^```$", "", readable.read_text(encoding="utf-8"), flags=re.MULTILINE | re.DOTALL)
    named = [ROOT / path for path in REPOSITORY.findall(text)]
    if readable.parent in (ROOT, ROOT / "ext"):
        links = re.findall(r"\]\(([^)#]+)\)", text)
        named += [readable.parent / link for link in links if not re.match(r"\w+:", link)]
    made = {ROOT / "docs/locales", ROOT / "data/documents", ROOT / "data/milestones.json", ROOT / "docs/years/2026.md"}
    assert [path for path in named if not path.exists() and path not in made and not made & set(path.parents)] == []
