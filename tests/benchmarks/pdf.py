"""The PDF of a register: this builder, bare Typst on the same pages, and WeasyPrint on the same pages' HTML."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import sphinx_pdf

from .measuring import Cost, Spread, cost_of
from .register import write_register

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

ROOT = Path(__file__).parents[2]
FONTS = Path(sphinx_pdf.__file__).parent / "fonts"
BARE = Path(__file__).with_name("bare.py")
#: WeasyPrint takes minutes from here on, and gigabytes.
MOST_FOR_WEASYPRINT = 1000


def measure(size: int, folder: Path, rounds: int, *, others: bool, say: Callable[[str], None]) -> str:
    """Return a table of what the PDF of *size* milestones costs; *others* asks for other tools' figures too."""
    project = folder / f"register-{size}"
    shutil.rmtree(project, ignore_errors=True)
    write_register(project, size)
    say(f"reading {size} milestones")
    # Twice: the first build settles what Sphinx keeps of its own accord.
    _sphinx(project, "dummy")
    pages = _keep_pages(project)
    weasyprint = _weasyprint(project, folder, size, say) if others else []
    costs: dict[str, list[Cost]] = {"reading": [], "ours": [], "bare": [], "weasyprint": []}
    for turn in range(rounds):
        say(f"round {turn + 1} of {rounds}")
        costs["reading"].append(_sphinx(project, "dummy"))
        shutil.rmtree(project / "_build/pdf", ignore_errors=True)
        shutil.rmtree(project / "_build/doctrees/pdf", ignore_errors=True)
        costs["ours"].append(_sphinx(project, "pdf"))
        alone = [cost_of([sys.executable, str(BARE), "set", str(page), str(FONTS)], project) for page in pages]
        costs["bare"].append(Cost(sum(cost.cpu for cost in alone), max(cost.memory for cost in alone)))
        if weasyprint:
            costs["weasyprint"].append(cost_of(weasyprint, project))
    return f"{_table(costs, len(pages))}\n\n{_editions(folder / 'editions', rounds)}"


def _sphinx(project: Path, builder: str, *options: str) -> Cost:
    command = [sys.executable, "-m", "sphinx", "-q", "-b", builder, "-d", "_build/doctrees", *options, "."]
    return cost_of([*command, f"_build/{builder}"], project)


def _editions(folder: Path, rounds: int) -> str:
    """Return what all PDFs of this project's own register cost."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)

    def built(builder: str) -> float:
        command = [sys.executable, "-m", "sphinx", "-q", "-c", str(ROOT), "-d", "doctrees", "-b", builder]
        return cost_of([*command, str(ROOT / "docs"), builder], folder).cpu

    built("dummy")
    beyond, number = [], 0
    for _ in range(rounds):
        beyond.append(built("pdf") - built("dummy"))
        number = len(list((folder / "pdf").rglob("*.pdf")))
        shutil.rmtree(folder / "pdf")
        shutil.rmtree(folder / "doctrees/pdf")
    spread = Spread(tuple(beyond)).written(2, " s")
    return f"All {number} PDFs of this register take {spread} of CPU in addition to reading."


def _keep_pages(project: Path) -> list[Path]:
    """Return the folders with what the builder hands to Typst, one for each PDF."""
    folder = project / "_build/pages"
    options = ["-q", "-b", "pdf", "-d", "_build/doctrees", ".", "_build/saved"]
    subprocess.run([sys.executable, str(BARE), "keep", str(folder), *options], cwd=project, check=True)
    return sorted(folder.iterdir())


def _weasyprint(project: Path, folder: Path, size: int, say: Callable[[str], None]) -> list[str]:
    """Return the command that typesets the same pages with WeasyPrint; report it and return none if it cannot."""
    if size > MOST_FOR_WEASYPRINT:
        say(f"WeasyPrint is left out: more than {MOST_FOR_WEASYPRINT} milestones")
        return []
    python = folder / "weasyprint/bin/python"
    if not python.is_file():
        subprocess.run([sys.executable, "-m", "venv", str(folder / "weasyprint")], check=True)
        subprocess.run([str(python), "-m", "pip", "install", "-qq", "weasyprint"], check=False)
    if subprocess.run([str(python), "-c", "import weasyprint"], capture_output=True, check=False).returncode:
        say("WeasyPrint is left out: it needs pango; on Debian, libpango-1.0-0 and libpangoft2-1.0-0")
        return []
    _sphinx(project, "singlehtml", "-D", "html_theme=basic")
    return [str(python), "-m", "weasyprint", "--quiet", "_build/singlehtml/index.html", "_build/weasyprint.pdf"]


def _table(costs: dict[str, list[Cost]], files: int) -> str:
    ours = [cost.cpu - reading.cpu for cost, reading in zip(costs["ours"], costs["reading"], strict=True)]
    bare = [cost.cpu for cost in costs["bare"]]
    theirs = [cost.cpu for cost in costs["weasyprint"]]
    rows = [
        _row("Sphinx, reading only", [c.cpu for c in costs["reading"]], [], costs["reading"]),
        _row("`sphinx_pdf`, in addition; memory of the full build", ours, bare, costs["ours"]),
        _row("Typst alone on the same pages", bare, [], costs["bare"]),
    ]
    if theirs:
        rows.append(_row("WeasyPrint on the same pages’ HTML", theirs, bare, costs["weasyprint"]))
        times = Spread(tuple(their / our for their, our in zip(theirs, ours, strict=True)))
        rows.append(f"\nWeasyPrint takes {times.written(1)} times the CPU of `sphinx_pdf`.")
    head = "| What | CPU | × Typst alone | Peak memory |\n|---|---|---|---|"
    return "\n".join([f"Files: {files}.\n", head, *rows])


def _row(name: str, cpu: Sequence[float], over: Sequence[float], costs: Sequence[Cost]) -> str:
    ratio = Spread(tuple(a / b for a, b in zip(cpu, over, strict=True))).written(2) if over else ""
    memory = Spread(tuple(cost.memory for cost in costs)).written(0, " MiB")
    return f"| {name} | {Spread(tuple(cpu)).written(2, ' s')} | {ratio} | {memory} |"
