"""The single place where problems are reported to authors, those of output files that cannot be written included."""

from __future__ import annotations

import os
import re
from pathlib import Path

from sphinx.util import logging

from sphinx_milestones.core.characters import escape_invisible
from sphinx_milestones.core.files import temporary_path, write_if_changed
from sphinx_milestones.core.problems import Finding

logger = logging.getLogger(__name__)

MAX_QUOTED = 120  # characters of a quoted value


def warn(finding: Finding) -> None:
    """Print *finding* as a Sphinx warning of type ``milestones``, with the code of the problem as subtype."""
    # docutils gives an included file relative to the working directory; authors do not edit the target of a symlink
    path = os.path.abspath(finding.path)  # noqa: PTH100 - `resolve` follows links, `absolute` leaves “..”
    location = f"{path}:{finding.line or 1}"  # Sphinx takes a location without a line for a document's name
    # A quoted value may be of any length.
    message = re.sub(rf"“([^”]{{{MAX_QUOTED}}})[^”]+”", r"“\1…”", escape_invisible(finding.message))
    logger.warning("%s", message, type="milestones", subtype=finding.problem.code, location=location)


def write_output(path: Path, content: str | bytes) -> bool:
    """Write an output file unless it already has this content, and report a failure; return whether it exists.

    If its path is a folder, or its folder is a file, the build continues without it.

    :raises OSError: if it cannot be written for another reason
    """
    try:
        write_if_changed(path, content)
    except (FileExistsError, IsADirectoryError, NotADirectoryError) as error:
        if path.is_dir():
            temporary_path(path).unlink(missing_ok=True)
        advice = "Delete the folder" if path.is_dir() else f"Delete the file {_file_above(path)}"
        logger.warning("error writing file %s: %s. %s.", path, error, advice)  # as Sphinx reports its pages
        return False
    except OSError as error:
        logger.error("cannot write %s: %s", path, error.strerror)
        raise
    return True


def _file_above(path: Path) -> Path | None:
    """Return the file whose path should be that of a folder above *path*; None if there is none."""
    return next((folder for folder in path.parents if folder.is_file()), None)
