"""After an interrupted build, the next one writes whatever was not finished."""

from __future__ import annotations

import errno
import json
import os
import pickle
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from sphinx.testing.util import SphinxTestApp
from tests.incremental.test_rebuild import EDITS, assert_equal, offer_document

from sphinx_milestones.environment.nodes import view

if TYPE_CHECKING:
    from docutils import nodes
    from tests.support.register import Register

pytestmark = pytest.mark.filterwarnings("ignore:'myst_parser")  # it uses what Sphinx 11 will not have


class PowerCutError(Exception):
    """The exception that interrupts a build."""


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
def test_the_build_after_an_interrupted_rebuild_equals_a_clean_build(built: Register, page: str, half: bool) -> None:
    """Wherever the second build was interrupted, the third gives the output of a clean build."""
    built.edit("years/2024.md", "First visit", "Opening visit")
    build_until(built, page, half=half)
    built.build()
    rebuilt = built.output()
    assert rebuilt == built.clean_output()


@pytest.mark.parametrize("half", [False, True], ids=["between two pages", "within a page"])
def test_the_build_after_an_interrupted_first_build_equals_a_clean_build(register: Register, half: bool) -> None:
    """Pages that the interrupted build wrote show an edit made since, although no state was stored for them."""
    build_until(register, "years/2023", half=half)
    register.edit("years/2024.md", "First visit", "Opening visit")
    register.build()
    rebuilt = register.output()
    assert rebuilt == register.clean_output()


def test_a_page_deleted_before_an_interrupted_build_is_deleted_by_the_next(built: Register) -> None:
    """The list of files to delete survives an interrupted build."""
    built.delete("years/2024.md")
    build_until(built, "partners", half=False)
    built.build()
    assert not (built.root / "_build/html/years/2024.html").exists()


@pytest.mark.parametrize("page", ["search", "genindex"])
def test_a_former_page_that_an_interrupted_build_wrote_is_deleted(built: Register, page: str) -> None:
    """The page in place of a former one is on the list of files to delete before it is written."""
    built.write("data/published.toml", '2024-first = ["years/2024", "years/2020"]\n')
    build_until(built, page, half=False)
    built.write("data/published.toml", '2024-first = ["years/2024"]\n')
    built.build()
    rebuilt = built.output()
    assert_equal(rebuilt, built.clean_output())


@pytest.mark.parametrize("content", ["", "{", "[]", '{"shown": 1}', '{"index": "0"}'])
def test_a_damaged_state_file_is_treated_as_missing(built: Register, content: str) -> None:
    """With a damaged state file, the build writes everything and does not fail."""
    path = built.root / "_build/html/.milestones.json"
    whole = path.read_bytes()
    path.write_text(content, encoding="utf-8")
    build = built.build()
    assert not build.warnings
    assert path.read_bytes() == whole


@pytest.mark.parametrize("name", ["page deleted", "page renamed", "syntax"])
def test_a_removed_page_is_deleted_although_the_state_file_is_damaged(built: Register, name: str) -> None:
    """The files of the removed page are found from the documents that were read last."""
    (built.root / "_build/html/.milestones.json").write_bytes(b"\0")
    if name == "syntax":
        built.write("plain.rst", "Plain\n=====\n")
        built.delete("plain.md")
    else:
        EDITS[name](built)
    built.build()
    rebuilt = built.output()
    assert rebuilt == built.clean_output()


@pytest.mark.parametrize("name", ["", ".", "/", "..", "a\0b", 1, "../conf.py", "/etc/hostname", "_static"])
def test_a_state_file_that_names_other_files_deletes_nothing(built: Register, name: object) -> None:
    """A state file that was damaged or tampered with cannot make a build delete files that are not its own."""
    path = built.root / "_build/html/.milestones.json"
    whole, before = path.read_bytes(), built.output()
    state = json.loads(whole)
    path.write_text(json.dumps({**state, "files": [*state["files"], name]}), encoding="utf-8")
    built.build()
    assert built.output() == before
    assert (built.root / "conf.py").exists()


@pytest.mark.parametrize("lines", [0, 0.5, 1, 2, 2.5, 3, 3.9])
def test_a_truncated_buildinfo_is_treated_as_missing(built: Register, lines: float) -> None:
    """A `.buildinfo` cut short by an interrupted build, on which Sphinx ends with a traceback, is repaired."""
    note = built.root / "_build/html/.buildinfo"
    whole = note.read_bytes().splitlines(keepends=True)
    after = whole[int(lines)]
    note.write_bytes(b"".join(whole[: int(lines)]) + after[: int(len(after) * (lines % 1))])
    built.edit("conf.py", "project", 'html_title = "Another title"\nproject')
    build = built.build()
    assert build.warnings == []
    rebuilt = built.output()
    assert_equal(rebuilt, built.clean_output())


@pytest.mark.parametrize("left", [b"", b"\x80\x04\x95"])
@pytest.mark.parametrize("builder", ["html", "text"])
def test_an_incomplete_doctree_is_read_again(register: Register, builder: str, left: bytes) -> None:
    """A doctree that was cut short, or that is empty after a power failure, is made again from its page."""
    register.edit("years/2024.md", "Body text.", "Body of {milestone}`2023-data`.")
    register.build_first(builder)
    doctree = register.root / "_build/doctrees/years/2024.doctree"
    written = doctree.stat().st_mtime_ns
    doctree.write_bytes(left)
    if not left:
        os.utime(doctree, ns=(written, written))
    register.edit("years/2023.md", "Workshop on data", "Workshop on figures")
    register.build(builder)
    rebuilt = register.output(builder)
    assert rebuilt == register.clean_output(builder)


def test_pages_read_by_an_interrupted_build_are_read_again(register: Register) -> None:
    """Pages read under a setting that was then reverted are read again, although the environment does not know it."""
    register.edit("conf.py", '"sphinx_milestones"]', '"sphinx_milestones", "sphinx_pdf"]')
    register.build("text")
    environment = register.root / "_build/doctrees/environment.pickle"
    saved, written = environment.read_bytes(), environment.stat().st_mtime_ns
    register.edit("conf.py", "milestones_host", 'milestones_editions = ["year"]\nmilestones_host')

    def stop(_app: object, doctree: nodes.document) -> None:
        if doctree["source"].endswith("2024.md"):
            raise PowerCutError

    app = SphinxTestApp("text", srcdir=register.root, builddir=register.root / "_build")
    app.connect("doctree-read", stop)
    with pytest.raises(Exception, match=r"PowerCutError|doctree-read"):
        app.build()
    app.cleanup()
    environment.write_bytes(saved)  # Sphinx deletes it after an error, which a killed build does not do
    os.utime(environment, ns=(written, written))
    doctree = pickle.loads((register.root / "_build/doctrees/years/2023.doctree").read_bytes())
    assert any(placed.get("implied") for placed in doctree.findall(view))
    register.edit("conf.py", 'milestones_editions = ["year"]\n', "")
    register.build("text")
    doctree = pickle.loads((register.root / "_build/doctrees/years/2023.doctree").read_bytes())
    assert not any(placed.get("implied") for placed in doctree.findall(view))


@pytest.mark.parametrize("builder", ["html", "dirhtml"])
def test_a_setting_changed_before_an_interrupted_build_reaches_the_pages(register: Register, builder: str) -> None:
    """The next build applies the setting, although Sphinx recorded it as applied when the interrupted build began."""
    register.build(builder)
    environment = register.root / "_build/doctrees/environment.pickle"
    saved = environment.read_bytes()
    register.edit("conf.py", "project", 'html_title = "Another title"\nproject')

    def stop(*_: object) -> None:
        raise PowerCutError

    app = SphinxTestApp(builder, srcdir=register.root, builddir=register.root / "_build")
    app.connect("env-before-read-docs", stop)
    with pytest.raises(Exception, match=r"PowerCutError|env-before-read-docs"):
        app.build()
    app.cleanup()
    environment.write_bytes(saved)
    register.build(builder)
    rebuilt = register.output(builder)
    assert_equal(rebuilt, register.clean_output(builder))


@pytest.mark.parametrize(("builder", "page"), [("html", "timeline.html"), ("text", "timeline.txt")])
@pytest.mark.parametrize("parallel", [0, 2])
def test_a_page_that_could_not_be_written_is_written_next_time(
    register: Register, builder: str, page: str, parallel: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A page whose writing failed, of which Sphinx only warns, is written by the next build."""
    register.build_first(builder)
    register.edit("data/kinds.toml", '"Visit"', '"Delegation"')
    write = Path.write_text

    def refuse(path: Path, *given: Any, **named: Any) -> int:
        if path.name == page:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(path))
        return write(path, *given, **named)

    with monkeypatch.context() as patched:
        patched.setattr(Path, "write_text", refuse)
        build = register.build(builder, parallel=parallel)
    assert build.code == 1
    message = "is incomplete: some files could not be written; see the messages above"
    assert build.warnings[-1] == f"ERROR: _build/{builder} {message}"
    assert register.build(builder).code == 0
    rebuilt = register.output(builder)
    assert rebuilt == register.clean_output(builder)


def test_a_temporary_file_of_an_interrupted_build_is_deleted(register: Register) -> None:
    """The temporary file is deleted even if the file itself needs no change or is no longer part of the output."""
    offer_document(register)
    register.build()
    for name in ("data/milestones.json", "documents/report.pdf", "_static/milestones.css"):
        (register.root / f"_build/html/{name}.part").write_bytes(b"half")
    register.write("data/documents.toml", '[report]\ntitle = "Report"\nstatus = "not-located"\n')
    register.build()
    assert list((register.root / "_build/html").rglob("*.part")) == []
