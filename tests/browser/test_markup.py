"""The markup of every page, judged by the Nu HTML checker."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from tests.support.site import Site

JAR = Path(__file__).parents[2] / "_build/npm/node_modules/vnu-jar/build/dist/vnu.jar"
NO_CHECKER = "NO CHECKER OF HTML: it needs npm and Java, and `make npm`"
# Faults in code of others, by the beginning of the message, with the reason.
KNOWN = {
    "Trailing slash on void elements has no effect": "how docutils writes HTML",
    "Article lacks heading.": "furo's article is the main part of its page, and its heading is in the section below",
    "Consider using the “h1” element as a top-level heading only": "the same heading, in that section",
}


@pytest.mark.parametrize("builder", ["html", "dirhtml"])
def test_markup(site: Site, builder: str) -> None:
    """The checker reports no error and no warning but the known ones, each of which it still reports."""
    java = shutil.which("java")
    if not (java and JAR.exists()) and not os.environ.get("CI"):
        pytest.skip(NO_CHECKER)
    assert java, NO_CHECKER
    assert JAR.exists(), NO_CHECKER
    command = [java, "-jar", str(JAR), "--format", "json", "--skip-non-html", str(site.folder(builder))]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    messages: list[dict[str, Any]] = json.loads(done.stderr)["messages"]
    found = {(each["url"].rpartition("/_build/")[2], each["message"], each.get("extract")) for each in messages}
    assert [each for each in sorted(found) if not each[1].startswith(tuple(KNOWN))] == []
    assert [known for known in KNOWN if not any(each[1].startswith(known) for each in found)] == []
