"""The command in a process of its own: without a terminal, or on one."""

from __future__ import annotations

import fcntl
import os
import pty
import signal
import subprocess
import sys
import termios
from dataclasses import dataclass
from pathlib import Path

from tests.support.project import with_extensions

COMMAND = (sys.executable, "-m", "sphinx_milestones")


@dataclass(frozen=True)
class Done:
    """What a run of the command left."""

    code: int
    out: str
    err: str = ""


def command(*arguments: str, cwd: Path, **environment: str) -> Done:
    """Run the command without a terminal."""
    done = subprocess.run(
        [*COMMAND, *arguments],
        cwd=cwd,
        env=with_extensions(**{"NO_COLOR": "", **environment}),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    return Done(done.returncode, done.stdout, done.stderr)


def command_on_terminal(*arguments: str, cwd: Path, typed: str = "", prompt: str = "", **environment: str) -> Done:
    """Run the command on a terminal, which shows output and errors alike; type something once it shows the prompt."""
    keyboard, terminal = pty.openpty()
    with subprocess.Popen(
        [*COMMAND, *arguments],
        cwd=cwd,
        env=with_extensions(**{"NO_COLOR": "", **environment}),
        stdin=terminal,
        stdout=terminal,
        stderr=terminal,
        start_new_session=True,
        preexec_fn=_take_terminal,
    ) as process:
        os.close(terminal)
        shown = b""
        while part := _read(keyboard):
            shown += part
            if typed and shown.endswith(prompt.encode()):
                os.write(keyboard, typed.encode())
                typed = ""
    os.close(keyboard)
    return Done(process.returncode, shown.decode().replace("\r\n", "\n"))


def _take_terminal() -> None:
    """Let Ctrl-C reach a process, also where the tests run in the background, which ignores it."""
    fcntl.ioctl(0, termios.TIOCSCTTY, 0)
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def _read(terminal: int) -> bytes:
    try:
        return os.read(terminal, 4096)
    except OSError:  # the other side has closed it
        return b""
