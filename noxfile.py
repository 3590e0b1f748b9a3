"""Sessions for nox: the tests on each supported version of Python and Sphinx, and what a release is checked by.

`make nox ARGS="-s tests-3.13"` runs those of one Python; an interpreter that this machine lacks is skipped. What the
Makefile does, the sessions ask of the Makefile.
"""

from __future__ import annotations

import shutil
from pathlib import Path

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
    """Build the source archive and the wheel in dist/, and check both as a package index would."""
    session.install(*nox.project.dependency_groups(PROJECT, "release"))
    shutil.rmtree("dist", ignore_errors=True)
    session.run("python", "-m", "build")
    session.run("twine", "check", "--strict", *map(str, Path("dist").iterdir()))
    session.run("check-wheel-contents", *map(str, Path("dist").glob("*.whl")))
