"""The problems that can be reported, each with its code, meaning and fix."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum


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


@dataclass(frozen=True, slots=True)
class Finding:
    """One mistake at one place; `line` counts from 1."""

    problem: Problem
    message: str
    path: str
    line: int | None = None
