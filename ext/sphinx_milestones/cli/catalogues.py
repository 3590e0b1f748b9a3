"""Check translations: report those with other numbers, links or references than their original.

Text that is missing or fuzzy is no problem: the original is shown in its stead.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

from babel.messages.catalog import Message
from babel.messages.pofile import PoFileError, read_po

from sphinx_milestones.core.problems import Finding, Problem

_PARTS = {
    "number": re.compile(r"(?<![A-Za-z\d])\d+(?![A-Za-z\d])"),  # not “9th”, which a language may write as a word
    "link": re.compile(r"(?<=\]\()[^)\s]+|(?<=<)https?://[^>\s]+|(?<=href=\")[^\"]+"),
    "reference": re.compile(r"(?:\{[\w:+.-]+\}|:[\w:+.-]+:)`[^`]+`"),
}
_TARGET = re.compile(r"(`).*<([^<>`]+)>(?=`$)", re.DOTALL)  # the text before a target is translated


def check_catalogues(paths: Iterable[Path]) -> Iterator[Finding]:
    """Yield each part that a translation lacks or has in excess, and each catalogue that cannot be read."""
    for path in paths:
        try:
            with path.open("rb") as file:
                catalogue = read_po(file, abort_invalid=True)
        except (OSError, PoFileError, ValueError) as error:
            yield Finding(Problem.TRANSLATION, f"this catalogue cannot be read: {error}. Fix it.", str(path), 1)
            continue
        for message in catalogue:
            if message.id and not message.fuzzy:
                for text in _differences(message):
                    yield Finding(Problem.TRANSLATION, text, str(path), message.lineno or 1)


def _differences(message: Message) -> Iterator[str]:
    original = message.id if isinstance(message.id, str) else message.id[-1]
    if not isinstance(message.string, str) or not message.string:
        return
    for name in _PARTS:
        expected, found = _parts(name, original), _parts(name, message.string)
        for part in (expected - found).elements():
            yield f"the translation of “{original}” lacks the {name} “{part}”. Add it, as in the original."
        for part in (found - expected).elements() if name != "number" else ():  # a word may become a number
            yield f"the translation of “{original}” has the {name} “{part}”, which is not in the original. Remove it."


def _parts(name: str, text: str) -> Counter[str]:
    """Return the parts of one kind; numbers in Latin digits, and references without their text."""
    found = _PARTS[name].findall(text)
    if name == "number":
        return Counter(str(int(number)) for number in found)
    return Counter(_TARGET.sub(r"\1\2", part) for part in found)
