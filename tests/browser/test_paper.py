"""What a browser prints of pictures that scroll within themselves on screen."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from itertools import product
from pathlib import Path

import pytest
from playwright.sync_api import Page
from pypdf import PdfReader
from tests.support.project import CONF, ROOT, write_project, year_page
from tests.support.serving import serve

from sphinx_milestones.views.year_bins import WIDE, bins_of

VIEWS = ("partner-matrix", "milestone-chart")
SHEETS = {"A4": 718, "A5": 483, "Letter": 740}  # the width between margins of a centimetre, in pixels
SPANS = {"40": range(1986, 2026), "50": range(1976, 2026), "60": range(1966, 2026), "90": range(1850, 2026, 2)}
KINDS = 30


def milestone(year: int) -> str:
    """Return a milestone of a year, of one of many kinds."""
    return f""":::{{milestone}} Visit
:id: {year}-visit
:date: {year}-06
:kind: kind-{year % KINDS}
:partners: oman
:topics: statistics
:sources: page

Text.
:::
"""


def view_page(view: str, years: range) -> str:
    """Return a page with a view of some years."""
    return f"---\norphan: true\n---\n\n# Picture\n\n:::{{{view}}}\n:year: {', '.join(map(str, years))}\n:::\n"


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Where a register of many years is served, with a page for each view of each span of them."""
    every = sorted(set().union(*SPANS.values()))
    project = write_project(tmp_path_factory.mktemp("paper"))
    project.write("conf.py", CONF + 'milestones_headers = True\nhtml_favicon = "icon.svg"\n')
    project.write("icon.svg", (ROOT / "docs/_static/icon.svg").read_bytes())
    kinds = sorted({year % KINDS for year in every})
    project.write("data/kinds.toml", "".join(f'[kind-{kind}]\nlabel = "Kind number {kind}"\n\n' for kind in kinds))
    (project.root / "years/2024.md").unlink()
    for year in every:
        project.write(f"years/{year}.md", year_page(milestone(year), year=year))
    for view, (span, years) in product(VIEWS, SPANS.items()):
        project.write(f"{view}-{span}.md", view_page(view, years))
    build = project.build()
    with serve(Path(build.outdir)) as address:
        yield address


@pytest.mark.parametrize("span", SPANS)
def test_every_year_is_printed(page: Page, hosts: list[str], served: str, span: str) -> None:
    """The matrix has the head of each year, or of several, on the sheet, whatever its size."""
    hosts.append(served)
    page.goto(f"{served}/partner-matrix-{span}.html")
    margin = dict.fromkeys(("top", "bottom", "left", "right"), "10mm")
    for paper in SHEETS:
        pdf = PdfReader(BytesIO(page.pdf(format=paper, margin=margin)))  # type: ignore[arg-type]
        printed = " ".join(sheet.extract_text() for sheet in pdf.pages).split()
        heads = {"–".join(dict.fromkeys(map(str, years))) for years in bins_of(SPANS[span], WIDE)}
        assert heads - set(printed) == set(), paper


@pytest.mark.parametrize("view", VIEWS)
@pytest.mark.parametrize("span", SPANS)
def test_nothing_is_beside_the_sheet(page: Page, hosts: list[str], served: str, span: str, view: str) -> None:
    """Every cell, head and mark is between the margins and large enough to be seen."""
    hosts.append(served)
    page.goto(f"{served}/{view}-{span}.html")
    page.emulate_media(media="print")
    for paper, width in SHEETS.items():
        page.set_viewport_size({"width": width, "height": 900})
        beside = page.locator(".ms-matrix :is(th, td, .ms-mark svg), .ms-picture").evaluate_all(
            "all => all.map(e => [e, e.getBoundingClientRect()])"
            ".filter(([, box]) => box.left < 0 || box.right > innerWidth + 1 || box.width < 2)"
            ".map(([e, box]) => `${e.outerHTML.slice(0, 80)} ${box.left} ${box.right}`)"
        )
        assert beside == [], paper
