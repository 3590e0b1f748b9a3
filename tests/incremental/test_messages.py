"""A rebuild reports what is wrong with the register, and nothing that only follows from it."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable

import pytest
from tests.incremental.test_rebuild import EDITS, assert_equal
from tests.support.register import Register, output_of

pytestmark = pytest.mark.filterwarnings("ignore:'myst_parser")  # it uses what Sphinx 11 will not have

CLOUD = "data/topics.toml:4: WARNING: [cloud] is not used on any page. Use it in a milestone, or delete the entry. "
CLOUD += "[milestones.entry-unused]"


@pytest.mark.parametrize("parallel", [0, 2])
@pytest.mark.parametrize("builder", ["html", "text", "latex"])
def test_an_unused_entry_is_reported_when_it_is_added(register: Register, builder: str, parallel: int) -> None:
    """A new entry that no page uses is reported although no page is read, and in HTML only once."""
    assert register.build_first(builder, parallel=parallel).warnings == []
    EDITS["entry added"](register)
    assert register.build(builder, parallel=parallel).warnings == [CLOUD]
    assert builder == "latex" or register.build(builder, parallel=parallel).warnings == []


WRONG = {
    "a directive misspelt": (":::{milestone} Workshop", ":::{milstone} Workshop", "Unknown directive type"),
    "a field left out": (":sources: page\n", "", "has no source"),
    "a key twice": (":partners: un-desa", ":partners: un-desa, un-desa", "un-desa"),
    "a label that nobody has": ("Words on data.", "See {ref}`nowhere`.", "undefined label"),
}


@pytest.mark.parametrize("parallel", [0, 2])
@pytest.mark.parametrize("name", WRONG)
def test_an_unused_entry_is_not_reported_beside_other_problems(register: Register, name: str, parallel: int) -> None:
    """While there are other problems, an entry that seems unused may be the target of a typo."""
    old, new, expected = WRONG[name]
    register.edit("years/2023.md", old, new)
    register.write("data/topics.toml", '[cloud]\nlabel = "Cloud"\n\n[statistics]\nlabel = "Statistics"\n')
    warnings = register.build(parallel=parallel).warnings
    assert any(expected in warning for warning in warnings)
    assert [warning for warning in warnings if "[milestones.entry-unused]" in warning] == []


LATIN = "---\nyear: 2024\n---\n\n# 2024\n\nCafé.\n".encode("latin-1")
ENCODING = "years/2024.md:7: WARNING: is not valid UTF-8 here. Save the file as UTF-8. [milestones.page-encoding]"


@pytest.mark.parametrize("parallel", [0, 2])
@pytest.mark.parametrize("contents", ["years/*", "years/2023\nyears/2024"])
def test_a_page_that_became_unreadable_is_left_out(register: Register, contents: str, parallel: int) -> None:
    """Its milestones disappear without messages about the consequences, and are back once the page is fixed."""
    register.edit("index.md", "years/*", contents)
    register.edit("story.md", " [](#2024-first), [its text](#2024-first)", "")  # MyST reports these by itself
    text = (register.root / "years/2024.md").read_bytes()
    register.build_first(parallel=parallel)
    sound = register.output()
    register.write("years/2024.md", LATIN)
    assert register.build(parallel=parallel).warnings == [ENCODING]
    rebuilt = register.output()
    assert [name for name, content in rebuilt.items() if b"First visit" in content] == []
    register.build_clean(parallel=parallel)
    assert_equal(rebuilt, register.output())
    register.write("years/2024.md", text)
    assert register.build(parallel=parallel).warnings == []
    assert_equal(register.output(), sound)


def test_a_page_that_cannot_be_read_is_the_only_message(register: Register) -> None:
    """A clean build reports the unreadable page alone, although no other page uses the data or is in the contents."""
    register.delete("years/2023.md")
    register.delete("story.md")
    register.edit("index.md", "story\n", "")
    register.write("years/2024.md", LATIN)
    assert register.build().warnings == [ENCODING]


def test_a_reference_to_an_unreadable_page_is_reported_once_that_page_is_deleted(register: Register) -> None:
    """The reference is shown as text without a message until the page is deleted, and as text afterwards."""
    register.edit("plain.md", "Nothing of the register.", "See {ref}`2024-first`.")
    register.write("years/2024.md", LATIN)
    assert [line for line in register.build("text").warnings if line.startswith("plain.md")] == []
    register.delete("years/2024.md")
    warnings = register.build("text").warnings
    assert "plain.md:3: WARNING: undefined label: '2024-first' [ref.ref]" in warnings
    assert warnings == register.build_clean("text").warnings


NO_FILE = "years/2025.md:1: WARNING: cannot be read: It is not a regular file. Replace it with a text file."


def make_device(register: Register) -> None:
    """A page that is a link to a device."""
    (register.root / "years/2025.md").symlink_to("/dev/zero")


def make_pipe(register: Register) -> None:
    """A page that is a pipe."""
    os.mkfifo(register.root / "years/2025.md")


def make_long_name(register: Register) -> None:
    """A page whose doctree would have too long a name."""
    register.write(f"years/{'a' * 251}.md", "# Long\n")


def make_undecodable_name(register: Register) -> None:
    """A page whose name is not UTF-8."""
    with open(os.fsencode(register.root / "years") + b"/caf\xe9.md", "wb") as file:  # noqa: PTH123 - the name is bytes
        file.write(b"# Coffee\n")


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (
            make_device,
            "years/2025.md:1: WARNING: cannot be read: It is not a regular file. Replace it with a text file.",
        ),
        (make_pipe, "years/2025.md:1: WARNING: cannot be read: It is not a regular file. Replace it with a text file."),
        (
            make_long_name,
            f"years/{'a' * 251}.md:1: WARNING: has a name that is too long for the output files. Shorten it.",
        ),
        (make_undecodable_name, "years/caf\ufffd.md:1: WARNING: has a name that is not UTF-8. Rename it."),
    ],
)
def test_a_page_that_no_build_can_read_is_left_out(
    register: Register, make: Callable[[Register], None], message: str
) -> None:
    """It is reported in every build, and the other pages are as if it were not there."""
    expected = register.build_first().outdir
    pages = output_of(expected)
    make(register)
    for _ in range(2):
        build = register.build()
        assert build.warnings == [f"{message} [milestones.page-file]"]
    assert output_of(build.outdir).keys() == pages.keys()


SCRIPTS = ["milestones.js", "milestones.css", "milestones-search.js", "milestones-words.js"]


@pytest.mark.parametrize("name", [".milestones.json", "data/milestones.json", *(f"_static/{name}" for name in SCRIPTS)])
def test_a_folder_in_place_of_a_file_is_reported(built: Register, name: str) -> None:
    """The build fails and says which; when it is gone, the next build writes everything."""
    expected = built.output()
    built.delete(f"_build/html/{name}")
    (built.root / "_build/html" / name).mkdir()
    built.edit("plain.md", "Nothing", "Nothing at all")
    build = built.build()
    assert (build.code, "Delete the folder." in build.stderr) == (1, True)
    (built.root / "_build/html" / name).rmdir()
    built.edit("plain.md", "Nothing at all", "Nothing")
    assert built.build().code == 0
    assert built.output() == expected


def test_a_file_in_place_of_a_folder_is_reported(built: Register) -> None:
    """The build goes on without the files of that folder, and fails."""
    expected = built.output()
    shutil.rmtree(built.root / "_build/html/data")
    built.write("_build/html/data", "Mine.")
    built.edit("plain.md", "Nothing", "Nothing at all")
    build = built.build()
    assert (build.code, f"Delete the file {build.outdir}/data." in build.stderr) == (1, True)
    built.delete("_build/html/data")
    built.edit("plain.md", "Nothing at all", "Nothing")
    assert built.build().code == 0
    assert built.output() == expected
