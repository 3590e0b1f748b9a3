"""Builds by a process of their own, which starts Sphinx and its extensions once for all of them."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from tests.support.project import ROOT, with_extensions

BUILD = """
import sys
from sphinx.cmd.build import build_main

source, output, *builders = sys.argv[1:]
for builder in builders:
    if code := build_main(["-q", "-W", "-b", builder, "-d", f"{output}/doctrees", source, f"{output}/{builder}"]):
        sys.exit(code)
"""


def build_apart(
    root: Path, *builders: str, source: str = ".", output: str = "_build", ext: Path = ROOT / "ext"
) -> Path:
    """Build the *source* of a project with one builder after another, strictly; return the folder with their outputs.

    *source* and *output* are relative to *root*; the extensions are those in *ext*.
    """
    command = [sys.executable, "-c", BUILD, source, output, *builders]
    environment = with_extensions(PYTHONPATH=str(ext))
    done = subprocess.run(command, cwd=root, env=environment, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    return root / output
