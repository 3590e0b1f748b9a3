"""The digits of dates and numbers: numbering systems by their names in CLDR.

Search finds a number in any of them by the digits of any other: `core.folding` folds all of them.
"""

from __future__ import annotations

from collections.abc import Mapping

LATIN = "latn"
NUMBERING_SYSTEMS: Mapping[str, str] = {
    LATIN: "0123456789",
    "arab": "٠١٢٣٤٥٦٧٨٩",
    "arabext": "۰۱۲۳۴۵۶۷۸۹",
}
_TABLES = {name: str.maketrans(NUMBERING_SYSTEMS[LATIN], digits) for name, digits in NUMBERING_SYSTEMS.items()}


def with_digits(text: str, system: str) -> str:
    """Return *text* with the digits of a numbering system instead of Latin ones."""
    return text.translate(_TABLES[system])
