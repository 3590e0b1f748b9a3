"""The real register, built once for all tests."""

from __future__ import annotations

import fcntl
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from tests.support.project import ROOT, with_extensions


@dataclass
class Site:
    """The real register, copied, so that nothing that a developer has built is used."""

    root: Path

    def build(self, builder: str, language: str = "") -> subprocess.CompletedProcess[str]:
        """Build it strictly, once for all tests, however many processes run them; *language* is of a translation."""
        report = self.root / f"{builder}{language}.report"
        with (self.root / "lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            if not report.exists():
                self._build(builder, language, report)
        code, _, output = report.read_text(encoding="utf-8").partition("\n")
        return subprocess.CompletedProcess([builder], int(code), output)

    def _build(self, builder: str, language: str, report: Path) -> None:
        output = f"_build/{builder}/{language}".rstrip("/")
        self._share_fonts(builder, self.root / output)
        # gettext keeps track of each paragraph, for which Sphinx wants doctrees of its own.
        doctrees = "doctrees-gettext" if builder == "gettext" else f"doctrees{language}"
        arguments = ["-c", ".", "-q", "-W", "-b", builder, "-d", f"_build/{doctrees}", "docs", output]
        settings = ["-D", "linkcheck_ignore=.*"] if builder == "linkcheck" else []  # no network here
        settings += ["-D", f"language={language}"] if language else []
        done = subprocess.run(
            [sys.executable, "-m", "sphinx", *settings, *arguments],
            cwd=self.root,
            env=with_extensions(),
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
        )
        report.write_text(f"{done.returncode}\n{done.stdout}", encoding="utf-8")

    def _share_fonts(self, builder: str, output: Path) -> None:
        """Give a site the web fonts of one built before: to cut them takes seconds, and gives the same files."""
        fonts = next(self.root.glob("_build/**/_static/web-fonts"), None)
        if fonts and builder.endswith("html"):
            shutil.copytree(fonts, output / "_static/web-fonts")

    def folder(self, builder: str, language: str = "") -> Path:
        """The output of a builder. As in `make html`, the PDF is built before the pages that offer it."""
        if builder == "html":
            self.folder("pdf", language)
        done = self.build(builder, language)
        assert done.returncode == 0, done.stdout
        return self.root / "_build" / builder / language


def copy_site(root: Path) -> Site:
    """Copy the register of this repository to a folder that several processes may share, unless one of them has."""
    root.mkdir(exist_ok=True)
    with (root / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (root / "conf.py").exists():
            for folder in ("docs", "data"):
                shutil.copytree(ROOT / folder, root / folder)
            shutil.copy(ROOT / "conf.py", root)
    return Site(root)
