"""Python's collector of garbage, asked to let a build work.

Sphinx keeps all documents that it has read until they are written. Whenever what is kept has grown by a quarter, the
collector walks the whole of it, and finds nothing: a third of the time that a large register takes. It is asked to
wait longer, for the length of a build; and when the process ends, not to go through everything once more.
"""

from __future__ import annotations

import atexit
import gc

from sphinx.application import Sphinx
from sphinx.config import Config

ROUNDS = 200  # of collecting among younger objects before all are walked; Python's own number is 10


class Collecting:
    """What one build changes, and gives back."""

    def setup(self, app: Sphinx) -> None:
        """Begin before the environment is loaded."""
        app.connect("config-inited", self.begin)
        app.connect("build-finished", self.end, priority=1000)

    def begin(self, app: Sphinx, config: Config) -> None:
        """Let full rounds be rare, unless they are rarer already."""
        self.before = gc.get_threshold()
        young, middle, old = self.before
        gc.set_threshold(young, middle, max(old, ROUNDS))
        atexit.register(gc.freeze)  # what is frozen is not walked

    def end(self, app: Sphinx, exception: Exception | None) -> None:
        """Give the collector back as it was."""
        gc.set_threshold(*self.before)
