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
# With the variants that `make variants` runs.
ALL = ["-n", "auto", "-m", "not reliability and not themes"]
# Extensions that registers use beside this one, and what each needs; those of Sphinx itself need nothing.
BESIDE = {
    "ablog": ["ablog"],
    "autodoc": [],
    "autosectionlabel": [],
    "copybutton": ["sphinx-copybutton"],
    "design": ["sphinx-design"],
    "intersphinx": [],
    "multiversion": ["sphinx-multiversion", SPHINX["8.2"]],  # its command, last released in 2020, fails with Sphinx 9
    "needs": ["sphinx-needs"],
    "notfound": ["sphinx-notfound-page"],
    "opengraph": ["sphinxext-opengraph"],
    "sitemap": ["sphinx-sitemap"],
    "tags": ["sphinx-tags"],
}

nox.options.sessions = ["tests", "lint"]


@nox.session(python=PYTHONS)
@nox.parametrize("sphinx", [nox.param(requirement, id=name) for name, requirement in SPHINX.items()])
def tests(session: nox.Session, sphinx: str) -> None:
    """Run the tests with one line of Sphinx and the newest of everything else; arguments are handed to pytest."""
    session.install("--editable", ".[site]", sphinx, *nox.project.dependency_groups(PROJECT, "test"))
    session.run("python", "-m", "sphinx", "--version")
    session.run("python", "-m", "pytest", *(session.posargs or ALL))


@nox.session(python=PYTHONS[0])
def lowest(session: nox.Session) -> None:
    """Run the tests with the lowest versions that pyproject.toml allows, and the newest of everything else."""
    session.install("uv")
    versions = str(Path(session.create_tmp(), "lowest.txt"))
    options = ["--extra", "site", "--resolution", "lowest-direct", "--quiet", "--output-file", versions]
    session.run("uv", "pip", "compile", "pyproject.toml", *options, silent=True)
    tools = nox.project.dependency_groups(PROJECT, "test")
    session.install("--editable", ".[site]", *tools, "--constraint", versions)
    session.run("python", "-m", "pytest", *(session.posargs or ALL))


@nox.session(python=PYTHONS[0])
@nox.parametrize("extension", [nox.param(name, id=name) for name in BESIDE])
def beside(session: nox.Session, extension: str) -> None:
    """Build a register strictly with another extension, and compare it with one built without."""
    session.install("--editable", ".[markdown,pdf]", *BESIDE[extension])
    session.run("python", "-m", "sphinx", "--version")
    session.run("python", "-m", "tests.beside", extension)


@nox.session
def themes(session: nox.Session) -> None:
    """Look at every part of a register in each theme of the manual, in a browser; arguments are handed to pytest."""
    install_themes(session)
    session.run("python", "-m", "pytest", "-m", "themes", "tests/themes", *session.posargs)


@nox.session
def theme_pictures(session: nox.Session) -> None:
    """Take the pictures of the themes in the manual anew."""
    install_themes(session)
    session.run("python", "-m", "tests.themes.pictures")


def install_themes(session: nox.Session) -> None:
    """Install the themes, with what the tests need."""
    session.install("--editable", ".[site]", *nox.project.dependency_groups(PROJECT, "test", "themes"))


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
    """Build both archives in dist/, check them as a package index would, and build two registers with the wheel."""
    session.install(*nox.project.dependency_groups(PROJECT, "release"))
    shutil.rmtree("dist", ignore_errors=True)
    session.run("python", "-m", "build")
    session.run("twine", "check", "--strict", *map(str, Path("dist").iterdir()))
    (wheel,) = Path("dist").glob("*.whl")
    session.run("check-wheel-contents", str(wheel))
    tag = os.environ.get("RELEASE_TAG", "")
    if tag and f"-{tag.removeprefix('v')}-" not in wheel.name:
        session.error(f"the release {tag} is not of {wheel.name}: correct the tag or __version__")
    build_register(session, "ext/manual/example", f"{wheel.resolve()}[site]")
    build_register(session, "tests/builders/rest_register", f"{wheel.resolve()}[pdf]")  # without MyST and furo


@nox.session(python=[PYTHONS[0], PYTHONS[-1]])
def everywhere(session: nox.Session) -> None:
    """Write registers with the wheel alone, and build them in every theme and with each line of Sphinx."""
    session.install("build", "uv")
    with TemporaryDirectory() as folder:
        session.run("python", "-m", "build", "--wheel", "--outdir", folder, silent=True)
        (wheel,) = Path(folder).iterdir()
        session.run("python", "-m", "tests.everywhere", str(wheel), *SPHINX.values())


def build_register(session: nox.Session, source: str, package: str) -> None:
    """Build a register, strictly, with the package and its requirements alone, outside the repository."""
    with TemporaryDirectory() as name:
        folder, python = Path(name), f"{name}/venv/bin/python"
        shutil.copytree(source, folder / "register", ignore=shutil.ignore_patterns("_build"))
        session.run("python", "-m", "venv", f"{name}/venv")
        session.run(python, "-m", "pip", "install", "--quiet", package, external=True)
        options = ["-I", "-m", "sphinx", "-q", "-W"]
        with session.chdir(folder / "register"):
            for builder in ("pdf", "html"):
                session.run(python, *options, "-b", builder, ".", f"_build/{builder}", external=True)
            if not (Path("_build/html/index.html").is_file() and [*Path("_build/html").rglob("*.pdf")]):
                session.error(f"{source} has no front page, or no PDF")
