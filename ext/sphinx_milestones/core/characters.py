"""Characters that no output can show."""

from __future__ import annotations

import re

HIDDEN = r"\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffe\uffff"  # nobody sees these, and no XML may hold them

CONTROL = re.compile(f"[{HIDDEN}]")
