"""The command, run in this process as its user would run it."""

from __future__ import annotations

import builtins
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from sphinx_milestones.cli.main import main

if TYPE_CHECKING:
    from tests.support.project import Project


@dataclass(frozen=True)
class Done:
    """What a run of the command left."""

    code: int
    out: str
    err: str


Run = Callable[..., Done]


@pytest.fixture
def run(project: Project, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> Run:
    """Runs the command in the folder of the sound project."""
    monkeypatch.chdir(project.root)

    def run(*arguments: str) -> Done:
        try:
            code = main(arguments)
        except SystemExit as end:  # argparse's own
            code = int(end.code or 0)
        out, err = capfd.readouterr()
        return Done(code, out, err)

    return run


@pytest.fixture
def page(project: Project) -> Path:
    """The page of 2024."""
    return project.root / "years/2024.md"


Answer = Callable[[Sequence[str]], None]


@pytest.fixture
def answer(monkeypatch: pytest.MonkeyPatch) -> Answer:
    """Answers the questions of a terminal, one after the other."""

    def answer(answers: Sequence[str]) -> None:
        left = iter(answers)
        monkeypatch.setattr(sys.stdin, "isatty", lambda: True)
        monkeypatch.setattr(builtins, "input", lambda prompt: sys.stdout.write(f"{prompt}\n") and next(left))

    return answer
