"""Whatever is edited, in whatever order, each build on top of the last leaves what a clean build leaves."""

from __future__ import annotations

import os
import re
import shutil
import sys
import tempfile
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import pytest
from hypothesis import HealthCheck, Phase, seed, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule, run_state_machine_as_test
from tests.incremental.test_rebuild import assert_equal
from tests.reliability import older_software
from tests.reliability.content import Edited
from tests.reliability.edits import EDITS
from tests.support.project import Build
from tests.support.register import output_of

if TYPE_CHECKING:
    from tests.reliability.tally import Tally

pytestmark = [
    pytest.mark.reliability,
    pytest.mark.filterwarnings("ignore:'myst_parser"),  # it uses what Sphinx 11 will not have
]

T = TypeVar("T")
BUILDERS = ["html", "dirhtml", "text", "xml", "pdf"]
ANY_BUILDER = st.sampled_from(["html", *BUILDERS])
PROCESSES = st.sampled_from([0, 0, 0, 2])
CHANGES = sorted([*EDITS, "older", "revert", "switch", "touch", "upgrade"])
FOLDER = "it's “our” register; 100 %"
PARTS = 2  # as many tests, so that two processes share the work


class AnyEdits(RuleBasedStateMachine):
    """A register that is built after each change, on top of what was built before, and beside that from nothing."""

    tried: Counter[str]
    software: Path  # an older version

    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        self.register = Edited(Path(self.folder.name, FOLDER))
        self.reported: dict[str, set[str]] = {builder: set() for builder in BUILDERS}
        self.left: list[str] = []
        self.version = 1000
        self.libraries = str(Path(self.folder.name, "_build/libraries"))
        sys.path.insert(0, self.libraries)

    def teardown(self) -> None:
        """Leave nothing behind."""
        sys.path.remove(self.libraries)
        self.folder.cleanup()

    @initialize(builder=ANY_BUILDER, processes=PROCESSES)
    def begin(self, builder: str, processes: int) -> None:
        """Build for the first time."""
        self.builder = builder
        self.build(processes)

    @rule(data=st.data(), processes=PROCESSES, back=st.booleans())
    def change(self, data: st.DataObject, processes: int, back: bool) -> None:
        """Change something, of all kinds before one comes again, and build."""

        def choose(among: Sequence[T]) -> T:
            return data.draw(st.sampled_from(among))

        self.left = self.left or [*CHANGES]
        kind = choose(self.left)
        self.left.remove(kind)
        before = self.register.content
        if kind in EDITS:
            self.register.save(EDITS[kind](before, choose), times_go_back=back)
        elif kind == "revert":
            earlier = self.register.history[choose(range(len(self.register.history)))]
            self.register.save(earlier, times_go_back=back)
        elif kind == "switch":
            self.builder = choose([builder for builder in BUILDERS if builder != self.builder])
        elif kind == "older":
            self.register.save(EDITS["title"](before, choose), times_go_back=back)
            older_software.build(self.register, self.builder, self.software)
        elif kind == "upgrade":
            self.upgrade()
        else:
            os.utime(self.register.root / choose(sorted(before.files())))
        self.build(processes)
        if kind in ("older", "switch", "touch", "upgrade") or self.register.content != before:
            self.tried[kind] += 1

    def upgrade(self) -> None:
        """Give the metadata of a library another version."""
        self.version += 1
        metadata = f"Metadata-Version: 2.1\nName: babel\nVersion: {self.version}\n"
        shutil.rmtree(self.libraries, ignore_errors=True)
        self.register.write(f"{self.libraries}/babel-{self.version}.dist-info/METADATA", metadata)

    def build(self, processes: int) -> None:
        """Build twice, and compare."""
        build = self.register.build(self.builder, parallel=processes)
        clean = self.register.build_beside(self.builder)
        assert_equal(output_of(build.outdir), output_of(clean.outdir))
        self.compare_messages(_comparable(build), _comparable(clean))

    def compare_messages(self, reported: set[str], wanted: set[str]) -> None:
        """No message is false; every problem was reported when it arose, by this builder or one that read it."""
        unused = {message for message in reported if message.endswith("[milestones.entry-unused]")}
        # It is reported if nothing else is wrong, and other problems may have been reported by an earlier build.
        withheld = unused if wanted - unused else set()
        assert reported - wanted - withheld == set()
        for known in self.reported.values():
            known |= set(map(_fault, reported))
        faults = set(map(_fault, wanted))
        self.reported[self.builder] &= faults
        assert faults - self.reported[self.builder] == set()


def _comparable(build: Build) -> set[str]:
    """The messages, without the place that Sphinx gives a file it ignores: the page read last at that address."""
    return {re.sub(r"^\S+: (?=WARNING: Ignored unreadable)", "", message) for message in build.warnings}


def _fault(message: str) -> str:
    """Where and what; the advice may name keys that have come or gone since it was given."""
    place, code = message.partition(": ")[0], re.search(r"\[[\w.-]+\]$", message)
    return f"{place} {code[0]}" if code else message


@pytest.mark.parametrize("part", range(PARTS))
def test_each_build_equals_a_clean_one(
    part: int, tally: Tally, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """In HTML, text, XML and PDF, in one process or two, in Markdown and reStructuredText; its messages, too."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    tried = Counter[str]()
    software = older_software.install(tmp_path / "software")
    machine = seed(tally.lot(part))(type("AnyEditsOfPart", (AnyEdits,), {"tried": tried, "software": software}))
    given = settings(
        max_examples=tally.times,
        stateful_step_count=len(CHANGES) + 8,
        database=None,
        deadline=None,
        suppress_health_check=list(HealthCheck),
        # Shrinking a failure takes a quarter of an hour: only the long run does.
        phases=[Phase.generate, *([Phase.shrink] if tally.times > 1 else [])],
    )
    run_state_machine_as_test(machine, settings=given)
    assert tried.keys() == set(CHANGES) or tally.times == 1
    tally.add("edits", tried.total())
