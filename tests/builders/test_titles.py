"""Titles with emphasis, code and formulas: shown as such wherever a title is shown, and plain where it is a label."""

from __future__ import annotations

import json
from xml.etree import ElementTree

import pytest
from pypdf import PdfReader
from tests.support.html_pages import Pages
from tests.support.pdf import page_texts
from tests.support.project import CONF, DATA, INDEX, Build, Project, year_page

from sphinx_milestones import load

pytestmark = pytest.mark.filterwarnings("ignore:'myst_parser")  # it uses what Sphinx 11 will not have

TITLE = r'The *Atlas* has `maps(1)` & $\pi r^2$ from "home"'
PLAIN = "The Atlas has maps(1) & πr² from “home”"
FORMULA = r'<math alttext="\pi r^2" xmlns="http://www.w3.org/1998/Math/MathML"><mi>π</mi><msup><mi>r</mi><mn>2</mn></msup></math>'
HTML = f"The <em>Atlas</em> has <code>maps(1)</code> &amp; {FORMULA} from “home”"
MARKED = f"""\
::::{{milestone}} {TITLE}
:id: 2024-marked
:date: 2024-12
:kind: visit
:partners: oman
:sources: page
:added: 2024-12-31

Its text.

:::{{sources-differ}}
One says more.
:::
::::
"""
REFERRING = """\
:::{milestone} Second visit
:id: 2025-plain
:date: 2025
:kind: visit
:partners: oman
:related: 2024-marked
:sources: page
:added: 2025-12-31

It follows {milestone}`2024-marked`.
:::
"""


@pytest.fixture(scope="module")
def register(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """A register with such a title, translated into Arabic, and whatever shows titles."""
    project = Project(tmp_path_factory.mktemp("titles"))
    settings = (
        'html_baseurl = "https://example.org/"\nmilestones_editions = ["partner"]\nmilestones_new_days = 9\n'
        'milestones_languages = ["en", "ar"]\nlocale_dirs = ["locale"]\n'
        'suppress_warnings = ["milestones.entry-unused"]\n'
        'pdf_documents = [("index", "register.pdf", project, "Home")]\n'
    )
    conf = CONF.replace('"colon_fence"', '"colon_fence", "dollarmath"').replace('tones"]', 'tones", "sphinx_pdf"]')
    project.write("conf.py", conf + settings)
    for name, text in DATA.items():
        project.write(f"data/{name}.toml", text)
    project.write("index.md", INDEX + "\n:::{milestone-news}\n:::\n\n:::{partner-matrix}\n:::\n")
    project.write("years/2024.md", year_page(MARKED))
    project.write("years/2025.md", year_page(REFERRING, year=2025))
    escaped = TITLE.replace("\\", "\\\\").replace('"', '\\"')
    translation = r"«`maps(1)`» في *الأطلس* [هنا](https://example.org)"
    project.write(
        "locale/ar/LC_MESSAGES/years.po",
        f'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\nmsgid "{escaped}"\nmsgstr "{translation}"\n',
    )
    return project


@pytest.fixture(scope="module")
def site(register: Project) -> Build:
    """Its site."""
    built = register.build()
    assert (built.warnings, built.code) == ([], 0)
    return built


@pytest.mark.parametrize(
    "name", ["index.html", "years/2024.html", "years/2025.html", "partners/oman.html", "partners/home.html"]
)
def test_every_page_shows_the_markup(site: Build, name: str) -> None:
    """Headings, contents, rows, lists, links to related and neighbouring milestones, and references have it all."""
    shown = site.read(name).replace(' class="docutils literal notranslate"', "").replace('<span class="pre">', "")
    assert HTML in shown.replace("</span></code>", "</code>")
    assert r"\(\pi" not in shown  # for a script
    text = Pages(site.outdir)[name].text
    assert "*Atlas*" not in text
    assert "`maps" not in text


def test_data_have_the_plain_title_and_its_html(site: Build) -> None:
    """In each language; what a translation has of links is text."""
    records = json.loads(site.read("data/milestones.json"))["milestones"]
    marked, plain = records
    assert marked["title"] == {"en": PLAIN, "ar": "«maps(1)» في الأطلس هنا"}
    assert marked["title_html"] == {"en": HTML, "ar": "«<code>maps(1)</code>» في <em>الأطلس</em> هنا"}
    assert "title_html" not in plain
    assert PLAIN in site.read("data/milestones.csv").replace('""', '"')


def test_feeds_have_it_as_their_format_allows(site: Build) -> None:
    """Atom has HTML where a title needs it, JSON Feed has text only."""
    namespace = {"atom": "http://www.w3.org/2005/Atom"}
    titles = ElementTree.fromstring(site.read("feed.atom")).findall("atom:entry/atom:title", namespace)
    assert [(title.get("type"), title.text) for title in titles] == [(None, "Second visit"), ("html", HTML)]
    assert [item["title"] for item in json.loads(site.read("feed.json"))["items"]] == ["Second visit", PLAIN]


def test_text_and_print_have_it(register: Project) -> None:
    """Nodes of Sphinx in the first, a bookmark without markup and an equation in the second."""
    text = register.build("text")
    assert text.warnings == []
    title = r"The *Atlas* has \"maps(1)\" & \pi r^2 from “home”".replace('\\"', '"')
    assert title in " ".join(text.read("index.txt").split())
    assert f"follows *{title}*." in text.read("years/2025.txt")
    pdf = register.build("pdf")
    assert (pdf.warnings, pdf.code) == ([], 0)
    bookmarks = str(PdfReader(pdf.outdir / "register.pdf").outline)
    assert "The Atlas has maps(1)" in bookmarks
    brief = " ".join(page_texts(pdf.outdir / "partner-oman.pdf"))
    assert "The Atlas has maps(1)" in brief
    assert r"\pi" not in brief


def test_reading_without_a_build_gives_the_same_title(register: Project) -> None:
    """As plain text."""
    assert [milestone.title for milestone in load(register.root).milestones] == [PLAIN, "Second visit"]
