"""What a build could not write, or wrote in part: Sphinx may only warn and go on, or end without the name of a file."""

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


def mend_note(app: Sphinx) -> None:
    """Where Sphinx's note of the configuration of its pages is torn, put one that says of none that it is right."""
    note = Path(app.outdir, ".buildinfo")
    version, _, rest = note.read_text("utf-8", "replace").partition("\n") if note.is_file() else ("none", "", "")
    if VERSION.startswith(version) and not re.fullmatch(r".*\nconfig: .+\ntags: .+\n", rest):
        note.write_text(f"{VERSION}\n\nconfig: \ntags: \n", encoding="utf-8")


class Unwritten(logging.Handler):
    """Listens to warnings, of which another process hands on no more than the words."""

    found = False
    outdir = ""

    def listen(self, app: Sphinx) -> None:
        """Listen from here on."""
        self.outdir = str(app.outdir)
        logging.getLogger(NAMESPACE).addHandler(self)

    def emit(self, record: logging.LogRecord) -> None:
        """Note whether a file was refused: for want of room, or in the output for whatever reason."""
        if record.levelno == logging.WARNING:
            message = record.getMessage()
            self.found |= any(os.strerror(number) in message for number in REFUSED)
            self.found |= "[Errno" in message and self.outdir in message

    def finish(self, app: Sphinx, exception: Exception | None) -> None:
        """Say where it was, and that the build has failed."""
        logging.getLogger(NAMESPACE).removeHandler(self)
        if self.found:
            logger.error("%s is incomplete: some files could not be written, see the messages above", app.outdir)
            app.statuscode = 1
        elif isinstance(exception, OSError) and exception.errno in REFUSED and exception.filename is None:
            logger.error("cannot write a file in %s or %s: %s", app.doctreedir, app.outdir, exception.strerror)
