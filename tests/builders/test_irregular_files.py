"""Files that Sphinx cannot read, such as pipes and devices: reported, never opened."""

from __future__ import annotations

import os
import re
import unicodedata
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from sphinx.errors import ConfigError
from tests.reliability.trying import in_time
from tests.support.project import CONF

if TYPE_CHECKING:
    from tests.support.project import Project

pytestmark = pytest.mark.filterwarnings("ignore:'myst_parser")  # it uses what Sphinx 11 will not have

MARKDOWN = {
    "include": "```{include} FILE\n```",
    "literalinclude": "```{literalinclude} FILE\n```",
    "difference": "```{literalinclude} index.md\n:diff: FILE\n```",
    "image": "![A picture](FILE)",
    "figure": "```{figure} FILE\nA picture\n```",
    "download": "{download}`FILE`",
    "table": "```{csv-table}\n:file: FILE\n```",
    "raw": "```{raw} html\n:file: FILE\n```",
}
REST = {
    "include": ".. include:: FILE",
    "literalinclude": ".. literalinclude:: FILE",
    "image": ".. image:: FILE",
    "figure": ".. figure:: FILE\n\n   A picture",
    "download": ":download:`FILE`",
    "table": ".. csv-table::\n   :file: FILE",
    "raw": ".. raw:: html\n   :file: FILE",
}


@pytest.mark.parametrize("kind", ["pipe", "device"])
@pytest.mark.parametrize(("suffix", "texts"), [(".md", MARKDOWN), (".rst", REST)])
def test_each_reference_is_reported_at_its_line(
    project: Project, kind: str, suffix: str, texts: dict[str, str]
) -> None:
    """Whatever refers to it, and however it would be read; the rest of the page is there."""
    if kind == "pipe":
        os.mkfifo(project.root / "file.png")
    else:
        (project.root / "file.png").symlink_to("/dev/zero")
    for name, text in texts.items():
        page = f"---\norphan: true\n---\n\n# {name}\n\n" if suffix == ".md" else f":orphan:\n\n{name}\n{'=' * 20}\n\n"
        project.write(f"{name}{suffix}", f"{page}{text.replace('FILE', 'file.png')}\n\nThe end.\n")
    with in_time(30):
        build = project.build()
    for name in texts:
        report = re.search(rf"{name}{re.escape(suffix)}:\d+: .*\n?.*", build.stderr)
        assert report, name
        assert "not a regular file" in report[0], name
        assert "The end." in build.text(f"{name}.html"), name


@pytest.mark.parametrize("setting", ["html_static_path", "html_extra_path"])
def test_a_pipe_in_a_folder_that_is_copied_stops_the_build(project: Project, setting: str) -> None:
    """It would never end."""
    Path(project.root, "own/deep").mkdir(parents=True)
    os.mkfifo(project.root / "own/deep/pipe")
    project.write("conf.py", f'{CONF}{setting} = ["own"]\n')
    with in_time(30), pytest.raises(ConfigError, match=f"{setting}: “own/deep/pipe” is a pipe or a device"):
        project.build()


def test_a_name_with_an_accent_apart_from_its_letter_is_reported(project: Project) -> None:
    """Sphinx ignores such a file, and says only that it is unreadable."""
    name = unicodedata.normalize("NFD", "\xe5rene.md")
    project.write(f"years/{name}", ":::{milestone} Visit\n:::\n")
    [report] = [message for message in project.build().warnings if "milestones.page-unread" in message]
    assert report.startswith(f"years/{name}:1: ")
    assert "not in Unicode NFC" in report
