"""The same register gives the same bytes: in any folder, with any hash seed, in any number of processes."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.incremental.conftest import Register

EXTENSIONS = Path(__file__).parents[2] / "ext"


def built_by_a_process(source: Path, builder: str, seed: int, processes: int) -> dict[str, bytes]:
    """The output of `sphinx-build` run by itself."""
    output = source.with_name(f"{source.name}-{builder}-{seed}-{processes}")
    doctrees = output.with_name(f"{output.name}-doctrees")
    arguments = ["-q", "-W", "-b", builder, "-d", str(doctrees), "-j", str(processes), str(source), str(output)]
    environment = {**os.environ, "PYTHONHASHSEED": str(seed), "PYTHONPATH": str(EXTENSIONS)}
    subprocess.run([sys.executable, "-m", "sphinx", *arguments], env=environment, check=True)
    files = sorted(path for path in output.rglob("*") if path.is_file())
    return {str(path.relative_to(output)): path.read_bytes() for path in files}


@pytest.mark.parametrize("builder", ["html", "latex"])
def test_seeds_folders_and_processes_do_not_matter(register: Register, tmp_path: Path, builder: str) -> None:
    """Four hash seeds, two folders, and one, two and four processes give one output."""
    first, second = tmp_path / "first", tmp_path / "elsewhere" / "second"
    kept = shutil.ignore_patterns("first", "elsewhere")
    shutil.copytree(register.root, first, ignore=kept)
    shutil.copytree(register.root, second, ignore=kept)
    runs = [(first, 0, 1), (first, 1, 2), (second, 2, 1), (second, 3, 4)]
    outputs = [built_by_a_process(source, builder, seed, processes) for source, seed, processes in runs]
    for output in outputs[1:]:
        assert {name for name in output.keys() | outputs[0].keys() if output.get(name) != outputs[0].get(name)} == set()
