"""The command, run in this process as its user would run it."""

from __future__ import annotations

import os
import pty
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from tests.support.command import Done

from sphinx_milestones.cli.main import main

if TYPE_CHECKING:
    from tests.support.project import Project

END_OF_INPUT = b"\x04"  # Ctrl-D

Run = Callable[..., Done]
Answer = Callable[[Sequence[str]], None]


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


@pytest.fixture
def answer(monkeypatch: pytest.MonkeyPatch) -> Iterator[Answer]:
    """Gives the command a terminal on which these answers have been typed, a line each, and then the end of input."""
    keyboard, terminal = pty.openpty()

    def answer(answers: Sequence[str]) -> None:
        os.write(keyboard, "".join(f"{each}\n" for each in answers).encode() + END_OF_INPUT)

    with os.fdopen(terminal, encoding="utf-8") as stdin:
        monkeypatch.setattr(sys, "stdin", stdin)
        yield answer
    os.close(keyboard)
