"""A build writes only what a change affects, and nothing if nothing has changed."""

from __future__ import annotations

import inspect
import sys
from collections import Counter
from pathlib import Path
from runpy import run_path
from typing import TYPE_CHECKING, Any

import pytest
from sphinx.testing.util import SphinxTestApp
from tests.support.project import MILESTONE, year_page

import sphinx_milestones
from sphinx_milestones.views.models import VIEWS as VIEW_NAMES

if TYPE_CHECKING:
    from types import FrameType

    from tests.support.register import Register

pytestmark = pytest.mark.filterwarnings("ignore:'myst_parser")  # it uses what Sphinx 11 will not have

# Sphinx writes these in every build of HTML, whether there is anything new or not: they are made from the whole of the
# environment, and it does not compare. Their content must be the same.
ALWAYS = {".buildinfo", "searchindex.js", "objects.inv"}
ALWAYS |= {"genindex.html", "search.html", "genindex/index.html", "search/index.html"}
YEARS = {"years/2023", "years/2024"}
VIEWS = {"index", "timeline", "partners", "documents", "sources", "work"}


def is_always_written(name: str) -> bool:
    """Return whether Sphinx writes a file of the output in every build."""
    return name in ALWAYS or name.startswith("_static/")


@pytest.mark.parametrize("builder", ["html", "dirhtml", "singlehtml", "text", "xml"])
def test_a_build_without_a_change_changes_nothing(register: Register, builder: str) -> None:
    """After a build without a change, every file of the output, the state file included, has the same bytes."""
    register.build(builder)
    before = register.output(builder)
    register.build(builder)
    assert register.output(builder) == before


@pytest.mark.parametrize(("builder", "parallel"), [("html", 0), ("html", 2), ("dirhtml", 0), ("text", 0), ("xml", 0)])
def test_a_build_without_a_change_writes_nothing(register: Register, builder: str, parallel: int) -> None:
    """No page, no data file, no download and no state file is written, not even with the same bytes."""
    register.build(builder)
    written = register.written_by_build(builder, parallel=parallel)
    assert {name for name in written if not is_always_written(name)} == set()


def called_by_build(register: Register, builder: str = "html") -> Counter[str]:
    """Build, and count how often each function of the package was called, as `room/module.py:function`.

    A template is treated as a module: `templates/milestones/timeline.html:root`.
    """
    package = str(Path(sphinx_milestones.__file__).parent)
    called: Counter[str] = Counter()
    generators: set[FrameType] = set()  # they are called each time that they go on

    def note(frame: FrameType, event: str, _argument: Any) -> None:
        code = frame.f_code
        if event != "call" or not code.co_filename.startswith(package) or frame in generators:
            return
        called[f"{Path(code.co_filename).relative_to(package).as_posix()}:{code.co_name}"] += 1
        if code.co_flags & inspect.CO_GENERATOR:
            generators.add(frame)

    before = sys.getprofile()
    sys.setprofile(note)
    try:
        register.build(builder)
    finally:
        sys.setprofile(before)
    return called


@pytest.mark.parametrize(("builder", "module"), [("html", "output/html.py"), ("text", "output/view_nodes.py")])
def test_a_build_without_a_change_renders_no_view(register: Register, builder: str, module: str) -> None:
    """A build finds out that nothing has changed without rendering any view."""
    first, second = called_by_build(register, builder), called_by_build(register, builder)
    work = f"{module}:", "templates/", "views/models.py:", "output/node_writer.py:"
    assert any(name.startswith(module) for name in first)
    looked_up = {"views/models.py:type"}  # the options of a view, which takes no work
    assert [name for name in second if name.startswith(work) and name not in looked_up] == []


def test_a_build_without_a_change_looks_at_no_milestone(register: Register) -> None:
    """No export, search index or fingerprint is computed again to find that nothing has changed."""
    work = "views/exports/", "views/search_index.py", "incremental/fingerprints.py:_page_fingerprint"
    first, second = called_by_build(register), called_by_build(register)
    for module in work:
        assert any(name.startswith(module) for name in first)
        assert not any(name.startswith(module) for name in second)


@pytest.mark.parametrize("name", ["data/milestones.json", "_static/milestones-words.js"])
def test_a_deleted_export_is_written_again(register: Register, name: str) -> None:
    """An export that was deleted from the output is written again, although nothing else has changed."""
    before = register.build().read(name)
    register.delete(f"_build/html/{name}")
    assert register.build().read(name) == before


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("years/2024.md", "More text.", "More about harbours."),
        ("years/2024.md", "Second visit\n", "Second visit\n:updated: 2025-01-01\n"),
        ("data/partners.toml", "sultanate", "harbours"),
        ("data/topics.toml", "Statistics", "Harbours"),
        ("conf.py", "milestones_host", 'html_baseurl = "https://example.org/harbours/"\nmilestones_host'),
    ],
)
def test_exports_follow_values_that_pages_do_not_show(built: Register, file: str, old: str, new: str) -> None:
    """A changed body, review date, alias or site URL reaches the exports as in a clean build."""
    built.edit(file, old, new)
    after = built.build().outdir
    names = ("data/milestones.json", "_static/milestones-words.js")
    contents = [(after / name).read_bytes() for name in names]
    clean = built.build_clean().outdir
    assert contents == [(clean / name).read_bytes() for name in names]


def test_each_view_is_rendered_once(register: Register) -> None:
    """A clean build renders each view once: it writes what it rendered for the fingerprint."""
    called = called_by_build(register)
    rendered = {name: called[f"templates/milestones/{name}.html:root"] for name in VIEW_NAMES}
    pages = [path.read_text(encoding="utf-8") for path in register.root.rglob("*.md")]
    assert rendered == {name: sum(page.count(f":::{{{name}}}") for page in pages) for name in VIEW_NAMES}
    assert sum(rendered.values()) == 8


@pytest.mark.parametrize("name", ["documents", "sources"])
def test_a_list_on_another_page_writes_no_year_page(register: Register, name: str) -> None:
    """A new list on another page rewrites no year page, as no milestone links to a list in HTML."""
    register.write("plain.md", "# Plain\n\nWords.\n")
    register.build_first()
    view = f":::{{{name.removesuffix('s')}-list}}\n:::\n"
    register.edit(f"{name}.md", view, "Gone.\n")
    register.edit("plain.md", "Words.\n", view)
    assert register.pages_written_by_build() == {"index", name, "plain"}


def test_a_build_without_a_change_keeps_the_environment(built: Register) -> None:
    """A build without a change reads no page and does not store the environment again."""
    path = built.root / "_build/doctrees/environment.pickle"
    before = path.stat().st_mtime_ns
    built.build()
    assert path.stat().st_mtime_ns == before


def test_builders_in_turn_write_nothing_twice(register: Register) -> None:
    """Builders that share doctrees, such as text, HTML and dirhtml, do not make each other write again."""
    builders = ("text", "html", "dirhtml")
    for builder in builders:
        register.build(builder)
    for builder in builders:
        assert not register.pages_written_by_build(builder)


@pytest.mark.parametrize("builder", ["html", "text"])
def test_an_edit_of_a_body_writes_its_page_only(register: Register, builder: str) -> None:
    """A body changed after its first sentence, which views show, rewrites its page and, as in Sphinx, its parents."""
    register.build_first(builder)
    register.edit("years/2024.md", "Body text.", "Body text. Other words.")
    assert register.pages_written_by_build(builder) == {"index", "years/2024"}


@pytest.mark.parametrize("builder", ["html", "text"])
def test_a_line_above_a_milestone_writes_its_page_only(register: Register, builder: str) -> None:
    """A line added above a milestone rewrites no other page, as views show no line numbers."""
    register.build_first(builder)
    register.edit("years/2024.md", "# 2024\n", "# 2024\n\nAn introduction.\n")
    assert register.pages_written_by_build(builder) == {"index", "years/2024"}


@pytest.mark.parametrize(
    ("file", "old", "new", "pages"),
    [
        ("partners", "Affairs", "Other Affairs", {"partners", "timeline", "work", "index", *YEARS}),
        ("partners", 'name = "Home Authority"', 'name = "Host"', {"partners", "index", "years/2023", "years/2024"}),
        ("kinds", "A delegation comes.", "People come.", {"timeline", "index", "years/2024"}),
        ("kinds", '"Visit"', '"Delegation"', {"partners", "timeline", "index", "years/2024"}),
        ("topics", '"Statistics"', '"Figures"', {"index", "years/2023", "years/2024"}),
        ("sources", '"The page"', '"The site"', {"sources", "index", "years/2023", "years/2024"}),
        ("documents", "pages = 87", "pages = 88", {"documents", "story", "index", "years/2024"}),
    ],
)
def test_a_data_file_writes_the_pages_that_show_it_once(
    built: Register, file: str, old: str, new: str, pages: set[str]
) -> None:
    """A changed entry rewrites only the pages that show it, and the next build writes nothing."""
    built.edit(f"data/{file}.toml", old, new)
    assert built.pages_written_by_build() == pages
    assert not built.pages_written_by_build()


def test_a_deleted_data_file_has_its_pages_read_once(built: Register) -> None:
    """Pages that used a deleted data file are read again once, not in every later build."""
    built.delete("data/topics.toml")
    assert "years/2024" in built.pages_written_by_build()
    assert not built.pages_written_by_build()


def test_a_title_writes_the_pages_that_show_it(built: Register) -> None:
    """Views, references and related milestones follow a title; a list of other milestones does not."""
    built.edit("years/2024.md", "First visit", "Opening visit")
    shown = VIEWS - {"work"} | {"story", "years/2023", "years/2024"}
    assert built.pages_written_by_build() == shown


@pytest.mark.parametrize(("builder", "shown"), [("html", {"years/2023"}), ("text", set())])
def test_a_title_writes_the_page_of_the_neighbour_in_time(register: Register, builder: str, shown: set[str]) -> None:
    """A changed title rewrites the page of the milestone before it in HTML, which shows it, but not in print."""
    register.build_first(builder)
    register.edit("years/2024.md", "Second visit", "Another visit")
    lists = {"index", "timeline", "partners", "sources"}
    assert register.pages_written_by_build(builder) == {*lists, "years/2024", *shown}


@pytest.mark.parametrize("builder", ["html", "text"])
def test_a_relation_writes_the_pages_of_both(register: Register, builder: str) -> None:
    """A relation between two milestones is shown on the pages of both, whichever of them names the other."""
    register.build_first(builder)
    register.edit("years/2023.md", ":related: 2024-first\n", "")
    assert register.pages_written_by_build(builder) == {"index", "years/2023", "years/2024"}


def test_a_build_of_one_page_leaves_the_others_stale(built: Register) -> None:
    """Naming a file on the command line writes that one; the next full build still knows which pages are stale."""
    built.edit("years/2024.md", "First visit", "Opening visit")
    app = SphinxTestApp("html", srcdir=built.root, builddir=built.root / "_build")
    app.build(filenames=[built.root / "plain.md"])
    app.cleanup()
    built.build()
    assert "Opening visit" in (built.root / "_build/html/timeline.html").read_text(encoding="utf-8")


def test_the_configuration_is_left_alone(register: Register) -> None:
    """After a build each value is the one in `conf.py`: a list that grows would rebuild everything, each time."""
    register.edit("conf.py", "milestones_host", "html_static_path = []\ntemplates_path = []\nmilestones_host")
    app = SphinxTestApp("html", srcdir=register.root, builddir=register.root / "_build")
    app.build()
    written = {name: value for name, value in run_path(str(register.root / "conf.py")).items() if name in app.config}
    assert {name: getattr(app.config, name) for name in written} == written
    app.cleanup()


GENERATED = {f"partners/{key}.html" for key in ("home", "oman", "un-desa")}


def generated_pages_written(register: Register, parallel: int = 0) -> set[str]:
    """Build, and return the pages of partners that this wrote, without their folder."""
    written = register.written_by_build(parallel=parallel) & {*GENERATED, "partners/uno.html"}
    return {Path(name).stem for name in written}


@pytest.mark.parametrize(
    ("file", "old", "new", "pages"),
    [
        ("years/2024.md", "First visit", "Opening visit", {"home", "oman", "un-desa"}),
        ("years/2024.md", "Second visit", "Other visit", {"home", "oman"}),
        ("years/2024.md", "More text.", "More words. More text.", {"home", "oman"}),
        ("years/2024.md", "More text.", "More text. More words.", set()),
        ("years/2023.md", "Words on data.", "See {milestone}`2024-second`.", {"home", "un-desa"}),
        ("data/partners.toml", '"sultanate"', '"The Sultanate"', {"oman"}),
        ("data/partners.toml", 'country = "OM"', 'country = "OM"\nnote = "A note."', {"oman"}),
        ("data/partners.toml", '"Home Authority"', '"Host"', {"home"}),
        ("data/kinds.toml", '"Workshop"', '"Course"', {"home", "un-desa"}),
        ("data/topics.toml", '"Statistics"', '"Figures"', set()),
        ("plain.md", "Nothing of", "Not a thing of", set()),
    ],
)
def test_an_edit_writes_the_pages_of_the_partners_that_show_it(
    built: Register, file: str, old: str, new: str, pages: set[str]
) -> None:
    """The page of a partner is written when something that it shows has changed, once, and not otherwise."""
    built.edit(file, old, new)
    assert generated_pages_written(built) == pages
    assert generated_pages_written(built) == set()


@pytest.mark.parametrize("parallel", [0, 2])
def test_the_page_of_a_new_partner_comes_and_that_of_a_former_one_goes(built: Register, parallel: int) -> None:
    """A key that changes moves the page, and what links to it."""
    for name in ("years/2024.md", "years/2023.md", "data/partners.toml"):
        built.edit(name, "un-desa", "uno")
    assert {"uno", "home"} >= generated_pages_written(built, parallel=parallel) >= {"uno"}
    assert {path.stem for path in (built.root / "_build/html/partners").iterdir()} == {"home", "oman", "uno"}


def test_the_page_of_a_partner_that_was_deleted_is_written_again(built: Register) -> None:
    """Although nothing else has changed."""
    before = built.output()
    built.delete("_build/html/partners/oman.html")
    built.build()
    assert built.output() == before


def test_pages_of_partners_follow_the_setting(built: Register) -> None:
    """Another folder has them, and the former one none."""
    built.edit("conf.py", "milestones_host", 'milestones_partner_pages = "who"\nmilestones_host')
    after = built.build().outdir
    assert {path.parent.name for path in after.rglob("oman.html")} == {"who"}
    assert "../who/oman.html" in (after / "years/2024.html").read_text(encoding="utf-8")
    built.edit("conf.py", '"who"', '""')
    assert not list(built.build().outdir.rglob("oman.html"))


def test_a_page_that_no_build_reads_is_reported_though_nothing_else_changed(register: Register) -> None:
    """Sphinx has nothing to read or to write then."""
    assert register.build("html").warnings == []
    register.write("years/2011.txt", year_page(MILESTONE.replace("2024-first", "2011-unread"), year=2011))
    (warning,) = register.build("html").warnings
    assert "years/2011.txt" in warning
    assert "no build reads it" in warning
