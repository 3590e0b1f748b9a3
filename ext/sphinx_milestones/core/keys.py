"""Ids and keys: what makes one valid, and how to derive one from text."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Container
from itertools import count

from . import limits
from .limits import excess_message

KEY = r"[a-z0-9]+(?:-[a-z0-9]+)*"
_STOP_WORDS = frozenset("a an and at between by for from in into of on or the their to with".split())  # noqa: SIM905
_MAX_SLUG_LENGTH = 40


def why_invalid_key(text: str) -> str | None:
    """What keeps *text* from being an id or the key of an entry, and how to write it; None where it is one."""
    if re.fullmatch(KEY, text, re.ASCII):
        fault = excess_message(len(text), limits.KEY)
        return fault and f"{fault}. Write a shorter one."
    right = slugify(text)
    return "lower-case letters, digits and single hyphens only." + (f" Write “{right}”." if right else "")


def slugify(text: str) -> str:
    """The key that *text* was meant to be; empty where none of its characters can stand in one."""
    return "-".join(re.findall(r"[a-z0-9]+", text.lower(), re.ASCII))


def slug_from_words(*texts: str) -> str:
    """The first words of *texts* that matter, in the form of a key; empty where they have no Latin letter or digit."""
    plain = unicodedata.normalize("NFKD", " ".join(texts)).replace("’", "").replace("'", "")
    words = re.findall(r"[a-z0-9]+", plain.encode("ascii", "ignore").decode().lower())
    made = ""
    for word in list(dict.fromkeys(word for word in words if word not in _STOP_WORDS))[:5]:
        if made and len(made) + len(word) >= _MAX_SLUG_LENGTH:
            break
        made = f"{made}-{word}" if made else word[:_MAX_SLUG_LENGTH]
    return made


def unique_key(wanted: str, taken: Container[str]) -> str:
    """*wanted*, or with the first number that makes it one of its own."""
    numbered = (wanted if number == 1 else f"{wanted}-{number}" for number in count(1))
    return next(key for key in numbered if key not in taken)
