"""The commands that a page of the guide or the manual shows, as somebody would type them."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[2]
_TARGET = re.compile(r"^([a-z]+): .*\n\t@\$\(PY\) -m sphinx_milestones ([a-z-]+) \$\(ARGS\)$", re.MULTILINE)
_SHELL = re.compile(r"^```sh\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def commands_on(page: Path) -> Iterator[list[str]]:
    """Yield the commands of the extension on a page, without `python -m sphinx_milestones`, or `make` for it."""
    targets = dict(_TARGET.findall((ROOT / "Makefile").read_text(encoding="utf-8")))
    shell = "".join(_SHELL.findall(page.read_text(encoding="utf-8")))
    for line in shell.replace("\\\n", " ").splitlines():
        words = shlex.split(line)
        if words[:1] == ["sphinx-milestones"]:
            yield words[1:]
        elif words[1:3] == ["-m", "sphinx_milestones"]:
            yield words[3:]
        elif words[:1] == ["make"] and words[1] in targets:
            yield [targets[words[1]], *(shlex.split(words[2].removeprefix("ARGS=")) if len(words) > 2 else [])]
