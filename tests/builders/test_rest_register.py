"""A register in reStructuredText needs neither MyST nor furo, and its pages nothing of the extra `pdf`."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from tests.support.project import MILESTONE, Project, with_extensions

BUILD = """\
import sys
from sphinx.cmd.build import build_main
def build(builder):
    return build_main(["-q", "-W", "--no-color", "-b", builder, ".", f"_build/{builder}"])
pdf = dict.fromkeys(["fontTools", "math_core", "pypdf", "typst"])
sys.modules |= pdf | {"furo": None, "myst_parser": None}
codes = [build("html"), build("pdf")]
for name in pdf:
    del sys.modules[name]
print(*codes, build("pdf"))
"""


def test_the_package_alone_is_enough(tmp_path: Path) -> None:
    """The pages are complete with Sphinx's own theme; a message says how to install what only PDFs need."""
    root = tmp_path / "register"
    shutil.copytree(Path(__file__).with_name("rest_register"), root, ignore=shutil.ignore_patterns("_build"))
    command = [sys.executable, "-c", BUILD]
    done = subprocess.run(command, cwd=root, env=with_extensions(), capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (0, "0 1 0\n")
    assert done.stderr == (
        "ERROR: PDFs need packages that are not installed: fonttools, math-core, typst. "
        "Install them: `pip install 'sphinx-milestones[pdf]'` [pdf.typesetting]\n"
    )
    page = (root / "_build/html/2026.html").read_text(encoding="utf-8")
    assert "A delegation saw how ships are registered" in page
    assert "2026.html#2026-norway-visit" in (root / "_build/html/index.html").read_text(encoding="utf-8")
    assert (root / "_build/pdf/milestones.pdf").is_file()


@pytest.mark.parametrize("is_installed", [True, False])
def test_a_page_in_markdown_needs_its_parser(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, is_installed: bool
) -> None:
    """A milestone on a page that nothing reads is reported, with what to install if it is missing."""
    if not is_installed:
        monkeypatch.setitem(sys.modules, "myst_parser", None)
    project = Project(tmp_path / "register")
    shutil.copytree(Path(__file__).with_name("rest_register"), project.root, ignore=shutil.ignore_patterns("_build"))
    project.write("2027.md", MILESTONE)
    # MyST adds its suffix to the default value of the setting, which all builds of a process share.
    settings = (project.root / "conf.py").read_text("utf-8")
    project.write("conf.py", f'{settings}\nsource_suffix = {{".rst": "restructuredtext"}}\n')
    (warning,) = project.build("dummy").warnings
    install = "" if is_installed else ", after `pip install 'sphinx-milestones[markdown]'`"
    assert f"Or add “myst_parser” to `extensions` in `conf.py`{install}. [milestones.page-unread]" in warning
