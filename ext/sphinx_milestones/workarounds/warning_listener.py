"""A listener that is called for every warning when Sphinx prints it.

Sphinx has no event for warnings (seen with 9.0.4), and a plain log handler gets them unfiltered: the filters that
suppress warnings, count them and turn them into errors belong to Sphinx's own handler, of the undocumented class
`WarningStreamHandler`. Only handlers of that class are taken off the logger by `sphinx.util.logging.pending_warnings`,
which defers warnings. So a handler of that class replaces Sphinx's own, takes over its
filters, and passes each warning on to it.

Delete when Sphinx has an event for warnings, or documents how to add a handler behind its filters.
"""

from __future__ import annotations

import logging
from collections.abc import Callable

from sphinx.util.logging import NAMESPACE, WarningStreamHandler

OnWarning = Callable[[str, str], None]


def listen_to_warnings(on_warning: OnWarning) -> None:
    """Call *on_warning* with the location (`path:line`, a path, or empty) and the message of each printed warning."""
    logger = logging.getLogger(NAMESPACE)
    for handler in [handler for handler in logger.handlers if isinstance(handler, WarningStreamHandler)]:
        logger.removeHandler(handler)
        logger.addHandler(_Listener(on_warning, handler))


class _Listener(WarningStreamHandler):
    """Handler that takes over the filters of *handler*, reports what passes them, and passes it on."""

    def __init__(self, on_warning: OnWarning, handler: WarningStreamHandler) -> None:
        super().__init__(handler.stream)
        self.setLevel(handler.level)
        self.on_warning = on_warning
        self.handler = handler
        self.filters, handler.filters = handler.filters, []

    def emit(self, record: logging.LogRecord) -> None:
        message = logging.LogRecord.getMessage(record)  # Sphinx's own method begins with the location
        self.on_warning(str(getattr(record, "location", None) or ""), message)
        self.handler.emit(record)
