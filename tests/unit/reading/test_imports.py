"""What programs that read a register have to import."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

from tests.support.project import with_extensions

EXAMPLE = Path(__file__).parents[3] / "ext/manual/example"
PROGRAM = f"""
import json, sys

def packages():
    return sorted({{name.partition(".")[0] for name in sys.modules if "." not in name}} - before)

before = set(sys.modules)
import sphinx_milestones
first = packages()
loaded = sphinx_milestones.load({str(EXAMPLE)!r})
print(json.dumps([first, packages(), [milestone.title for milestone in loaded.milestones]]))
"""


def test_a_register_is_read_without_sphinx() -> None:
    """The package itself imports nothing but the standard library; `load` neither Sphinx nor docutils."""
    done = subprocess.run([sys.executable, "-c", PROGRAM], env=with_extensions(), capture_output=True, check=True)
    first, after, titles = json.loads(done.stdout)
    assert set(first) - sys.stdlib_module_names == {"sphinx_milestones"}
    assert set(after) & {"docutils", "jinja2", "myst_parser", "sphinx", "tomlkit", "typst"} == set()
    assert "Visit to Norway’s shared catalogue" in titles
