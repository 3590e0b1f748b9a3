"""A build that breaks off leaves nothing that a later one takes for finished."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from sphinx.testing.util import SphinxTestApp

if TYPE_CHECKING:
    from tests.incremental.conftest import Register

pytestmark = pytest.mark.filterwarnings("ignore:'myst_parser")  # it uses what Sphinx 11 will not have


class PowerCutError(Exception):
    """Ends a build."""


def build_until(register: Register, page: str, *, half: bool) -> None:
    """Build HTML up to a page; *half* of that page is written as well."""

    def stop(app: Any, docname: str, *_: object) -> None:
        if docname != page:
            return
        if half:
            path = Path(app.outdir, f"{page}.html")
            path.parent.mkdir(exist_ok=True)
            path.write_text("<!DOCTYPE html>\n<html", encoding="utf-8")
        raise PowerCutError

    app = SphinxTestApp("html", srcdir=register.root, builddir=register.root / "_build")
    app.connect("html-page-context", stop)
    with pytest.raises(Exception, match=r"PowerCutError|html-page-context"):
        app.build()
    app.cleanup()


@pytest.mark.parametrize("half", [False, True], ids=["between two pages", "within a page"])
@pytest.mark.parametrize("page", ["documents", "partners", "years/2023", "years/2024"])
def test_a_rebuild_that_broke_off_is_made_good(register: Register, page: str, half: bool) -> None:
    """Whatever page the second build ended at, the third leaves what a clean build leaves."""
    register.build()
    register.edit("years/2024.md", "First visit", "Opening visit")
    build_until(register, page, half=half)
    register.build()
    rebuilt = register.output()
    register.build_clean()
    assert rebuilt == register.output()


@pytest.mark.parametrize("half", [False, True], ids=["between two pages", "within a page"])
def test_a_first_build_that_broke_off_is_made_good(register: Register, half: bool) -> None:
    """The pages that it wrote follow an edit made since, although nothing is known of what they showed."""
    build_until(register, "years/2023", half=half)
    register.edit("years/2024.md", "First visit", "Opening visit")
    register.build()
    rebuilt = register.output()
    register.build_clean()
    assert rebuilt == register.output()


def test_a_page_deleted_before_a_build_broke_off_is_deleted_after_it(register: Register) -> None:
    """What is to be deleted is not forgotten with the rest."""
    register.build()
    register.delete("years/2024.md")
    build_until(register, "partners", half=False)
    register.build()
    assert not (register.root / "_build/html/years/2024.html").exists()


@pytest.mark.parametrize("content", ["", "{", "[]", '{"shown": 1}', '{"index": "0"}'])
def test_a_state_file_that_cannot_be_read_counts_as_none(register: Register, content: str) -> None:
    """A damaged file means that everything is written, not that the build fails."""
    register.build()
    path = register.root / "_build/html/.milestones.json"
    whole = path.read_bytes()
    path.write_text(content, encoding="utf-8")
    build = register.build()
    assert not build.warnings
    assert path.read_bytes() == whole
