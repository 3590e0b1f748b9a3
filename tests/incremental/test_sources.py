"""A document is read again when what it was read from has changed, whatever the times of its files say."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from tests.incremental.test_rebuild import assert_equal
from tests.support.project import ROOT, with_extensions
from tests.support.register import Register

pytestmark = [
    pytest.mark.filterwarnings("ignore:'myst_parser"),  # it uses what Sphinx 11 will not have
    pytest.mark.filterwarnings("ignore:'sphinx.environment.BuildEnvironment.app"),  # so does its include
]

PICTURE = '<svg xmlns="http://www.w3.org/2000/svg" width="{}0" height="10"/>'
OLD = 10**9  # seconds since 1970


def set_back(path: Path) -> None:
    """Give a file the time that it had long before it was read."""
    os.utime(path, (OLD, OLD))


def keep_time(path: Path, before: os.stat_result) -> None:
    """Give a file the time that the one in its place had."""
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))


@pytest.mark.parametrize("time", ["older", "same"])
@pytest.mark.parametrize("name", ["plain.md", "part.txt", "picture.svg"])
@pytest.mark.parametrize("builder", ["html", "text"])
def test_a_file_with_an_older_or_the_same_time_is_noticed(
    register: Register, name: str, time: str, builder: str
) -> None:
    """A page, an included file and an image, replaced as `cp -p`, rsync and tar do by one of the same size."""
    files = {
        "plain.md": "# Plain\n\nOne.\n\n```{include} part.txt\n```\n\n![Picture](picture.svg)\n",
        "part.txt": "Part one.\n",
        "picture.svg": PICTURE.format(1),
    }
    for file, text in files.items():
        register.write(file, text)
    register.build(builder)
    path = register.root / name
    before = path.stat()
    register.write(name, files[name].replace("1", "2").replace("ne.", "ld.", 1))
    if time == "older":
        set_back(path)
    else:
        keep_time(path, before)
    register.build(builder)
    rebuilt = register.output(builder)
    assert_equal(rebuilt, register.clean_output(builder))


@pytest.mark.parametrize("name", ["plain.md", "part.txt"])
def test_a_file_that_is_saved_while_it_is_read_is_read_again(register: Register, name: str) -> None:
    """The next build shows the newer text, although the file is not newer than the time of reading."""
    register.write("part.txt", "Older part.\n")
    register.write("plain.md", "# Plain\n\nOlder page.\n\n```{include} part.txt\n```\n")
    register.build()
    newer = (register.root / name).read_text("utf-8").replace("Older", "Newer")
    hook = f"""
def setup(app):
    app.connect("doctree-read", save)

def save(app, doctree):
    path = app.srcdir / {name!r}
    if app.env.docname == "plain" and "first" in path.read_text("utf-8"):
        path.write_text({newer!r}, encoding="utf-8")
"""
    register.write("conf.py", (register.root / "conf.py").read_text("utf-8") + hook)
    register.build()
    register.edit(name, "Older", "Older first")
    assert "Older first" in register.build().text("plain.html")
    assert "Newer" in register.build().text("plain.html")


def test_a_build_without_a_change_reads_nothing(register: Register) -> None:
    """The files of each document are compared, not read."""
    register.write("picture.svg", PICTURE.format(1))
    register.write("plain.md", "# Plain\n\n![Picture](picture.svg)\n")
    register.build()
    before = doctrees(register)
    register.build()
    assert doctrees(register) == before


def build_with(packages: Path, register: Register) -> dict[str, int]:
    """Build in a process that finds its packages in a folder first, and return its doctrees."""
    command = [sys.executable, "-m", "sphinx", "-q", "-b", "html", "-d", "_build/doctrees", ".", "_build/html"]
    environment = with_extensions(PYTHONPATH=f"{packages}{os.pathsep}{ROOT / 'ext'}")
    subprocess.run(command, cwd=register.root, env=environment, check=True, capture_output=True)
    return doctrees(register)


def test_another_version_of_a_library_reads_again(register: Register) -> None:
    """Names come from Babel, and pages from others: each page is read and written by the versions of now."""
    register.write("libraries/babel-999.dist-info/METADATA", "Metadata-Version: 2.1\nName: babel\nVersion: 999\n")
    before = build_with(register.root / "libraries", register)
    register.build()
    assert before.items() & doctrees(register).items() == set()


def test_another_version_of_the_extension_reads_again(register: Register, tmp_path: Path) -> None:
    """What an older one has read is not shown by a newer one."""
    package = tmp_path / "other/sphinx_milestones"
    shutil.copytree(ROOT / "ext/sphinx_milestones", package, ignore=shutil.ignore_patterns("__pycache__"))
    records = package / "directives/milestone.py"
    records.write_text(records.read_text("utf-8") + "\n# An older version.\n", encoding="utf-8")
    before = build_with(package.parent, register)
    register.build()
    assert before.items() & doctrees(register).items() == set()


def doctrees(register: Register) -> dict[str, int]:
    """The times at which documents were read."""
    found = (register.root / "_build/doctrees").rglob("*.doctree")
    return {path.name: path.stat().st_mtime_ns for path in found}
