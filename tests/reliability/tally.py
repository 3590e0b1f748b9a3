"""Counts what the tests have tried, in all their processes, and writes the page with the figures when asked to.

A test that tries many things of a kind

- carries the mark ``reliability``, by which ``make reliability`` finds it;
- takes the fixture `tally`, tries ``tally.times`` times as much as it would in ``make test``, and chooses at random by
  ``random.Random(tally.lot(part))`` or Hypothesis's ``@seed(tally.lot(part))``, so that each run can be repeated;
- calls ``tally.add(kind, number)`` for what it has tried without finding a fault. The kind is one of `KINDS`, which has
  the words for the page: a new kind is a line there.

``make reliability`` writes the page when no test has failed. What a run has not tried stays there as an earlier run
wrote it, so one kind can be tried again alone: ``make reliability ARGS=tests/reliability/test_any_edits.py``.
"""

from __future__ import annotations

import platform
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import docutils
import pytest
import sphinx

PAGE = Path(__file__).parents[2] / "ext/manual/reliability.md"
KINDS: Mapping[str, str] = {
    "edits": (
        "Edits of a register – text, title, date, partner, id and other fields; a milestone or page added, deleted, "
        "moved or renamed; data files, roles, kinds of partner and published ids among them; configuration; style and "
        "pictures; another builder; a file touched, or copied with an older time; another version of a library; a "
        "build by an older version of the extension before; a change reverted – each followed by a build, in one "
        "process or two, whose output must equal that of a clean build"
    ),
    "kills": "Builds killed at a random moment; the next build must equal a clean build",
    "saves": "Files saved while a build was running; the next build must equal a clean build",
    "damages": "Files cached between builds deleted, truncated or overwritten; the next build must equal a clean build",
    "full disks": (
        "Builds on a disk that fills up at a random moment, which must fail and say where; the next build must equal "
        "a clean build"
    ),
    "inputs": (
        "Values of fields, data files and pages, which must be accepted or reported within a second, without losing "
        "text"
    ),
    "payloads": (
        "Values that would do harm if a page, a script, a template, a typesetter or a path interpreted them – in "
        "every field and column and in URLs of the site – which a real browser must show as plain text"
    ),
}
HEAD = """(reliability)=
# Reliability

What the tests have tried in their latest long runs without finding a fault. `make test` leaves them out;
`make reliability` tries `TIMES` times as much, by default 40 times, and writes this page. Inputs are random; the same
`SEED` reproduces a run. It also repeats what `make test` and `make variants` do once: filters of a timeline chosen at
random; builds of a register with four hash seeds, in two folders, for two users, on two days and by one to four
processes, as HTML, LaTeX and PDF; and builds by each other version of Python on the machine.

| Tried | How many | Run |
|---|--:|---|
"""


@dataclass
class Tally:
    """What was tried, by kind."""

    times: int = 1
    seed: int = 0
    counts: Counter[str] = field(default_factory=Counter)

    def add(self, kind: str, number: int = 1) -> None:
        """Count what was tried; the kind is one of `KINDS`."""
        assert kind in KINDS
        self.counts[kind] += number

    def lot(self, part: object) -> str:
        """What a part of the tests chooses by at random."""
        return f"{self.seed}/{part}"

    @property
    def run(self) -> str:
        """How this run can be repeated."""
        versions = f"Python {platform.python_version()}, Sphinx {sphinx.__version__}, docutils {docutils.__version__}"
        return f"`TIMES={self.times} SEED={self.seed}`; {versions}"

    def page(self, before: str) -> str:
        """The page with the figures, and those of before for what was not tried now."""
        rows = {line.split(" | ")[0]: line for line in before.splitlines() if line.startswith("| ")}
        for kind, number in self.counts.items():
            figure = f"{number:,}".replace(",", "\N{NO-BREAK SPACE}")
            rows[f"| {KINDS[kind]}"] = f"| {KINDS[kind]} | {figure} | {self.run} |"
        return HEAD + "".join(f"{rows[start]}\n" for words in KINDS.values() if (start := f"| {words}") in rows)


TALLY = pytest.StashKey[Tally]()


@pytest.fixture(scope="session")
def tally(request: pytest.FixtureRequest) -> Tally:
    """Counts what a test tries."""
    return request.config.stash[TALLY]


def pytest_addoption(parser: pytest.Parser) -> None:
    """Declare the options."""
    parser.addoption("--times", type=int, default=1, help="how many times as much as usual to try")
    parser.addoption("--seed", type=int, default=0, help="what to choose by at random")
    parser.addoption("--figures", action="store_true", help=f"write what was tried to {PAGE.name}")


def pytest_configure(config: pytest.Config) -> None:
    """Count from here on."""
    config.addinivalue_line("markers", "reliability: tries many things and counts them")
    config.stash[TALLY] = Tally(config.getoption("times"), config.getoption("seed"))


def pytest_sessionfinish(session: pytest.Session) -> None:
    """Hand the counts to the process that waits for them, where this is one of several."""
    if hasattr(session.config, "workeroutput"):
        session.config.workeroutput["tally"] = dict(session.config.stash[TALLY].counts)


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node: Any) -> None:
    """Take the counts of a process that has ended."""
    node.config.stash[TALLY].counts.update(getattr(node, "workeroutput", {}).get("tally", {}))


def pytest_terminal_summary(terminalreporter: Any, exitstatus: int, config: pytest.Config) -> None:
    """Say what was tried; write the page where that is asked for and nothing failed."""
    tally = config.stash[TALLY]
    if hasattr(config, "workeroutput"):
        return  # another process gathers what this one has tried
    if tally.counts:
        tried = ", ".join(f"{tally.counts[kind]} {kind}" for kind in KINDS if tally.counts[kind])
        terminalreporter.write_line(f"Tried: {tried} ({tally.run}).")
    if config.getoption("figures") and exitstatus == 0:
        PAGE.write_text(tally.page(PAGE.read_text(encoding="utf-8") if PAGE.is_file() else ""), encoding="utf-8")
        terminalreporter.write_line(f"Written to {PAGE}.")
