"""What a command costs: its CPU time and its peak memory, with all processes that it starts."""

from __future__ import annotations

import os
import platform
import statistics
import subprocess
import threading
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

STEP = 0.02


@dataclass(frozen=True)
class Cost:
    """Seconds of CPU, user and system, of all processes and of the main one, and the peak memory in mebibytes."""

    cpu: float
    memory: float
    main: float = 0


def cost_of(command: list[str], folder: Path) -> Cost:
    """Run a command in *folder*; raise CalledProcessError if it fails."""
    process = subprocess.Popen(command, cwd=folder, stdout=subprocess.DEVNULL)
    ended, peaks, main = threading.Event(), [0.0], [0.0]

    def watch() -> None:
        while not ended.wait(STEP):
            peaks.append(sum(map(_memory, _with_children(process.pid))))
            main.append(_taken(process.pid))

    watcher = threading.Thread(target=watch)
    watcher.start()
    _, status, usage = os.wait4(process.pid, 0)
    ended.set()
    watcher.join()
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, command)
    return Cost(usage.ru_utime + usage.ru_stime, max(peaks), max(main))


def _with_children(process: int) -> list[int]:
    try:
        children = Path(f"/proc/{process}/task/{process}/children").read_text(encoding="ascii").split()
    except OSError:
        return [process]
    return [process, *(inner for child in children for inner in _with_children(int(child)))]


def _memory(process: int) -> float:
    try:
        pages = int(Path(f"/proc/{process}/statm").read_text(encoding="ascii").split()[1])
    except (OSError, IndexError):
        return 0.0
    return pages * os.sysconf("SC_PAGE_SIZE") / 2**20


def _taken(process: int) -> float:
    """The CPU seconds of a process alone, as of now."""
    try:
        fields = Path(f"/proc/{process}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
    except OSError:
        return 0.0
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True)
class Spread:
    """The median of several figures, with the smallest and the largest."""

    figures: tuple[float, ...]

    def written(self, digits: int, unit: str = "") -> str:
        """As the tables have it: ``8.1 s (7.9–8.4)``."""
        ends = f" ({min(self.figures):.{digits}f}–{max(self.figures):.{digits}f})" if len(self.figures) > 1 else ""
        return f"{statistics.median(self.figures):.{digits}f}{unit}{ends}"


def machine() -> str:
    """What the figures depend on besides the project: processor and versions, nothing of this place."""
    info = Path("/proc/cpuinfo")
    lines = info.read_text(encoding="utf-8").splitlines() if info.is_file() else []
    names = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    packages = ", ".join(f"{name} {version(name)}" for name in ("Sphinx", "docutils", "typst"))
    processor = next(iter(names), platform.machine())
    return f"{processor}, {os.cpu_count()} cores; Python {platform.python_version()}, {packages}"
