"""The digits that a register chooses, in a build of every output that it has."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from tests.support.html_pages import Pages
from tests.support.pdf import text_of
from tests.support.project import CONF, MILESTONE, year_page

if TYPE_CHECKING:
    from tests.support.project import Project

pytestmark = pytest.mark.filterwarnings("ignore:'myst_parser")  # it uses what Sphinx 11 will not have

SETTINGS = """\
extensions.append("sphinx_pdf")
language = "ar"
author = "A"
today = "3 May 2026"
html_baseurl = "https://example.org/"
milestones_digits = "arab"
milestones_editions = ["year"]
milestones_pdf = "_build/pdf/r.pdf"
pdf_documents = [("index", "r.pdf", project, author)]
"""
FIELDS = ":participants: >12500\n:countries: 107\n:added: 2026-11-23\n:sources: page"
VIEWS = (
    *("timeline", "strip", "key-figures", "partner-index", "partner-list", "partner-matrix", "milestone-chart"),
    "pdf-download",
)


def test_what_the_extension_writes_has_the_chosen_digits(project: Project) -> None:
    """Text, attributes, script and PDFs; ids, addresses and values that a program reads remain as they are."""
    project.write("conf.py", CONF + SETTINGS)
    second = MILESTONE.replace("2024-first", "2021-second").replace("2024-12", "2021-11-05")
    milestones = MILESTONE.replace(":sources: page", FIELDS), second.replace(":documents: report\n", "")
    project.write("years/2024.md", year_page(*milestones, year=None).replace("# 2024", "# Years"))
    views = "".join(f":::{{{name}}}\n:::\n\n" for name in VIEWS)
    project.write("index.md", f"# A register\n\n{views}```{{toctree}}\nyears/2024\n```\n")
    pdfs = project.build("pdf").outdir
    build = project.build()
    assert build.warnings == []
    pages = Pages(build.outdir)
    shown = [text for name in pages.names for text in _texts(pages, name)]
    assert [text for text in shown if re.search("[0-9]", text)] == []
    assert {text for text in shown if "٢٠٢٤" in text} >= {"٢٠٢٤", "ديسمبر ٢٠٢٤"}
    page = pages["years/2024.html"]
    assert page.by_id("2024-first").all("time")[0].attributes["datetime"] == "2024-12"
    assert {"2024", "2021"} <= {option.attributes["value"] for option in pages["index.html"].all("option")}
    assert 'numberingSystem = "arab"' in build.read("_static/milestones.js")
    brief, full = (text_of(pdfs / name) for name in ("year-2021.pdf", "r.pdf"))
    for text in (brief, full):
        assert "٢٠٢١" in text
        as_written = r"https?://\S+|\S+-full\.pdf|\S*years/\S+|3 May 2026"
        assert not re.search(r"\b20\d\d\b", re.sub(as_written, "", text))


def _texts(pages: Pages, name: str) -> list[str]:
    """The texts and labels that the extension writes on a page, without what is copied as an entry for BibTeX."""
    found = []
    for element in pages[name].walk():
        if any(each.startswith("ms-") for each in element.classes):
            for inner in element.walk():
                if inner.tag in ("pre", "code"):
                    continue
                found += [child.strip() for child in inner.children if isinstance(child, str)]
                found += [text for key, text in inner.attributes.items() if key in ("title", "alt", "aria-label")]
    return [text for text in found if text and "https:" not in text]
