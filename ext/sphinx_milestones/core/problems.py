"""The problems that can be reported, each with its code, meaning and fix."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum


class Problem(Enum):
    """A problem that can be reported: its code, as in ``suppress_warnings``, its meaning, and how to fix it."""

    TITLE = (
        "title",
        "The milestone has no title, or its title contains a link, a reference, an image or a footnote.",
        "Write it after `{milestone}`, on the same line, with emphasis, code and formulas only; put links in the body.",
    )
    FIELD_MISSING = (
        "field-missing",
        "A required field is missing.",
        "Add the line that the message shows, with your own value.",
    )
    FIELD_UNKNOWN = (
        "field-unknown",
        "There is no field of that name; usually a typo.",
        "Fix the name, or move the content of the line to the text.",
    )
    FIELD_APART = (
        "field-apart",
        "A blank line splits the fields; everything after it would be treated as text.",
        "Delete the blank line.",
    )
    FIELD_REPEATED = (
        "field-repeated",
        "A field is given twice; the first one is used.",
        "Delete one of the two, or put both values on one line, separated by a comma.",
    )
    FIELD_VALUE = (
        "field-value",
        "A value is empty, or not in the format that its field takes.",
        "Write the value in that format, or delete the line.",
    )
    DATE = (
        "date",
        "A date is not in a supported format, does not exist, or conflicts with another date.",
        "Write year, month and day with hyphens, such as `2026-03-18`; leave out what is not known.",
    )
    DATE_PAGE = (
        "date-page",
        "The date of a milestone is not in the year of its page.",
        "Fix the date, or move the milestone to the page for its year.",
    )
    PAGE_YEAR = (
        "page-year",
        "A page with milestones does not give its year at the top, or gives the wrong one.",
        "Start the page with three lines: `---`, `year: 2026`, `---`.",
    )
    KEY_UNKNOWN = (
        "key-unknown",
        "A key is not in its data file.",
        "Fix the key, or add an entry with that key to the file.",
    )
    KEY_ALIAS = (
        "key-alias",
        "A partner is referred to by another of its names instead of its key.",
        "Write the key that the message gives.",
    )
    ID_DUPLICATE = (
        "id-duplicate",
        "Two milestones, a milestone and a heading, or a partner and a heading have the same id.",
        "Give the newer of the two another id; the published one keeps its own.",
    )
    PAGE_FILE = (
        "page-file",
        "A page cannot be opened, is not a regular file, or has a name that a build cannot use; it is left out.",
        "Rename it, or replace it with a text file.",
    )
    PAGE_UNREAD = (
        "page-unread",
        "A page has a milestone, but no build reads it: it is excluded, or not of a format that the project uses.",
        "Move the milestone to a page of the project, or change the setting in `conf.py` that leaves its page out.",
    )
    PAGE_ADDRESS = (
        "page-address",
        "A page has the URL at which a partner's page would be generated; the partner's page is left out.",
        "Rename the page, or set `milestones_partner_pages` in `conf.py` to another folder.",
    )
    PAGE_ENCODING = (
        "page-encoding",
        "A page is not valid UTF-8; it is left out of the build until this is fixed.",
        "Save the file again in your editor, with UTF-8 as its encoding.",
    )
    CONFLICT = (
        "conflict",
        "A page or data file has Git conflict markers: a merge is unfinished. It is left out until this is fixed.",
        "Keep one of the versions between the markers, and delete the markers. To show such lines, indent them.",
    )
    LINK = (
        "link",
        "A page has a link to a URL that is incomplete, runs a script, or does not lead where it seems to.",
        "Write the complete URL, beginning with `https://`.",
    )
    PAGE_CHARACTER = (
        "page-character",
        "A page contains an invisible character that breaks or reorders its text; the page is read without it.",
        "Delete the character. An editor that shows whitespace makes it visible.",
    )
    TRANSLATION = (
        "translation",
        "A translation has other numbers, links or references than its original, or its catalogue cannot be read.",
        "Add or remove what the message names, so that the translation has the same as the original.",
    )
    LIMIT = (
        "limit",
        "A page, a data file, a title or a value is too long, or blocks are nested too deeply.",
        "Split or shorten it; usually a bracket, a quotation mark or a fence above is not closed.",
    )
    PLACEMENT = (
        "placement",
        "A milestone is inside another block, or a `sources-differ` note is not inside a milestone.",
        "Move it: a milestone to the left margin of the page, a `sources-differ` note into its milestone.",
    )
    HTML = (
        "html",
        "A milestone contains HTML, which only a browser can show.",
        "Write it in Markdown. To show the characters themselves, put them between backticks.",
    )
    FENCE = (
        "fence",
        "Text follows a milestone but is outside it: its fence was closed too early or twice.",
        "Count the colons: a line with at least as many closes a block, so the outer fence needs more.",
    )
    REFERENCE = (
        "reference",
        "A role or `related` refers to a milestone, partner or document that does not exist.",
        "Fix the id or the key, or add the partner or document to its data file.",
    )
    SOURCE_MISSING = (
        "source-missing",
        "A milestone has no source.",
        "Add its source to `sources.toml`, and a line `:sources:` with the key to the milestone.",
    )
    TEXT_MISSING = (
        "text-missing",
        "A milestone has no text: there is nothing below its fields, or only a comment.",
        "Below its fields, after a blank line, write what happened, who took part and what the result was.",
    )
    PUBLISHED = (
        "published",
        "Links to a published milestone would stop working: it has moved, its id has changed, or it was removed.",
        "If it moved, run `python -m sphinx_milestones publish`; else name its new id or the reason in the file.",
    )
    ENTRY_UNUSED = (
        "entry-unused",
        "An entry of a data file is not used on any page.",
        "Use it in a milestone, or delete it.",
    )
    REGISTER_FILE = (
        "register-file",
        "A data file cannot be opened, or its name is misspelt.",
        "Rename it as the message says, or replace it with a text file.",
    )
    REGISTER_SYNTAX = (
        "register-syntax",
        "A data file is not UTF-8 or not valid TOML; it is treated as empty until this is fixed.",
        "Fix the line. If it looks correct, check the line above: something may not be closed there.",
    )
    REGISTER_ENTRY = (
        "register-entry",
        "An entry of a data file lacks a required field, or has one that its file does not define.",
        "Add the field, or fix its name.",
    )
    REGISTER_VALUE = (
        "register-value",
        "A value in a data file is of the wrong type or format, or refers to a missing entry.",
        "Write the value in the format that the message shows.",
    )
    DOCUMENT_FILE = (
        "document-file",
        "The file of a document is missing, outside its folder, unreadable, or differs from what is declared.",
        "Put the file into the folder, fix its name, or delete the declared value: it is computed anyway.",
    )
    VIEW = (
        "view",
        "A view has an option or a value that it does not take.",
        "Fix it or delete the line.",
    )
    CONFIGURATION = (
        "configuration",
        "A setting in `conf.py` has an invalid value, or refers to something missing.",
        "Fix the value, or create the folder or entry that it refers to.",
    )

    def __init__(self, code: str, meaning: str, fix: str) -> None:
        self.code = code
        self.meaning = meaning
        self.fix = fix


Report = Callable[[Problem, str], None]  # problem and message

ReportColumn = Callable[[Problem, str, str], None]  # problem, message, and the name of the column


@dataclass(frozen=True, slots=True)
class Finding:
    """A problem found in a file, at `line` (1-based) if known."""

    problem: Problem
    message: str
    path: str
    line: int | None = None
