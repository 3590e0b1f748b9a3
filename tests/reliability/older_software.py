"""An older version of the extension, and of a library whose data were others, with which a register can be built."""

from __future__ import annotations

import pickle
import shutil
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

from tests.support.project import ROOT, Project, with_extensions

CALLED = {"OM": "Former Oman", "QA": "Former Qatar"}  # what the older library calls them in English


def install(folder: Path) -> Path:
    """Make both in a folder, and return it: every label begins with another word, some countries have other names."""
    package = shutil.copytree(ROOT / "ext", folder, ignore=shutil.ignore_patterns("__pycache__", "manual"))
    labels = package / "sphinx_milestones/views/labels.py"
    labels.write_text(labels.read_text("utf-8").replace('N_("', 'N_("Former '), encoding="utf-8")
    spec = find_spec("babel")
    assert spec is not None
    assert spec.origin is not None
    library = shutil.copytree(Path(spec.origin).parent, folder / "babel")
    data = pickle.loads((library / "locale-data/en.dat").read_bytes())
    data["territories"] |= CALLED
    (library / "locale-data/en.dat").write_bytes(pickle.dumps(data))
    metadata = folder / "babel-0.1.dist-info/METADATA"
    metadata.parent.mkdir()
    metadata.write_text("Metadata-Version: 2.1\nName: babel\nVersion: 0.1\n", encoding="utf-8")
    return folder


def build(project: Project, builder: str, software: Path) -> None:
    """Build as `Project.build` does, with this software."""
    out = project.root / "_build"
    command = [sys.executable, "-m", "sphinx", "-q", "-b", builder, "-d", f"{out}/doctrees", "."]
    environment = with_extensions(PYTHONPATH=str(software))
    subprocess.run([*command, f"{out}/{builder}"], cwd=project.root, env=environment, check=True, capture_output=True)
