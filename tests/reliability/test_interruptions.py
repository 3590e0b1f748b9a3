"""Builds that are killed, find no room or a damaged file: the next one leaves what a clean one leaves."""

from __future__ import annotations

import os
import random
import re
import shutil
import signal
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from tests.incremental.test_rebuild import assert_equal
from tests.reliability.content import Edited
from tests.reliability.edits import EDITS
from tests.support.project import ROOT, with_extensions
from tests.support.register import output_of

if TYPE_CHECKING:
    from tests.reliability.tally import Tally

pytestmark = [
    pytest.mark.reliability,
    pytest.mark.filterwarnings("ignore:'myst_parser"),  # it uses what Sphinx 11 will not have
]

BUILDERS = ["html", "html", "dirhtml", "text", "pdf"]
NEVER = 10**6  # a build writes not so many files
PARTS = 2  # as many tests of each kind, so that two processes share the work


def build_badly(
    register: Edited, builder: str, how: str, moment: int, *, processes: int = 1, within: str = "", limit: int = -1
) -> tuple[int, str]:
    """Run `sphinx-build` in a process of its own, which goes wrong at some moment; what it returns and says."""
    place = register.root / "_build"
    arguments = ["-q", "-b", builder, "-j", str(processes), "-d", f"{place}/doctrees", str(register.root)]
    wrong = [how, str(moment), str(place / within), str(limit)]
    done = subprocess.run(
        [sys.executable, "-m", "tests.reliability.interrupting", *wrong, *arguments, f"{place}/{builder}"],
        cwd=ROOT,
        env=with_extensions(),
        start_new_session=True,  # so that it can be killed with all that it has started
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
        check=False,
    )
    return done.returncode, done.stderr


def moment(chance: random.Random) -> int:
    """The number of a file that a build may write: 1 to 40 or so, mostly a small one, as some builds write few."""
    number: int = round(40 ** chance.random())
    return number


def edit(register: Edited, chance: random.Random, most: int) -> None:
    """Make some edits, or none."""
    for _ in range(chance.randint(0, most)):
        register.save(EDITS[chance.choice(sorted(EDITS))](register.content, chance.choice))


def edit_or_revert(register: Edited, chance: random.Random, since: int) -> None:
    """Take back what was edited since then, edit something else, or do nothing."""
    if chance.random() < 0.4:
        register.save(register.history[since])
    edit(register, chance, 1)


def assert_made_good(register: Edited, builder: str, **options: object) -> None:
    """Build on top of what there is, and compare with a clean build."""
    build = register.build(builder, **options)
    assert_equal(output_of(build.outdir), output_of(register.build_beside(builder).outdir))


@pytest.fixture
def register(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Edited:
    """A register that has not been built."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    return Edited(tmp_path)


@pytest.mark.parametrize("part", range(PARTS))
def test_a_killed_build_is_made_good(register: Edited, part: int, tally: Tally) -> None:
    """At whatever file it was, whatever is edited or taken back before the next."""
    chance = random.Random(tally.lot(part))
    for _ in range(3 * tally.times):
        builder, processes, since = chance.choice(BUILDERS), chance.choice([1, 1, 2]), len(register.history) - 1
        edit(register, chance, 2)
        code, _ = build_badly(
            register, builder, chance.choice(["at_once", "torn"]), moment(chance), processes=processes
        )
        assert code in (0, -signal.SIGKILL)
        edit_or_revert(register, chance, since)
        assert_made_good(register, builder, parallel=chance.choice([0, 0, 2]))
        tally.add("kills", int(code != 0))


def damage(path: Path, chance: random.Random) -> None:
    """Spoil a file as a failing disk does: nothing, a part, or something else is left of it."""
    content, state = path.read_bytes(), path.stat()
    kind = chance.choice(["gone", "empty", "cut short", "other bytes", "filled up"])
    cut = chance.randrange(len(content) or 1)
    if kind == "gone":
        path.unlink()
    elif kind == "empty":  # and of the time that it had, as a file system leaves it when the power fails
        path.write_bytes(b"")
        os.utime(path, ns=(state.st_atime_ns, state.st_mtime_ns))
    else:
        rest = {
            "cut short": b"",
            "other bytes": chance.randbytes(len(content) - cut),
            "filled up": b"\0" * (len(content) - cut),
        }
        path.write_bytes(content[:cut] + rest[kind])


@pytest.mark.parametrize("part", range(PARTS))
def test_a_damaged_file_is_made_good(register: Edited, part: int, tally: Tally) -> None:
    """Of what an earlier build keeps for the next: environment, doctrees, what was published, records of PDFs."""
    chance = random.Random(tally.lot(part))
    for _ in range(3 * tally.times):
        builder = chance.choice(BUILDERS)
        register.build(builder)
        edit(register, chance, 1)
        stored = sorted(path for path in (register.root / "_build/doctrees").rglob("*") if path.is_file())
        notes = [path for path in (register.root / "_build" / builder).glob(".*") if path.name != ".buildinfo.bak"]
        environment = register.root / "_build/doctrees/environment.pickle"
        damage(chance.choice([chance.choice(stored), chance.choice(sorted(notes) or stored), environment]), chance)
        assert_made_good(register, builder)
        tally.add("damages")


@pytest.mark.parametrize("part", range(PARTS))
def test_files_saved_during_a_build_are_read_by_the_next(register: Edited, part: int, tally: Tally) -> None:
    """Whichever text the build that was running has read, the next one shows the newer."""
    chance = random.Random(tally.lot(part))
    for _ in range(3 * tally.times):
        builder = chance.choice(BUILDERS)
        before = register.content
        after = EDITS[chance.choice(sorted(EDITS))](before, chance.choice)
        files, old = after.files(), before.files()
        if old.keys() - files.keys() or files == old:
            continue  # to delete a file is not to save one
        for name in files:
            if files[name] != old.get(name):
                register.write(f"_build/_next/{name}", files[name])
        register.write("story.md", old["story.md"])  # so that there is something to read
        build_badly(register, builder, "save", moment(chance))
        shutil.rmtree(register.root / "_build/_next")
        for name in files:
            path = register.root / name
            if not path.is_file() or path.read_bytes() != files[name]:  # the moment did not come
                register.write(name, files[name])
        register.history.append(after)
        assert_made_good(register, builder)
        tally.add("saves")


@pytest.mark.parametrize("part", range(PARTS))
def test_a_full_disk_is_reported_and_recovered_from(register: Edited, part: int, tally: Tally) -> None:
    """The command fails and names a file; with room again the next build leaves what a clean one leaves."""
    chance = random.Random(tally.lot(part))
    for _ in range(2 * tally.times):
        builder, since = chance.choice(BUILDERS), len(register.history) - 1
        edit(register, chance, 2)
        how = chance.choice(["full_disk", "full_for_a_moment"])
        code, output = build_badly(register, builder, how, moment(chance))
        if "No space left on device" in output:
            assert code != 0, output
            assert f"{register.root}/_build" in output
            assert "/ext/sphinx_" not in output, output
            tally.add("full disks")
        edit_or_revert(register, chance, since)
        assert_made_good(register, builder)


@pytest.mark.parametrize(
    ("builder", "limit"), [("html", 3_000), ("html", 5_000), ("html", 50_000), ("text", 3_000), ("pdf", 50_000)]
)
def test_a_truncated_file_is_reported_and_recovered_from(register: Edited, builder: str, limit: int) -> None:
    """A doctree, the environment, a PDF or its copy has no room beyond so many bytes; a PDF of before stays."""
    register.build("pdf")
    register.build(builder)
    register.save(EDITS["title"](register.content, lambda among: among[0]))
    if builder == "html":
        register.build("pdf")
    before = {path: path.read_bytes() for path in (register.root / "_build" / builder).rglob("*.pdf")}
    code, output = build_badly(register, builder, "at_once", NEVER, limit=limit)
    assert code != 0
    assert re.search(rf"ERROR: .*{register.root}/_build/.*: File too large", output)
    assert "/ext/sphinx_" not in output
    assert {path: path.read_bytes() for path in before} == before
    assert_made_good(register, builder)


@pytest.mark.parametrize("builder", ["html", "text", "pdf"])
def test_an_output_that_is_read_only_is_reported_and_left_unchanged(register: Edited, builder: str) -> None:
    """Nothing of the last good build is changed or lost, and the next one makes up for it."""
    folder = register.root / "_build" / builder
    register.build(builder)
    before = output_of(folder)
    register.save(EDITS["title"](register.content, lambda among: among[0]))
    code, output = build_badly(register, builder, "read_only", 1, within=builder)
    assert code != 0
    assert "Permission denied" in output
    assert str(folder) in output
    assert "/ext/sphinx_" not in output
    assert output_of(folder) == before
    assert_made_good(register, builder)


@pytest.mark.parametrize("builder", ["html", "pdf"])
def test_a_file_in_place_of_the_output_is_reported(register: Edited, builder: str) -> None:
    """It is somebody's, and stays."""
    place = register.write(f"_build/{builder}", "Mine.")
    code, output = build_badly(register, builder, "at_once", NEVER)
    assert code != 0
    assert str(place) in output
    assert "/ext/sphinx_" not in output
    assert place.read_text(encoding="utf-8") == "Mine."
