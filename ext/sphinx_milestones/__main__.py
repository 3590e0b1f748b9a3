"""``python -m sphinx_milestones``: check a register, and add to it."""

from __future__ import annotations

import sys

from .cli.main import main

if __name__ == "__main__":
    sys.exit(main())
