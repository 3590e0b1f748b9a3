"""Sessions for nox: the tests on each supported version of Python and Sphinx, and what a release is checked by.

`make nox ARGS="-s tests-3.13"` runs those of one Python; an interpreter that this machine lacks is skipped. What the
Makefile does, the sessions ask of the Makefile.
"""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from tempfile import TemporaryDirectory

import nox

PROJECT = nox.project.load_toml("pyproject.toml")
PYTHONS = ["3.11", "3.12", "3.13", "3.14"]
SPHINX = {"8.2": "Sphinx~=8.2.0", "9.0": "Sphinx~=9.0.0", "newest": "Sphinx"}

nox.options.sessions = ["tests", "lint"]


@nox.session(python=PYTHONS)
@nox.parametrize("sphinx", [nox.param(requirement, id=name) for name, requirement in SPHINX.items()])
def tests(session: nox.Session, sphinx: str) -> None:
    """Run the tests with one line of Sphinx and the newest of everything else; arguments are handed to pytest."""
    session.install("--editable", ".[site]", sphinx, *nox.project.dependency_groups(PROJECT, "test"))
    session.run("python", "-m", "sphinx", "--version")
    session.run("python", "-m", "pytest", *(session.posargs or ["-n", "auto"]))


@nox.session(python=False)
def lint(session: nox.Session) -> None:
    """Check rules, format, types and imports, with the pinned tools."""
    session.run("make", "lint", external=True)


@nox.session(python=False)
def html(session: nox.Session) -> None:
    """Build the site and its PDFs."""
    session.run("make", "html", external=True)


@nox.session(python=False)
def manual(session: nox.Session) -> None:
    """Build the manual of the extension."""
    session.run("make", "manual", external=True)


@nox.session
def build(session: nox.Session) -> None:
    """Build both archives in dist/, check them as a package index would, and build the example with the wheel."""
    session.install(*nox.project.dependency_groups(PROJECT, "release"))
    shutil.rmtree("dist", ignore_errors=True)
    session.run("python", "-m", "build")
    session.run("twine", "check", "--strict", *map(str, Path("dist").iterdir()))
    (wheel,) = Path("dist").glob("*.whl")
    session.run("check-wheel-contents", str(wheel))
    tag = os.environ.get("RELEASE_TAG", "")
    if tag and f"-{tag.removeprefix('v')}-" not in wheel.name:
        session.error(f"the release {tag} is not of {wheel.name}: correct the tag or __version__")
    with TemporaryDirectory() as folder:
        build_example(session, wheel.resolve(), Path(folder))


def build_example(session: nox.Session, wheel: Path, folder: Path) -> None:
    """Build the example register, strictly, with the wheel and its requirements alone, outside the repository."""
    shutil.copytree("ext/manual/example", folder / "register", ignore=shutil.ignore_patterns("_build"))
    python = str(folder / "venv/bin/python")
    session.run("python", "-m", "venv", str(folder / "venv"))
    session.run(python, "-m", "pip", "install", "--quiet", f"{wheel}[site]", external=True)
    with session.chdir(folder / "register"):
        for builder in ("pdf", "html"):
            session.run(
                *(python, "-I", "-m", "sphinx", "-q", "-W", "-b", builder, ".", f"_build/{builder}"), external=True
            )
        pdfs = list(Path("_build/html").rglob("*.pdf"))
        if not (Path("_build/html/index.html").is_file() and pdfs):
            session.error("the example has no front page, or no PDF")
