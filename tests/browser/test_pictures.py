"""The pictures of the register in a browser: their links, fixed table headers, and marks that need no colour."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Literal

import pytest
from playwright.sync_api import FloatRect, Locator, Page, expect
from tests.support.fonts import every_font
from tests.support.looking import Scheme, violations, windows
from tests.support.pdf import page_texts
from tests.support.project import CONF, INDEX, MILESTONE, ROOT, write_project, year_page
from tests.support.serving import serve

if TYPE_CHECKING:
    from tests.support.html_pages import Pages

pytestmark = pytest.mark.filterwarnings("ignore:'myst_parser")  # it uses what Sphinx 11 will not have


# At the top of the window, or as near to it as the end of the page allows.
IS_REACHED = """() => Math.abs(document.querySelector(':target').getBoundingClientRect().top) < 200
  || scrollY + innerHeight > document.documentElement.scrollHeight - 2"""


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Where a small register with a chart is served."""
    project = write_project(tmp_path_factory.mktemp("pictures"))
    project.write("conf.py", f'{CONF.replace("basic", "furo")}milestones_headers = True\nhtml_favicon = "icon.svg"\n')
    project.write("icon.svg", (ROOT / "docs/_static/icon.svg").read_bytes())
    for year, kind in ((2022, "workshop"), (2023, "visit")):
        entry = MILESTONE.replace("2024-first", f"{year}-more").replace("2024-12", str(year))
        project.write(f"years/{year}.md", year_page(entry.replace(":kind: visit", f":kind: {kind}"), year=year))
    project.write("index.md", INDEX.replace(":::{partner-index}", ":::{milestone-chart}"))
    build = project.build()
    assert build.warnings == []
    with serve(build.outdir) as address:
        yield address


@pytest.fixture
def pictures(page: Page, served: str, hosts: list[str]) -> Page:
    """The page with the chart."""
    hosts.append(served)
    page.goto(f"{served}/index.html")
    return page


def box(element: Locator) -> FloatRect:
    """Return the position and size of an element in the window."""
    found = element.bounding_box()
    assert found
    return found


def test_each_year_of_the_strip_links_to_its_year(page: Page) -> None:
    """Each year is a link to that year, at least 24 px wide and high, with the number of milestones as its name."""
    page.goto("/timeline.html")
    links = page.locator("nav.ms-years a")
    assert links.count() > 10
    for link in links.all():
        assert re.fullmatch(r"\d{4}: \d+ milestones?", " ".join((link.text_content() or "").split()))
        assert min(box(link)["width"], box(link)["height"]) >= 24
        address = link.get_attribute("href") or ""
        link.focus()
        page.keyboard.press("Enter")
        page.wait_for_function("id => document.querySelector(':target')?.id === id", arg=address[1:])
        page.wait_for_function(IS_REACHED)


MARKS = """marks => marks.map(mark => {
  const {width, height} = mark.getBoundingClientRect();
  return {width, height, page: mark.pathname.slice(1), id: mark.hash.slice(1), title: mark.title};
})"""


@pytest.mark.parametrize("name", ["partners", "partners/un"])
def test_each_mark_of_a_partner_leads_to_its_milestone(page: Page, html: Pages, name: str) -> None:
    """Each mark is at least 24 px wide and high, has the title of its milestone as its name, and leads to it."""
    page.goto(f"/{name}.html")
    marks = page.locator(":is(.ms-cells, .ms-strip) .ms-mark").evaluate_all(MARKS)
    assert len(marks) > 5
    assert [mark for mark in marks if min(mark["width"], mark["height"]) < 24] == []
    for mark in marks:
        assert mark["id"] in html.ids(mark["page"]), mark
        (heading,) = html[mark["page"]].by_id(mark["id"]).all("h2")
        assert mark["title"].startswith(heading.text), mark
    last = page.locator(":is(.ms-cells, .ms-strip) .ms-mark").last
    last.press("Enter")
    expect(page.locator(":target").get_by_role("heading", level=2)).to_be_in_viewport()


def test_right_to_left_mirrors_the_pictures(pictures: Page) -> None:
    """By `dir` alone: the first year is on the right in strip and chart, and words are not written backwards."""
    pictures.evaluate("document.documentElement.dir = 'rtl'")
    years = pictures.locator("nav.ms-years ol > li")
    assert box(years.first)["x"] > box(years.nth(1))["x"]
    picture, label = (box(pictures.locator(f".ms-picture{part}").first) for part in ("", " text:text-is('Workshop')"))
    assert label["x"] + label["width"] == pytest.approx(picture["x"] + picture["width"] - 18, abs=2)
    mirrored = "part => new DOMMatrix(getComputedStyle(document.querySelector(part)).transform).a"
    assert pictures.evaluate(mirrored, ".ms-picture") * pictures.evaluate(mirrored, ".ms-picture text") == 1


@every_font
def test_the_pictures_are_accessible_when_open(pictures: Page, fonts: str) -> None:
    """With the table of numbers shown, axe finds nothing at three widths, and the page does not scroll sideways."""
    pictures.locator(".ms-chart summary").click()
    pictures.locator(".ms-numbers").wait_for(state="visible")
    for width, layout_only in windows(pictures, fonts):
        found = violations(pictures, ".ms-chart", layout_only=layout_only, every_text=True)
        assert found == [], f"{width} px"
        assert pictures.evaluate("document.documentElement.scrollWidth <= innerWidth"), f"{width} px: too wide"


CONTRAST = """selector => {
  const context = document.createElement('canvas').getContext('2d', {willReadFrequently: true});
  const light = colour => {
    context.fillStyle = colour; context.fillRect(0, 0, 1, 1);
    const [r, g, b] = [...context.getImageData(0, 0, 1, 1).data].map(v => v / 255)
      .map(v => v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4);
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const [mark, ground] = [getComputedStyle(document.querySelector(selector)).fill,
    getComputedStyle(document.body).backgroundColor].map(light);
  return (Math.max(mark, ground) + 0.05) / (Math.min(mark, ground) + 0.05);
}"""


SEEN = {
    "index": [".ms-strip path", ".ms-key path"],
    "timeline": [".ms-years ol path", ".ms-chips path"],
    "about": [".ms-legend path"],
    "partners": [".ms-cells path"],
}


@pytest.mark.parametrize("forced", ["none", "active"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_marks_can_be_seen(page: Page, scheme: Scheme, forced: Literal["none", "active"]) -> None:
    """Marks have a contrast of at least 3 : 1 with the page, also in forced colours."""
    page.emulate_media(color_scheme=scheme, forced_colors=forced)
    for name, marks in SEEN.items():
        page.goto(f"/{name}.html")
        for mark in marks:
            assert page.evaluate(CONTRAST, mark) >= 3, mark


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_marks_of_the_chart_can_be_seen(pictures: Page, scheme: Scheme) -> None:
    """As those of the site can."""
    pictures.emulate_media(color_scheme=scheme)
    assert pictures.evaluate(CONTRAST, ".ms-picture path") >= 3


def test_paper_has_the_numbers_and_nothing_to_open_them(pictures: Page) -> None:
    """The table below the chart is printed unfolded, without the button that opens it."""
    printed = " ".join(page_texts(pictures.pdf()))
    assert "Show as a table" not in printed
    assert "Total 2 1 3" in printed
