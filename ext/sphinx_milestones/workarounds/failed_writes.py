"""Make a build fail if it could not write a file, or wrote only a part of it.

Sphinx only warns if it cannot write a page (“error writing file …”) and finishes with exit code 0 (seen with 9.0.4);
the next build assumes that the page was written. A full disk may also end it with an error that names no file, as in
https://github.com/nilearn/nilearn/issues/5870. A truncated `.buildinfo` of an interrupted build causes a warning in the
next one, as in https://github.com/sphinx-doc/sphinx/issues/4477, or ends it.

Delete when Sphinx fails on pages that it could not write, and writes `.buildinfo` atomically.
"""

from __future__ import annotations

import errno
import logging
import os
import re
from pathlib import Path

from sphinx.application import Sphinx
from sphinx.util.logging import NAMESPACE, getLogger

REFUSED = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EROFS, errno.EIO)
VERSION = "# Sphinx build info version 1"
logger = getLogger(__name__)


def repair_buildinfo(app: Sphinx) -> None:
    """Replace a truncated `.buildinfo` by one that matches no configuration, so that every page is rewritten."""
    path = Path(app.outdir, ".buildinfo")
    version, _, rest = path.read_text("utf-8", "replace").partition("\n") if path.is_file() else ("none", "", "")
    if VERSION.startswith(version) and not re.fullmatch(r".*\nconfig: .+\ntags: .+\n", rest):
        path.write_text(f"{VERSION}\n\nconfig: \ntags: \n", encoding="utf-8")


class FailedWriteListener(logging.Handler):
    """Log handler that detects failed writes. Only the message survives from a worker process, so it is matched."""

    found = False
    outdir = ""

    def listen(self, app: Sphinx) -> None:
        """Listen from now on."""
        self.outdir = str(app.outdir)
        logging.getLogger(NAMESPACE).addHandler(self)

    def emit(self, record: logging.LogRecord) -> None:
        """Note whether a write failed: anywhere for lack of space and the like, in the output folder for any reason."""
        if record.levelno == logging.WARNING:
            message = record.getMessage()
            self.found |= any(os.strerror(number) in message for number in REFUSED)
            self.found |= "[Errno" in message and self.outdir in message

    def finish(self, app: Sphinx, exception: Exception | None) -> None:
        """Stop listening; report failed writes and make the build fail."""
        logging.getLogger(NAMESPACE).removeHandler(self)
        if self.found:
            logger.error("%s is incomplete: some files could not be written; see the messages above", app.outdir)
            app.statuscode = 1
        elif isinstance(exception, OSError) and exception.errno in REFUSED and exception.filename is None:
            logger.error("cannot write a file in %s or %s: %s", app.doctreedir, app.outdir, exception.strerror)
