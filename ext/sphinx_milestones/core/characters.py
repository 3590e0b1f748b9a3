"""Characters that no output can show."""

from __future__ import annotations

import re

HIDDEN = r"\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffe\uffff"  # invisible, and not allowed in XML 1.0

CONTROL = re.compile(f"[{HIDDEN}]")
