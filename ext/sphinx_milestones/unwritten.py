"""Whether the system refused a file: Sphinx may only warn of it and go on, or end without the name of the file."""

from __future__ import annotations

import errno
import logging
import os

from sphinx.application import Sphinx
from sphinx.util.logging import NAMESPACE, getLogger

REFUSED = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EROFS, errno.EIO)
logger = getLogger(__name__)


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
            logger.error("not all of %s could be written, for the reason above", app.outdir)
            app.statuscode = 1
        elif isinstance(exception, OSError) and exception.errno in REFUSED and exception.filename is None:
            logger.error("a file in %s or %s cannot be written: %s", app.doctreedir, app.outdir, exception.strerror)
