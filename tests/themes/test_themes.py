"""Each part of a register in each theme: at two widths, in each scheme. `nox -s themes` installs the themes."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page, expect
from tests.support.looking import TAGS, Scheme, unfold
from tests.themes.building import ONLY_LIGHT, THEMES, build

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.themes

PAGES = ("index.html", "more.html", "years/2023.html", "partners/iceland.html")
WIDTHS = (390, 1280)

# A list whose items have numbers or bullets: only sources are numbered.
MARKERS = """() => [...document.querySelectorAll('[class^=ms-] li')].filter(item => {
  const style = getComputedStyle(item), isMarked = style.display === 'list-item' && style.listStyleType !== 'none';
  return (isMarked || parseFloat(style.marginInlineStart) > 0) && !item.closest('.ms-list ol');
}).map(item => item.outerHTML.slice(0, 150))"""

OUTSIDE = """() => {
  const width = document.documentElement.clientWidth;
  const isOutside = ({ left, right }) => left < -1 || right > width + 1;
  const parts = [...document.querySelectorAll('[class*=ms-]')].filter(each => !each.closest('.ms-matrix, .ms-years'));
  const found = parts.filter(each => isOutside(each.getBoundingClientRect())).map(each => each.outerHTML.slice(0, 150));
  return document.documentElement.scrollWidth > width ? ['the page', ...found] : found;
}"""

# The ground of what stays visible above text, and that of the page behind it.
STICKY = ".ms-year > :first-child, .ms-years, .ms-matrix thead th"
GROUNDS = f"""() => [...document.querySelectorAll('{STICKY}')].filter(
  each => getComputedStyle(each).position === 'sticky'
).map(each => {{
  const ground = element => getComputedStyle(element).backgroundColor;
  let below = each.parentElement;
  while (below.parentElement && ground(below) === 'rgba(0, 0, 0, 0)') below = below.parentElement;
  return [ground(each), ground(below)];
}}).filter(([above, below]) => above !== below && below !== 'rgba(0, 0, 0, 0)')"""

AXE = """tags => axe.run({ include: [['[class^="ms-"]']] }, { runOnly: tags, preload: false })
  .then(results => results.violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`)))"""


@pytest.fixture(scope="module", params=THEMES)
def theme(request: pytest.FixtureRequest) -> str:
    """The name of a theme."""
    return str(request.param)


@pytest.fixture(scope="module")
def folder(theme: str, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The example register, built in that theme."""
    return build(tmp_path_factory.mktemp("themes"), theme)


@pytest.fixture(scope="session")
def base_url() -> str:
    """No server: a register works from files, too."""
    return "file://"


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", WIDTHS)
def test_every_part_is_right(
    page: Page, folder: Path, theme: str, scheme: Scheme, width: int, faults: list[str]
) -> None:
    """Axe finds nothing, all text has its contrast; no list has marks of the theme; nothing is beside the window."""
    page.route(re.compile("^https:"), lambda route: route.fulfill(body=""))
    page.set_viewport_size({"width": width, "height": 900})
    page.emulate_media(color_scheme="light" if theme in ONLY_LIGHT else scheme)
    for name in PAGES:
        page.goto((folder / name).as_uri())
        unfold(page)
        if name == "index.html":
            page.locator(".ms-chips label").first.click()
            expect(page.locator(".ms-chosen button")).to_have_count(1)
        for script in (MARKERS, OUTSIDE, GROUNDS):
            assert page.evaluate(script) == [], name
        page.evaluate(AXE_SCRIPT)
        page.evaluate("document.getAnimations().forEach(each => each.finish())")
        assert page.evaluate(AXE, TAGS) == [], name
    faults[:] = [
        fault for fault in faults if "milestones" in fault
    ]  # others are of the theme, such as requests for fonts
