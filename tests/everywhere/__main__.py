"""Show that a wheel alone makes a register that builds: ``python -m tests.everywhere WHEEL Sphinx~=9.0.0 …``.

For each theme and each requirement of Sphinx, an environment is made with the wheel, its extras and the theme, and
nothing else. In it, `init` writes a register in Markdown, one in reStructuredText and one in Arabic. All builds are
strict, and outside the repository. `nox -s everywhere` builds the wheel and calls this; it needs the package index.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.everywhere.themes import THEMES, Theme

REGISTERS = {
    "Markdown": ["--markup", "myst"],
    "reStructuredText": ["--markup", "rest"],
    "Arabic": ["--language", "ar"],
}
OTHER_BUILDERS = ("pdf", "epub", "text")  # the same with each theme, so that they are built with one


class FailedError(Exception):
    """A command that failed, with its output."""


def run(*command: str | Path, cwd: Path | None = None) -> str:
    """Return the output of a command.

    :raises FailedError: if it fails
    """
    clean = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "VIRTUAL_ENV"))}
    done = subprocess.run(
        command, cwd=cwd, env=clean, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise FailedError(f"{' '.join(map(str, command))}\n{done.stdout}{done.stderr}")
    return done.stdout


@dataclass(frozen=True)
class Environment:
    """A virtual environment in a folder of its own, which also holds the registers."""

    folder: Path

    @property
    def python(self) -> Path:
        """Its interpreter."""
        return self.folder / "venv/bin/python"

    def install(self, *requirements: str) -> None:
        """Make it, with *requirements* and what they need.

        :raises FailedError: if no releases fit together
        """
        uv = [sys.executable, "-m", "uv", "--quiet"]
        run(*uv, "venv", "--python", sys.executable, self.folder / "venv")
        run(*uv, "pip", "install", "--python", self.python, *requirements)

    def version(self, package: str) -> str:
        """Return the version of an installed package."""
        return run(
            self.python, "-I", "-c", f"from importlib.metadata import version; print(version({package!r}))"
        ).strip()

    def init(self, name: str, *options: str) -> Path:
        """Write a register and return its folder."""
        run(self.python, "-I", "-m", "sphinx_milestones", "init", name, *options, cwd=self.folder)
        return self.folder / name

    def build(self, register: Path, builder: str) -> Path:
        """Build a register, strictly, and return the folder of the output."""
        command = ["-I", "-m", "sphinx", "-q", "-W", "-d", "_build/doctrees", "-b", builder, ".", f"_build/{builder}"]
        if out := run(self.python, *command, cwd=register):
            raise FailedError(out)
        return register / "_build" / builder


def set_theme(register: Path, theme: Theme) -> None:
    """Choose a theme in the configuration of a register."""
    conf = register / "conf.py"
    text = re.sub("^html_theme = .*$", f'html_theme = "{theme.name}"', conf.read_text("utf-8"), flags=re.MULTILINE)
    conf.write_text(text + theme.settings, encoding="utf-8")


def check_pages(output: Path, *, arabic: bool) -> None:
    """Check that the pages show the register, in its direction.

    :raises FailedError: if one does not
    """
    for name, text in (("index.html", "ms-timeline"), ("years/2024.html", "2024-first-visit")):
        page = (output / name).read_text("utf-8")
        if text not in page or arabic != (re.search("<(?:html|body)[^>]* dir=.rtl.", page) is not None):
            raise FailedError(f"{name} lacks {text}, or runs in the wrong direction")


def try_theme(wheel: str, sphinx: str, theme: Theme, builders: tuple[str, ...] = ()) -> str:
    """Return the version of a theme with which everything builds, and that of Sphinx.

    :raises FailedError: if something fails
    """
    with TemporaryDirectory() as name:
        environment = Environment(Path(name))
        environment.install(f"{wheel}[markdown,pdf,pdf-arabic]", sphinx, *filter(None, [theme.package]))
        for title, options in REGISTERS.items():
            register = environment.init(title, *options)
            set_theme(register, theme)
            for builder in builders:
                if not any(path.stat().st_size for path in environment.build(register, builder).glob("*.*")):
                    raise FailedError(f"{title}: {builder} made nothing")
            check_pages(environment.build(register, "html"), arabic=title == "Arabic")
        return f"{environment.version(theme.package or theme.name)} ({environment.version('sphinx')})"


def try_alone(wheel: str, sphinx: str) -> str:
    """Return the version of Sphinx with which the package without extras makes a site, and says how to make PDFs.

    :raises FailedError: if something fails
    """
    with TemporaryDirectory() as name:
        environment = Environment(Path(name))
        environment.install(wheel, sphinx)
        register = environment.init("register")
        for builder in ("epub", "text", "html"):
            environment.build(register, builder)
        check_pages(register / "_build/html", arabic=False)
        try:
            environment.build(register, "pdf")
        except FailedError as error:
            if "pip install 'sphinx-milestones[pdf]'" in str(error) and "Traceback" not in str(error):
                return f"({environment.version('sphinx')})"
            raise
        raise FailedError("a PDF was made without the extra for PDFs")


def cell(wheel: str, sphinx: str, theme: Theme | None) -> str:
    """Return what to show for a theme, or for no extras, and a requirement of Sphinx; FAILED and why if it failed."""
    expected = theme.unsupported.get(sphinx) if theme else None
    try:
        found = (
            try_theme(wheel, sphinx, theme, OTHER_BUILDERS * (theme.name == "furo"))
            if theme
            else try_alone(wheel, sphinx)
        )
    except FailedError as error:
        return f"no: {expected}" if expected else f"FAILED: {error}"
    return f"FAILED: it works, but themes.py says: {expected}" if expected else found


def table(wheel: str, requirements: list[str]) -> Iterator[list[str]]:
    """Yield the rows of the table."""
    yield ["", *requirements]
    with ThreadPoolExecutor(int(os.environ.get("JOBS", os.cpu_count() or 1))) as pool:
        rows = [(theme, [pool.submit(cell, wheel, each, theme) for each in requirements]) for theme in (None, *THEMES)]
        for theme, cells in rows:
            yield [theme.name if theme else "no extras", *(each.result() for each in cells)]


def main() -> int:
    """Print the table, with the versions of theme and Sphinx; return 1 if something failed."""
    failed = []
    for row in table(str(Path(sys.argv[1]).resolve()), sys.argv[2:]):
        failed += [f"{row[0]}, {text}" for text in row if text.startswith("FAILED")]
        print(f"| {' | '.join(text.partition(chr(10))[0] for text in row)} |", flush=True)
    print(*failed, sep="\n\n")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
