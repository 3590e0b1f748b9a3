"""The pictures of README, guide, manual and social card: `make pictures` takes them anew, of what is built now.

The guide's are of a copy of the register in which its example has been followed.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import Page, sync_playwright
from tests.support.browser import chromium
from tests.support.guide import commands_on

ROOT = Path(__file__).parents[2]
PICTURES = ROOT / "docs/_static"
EXAMPLES = ROOT / "ext/manual/examples"
GUIDE = ROOT / "docs/contributing"
CONTENT = ("docs", "data", "conf.py")


def follow_the_guide(register: Path) -> None:
    """Run the commands of the guide's first page in a copy of the register, and give the entry its text."""
    for command in commands_on(GUIDE / "first-milestone.md"):
        if len(command) > 1:
            run = [sys.executable, "-m", "sphinx_milestones", *command]
            subprocess.run(run, cwd=register, check=True, stdout=subprocess.DEVNULL)
    entry = re.search(
        r"^(---\nyear: 2026\n.*?)```", (GUIDE / "by-hand.md").read_text(encoding="utf-8"), re.DOTALL | re.MULTILINE
    )
    if entry is None:
        raise SystemExit("docs/contributing/by-hand.md has no page of 2026")
    (register / "docs/years/2026.md").write_text(entry[1], encoding="utf-8")


def build(register: Path, language: str = "en_GB") -> Path:
    """Build a site, without its PDFs; return its folder."""
    site = register / "_build/pictures" / language
    command = [
        sys.executable,
        "-m",
        "sphinx",
        "-c",
        str(register),
        "-q",
        "-b",
        "html",
        "-D",
        f"language={language}",
        str(register / "docs"),
        str(site),
    ]
    subprocess.run(command, cwd=register, check=True)
    return site


def build_example(source: Path, site: Path) -> Path:
    """Build an example register of the manual; return its folder."""
    command = [
        sys.executable,
        "-m",
        "sphinx",
        "-q",
        "-W",
        "-b",
        "html",
        "-d",
        f"{site}-doctrees",
        str(source),
        str(site),
    ]
    subprocess.run(command, check=True)
    return site


def take(page: Page, site: Path, address: str, size: tuple[int, int], name: str, start: str = "body") -> None:
    """Take a picture of a page, from the top of the element *start* down."""
    page.set_viewport_size({"width": size[0], "height": size[1]})
    page.goto(f"{(site / address).as_uri()}")
    page.evaluate("document.fonts.ready")
    top = page.locator(start).first.evaluate("element => element.getBoundingClientRect().top + scrollY")
    clip = {"x": 0.0, "y": max(0.0, float(top) - (24 if top else 0)), "width": float(size[0]), "height": float(size[1])}
    page.screenshot(path=PICTURES / name, full_page=True, clip=clip)  # type: ignore[arg-type]


def main() -> None:
    """Write all pictures."""
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        copy = Path(folder, "register")
        for name in CONTENT:
            source = ROOT / name
            shutil.copytree(source, copy / name) if source.is_dir() else shutil.copy(source, copy / name)
        plain = build(copy)
        browser = playwright.chromium.launch(executable_path=chromium(), args=["--no-sandbox"])
        page = browser.new_page(color_scheme="light")
        take(page, plain, "index.html", (1200, 630), "card.png")
        take(page, build(copy, "ar"), "index.html", (1200, 630), "card-ar.png")
        take(page, plain, "index.html", (1280, 720), "home.png")
        follow_the_guide(copy)
        site = build(copy)
        take(page, site, "timeline.html", (1100, 420), "guide/timeline-entry.png", ".ms-year")
        take(page, site, "years/2026.html", (1200, 900), "guide/year-page.png", "h1")
        for source in sorted(EXAMPLES.iterdir()):
            site = build_example(source, Path(folder, source.name))
            take(page, site, "index.html", (1280, 760), f"../../ext/manual/pictures/{source.name}.png")
        browser.close()


if __name__ == "__main__":
    main()
