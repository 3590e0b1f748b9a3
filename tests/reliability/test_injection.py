"""A register whose every field and value would do harm if anything took it for more than words."""

from __future__ import annotations

import json
import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from html import unescape
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

import pytest
from pypdf import PdfReader
from tests.reliability.payloads import ADDRESSES, ELSEWHERE, FILES, RUN, WORDS
from tests.support.project import Build, Project
from tests.support.records import read_records
from tests.support.serving import serve

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page
    from tests.reliability.tally import Tally

pytestmark = [
    pytest.mark.reliability,
    pytest.mark.filterwarnings("ignore:'myst_parser"),  # it uses what Sphinx 11 will not have
]

CONF = f"""
project, author = "A register", {" ".join(WORDS[:6])!r}
extensions = ["myst_parser", "sphinx_milestones", "sphinx_pdf"]
myst_enable_extensions = ["colon_fence"]
html_theme = "furo"
exclude_patterns = ["_build"]
smartquotes = False
milestones_headers = True
milestones_host = "host"
pdf_documents = [("index", "register.pdf", "A register", "")]
"""
VIEWS = (
    "timeline",
    "milestone-list",
    "milestone-chart",
    "partner-matrix",
    "partner-index",
    "document-list",
    "source-list",
)
PAGES = ("index", "years/2024", "search", "genindex")
COLUMNS = {
    "kinds": ("label", "definition"),
    "topics": ("label", "definition"),
    "partners": ("name", "acronym", "note"),
    "documents": ("title", "note", "size"),
    "sources": ("title", "publisher", "quality"),
}
FIELDS = (
    "id",
    "date",
    "kind",
    "partners",
    "host",
    "topics",
    "mode",
    "participants",
    "countries",
    "documents",
    "sources",
    *("related", "added", "updated", "change", "nosuch"),
)


UNCLOSED = "\u2066"  # an isolate that nothing closes reorders what follows


@dataclass(frozen=True)
class Harmful:
    """The project as it was built, and how many harmful values it holds."""

    site: Build
    pdf: str
    count: int


def _register(project: Project) -> int:
    """Write the register; return how often it has a value that would do harm."""
    text = dict.fromkeys(COLUMNS, "")
    page = "---\nyear: 2024\n---\n\n# 2024\n\n"
    count = 0
    for number, words in enumerate(WORDS):
        for table, columns in COLUMNS.items():
            more = {"partners": 'kind = "organisation"\n', "documents": 'status = "not-located"\n'}.get(table, "")
            values = "".join(f"{column} = {json.dumps(words)}\n" for column in columns)
            text[table] += f"[x-{number}]\n{more}{values}\n"
            count += len(columns)
        keys = "".join(f":{name}: x-{number}\n" for name in ("kind", "partners", "topics", "documents", "sources"))
        own = f":id: 2024-x-{number}\n:date: 2024\n:place: {words}\n{keys}"
        page += f":::{{milestone}} Title {words}\n{own}\nText.\n:::\n\n"
        broken = "".join(f":{name}: {words}\n" for name in FIELDS)
        page += f":::{{milestone}} Broken {number}\n{broken}\nText.\n:::\n\n"
        count += 2 + len(FIELDS)
    for number, address in enumerate(ADDRESSES):
        url = f"url = {json.dumps(address)}\n\n"
        text["partners"] += f'[y-{number}]\nkind = "organisation"\nname = "Y {number}"\n{url}'
        text["sources"] += f'[y-{number}]\ntitle = "Y {number}"\n{url}'
        text["documents"] += f'[y-{number}]\ntitle = "Y {number}"\nstatus = "external"\n{url}'
        page += (
            f":::{{milestone}} Address {number}\n:id: 2024-y-{number}\n:date: 2024\n:kind: x-0\n:partners: y-{number}\n"
        )
        page += f":sources: y-{number}\n:documents: y-{number}\n\n[words](<{address}>).\n:::\n\n"
        count += 4
    for number, file in enumerate(FILES):
        text["documents"] += f'[z-{number}]\ntitle = "Z {number}"\nstatus = "available"\nfile = {json.dumps(file)}\n\n'
        count += 1
    for name, content in text.items():
        project.write(f"data/{name}.toml", content + '[host]\nkind = "agency"\nname = "Host"\n' * (name == "partners"))
    project.write("years/2024.md", page)
    return count


@pytest.fixture(scope="session")
def harmful(tmp_path_factory: pytest.TempPathFactory) -> Harmful:
    """The register of harm, built as pages and as a PDF."""
    project = Project(tmp_path_factory.mktemp("harmful"))
    project.write("conf.py", CONF)
    views = "\n\n".join(f":::{{{name}}}\n:::" for name in VIEWS)
    project.write("index.md", f"# A register\n\n{views}\n\n```{{toctree}}\nyears/2024\n```\n")
    count = _register(project)
    documents = project.root / "data/documents"
    (documents / "inner").mkdir(parents=True)
    (documents / "link.pdf").symlink_to(project.root / "conf.py")
    (documents / "linked").symlink_to("/etc")
    site = project.build("html")
    for name in ("404.html", "favicon.ico"):  # which the server and the browser ask for
        (site.outdir / name).touch()
    pdf = PdfReader(project.build("pdf").outdir / "register.pdf")
    return Harmful(site, "".join("".join(page.extract_text().split()) for page in pdf.pages), count)


@pytest.fixture
def visit(browser: Browser, harmful: Harmful) -> Iterator[Callable[[str], Page]]:
    """Opens a page of it under the headers that were built for it, and at the end has nothing to complain of."""
    faults: list[str] = []
    with serve(harmful.site.outdir) as address:
        ours = (address, "data:")
        context = browser.new_context()
        context.on("console", lambda message: faults.append(message.text) if message.type == "error" else None)
        context.on("weberror", lambda error: faults.append(str(error.error)))
        context.on("dialog", lambda dialog: faults.append(dialog.message))
        context.on("request", lambda asked: None if asked.url.startswith(ours) else faults.append(asked.url))
        page = context.new_page()

        def visit(path: str) -> Page:
            page.goto(f"{address}/{path}")
            return page

        yield visit
        context.close()
    # Sphinx's marking of words that were searched for stumbles over the titles of Furo's icons.
    assert [fault for fault in faults if "getBBox" not in fault] == []


def _harm(page: Page) -> list[str]:
    """What was made of an input: by a script that ran, as an element or a handler, as a link to where none may lead."""
    found: list[str] = page.evaluate(
        """() => {
          const isHandler = attribute => attribute.name.startsWith("on");
          const named = [...document.querySelectorAll("*")].filter(e => [...e.attributes].some(isHandler));
          const made = document.querySelectorAll("article :is(script, iframe, style, link, meta, base, [action])");
          const leads = [...document.querySelectorAll("a[href]:not(.highlight-link a), area[href]")];  // Sphinx's own
          const allowed = ["http:", "https:", "mailto:", ":"];
          const astray = leads.filter(a => !allowed.includes(a.protocol));
          return [window.harm ? "window.harm" : [], ...named, ...made, ...astray].flat().map(e => e.outerHTML || e);
        }"""
    )
    return found


@pytest.mark.parametrize("name", PAGES)
def test_no_page_does_harm(visit: Callable[[str], Page], harmful: Harmful, tally: Tally, name: str) -> None:
    """Under the policy that is shipped nothing runs, nothing is asked for, and there is nothing to stop either."""
    assert _harm(visit(f"{name}.html")) == []
    if name == "years/2024":
        tally.add("payloads", harmful.count)


def test_no_address_does_harm(visit: Callable[[str], Page], tally: Tally) -> None:
    """What a reader is sent to: a filter, a search, a place on a page."""
    chance = random.Random(tally.lot("addresses"))
    for words in chance.sample(WORDS, min(len(WORDS), 4 * tally.times)):
        quoted = quote(words)
        for asked in (f"index.html?words={quoted}&kind={quoted}&from={quoted}", f"index.html#{quoted}"):
            assert _harm(visit(asked)) == []
        page = visit(f"search.html?q={quoted}")
        page.wait_for_selector("#search-results p, #search-results li")
        assert _harm(page) == []
        tally.add("payloads", 3)


def test_words_are_shown_as_words(visit: Callable[[str], Page], harmful: Harmful) -> None:
    """Titles, places and labels are shown as their author wrote them, on pages, in data and in PDFs."""
    records = read_records(harmful.site.read("data/milestones.json"))
    given = {record["id"]: record for record in records}
    main = visit("years/2024.html").evaluate("document.querySelector('article').textContent")
    shown = "".join(main.split())
    for number, words in enumerate(WORDS):
        if "\u2028" in words:  # ends a line, and with it the field; what follows is reported
            continue
        words = words.replace(UNCLOSED, "")  # reported, and removed from the page
        record = given[f"2024-x-{number}"]
        assert record["place"] == words.strip()
        assert record["title"].startswith("Title ")
        for text in (record["title"], words):
            assert "".join(text.split())[1:] in shown
    assert harmful.pdf.count("window.harm=1") > 100


def test_no_file_leaves_its_folder(harmful: Harmful) -> None:
    """No document is offered that lies elsewhere, or is a link to elsewhere."""
    copied = harmful.site.outdir / "documents"
    assert not copied.exists() or not list(copied.iterdir())
    assert "root:" not in harmful.pdf
    reported = [line for line in harmful.site.warnings if line.startswith("data/documents.toml")]
    assert len([line for line in reported if "[milestones.document-file]" in line or " file" in line]) >= len(FILES) - 1


def test_every_url_is_reported_or_leads_where_links_may(harmful: Harmful) -> None:
    """A URL that cannot be a link is reported in each table that has it, at its line."""
    page = unescape(harmful.site.read("index.html"))
    for number, address in enumerate(ADDRESSES):
        leads = address.startswith(("https://", "mailto:")) and " " not in address
        reported = [
            line
            for line in harmful.site.warnings
            if f"[y-{number}] url" in line or f"[y-{number}] has no “url”" in line
        ]
        assert leads or len({line.partition(":")[0] for line in reported}) == 3, address
        assert leads or f'href="{address}"' not in page
    assert ELSEWHERE not in "".join(
        harmful.site.read(f"_static/{name}") for name in ("milestones.js", "milestones-search.js")
    )
    assert RUN in page


def test_the_policy_holds_the_line(harmful: Harmful) -> None:
    """The files beside the pages for hosts carry no word of the register."""
    for name in ("_headers", ".htaccess", "_headers.nginx"):
        assert "harm" not in Path(harmful.site.outdir, name).read_text(encoding="utf-8")
