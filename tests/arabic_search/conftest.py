"""A small Arabic site, built with the search language, and its script."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from tests.support.project import Project
from tests.support.serving import serve

if TYPE_CHECKING:
    from tests.support.project import Build

CONF = """\
project = "موقع"
language = "ar"
extensions = ["sphinx_arabic_search"]
html_theme = "basic"
html_extra_path = ["extra"]
"""
PAGES = {
    "index": "بداية\n=====\n\n.. toctree::\n\n   schools\n   digital\n   vowels\n",
    "schools": "تعليم\n=====\n\nافتتحت الوزارة مدارس جديدة، ولكل مدرسة مكتبتها. وهو يوم الافتتاح، بمشاركة المهندسين.\n",
    "digital": "خدمات\n=====\n\nالـAPI for statistical services، نُشر بيانها عام ٢٠٢٤م.\n",
    "vowels": "مسائل\n=====\n\nعُقِدَ مُؤْتَمَرٌ للأُسْرَةِ فِي الــبــحــريــن، برئاسة أحد المسئولين. وصدر بيان.\n",
}
HERE = Path(__file__).parent


def listed(name: str) -> list[list[str]]:
    """Return the words of each line of a list beside this file."""
    lines = (HERE / name).read_text(encoding="utf-8").splitlines()
    return [line.split() for line in lines if not line.startswith("#")]


NOUNS = [form for forms in listed("nouns.txt") for form in forms]
Run = Callable[..., dict[str, list[str]]]
# What the browser has of a page, before the script of the language is run.
RUN = """
globalThis.window = globalThis;
require("vm").runInThisContext(require("fs").readFileSync(process.argv[1], "utf-8"));
const {words, texts} = JSON.parse(require("fs").readFileSync(0, "utf-8"));
const stemmer = new Stemmer();
console.log(JSON.stringify({stems: words.map((word) => stemmer.stemWord(word)), splits: texts.map(splitQuery)}));
"""


@pytest.fixture(scope="session")
def arabic_site(tmp_path_factory: pytest.TempPathFactory) -> Build:
    """The site, built once."""
    project = Project(tmp_path_factory.mktemp("arabic"))
    project.write("conf.py", CONF)
    project.write("extra/_headers", "/*\n")
    project.write("extra/404.html", "")
    project.write("extra/favicon.ico", "")
    for name, text in PAGES.items():
        project.write(f"{name}.rst", text)
    return project.build()


@pytest.fixture(scope="session")
def base_url(arabic_site: Build) -> Iterator[str]:
    """Its address on this machine."""
    with serve(arabic_site.outdir) as address:
        yield address


@pytest.fixture(scope="session")
def in_javascript(arabic_site: Build) -> Run:
    """Return what stems words and splits texts by the script of the site."""
    node = shutil.which("node")
    if node is None:
        (pytest.fail if os.environ.get("CI") else pytest.skip)("NO NODE: install Node.js")
    script = arabic_site.outdir / "_static/language_data.js"

    def run(*, words: list[str] = [], texts: list[str] = []) -> dict[str, list[str]]:  # noqa: B006
        given = json.dumps({"words": words, "texts": texts})
        command = [node, "-e", RUN, str(script)]
        ran = subprocess.run(command, input=given, capture_output=True, encoding="utf-8", check=True)
        found: dict[str, list[str]] = json.loads(ran.stdout)
        return found

    return run
