"""Pages of a project that has a theme, but no style of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import Page, expect

if TYPE_CHECKING:
    from tests.support.project import Project

pytestmark = pytest.mark.filterwarnings("ignore:'myst_parser")  # it uses what Sphinx 11 will not have


def test_the_link_to_the_content_is_not_printed(project: Project, page: Page) -> None:
    """It is for keyboards; on paper, a theme shows it at the top of the first page."""
    conf = (project.root / "conf.py").read_text(encoding="utf-8")
    project.write("conf.py", conf.replace('"basic"', '"furo"'))
    page.goto((project.build().outdir / "index.html").as_uri())
    page.emulate_media(media="print")
    link = page.locator(".skip-to-content")
    assert link.count() == 1
    expect(link).to_be_hidden()
