"""The real register, built once for all tests."""

from __future__ import annotations

import fcntl
import json
import shutil
import subprocess
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from tests.support.once import build_once
from tests.support.project import ROOT, with_extensions

# Builders that one process runs, in their order: it starts once, and a site offers the PDFs that were built before it.
GROUPS = (
    ("pdf", "html"),
    ("dirhtml", "singlehtml", "epub", "latex", "text", "man", "texinfo", "xml", "gettext", "linkcheck", "dummy"),
)
# Takes the file for the report of each build, and its arguments.
BUILD = """
import json, sys
from contextlib import redirect_stderr, redirect_stdout
from sphinx.cmd.build import build_main

for path, arguments in json.loads(sys.argv[1]).items():
    with open(path + ".part", "w+", encoding="utf-8") as output, redirect_stdout(output), redirect_stderr(output):
        code = build_main(arguments)
        output.seek(0)
        text = output.read()
    with open(path, "w", encoding="utf-8") as report:
        report.write(f"{code}\\n{text}")
"""


@dataclass
class Site:
    """The real register, copied, so that nothing that a developer has built is used."""

    root: Path

    def build(self, builder: str, language: str = "") -> subprocess.CompletedProcess[str]:
        """Build it strictly, once for all tests, however many processes run them; *language* is of a translation."""
        report = self._report(builder, language)
        with (self.root / "lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            if not report.exists():
                self._build(next((group for group in GROUPS if builder in group), (builder,)), language)
        code, _, output = report.read_text(encoding="utf-8").partition("\n")
        return subprocess.CompletedProcess([builder], int(code), output)

    def _report(self, builder: str, language: str) -> Path:
        return self.root / f"{builder}{language}.report"

    def _output(self, builder: str, language: str) -> Path:
        return self.root / "_build" / builder / language

    def _build(self, builders: Iterable[str], language: str) -> None:
        arguments = {str(self._report(each, language)): self._arguments(each, language) for each in builders}
        self._share_fonts(self._output(each, language) for each in builders if each.endswith("html"))
        command = [sys.executable, "-c", BUILD, json.dumps(arguments)]
        subprocess.run(command, cwd=self.root, env=with_extensions(), check=True)

    def _arguments(self, builder: str, language: str) -> list[str]:
        # gettext keeps track of each paragraph, for which Sphinx wants doctrees of its own.
        doctrees = "_build/doctrees-gettext" if builder == "gettext" else f"_build/doctrees{language}"
        settings = ["-D", "linkcheck_ignore=.*"] if builder == "linkcheck" else []  # no network here
        settings += ["-D", f"language={language}"] if language else []
        options = f"-c . -q -W -b {builder} -d {doctrees} docs".split()
        return [*settings, *options, str(self._output(builder, language))]

    def _share_fonts(self, sites: Iterable[Path]) -> None:
        """Give sites the web fonts of one built before: to cut them takes seconds, and gives the same files."""
        if fonts := next(self.root.glob("_build/**/_static/web-fonts"), None):
            for site in sites:
                shutil.copytree(fonts, site / "_static/web-fonts")

    def folder(self, builder: str, language: str = "") -> Path:
        """The output of a builder."""
        done = self.build(builder, language)
        assert done.returncode == 0, done.stdout
        return self._output(builder, language)


def copy_site(root: Path) -> Site:
    """Copy the register of this repository to a folder that several processes may share, unless one of them has."""
    return Site(build_once(root, copy_sources))


def copy_sources(root: Path) -> None:
    """Copy what the register of this repository is built from."""
    for folder in ("docs", "data"):
        shutil.copytree(ROOT / folder, root / folder)
    shutil.copy(ROOT / "conf.py", root)
