"""Build a register with another extension and without it, and compare the two: ``python -m tests.beside NAME …``.

The extension must be installed; `nox -s beside` does that. The builds are strict and parallel.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.beside.extensions import ADDRESS, EXTENSIONS, INVENTORY, Extension
from tests.support.html_pages import Element, Pages

EXAMPLE = Path(__file__).parents[2] / "ext/manual/example"
PAGE = "---\nyear: 2025\n---\n\n# Beside another extension\n\n"
MILESTONE = """
:::::{{milestone}} A milestone beside another extension
:id: 2025-beside
:date: 2025
:kind: workshop
:partners: iceland
:sources: annual-report-2024

{text}
:::::
"""


class Register:
    """A copy of the example register with a page more."""

    def __init__(self, root: Path, extension: Extension | None = None) -> None:
        self.root = root
        self.extension = extension
        shutil.copytree(EXAMPLE, root, ignore=shutil.ignore_patterns("_build"))
        added = f'\nhtml_theme = "alabaster"\nhtml_baseurl = "{ADDRESS}"\n'
        if extension:
            added += f'extensions.append("{extension.module}")\n{extension.settings}'
        self.append("conf.py", added)
        self.append(
            "index.md", "\n```{toctree}\n:hidden:\nbeside\n```\n" + (f"\n{extension.index}" if extension else "")
        )
        self.append("beside.md", PAGE + (extension.page if extension else ""))
        for name, text in extension.files.items() if extension else ():
            self.append(name, text)

    def append(self, name: str, text: str) -> None:
        """Add text to a file."""
        with Path(self.root, name).open("a", encoding="utf-8") as file:
            file.write(text)

    def build(self, builder: str, out: str = "") -> Path:
        """Build strictly and in parallel, and return the output folder."""
        folder = self.root / "_build" / (out or builder)
        doctrees = self.root / "_build" / f"{out}-doctrees"
        processes = 2 if self.extension is None or self.extension.parallel else 1
        options = ["-q", "-W", "--keep-going", "-j", str(processes), "-b", builder, "-d", str(doctrees)]
        done = subprocess.run(
            [sys.executable, "-m", "sphinx", *options, ".", str(folder)], cwd=self.root, capture_output=True, text=True
        )
        if done.returncode:
            raise SystemExit(f"{builder}: {(done.stdout + done.stderr).strip()}")
        return folder


def data_of(folder: Path) -> dict[str, bytes]:
    """Return the data files and feeds of a site, by path."""
    paths = [path for pattern in ("data/**/*.*", "feed.*") for path in folder.glob(pattern)]
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in paths}


def ours(element: Element) -> Iterator[Element]:
    """Yield the outermost elements of this extension on a page: milestones and views."""
    if "milestone" in element.classes or any(name.startswith("ms-") for name in element.classes):
        yield element
        return
    for child in element.children:
        if isinstance(child, Element):
            yield from ours(child)


def differences(site: Path, other: Path) -> list[str]:
    """Return the pages on which two sites show milestones or views differently, and the data files that differ."""
    data, other_data = data_of(site), data_of(other)
    found = [name for name in sorted({*data, *other_data}) if data.get(name) != other_data.get(name)]
    names = [path.relative_to(other).as_posix() for path in sorted(other.rglob("*.html"))]
    pages, other_pages = Pages(site), Pages(other)
    return found + [name for name in names if [*ours(pages[name])] != [*ours(other_pages[name])]]


def check(name: str, extension: Extension, folder: Path, plain: Mapping[str, Path]) -> None:
    """Build with an extension and compare; *plain* has the site without it by builder.

    :raises SystemExit: with the reason, if there is a clash
    """
    register = Register(folder / name, extension)
    shutil.copy(plain["html"] / INVENTORY, register.root)
    for builder, site in plain.items():
        built = register.build(builder)
        if found := differences(built, site):
            raise SystemExit(f"{name}: {builder} differs in {', '.join(found)}")
    built = folder / name / "_build/html"
    for path, text in extension.found.items():
        if not Path(built, path).is_file() or text not in Path(built, path).read_text(encoding="utf-8"):
            raise SystemExit(f"{name}: {path} has no “{text}”")
    register.append("beside.md", MILESTONE.format(text=extension.milestone or "It had no text."))
    again, clean = register.build("html"), register.build("html", "clean")
    if found := differences(again, clean):
        raise SystemExit(f"{name}: after an edit, the site differs from a new one in {', '.join(found)}")
    if "2025-beside" not in Path(again, "data/milestones.json").read_text(encoding="utf-8"):
        raise SystemExit(f"{name}: the milestone with its markup is not in the data")
    if name == "multiversion":
        check_versions(register, again)


def check_versions(register: Register, site: Path) -> None:
    """Build a version of the register from a repository, and compare it with a *site*.

    :raises SystemExit: if they differ
    """
    register.append(".gitignore", "_build\n")
    for command in ("init", "add .", "-c user.name=A -c user.email=a@isles.example commit -m First", "tag v1"):
        subprocess.run(["git", *command.split()], cwd=register.root, check=True, capture_output=True)
    out = register.root / "_build/versions"
    done = subprocess.run(
        [sys.executable, "-m", "sphinx_multiversion", ".", str(out)], cwd=register.root, capture_output=True, text=True
    )
    if done.returncode or (found := differences(out / "v1", site)):
        raise SystemExit(f"multiversion: {done.stderr.strip()[-2000:] if done.returncode else ', '.join(found)}")


def main(names: Sequence[str]) -> None:
    """Check the extensions of these names, or all."""
    with TemporaryDirectory() as temporary:
        folder = Path(temporary)
        register = Register(folder / "plain")
        plain = {builder: register.build(builder) for builder in ("html", "dirhtml")}
        assert [*ours(Pages(plain["html"])["years/2019.html"])]
        assert len(data_of(plain["html"])) > 10
        for name in names or EXTENSIONS:
            check(name, EXTENSIONS[name], folder, plain)
            print(f"{name}: no clash", flush=True)


main(sys.argv[1:])
