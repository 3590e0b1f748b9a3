"""The files beside the pages are those of a clean build, and pages ask for the present ones."""

from __future__ import annotations

import zipfile
from collections.abc import Callable

import pytest
from tests.incremental.test_rebuild import assert_equal
from tests.support.register import Register

pytestmark = pytest.mark.filterwarnings("ignore:'myst_parser")  # it uses what Sphinx 11 will not have

SETTINGS = """
html_static_path = ["_static", "single.js"]
html_extra_path = ["extra"]
html_css_files = ["site.css"]
html_js_files = ["site.js"]
html_favicon = "icon.svg"
"""
PICTURE = '<svg xmlns="http://www.w3.org/2000/svg" width="{}0" height="10"/>'


@pytest.fixture
def site(register: Register) -> Register:
    """A register with style, scripts, images, downloads and extra files of its own."""
    register.write("conf.py", (register.root / "conf.py").read_text("utf-8") + SETTINGS)
    for name in ("_static/site.css", "_static/site.js", "_static/sub/more.css", "single.js", "extra/robots.txt"):
        register.write(name, "/* 1 */")
    for name in ("icon.svg", "picture.svg", "other.svg"):
        register.write(name, PICTURE.format(1))
    register.write("notes.csv", "a,b\n")
    text = "# Plain\n\n![A](picture.svg) ![B](other.svg) {download}`notes.csv`\n"
    register.write("plain.md", text)
    return register


EDITS: dict[str, Callable[[Register], object]] = {
    "style edited": lambda r: r.write("_static/site.css", "/* 2 */"),
    "script edited": lambda r: r.write("_static/site.js", "/* 2 */"),
    "style deleted": lambda r: r.delete("_static/sub/more.css"),
    "single file deleted": lambda r: r.edit("conf.py", ', "single.js"', ""),
    "extra file deleted": lambda r: r.delete("extra/robots.txt"),
    "icon renamed": lambda r: r.edit("conf.py", '"icon.svg"', '"picture.svg"'),
    "image removed": lambda r: r.edit("plain.md", " ![B](other.svg)", ""),
    "download removed": lambda r: r.edit("plain.md", " {download}`notes.csv`", ""),
    "image deleted from the output": lambda r: r.delete("_build/html/_images/other.svg"),
    "search index deleted from the output": lambda r: r.delete("_build/html/searchindex.js"),
    "style deleted from the output": lambda r: r.delete("_build/html/_static/site.css"),
}


@pytest.mark.parametrize("edit", EDITS.values(), ids=EDITS)
def test_files_beside_the_pages_are_those_of_a_clean_build(site: Register, edit: Callable[[Register], object]) -> None:
    """What was deleted is deleted, what is missing is restored, and each page asks for the style of now."""
    site.build_first()
    edit(site)
    assert site.build().warnings == []
    rebuilt = site.output()
    assert_equal(rebuilt, site.clean_output())


def test_a_file_of_someone_else_stays(site: Register) -> None:
    """A build deletes only what an earlier one put there."""
    site.build()
    site.write("_build/html/_static/theirs.css", "")
    site.delete("_static/sub/more.css")
    assert (site.build().outdir / "_static/theirs.css").is_file()


@pytest.mark.filterwarnings("ignore::UserWarning")
def test_a_deleted_page_is_not_in_the_next_book(site: Register) -> None:
    """Nor is an image or a file that it showed; the state of the build is in no book."""
    site.edit("index.md", "plain\n", "")
    site.edit("conf.py", 'exclude_patterns = ["_build"]', 'exclude_patterns = ["_build"]\nversion = "1"')
    site.build("epub")
    site.write("plain.md", ":orphan:\n\n# Plain\n")
    site.delete("plain.md")
    build = site.build("epub")
    names = zipfile.ZipFile(next(build.outdir.glob("*.epub"))).namelist()
    assert "years/2024.xhtml" in names
    assert not {"plain.xhtml", "_images/other.svg", ".milestones.json"}.intersection(names)
