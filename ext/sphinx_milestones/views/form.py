"""The form to propose a milestone: its controls, made from the table of fields, and the rules for what it writes.

The rules are data for the script of the form, so that it writes pages and data files as the command does.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from sphinx_milestones.core import limits
from sphinx_milestones.core.characters import BIDI, HIDDEN, INVISIBLE
from sphinx_milestones.core.keys import MAX_SLUG_LENGTH, MAX_SLUG_WORDS, STOP_WORDS
from sphinx_milestones.core.records import Milestone
from sphinx_milestones.core.urls import URL
from sphinx_milestones.register.field_parsers import ROLES, day_of_access
from sphinx_milestones.register.register import Register, folded, names_of
from sphinx_milestones.syntax.markup import Markup

from . import labels
from .field import Field
from .json_types import COUNT, DATE
from .json_types import URL as URL_TYPE
from .labels import N_
from .locales import capitalized
from .register_fields import fields_of
from .wording import Wording

Choices = tuple[tuple[str, str], ...]

MAX_TEXT = 20_000  # characters of the text of a milestone
MAX_TITLE = limits.TITLE // 2  # a backslash before each character counts too
FEW = 8  # choices that are all shown; of more, only those that were chosen

# The data files that a proposal may add an entry to, with the heading and the columns of the entry.
ENTRIES: Mapping[str, str] = {
    "partners": N_("A partner that is not in the list"),
    "sources": N_("A source that is not in the list"),
}


@dataclass(frozen=True, slots=True)
class Control:
    """A control of the form: of a field, of the title or text of a milestone, or of a column of a new entry."""

    name: str
    type: Literal["line", "text", "url", "choice", "choices"]
    label: str
    hint: str = ""
    choices: Choices = ()
    pattern: str = ""
    longest: int = limits.VALUE
    table: str = ""  # the data file that the choices are from
    has_roles: bool = False
    adds_to: str = ""  # the data file that it can add an entry to
    is_needed: bool = False  # in a new entry

    @property
    def is_long(self) -> bool:
        """Whether there are too many choices to show all of them at once."""
        return len(self.choices) > FEW


def controls(wording: Wording) -> tuple[Control, ...]:
    """Return the controls of a milestone: title, text, and each field that people are asked for."""
    _ = wording.gettext
    title = Control("title", "line", _("Title"), _("What happened, in one line."), longest=MAX_TITLE)
    hint = _("What happened, who took part and what the result was. A blank line begins a new paragraph.")
    text = Control("text", "text", _("Text"), hint, longest=MAX_TEXT)
    fields = (_control(field, wording) for field in fields_of(wording.register).values() if field.asked)
    return title, text, *(control for control in fields if control.choices or control.type in ("line", "text", "url"))


def _control(field: Field, wording: Wording) -> Control:
    """Return the control of a field."""
    is_choice = bool(field.table or field.allowed)
    one: Literal["choice", "url", "line"] = "choice" if is_choice else "url" if field.export is URL_TYPE else "line"
    hint = wording.shown(field.hint) if field.hint or is_choice else field.help.replace("`", "")
    return Control(
        field.name,
        "choices" if is_choice and field.is_list else one,
        wording.field_label(field.name, field.label) or capitalized(field.name),
        hint,
        tuple(field.choices(wording).items()),
        field.pattern,
        table=field.table,
        has_roles=field.has_roles,
        adds_to=field.table if field.name == field.table and field.table in ENTRIES else "",
    )


def entry_controls(table: str, wording: Wording) -> tuple[Control, ...]:
    """Return the controls of a new entry of a data file."""
    _ = wording.gettext
    if table == "partners":
        kinds = ((kind, wording.partner_kind(kind)) for kind in wording.register.kinds_of_partners)
        name = Control("name", "line", _("Name"), is_needed=True)
        return name, Control("kind", "choice", _("Kind"), choices=tuple(kinds), is_needed=True)
    url = Control("url", "url", _("URL"), _("The address of its web page, if it has one."), pattern="https?://.+")
    return Control("title", "line", _("Title"), is_needed=True), Control("publisher", "line", _("Publisher")), url


def roles(wording: Wording) -> Choices:
    """Return the roles of partners, with their labels."""
    own = wording.register.roles
    built_in = [(role, wording.role(role)) for role in ROLES if role not in own]
    return *built_in, *((role, wording.role(role)) for role in own)


def rules(wording: Wording, ids: Iterable[str], markups: Mapping[str, Markup], mark: str) -> dict[str, Any]:
    """Return what the script needs to write a milestone; *ids* are taken, fences consist of *mark*."""
    register, _ = wording.register, wording.gettext
    return {
        **_rules_of_fields(register),
        "markups": {
            suffix: {
                "begin": markup.begin.replace("{fence}", mark * 4),
                "end": markup.end.replace("{fence}", mark * 4),
                **{name: getattr(markup, name) for name in ("head", "indent", "syntax")},
            }
            for suffix, markup in markups.items()
        },
        "removed": f"[{HIDDEN}{BIDI}]",
        "invisible": re.sub(r"\\U([0-9a-f]{8})", lambda found: chr(int(found[1], 16)), INVISIBLE.pattern),
        "url": URL,
        "slug": {"omitted": sorted(STOP_WORDS), "words": MAX_SLUG_WORDS, "length": MAX_SLUG_LENGTH},
        "taken": {"milestones": sorted(ids)} | {table: list(register.table(table)) for table in ENTRIES},
        "names": sorted({folded(name) for partner in register.partners.values() for name in names_of(partner)}),
        "accessed": {
            key: str(day) if (day := day_of_access(source)) else None for key, source in register.sources.items()
        },
        "longest": limits.VALUE,
        "columns": {
            table: [control.name for control in entry_controls(table, wording) if control.is_needed]
            for table in ENTRIES
        },
        **{name: {key: _(text) for key, text in texts.items()} for name, texts in labels.OF_VALUES.items()},
        "untitled": _(labels.UNTITLED),
        "separator": wording.separator,
        "digits": wording.digits,
    }


def _rules_of_fields(register: Register) -> dict[str, Any]:
    """Return what the script needs to know of each field."""
    fields = fields_of(register)
    return {
        "fields": list(fields),
        "patterns": {name: field.pattern for name, field in fields.items() if field.pattern},
        "dates": [name for name, field in fields.items() if field.export is DATE],
        "numbers": [name for name, field in fields.items() if field.export is COUNT],
        "lists": [name for name, field in fields.items() if field.is_list],
        "facts": [
            {"name": name, "css": field.css_name, "part": field.fact, "partOf": field.part_of, "isBlock": field.block}
            for name, field in fields.items()
        ],
    }


def milestone_form(_view: object, _milestones: Iterable[Milestone], wording: Wording) -> tuple[Control, ...]:
    """Return the controls of the form."""
    return controls(wording)
