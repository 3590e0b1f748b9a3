"""``make bench``: measure on this machine, and write the figures to ``ext/manual/benchmarks.md``."""

from __future__ import annotations

import argparse
import re
import sys
from pathlib import Path

from . import browser, pages, pdf
from .measuring import machine

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "ext/manual/benchmarks.md"
PARTS = {
    "browser": ("The timeline", browser.measure),
    "html": ("HTML", pages.measure),
    "pdf": ("PDF", pdf.measure),
}
HEAD = """(benchmarks)=
# Benchmarks

`make bench` measures a generated register, the same each time: 60 partners, a page for each year, milestones of 40 to
80 words with a link and a reference. `make bench PART=pdf N=1000 ROUNDS=3` selects the part (`browser`, `html` or
`pdf`), the size and the number of rounds. Runs alternate. Each figure is a median, with the minimum and maximum in
brackets; ratios compare adjacent runs.

CPU is the user and system time of all processes. A timeline is ready when it can be used, measured from the request
of its page; a choice is one click in its filter, one of a
hundred random ones in each round. The weight is that of all files that the browser requests.
"""


def with_section(page: str, part: str, size: int, section: str) -> str:
    """Return the page with the section of a part at a size, in the place of an earlier one."""
    _, *sections = re.split(r"(?m)^(?=\(bench-)", page)
    label = f"(bench-{part}-{size})="
    others = [found for found in sections if not found.startswith(label)]
    others.append(f"{label}\n{section}\n")
    others.sort(
        key=lambda found: [int(text) if text.isdecimal() else text for text in found.split("=")[0][1:-1].split("-")]
    )
    return "\n".join([HEAD, *(found.strip() + "\n" for found in others)])


def say(text: str) -> None:
    """Report the progress."""
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


def main() -> None:
    """Measure what the command line asks for."""
    parser = argparse.ArgumentParser(prog="make bench", description=__doc__)
    parser.add_argument("--part", choices=PARTS, action="append")
    parser.add_argument("--size", type=int, default=1000)
    parser.add_argument("--rounds", type=int, default=5)
    given = parser.parse_args()
    for part in given.part or PARTS:
        name, measure = PARTS[part]
        table = measure(given.size, ROOT / "_build/benchmarks", given.rounds, others=True, say=say)
        title = f"## {name} of {given.size:,} milestones".replace(",", "\N{NO-BREAK SPACE}")
        section = f"{title}\n\n{table}\n\n{machine()}; rounds: {given.rounds}."
        page = PAGE.read_text(encoding="utf-8") if PAGE.is_file() else ""
        PAGE.write_text(with_section(page, part, given.size, section), encoding="utf-8")
        say(section)


if __name__ == "__main__":
    main()
