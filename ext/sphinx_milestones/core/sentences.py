"""The first sentence of a text, for rows and search results with room for only one."""

from __future__ import annotations

import re

MAX_LENGTH = 280  # characters in a sentence

# A mark that ends a sentence, with the quotation marks and brackets that close after it.
_END = re.compile("""(?:[.!?…؟۔]+["'”’»)\\]]*(?=\\s|$))|[。！？]+[」』”]*""")
# What a full stop may follow without ending a sentence: an initial, letters with stops between them, an abbreviation.
_ABBREVIATION = re.compile(
    r"(?:^|[\s(\[“\"'«])"
    r"(?:[^\W\d_]|(?:[^\W\d_]+\.)+[^\W\d_]+|Dr|Mr|Mrs|Ms|Prof|St|No|Nos|Art|Vol|vs|cf|ca|approx|Nr|bzw|vgl)$"
)


def first_sentence(text: str, limit: int = MAX_LENGTH) -> str:
    """Return the first sentence of *text* in one line; one that is longer than *limit* ends with “…” after a word.

    The rule is approximate: a sentence that ends in an abbreviation is joined to the next one.
    """
    line = " ".join(text.split())
    ends = (match.end() for match in _END.finditer(line) if _ends_sentence(line, match))
    sentence = line[: next(ends, len(line))]
    if len(sentence) <= limit:
        return sentence
    shortened = sentence[:limit].rpartition(" ")[0] or sentence[: limit - 1]
    return shortened.rstrip(" ,;:–—-") + "…"


def _ends_sentence(line: str, mark: re.Match[str]) -> bool:
    """Return whether a mark ends a sentence: not a full stop of an abbreviation, nor one before a lower-case word."""
    if not mark[0].startswith("."):
        return True
    follows = line[mark.end() :].lstrip(" \"'“‘«([")
    return not (_ABBREVIATION.search(line[: mark.start()]) or follows[:1].islower())
