"""Measure the built pages with Lighthouse, as on a phone: `make lighthouse` prints a table of the scores."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

from tests.support.browser import chromium
from tests.support.serving import serve

ROOT = Path(__file__).parents[2]
PROGRAM = ROOT / "_build/npm/node_modules/.bin/lighthouse"
PAGES = ("index", "timeline", "years/2024", "partners", "partners/oman")
LEAST = {"performance": 98, "accessibility": 100, "best-practices": 100, "seo": 100}
ROUNDS = 3


def measure(address: str) -> dict[str, int]:
    """The score of a page in each category."""
    done = subprocess.run(
        [PROGRAM, address, "--quiet", "--output=json", "--chrome-flags=--headless --no-sandbox --disable-gpu"],
        env={**os.environ, "CHROME_PATH": chromium() or ""},
        stdout=subprocess.PIPE,
        check=True,
    )
    report = json.loads(done.stdout)
    for audit in report["audits"].values():
        if audit["score"] is not None and audit["score"] < 1 and audit["scoreDisplayMode"] == "binary":
            sys.stdout.write(f"{address}: {audit['title']}\n")
    return {name: round(100 * report["categories"][name]["score"]) for name in LEAST}


def main() -> None:
    """Print a table of medians; fail where a score is less than it must be."""
    scores: dict[str, dict[str, int]] = {}
    with serve(ROOT / "_build/html") as base:
        for page in PAGES:
            rounds = [measure(f"{base}/{page}.html") for _ in range(ROUNDS)]
            scores[page] = {name: sorted(each[name] for each in rounds)[ROUNDS // 2] for name in LEAST}
    sys.stdout.write(f"| Page | {' | '.join(LEAST)} |\n|---|{'---|' * len(LEAST)}\n")
    for page, score in scores.items():
        sys.stdout.write(f"| `{page}.html` | {' | '.join(map(str, score.values()))} |\n")
    sys.exit(any(score[name] < least for score in scores.values() for name, least in LEAST.items()))


if __name__ == "__main__":
    main()
