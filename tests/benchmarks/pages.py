"""The HTML of a register: this extension, plain MyST with the same words, sphinx-needs and, if installed, Hugo."""

from __future__ import annotations

import math
import shutil
import subprocess
import sys
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING

from .forms import write_hugo, write_needs, write_plain
from .measuring import Cost, Spread, cost_of
from .register import write_register

if TYPE_CHECKING:
    from collections.abc import Callable

#: What a build is measured after, beside a clean one: a name, and what changes in a milestone of the first year.
EDITS = {
    "nothing changed": ("", ""),
    "a body changed": (".\n:::\n", " and more.\n:::\n"),
    "a title changed": (" 0\n:id: m-0\n", " anew 0\n:id: m-0\n"),
}
NAMES = {
    "plain": "plain MyST, without views",
    "ours": "`sphinx_milestones`",
    "needs": "sphinx-needs, with a table for each partner and a list",
    "hugo": "Hugo, without views and search",
}


def measure(size: int, folder: Path, rounds: int, *, others: bool, say: Callable[[str], None]) -> str:
    """Return tables of what the pages of *size* milestones cost; *others* asks for other tools' figures too."""
    home = folder / f"html-{size}"
    shutil.rmtree(home, ignore_errors=True)
    commands = _forms(home, size, folder, say, others=others)
    clean: dict[str, list[Cost]] = {name: [] for name in commands}
    again: dict[str, list[Cost]] = {name: [] for name in ("an empty project", *EDITS)}
    parallel: list[Cost] = []
    for turn in range(rounds):
        say(f"round {turn + 1} of {rounds}")
        for name, command in commands.items():
            shutil.rmtree(home / name / "_build", ignore_errors=True)
            clean[name].append(cost_of(command, home / name))
        cost_of(commands["ours"], home / "empty")
        again["an empty project"].append(cost_of(commands["ours"], home / "empty"))
        for name, (old, new) in EDITS.items():
            again[name].append(_after(home / "ours", commands["ours"], old, new))
        shutil.rmtree(home / "ours/_build")
        parallel.append(cost_of([*commands["ours"], "-j2"], home / "ours"))
    growth = "" if size < 1000 else _growth(clean["ours"], clean["tenth"])
    halved = Spread(tuple(two.main / one.main for two, one in zip(parallel, clean["ours"], strict=True)))
    sentence = f"With `-j2`, the main process takes {halved.written(2)} times as much CPU.{growth}"
    return "\n\n".join([_clean_table(clean), _again_table(again), sentence])


def _forms(home: Path, size: int, folder: Path, say: Callable[[str], None], *, others: bool) -> dict[str, list[str]]:
    """Write the register in each form; return the command that builds each."""
    sphinx = ["-m", "sphinx", "-q", "-b", "html", ".", "_build/html"]
    commands = {name: [sys.executable, *sphinx] for name in ("plain", "ours")}
    write_register(home / "ours", size)
    write_plain(home / "ours", home / "plain")
    (home / "empty").mkdir()
    (home / "empty/conf.py").write_text('extensions = ["myst_parser"]\n', encoding="utf-8")
    (home / "empty/index.md").write_text("# Nothing\n", encoding="utf-8")
    if size >= 1000:
        write_register(home / "tenth", size // 10)
        commands["tenth"] = commands["ours"]
    if others:
        commands["needs"] = [str(_sphinx_needs(folder)), *sphinx]
        write_needs(home / "ours", home / "needs")
    if others and (hugo := shutil.which("hugo")):
        commands["hugo"] = [hugo, "--quiet", "--destination", "_build"]
        write_hugo(home / "ours", home / "hugo")
    elif others:
        say("Hugo is left out: it is not installed")
    return commands


def _sphinx_needs(folder: Path) -> Path:
    """The Python that has sphinx-needs, beside the same Sphinx as here."""
    python = folder / "sphinx-needs/bin/python"
    if not python.is_file():
        subprocess.run([sys.executable, "-m", "venv", str(folder / "sphinx-needs")], check=True)
        same = [f"{name}=={version(name)}" for name in ("Sphinx", "docutils", "myst-parser", "PyStemmer")]
        subprocess.run([str(python), "-m", "pip", "install", "-qq", "sphinx-needs", *same], check=True)
    return python


def _after(project: Path, command: list[str], old: str, new: str) -> Cost:
    """What a build costs after an edit, which is then taken back, and built again unmeasured."""
    page = min((project / "years").glob("*.md"))
    text = page.read_text(encoding="utf-8")
    if not old:
        return cost_of(command, project)
    assert old in text
    page.write_text(text.replace(old, new, 1), encoding="utf-8")
    cost = cost_of(command, project)
    page.write_text(text, encoding="utf-8")
    cost_of(command, project)
    return cost


def _growth(whole: list[Cost], tenth: list[Cost]) -> str:
    exponents = Spread(tuple(math.log10(a.cpu / b.cpu) for a, b in zip(whole, tenth, strict=True)))
    power = exponents.written(2)
    return f" From a tenth of the milestones to all of them, CPU grows with their number to the power of {power}."


def _clean_table(clean: dict[str, list[Cost]]) -> str:
    rows = ["| A clean build | CPU | × plain MyST | Peak memory | × plain MyST |", "|---|---|---|---|---|"]
    for name in (name for name in NAMES if name in clean):
        pairs = list(zip(clean[name], clean["plain"], strict=True))
        cpu, memory = Spread(tuple(c.cpu for c, _ in pairs)), Spread(tuple(c.memory for c, _ in pairs))
        times = [Spread(tuple(c.cpu / p.cpu for c, p in pairs)), Spread(tuple(c.memory / p.memory for c, p in pairs))]
        ratios = [each.written(2) if name != "plain" else "" for each in times]
        row = [NAMES[name], cpu.written(2, " s"), ratios[0], memory.written(0, " MiB"), ratios[1]]
        rows.append(f"| {' | '.join(row)} |")
    if "needs" in clean:
        times_needs = Spread(tuple(n.cpu / o.cpu for n, o in zip(clean["needs"], clean["ours"], strict=True)))
        rows.append(f"\nsphinx-needs takes {times_needs.written(1)} times the CPU of `sphinx_milestones`.")
    return "\n".join(rows)


def _again_table(again: dict[str, list[Cost]]) -> str:
    rows = ["| A build when | CPU | Compared with |", "|---|---|---|"]
    empty, nothing = again["an empty project"], again["nothing changed"]
    base = {"an empty project": None, "nothing changed": empty}
    for name, costs in again.items():
        over = base.get(name, nothing)
        times = Spread(tuple(a.cpu / b.cpu for a, b in zip(costs, over, strict=True))).written(2) if over else ""
        what = "nothing changed in an empty project" if over is None else name
        whose = " × an empty project" if over is empty else " × nothing changed" if over else ""
        rows.append(f"| {what} | {Spread(tuple(c.cpu for c in costs)).written(2, ' s')} | {times}{whose} |")
    return "\n".join(rows)
