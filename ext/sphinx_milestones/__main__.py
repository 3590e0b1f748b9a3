"""``python -m sphinx_milestones``: start a register, check it, or add entries to it."""

from __future__ import annotations

import gc
import sys

from .cli.main import main

if __name__ == "__main__":
    gc.set_threshold(100_000)  # the process is short; frequent collections cost a tenth of its time
    sys.exit(main())
