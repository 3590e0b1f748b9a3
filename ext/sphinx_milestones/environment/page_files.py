"""The requirements on the file of a page: length of its name, size, UTF-8, no conflict markers."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from sphinx_milestones.core import limits
from sphinx_milestones.core.files import MAX_NAME, FileTooLargeError, read_bytes
from sphinx_milestones.core.problems import Finding, Problem
from sphinx_milestones.syntax.conflict_markers import conflict_message, find_conflict_markers

LONGEST_SUFFIX = ".doctree"  # of the files that Sphinx names after a page


def find_file_problems(path: Path) -> Iterator[Finding]:
    """Yield the reasons why the file of a page cannot be read."""
    shown = os.fsencode(path).decode("utf-8", "replace")
    if shown != str(path):
        yield Finding(Problem.PAGE_FILE, "has a name that is not UTF-8. Rename it.", shown)
        return
    if len(os.fsencode(f"{path.stem}{LONGEST_SUFFIX}")) > MAX_NAME:
        yield Finding(Problem.PAGE_FILE, "has a name that is too long for the output files. Shorten it.", shown)
        return
    try:
        text = read_bytes(path, limits.PAGE).decode("utf-8")
    except FileTooLargeError as error:
        yield Finding(Problem.LIMIT, f"{error}. Split the page.", shown)
    except OSError as error:
        yield Finding(Problem.PAGE_FILE, f"cannot be read: {error.strerror}. Replace it with a text file.", shown)
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1
        yield Finding(Problem.PAGE_ENCODING, "is not valid UTF-8 here. Save the file as UTF-8.", shown, line)
    else:
        for line, marker in find_conflict_markers(text):
            yield Finding(Problem.CONFLICT, conflict_message(marker), shown, line)
