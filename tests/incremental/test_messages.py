"""A build on top of an earlier one tells of what is wrong with the register, and of nothing that only follows."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.incremental.test_rebuild import EDITS, assert_equal

if TYPE_CHECKING:
    from tests.support.register import Register

pytestmark = pytest.mark.filterwarnings("ignore:'myst_parser")  # it uses what Sphinx 11 will not have

CLOUD = "data/topics.toml:4: WARNING: [cloud] is not used on any page. Use it in a milestone, or delete the entry. "
CLOUD += "[milestones.entry-unused]"


@pytest.mark.parametrize("parallel", [0, 2])
@pytest.mark.parametrize("builder", ["html", "text", "latex"])
def test_an_entry_that_no_page_uses_is_told_when_it_comes(register: Register, builder: str, parallel: int) -> None:
    """Although no page is read again; in HTML not a second time while nothing changes."""
    assert register.build(builder, parallel=parallel).warnings == []
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
def test_nobody_is_told_to_delete_what_may_be_meant(register: Register, name: str, parallel: int) -> None:
    """Where something else is wrong, an entry that seems unused may be what was to be named there."""
    old, new, said = WRONG[name]
    register.edit("years/2023.md", old, new)
    register.write("data/topics.toml", '[cloud]\nlabel = "Cloud"\n\n[statistics]\nlabel = "Statistics"\n')
    warnings = register.build(parallel=parallel).warnings
    assert any(said in warning for warning in warnings)
    assert [warning for warning in warnings if "[milestones.entry-unused]" in warning] == []


LATIN = "---\nyear: 2024\n---\n\n# 2024\n\nCafé.\n".encode("latin-1")
ENCODING = "years/2024.md:7: WARNING: is not valid UTF-8 here. Save the file as UTF-8. [milestones.page-encoding]"


@pytest.mark.parametrize("parallel", [0, 2])
@pytest.mark.parametrize("contents", ["years/*", "years/2023\nyears/2024"])
def test_a_page_that_cannot_be_read_any_more_is_left_out(register: Register, contents: str, parallel: int) -> None:
    """Its milestones are nowhere, nothing is told of what follows from that, and once mended it is back."""
    register.edit("index.md", "years/*", contents)
    register.edit("story.md", " [](#2024-first), [its text](#2024-first)", "")  # MyST tells of these by itself
    text = (register.root / "years/2024.md").read_bytes()
    register.build(parallel=parallel)
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
    """On a clean build too, although no page is left that uses the data files or that the contents would list."""
    register.delete("years/2023.md")
    register.delete("story.md")
    register.edit("index.md", "story\n", "")
    register.write("years/2024.md", LATIN)
    assert register.build().warnings == [ENCODING]


def test_a_reference_to_what_a_page_held_that_could_not_be_read_is_told_when_that_page_goes(register: Register) -> None:
    """Until then it was shown as text without a word, which is all that its page shows of it afterwards."""
    register.edit("plain.md", "Nothing of the register.", "See {ref}`2024-first`.")
    register.write("years/2024.md", LATIN)
    assert [told for told in register.build("text").warnings if told.startswith("plain.md")] == []
    register.delete("years/2024.md")
    told = register.build("text").warnings
    assert "plain.md:3: WARNING: undefined label: '2024-first' [ref.ref]" in told
    assert told == register.build_clean("text").warnings
