"""A register in reStructuredText needs neither MyST nor furo: `nox -s build` builds it where they are not installed."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

from tests.support.project import with_extensions

BUILD = """\
import sys
from sphinx.cmd.build import build_main
codes = [build_main(["-q", "-W", "-b", builder, ".", f"_build/{builder}"]) for builder in ("pdf", "html")]
print(*sorted({"furo", "myst_parser"} & {name.partition(".")[0] for name in sys.modules}))
sys.exit(any(codes))
"""


def test_the_package_alone_is_enough(tmp_path: Path) -> None:
    """The pages are complete with Sphinx's own theme, and nothing imports the packages that are optional."""
    root = tmp_path / "register"
    shutil.copytree(Path(__file__).with_name("rest_register"), root, ignore=shutil.ignore_patterns("_build"))
    command = [sys.executable, "-c", BUILD]
    done = subprocess.run(command, cwd=root, env=with_extensions(), capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr, done.stdout) == (0, "", "\n")
    page = (root / "_build/html/2026.html").read_text(encoding="utf-8")
    assert "A delegation saw how ships are registered" in page
    assert "2026.html#2026-norway-visit" in (root / "_build/html/index.html").read_text(encoding="utf-8")
