"""Build the manuals of other projects, and print a table: ``python -m tests.foreign [name …]``.

Needs the package index, and GitHub. Sources and environments are in ``_build/foreign``; nothing of them is committed.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tarfile
import venv
from collections import Counter
from pathlib import Path
from typing import Any

import pypdfium2  # type: ignore[import-untyped]
from tests.foreign.projects import PROJECTS, Project
from tests.foreign.words import share_found
from tests.support.pdf import find_violations

ROOT = Path(__file__).parents[2]
FOLDER = ROOT / "_build/foreign"
HEADER = (
    "Manual",
    "Tried for",
    "Pages",
    "CPU (s)",
    "Memory (MB)",
    "Faults",
    "Words found (%)",
    "Links",
    "Our warnings + images without a description",
)


def python_of(project: Project) -> Path:
    """Return the Python of the environment of a project, made if there is none."""
    folder = FOLDER / project.environment
    python = folder / "bin/python"
    if not python.exists():
        venv.create(folder, with_pip=True)
        pip(python, "install", f"{ROOT}[pdf]")
    return python


def pip(python: Path, *arguments: str) -> None:
    """Run pip in an environment."""
    subprocess.run([python, "-m", "pip", "--quiet", "--disable-pip-version-check", *arguments], check=True)


def fetch(project: Project) -> Path:
    """Return the folder of the manual of a project, with what it needs installed."""
    folder = FOLDER / project.name
    if not folder.is_dir():
        own = [] if project.files or project.repository else [project.release]
        pip(python_of(project), "install", *own, *project.needs)
        (clone if project.repository else download)(project, folder)
    (source,) = folder.iterdir()
    for file, text in project.files.items():
        path = source / project.folder / file
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return source / project.folder


def download(project: Project, folder: Path) -> None:
    """Unpack the source package of a project into *folder*."""
    packages, version = FOLDER / "packages", project.release.partition("==")[2]
    pip(python_of(project), "download", "--no-deps", "--no-binary", ":all:", "--dest", str(packages), project.release)
    (package,) = packages.glob(f"{project.name.replace('-', '[-_]')}-{version}.tar.gz")
    with tarfile.open(package) as archive:
        archive.extractall(folder, filter="data")


def clone(project: Project, folder: Path) -> None:
    """Clone the repository of a project into *folder*, at the commit of its release."""
    url, target = f"https://github.com/{project.repository}", folder / project.name
    subprocess.run(["git", "clone", "--quiet", url, target], check=True)
    subprocess.run(["git", "-C", target, "checkout", "--quiet", project.release.partition("==")[2]], check=True)


def build(project: Project) -> tuple[dict[str, Any], Path]:
    """Build the manual of a project anew; return the report of ``build.py``, and the output folder."""
    source = fetch(project)
    out = FOLDER / "out" / project.name
    shutil.rmtree(out, ignore_errors=True)
    out.mkdir(parents=True)
    command: list[str | Path] = [
        python_of(project),
        Path(__file__).with_name("build.py"),
        source,
        out,
        "pdf_show_urls=no",
        *project.settings,
    ]
    pandoc = next(iter(FOLDER.glob(f"{project.environment}/lib/python*/site-packages/pypandoc/files")), FOLDER)
    environment = {
        **os.environ,
        # A repository may be newer than the package.
        "PYTHONPATH": os.pathsep.join([str(ROOT / "ext"), *([str(source.parent)] if project.repository else [])]),
        "PATH": f"{pandoc}{os.pathsep}{os.environ['PATH']}",
        "PLANTUML_JAR": str(Path(__file__)),  # one manual refuses to be read without a file
    }
    with out.joinpath("stdout.log").open("w", encoding="utf-8") as log:
        process = subprocess.run(command, stdout=log, stderr=log, env=environment, cwd=source.parent, check=False)
    if process.returncode:
        raise RuntimeError(f"{project.release} failed; see {log.name}")
    return json.loads(out.joinpath("report.json").read_text(encoding="utf-8")), out


def row(project: Project) -> tuple[str, ...]:
    """Build the manual of a project; return a row of the table."""
    report, out = build(project)
    pdfs = sorted(out.joinpath("pdf").rglob("*.pdf"))
    texts, pages = [], 0
    for path in pdfs:
        with pypdfium2.PdfDocument(path) as document:
            pages += len(document)
            texts += [page.get_textpage().get_text_range() for page in document]
    files = [out / "text" / f"{name}.txt" for name in report["docs"]]
    found, total = share_found((file.read_text(encoding="utf-8") for file in files if file.is_file()), "\n".join(texts))
    all_ours = [line for line in report["warnings"] if "[pdf." in line]
    ours = [line for line in all_ours if "has no alternative text" not in line]
    kinds = Counter(line.rpartition("[pdf.")[2] for line in all_ours)
    print(project.release, kinds, *ours[:20], sep="\n  ", file=sys.stderr)
    made, references = report["links"]
    print("  without a target:", *report["unlinked"], sep="\n    ", file=sys.stderr)
    faults = sum(len(find_violations(path)) for path in pdfs)
    numbers = (pages, f"{report['cpu']:.0f}", report["memory"], faults, f"{100 * found / max(1, total):.2f}")
    return (
        project.release.replace("==", " "),
        project.kind,
        *map(str, numbers),
        f"{made} of {references}",
        f"{len(ours)} + {len(all_ours) - len(ours)}",
    )


def main(names: list[str]) -> None:
    """Print the table of all projects, or of some."""
    print("|", " | ".join(HEADER), "|")
    print("|---|---|" + "--:|" * (len(HEADER) - 2))
    for project in PROJECTS:
        if not names or project.name in names:
            print("|", " | ".join(row(project)), "|", flush=True)


if __name__ == "__main__":
    main(sys.argv[1:])
