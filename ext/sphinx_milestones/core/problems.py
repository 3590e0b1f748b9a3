"""What can be wrong in a register, and the words to say it in."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from difflib import get_close_matches
from enum import Enum

from . import limits
from .limits import too_many


class Problem(Enum):
    """A kind of mistake: its code, as in ``suppress_warnings``, what it means, and how to mend it."""

    TITLE = (
        "title",
        "The milestone has no title, or a title with markup in it; a title is plain text.",
        "Write plain words behind `{milestone}`, on the same line; put links and emphasis into the text.",
    )
    FIELD_MISSING = (
        "field-missing",
        "A required field is not there.",
        "Add the line that the message shows, with a value of your own.",
    )
    FIELD_UNKNOWN = (
        "field-unknown",
        "A field of that name does not exist; most often a slip of the pen.",
        "Correct the name, or move what the line says into the text.",
    )
    FIELD_APART = (
        "field-apart",
        "An empty line stands among the fields. It ends them: what follows would be text.",
        "Delete the empty line.",
    )
    FIELD_REPEATED = (
        "field-repeated",
        "A field is given twice; the first one counts.",
        "Delete one of the two, or put both values into one line, with a comma.",
    )
    FIELD_VALUE = (
        "field-value",
        "A value is empty, or not of the form that its field takes.",
        "Write the value in that form, or delete the line.",
    )
    DATE = (
        "date",
        "A date is not in the notation, does not exist, or comes in the wrong order with another.",
        "Write year, month and day with hyphens, as `2026-03-18`; leave out what is not known.",
    )
    DATE_PAGE = (
        "date-page",
        "A date lies outside the year of its page.",
        "Correct the date, or move the milestone to the page of its year.",
    )
    PAGE_YEAR = (
        "page-year",
        "A page with milestones does not say its year at the top, or says something else.",
        "Let the page begin with three lines: `---`, `year: 2026`, `---`.",
    )
    KEY_UNKNOWN = (
        "key-unknown",
        "A key is not in its data file.",
        "Correct the key, or add an entry with that key to the file.",
    )
    KEY_ALIAS = (
        "key-alias",
        "Another name of a partner stands where its key belongs.",
        "Write the key that the message gives.",
    )
    ID_DUPLICATE = (
        "id-duplicate",
        "Two milestones, a milestone and a heading, or a partner and a heading have one id.",
        "Give the newer of the two another id; the published one keeps its own.",
    )
    PAGE_ENCODING = (
        "page-encoding",
        "A page is not UTF-8; it is left out until mended.",
        "Save the file anew in your editor, with UTF-8 as its encoding.",
    )
    PAGE_CHARACTER = (
        "page-character",
        "A page has a character that nobody sees; the page is read as if it were not there.",
        "Delete the character. An editor that shows white space shows it.",
    )
    LIMIT = (
        "limit",
        "A page, a data file, a title or a value is longer than any needs, or blocks stand too deep in one another.",
        "Split it, or write less; most often a bracket, a quotation mark or a fence is not closed above.",
    )
    PLACEMENT = (
        "placement",
        "A milestone stands inside another block, or a note on sources in no milestone.",
        "Move it: a milestone to the left margin of the page, a note on sources into its milestone.",
    )
    HTML = (
        "html",
        "HTML stands in a milestone: no output but a browser would show it.",
        "Write it in Markdown. If the characters themselves are meant, put them between backticks.",
    )
    FENCE = (
        "fence",
        "Text stands after a milestone but in none: its fence was closed too early or twice.",
        "Count the colons: a block ends at the first line of at least as many, so the outer one needs more.",
    )
    REFERENCE = (
        "reference",
        "A role or `related` names a milestone, partner or document that does not exist.",
        "Correct the id or the key; a partner or document can also be added to its data file.",
    )
    SOURCE_MISSING = (
        "source-missing",
        "A milestone names no source.",
        "Add its source to `sources.toml`, and a line `:sources:` with the key to the milestone.",
    )
    TEXT_MISSING = (
        "text-missing",
        "A milestone has no text: nothing below its fields, or nothing but a comment.",
        "Write below its fields, after an empty line, what happened, who took part and what came of it.",
    )
    ENTRY_UNUSED = (
        "entry-unused",
        "An entry of a data file is used by no page.",
        "Name it in a milestone, or delete it.",
    )
    REGISTER_FILE = (
        "register-file",
        "A data file cannot be opened, or its name is not quite that of one.",
        "Rename it as the message says, or put a text file in its place.",
    )
    REGISTER_SYNTAX = (
        "register-syntax",
        "A data file is not UTF-8 or not valid TOML; it counts as empty until mended.",
        "Mend the line. If it looks sound, look at the line above: what is not closed there goes on.",
    )
    REGISTER_ENTRY = (
        "register-entry",
        "An entry of a data file lacks a value, or has one that its file does not know.",
        "Add the value, or correct its name.",
    )
    REGISTER_VALUE = (
        "register-value",
        "A value in a data file has the wrong type or form, or leads nowhere.",
        "Write the value in the form that the message shows.",
    )
    DOCUMENT_FILE = (
        "document-file",
        "A document's file is missing, outside its folder, unreadable, or not as declared.",
        "Put the file into the folder, correct its name, or delete what is declared: it is counted anyway.",
    )
    VIEW = (
        "view",
        "A view was given an option or a value that it does not take.",
        "Correct it, or delete the line.",
    )
    CONFIGURATION = (
        "configuration",
        "A value in `conf.py` leads nowhere.",
        "Correct the value; where it names a folder or an entry, that can be made instead.",
    )

    def __init__(self, code: str, meaning: str, mend: str = "") -> None:
        self.code = code
        self.meaning = meaning
        self.mend = mend


Report = Callable[[Problem, str], None]
ReportColumn = Callable[[Problem, str, str], None]  # with the name of the column at fault

HIDDEN = r"\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffe\uffff"  # nobody sees these, and no XML may hold them
CONTROL = re.compile(f"[{HIDDEN}]")
KEY = r"[a-z0-9]+(?:-[a-z0-9]+)*"


def key_fault(text: str) -> str | None:
    """What keeps *text* from being an id or the key of an entry, and how to write it; None where it is one."""
    if re.fullmatch(KEY, text, re.ASCII):
        fault = too_many(len(text), limits.KEY)
        return fault and f"{fault}. Write a shorter one."
    right = right_key(text)
    return "lower-case letters, digits and single hyphens only." + (f" Write “{right}”." if right else "")


def right_key(text: str) -> str:
    """The key that *text* was meant to be; empty where none of its characters can stand in one."""
    return "-".join(re.findall(r"[a-z0-9]+", text.lower(), re.ASCII))


@dataclass(frozen=True, slots=True)
class Finding:
    """One mistake at one place; `line` counts from 1."""

    problem: Problem
    message: str
    path: str
    line: int | None = None


def quoted(words: Iterable[str]) -> str:
    """A list for a sentence: ``“a”, “b”``."""
    return ", ".join(f"“{word}”" for word in words)


def nearest(found: str, allowed: Iterable[str]) -> str | None:
    """The word of *allowed* that *found* is most likely a slip of."""
    return next(iter(get_close_matches(found.lower(), list(allowed), n=1, cutoff=0.6)), None)


def choose(found: str, allowed: Iterable[str], add: str = "") -> str:
    """Sentences that offer the nearest of *allowed* to *found*, and all of them where they are few.

    *add* says how to add another, as “add it to topics.toml”, where that can be done.
    """
    known = list(allowed)
    near = nearest(found, known)
    parts = [f"Did you mean “{near}”?"] if near else []
    if add:
        parts.append(f"Or {add}." if near else f"{add[0].upper()}{add[1:]}, or correct it.")
    if known and len(known) <= (12 if near else 16):
        parts.append(f"Allowed: {quoted(known)}.")
    elif not near:
        parts.append(f"None of the {len(known)} is spelt like it." if known else "There is none yet.")
    return " ".join(parts)
