"""The one door through which a mistake is told to an author."""

from __future__ import annotations

import re
from pathlib import Path

from sphinx.util import logging

from sphinx_milestones.core.files import write_if_changed
from sphinx_milestones.core.problems import Finding

logger = logging.getLogger(__name__)

MOST = 120  # characters of what was found


def warn(finding: Finding) -> None:
    """Print *finding* as a Sphinx warning of type ``milestones`` and its problem's code as subtype."""
    path = Path(finding.path).resolve()  # docutils names an included file from where the build was started
    location = f"{path}:{finding.line or 1}"  # without a line Sphinx would take it for a document's name
    # A value of any length may have been found.
    message = re.sub(rf"“([^”]{{{MOST}}})[^”]+”", r"“\1…”", finding.message)
    logger.warning("%s", message, type="milestones", subtype=finding.problem.code, location=location)


def write_output(path: Path, content: str | bytes) -> None:
    """Write a file of the build unless it already has this content, and report a failure.

    :raises OSError: when it cannot be written
    """
    try:
        write_if_changed(path, content)
    except OSError as error:
        logger.error("cannot write %s: %s", path, error.strerror)
        raise
