"""The definition of a field, a row of `fields`, and what follows from it for a milestone."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal, NamedTuple

from sphinx_milestones.core.records import Milestone, Participation, Text
from sphinx_milestones.register.field_parsers import PATTERNS, Parser
from sphinx_milestones.register.register import Register

from . import field_values as values
from .json_types import PARTICIPATIONS, TEXT, JsonType
from .runs import Fact, Run
from .wording import Wording


class Facet(NamedTuple):
    """A field in the filter of a timeline: its name in the URL, and its label."""

    name: str
    label: str | Text


@dataclass(frozen=True, slots=True)
class Field:
    """A field of a milestone, or an option of a view, which uses the first lines only.

    A label or a hint is a message of the extension, or a text of the register.
    """

    name: str
    parse: Parser
    help: str
    example: str
    required: bool = False  # unless the register requires other fields
    table: str = ""  # the data file that its values are keys of
    allowed: tuple[tuple[str, str | Text], ...] = ()  # its values with their labels, if they are few
    label: str | Text = ""
    fact: Literal["", "when", "head", "foot"] = ""  # below the title, above the text, or below it
    part_of: str = ""  # the field whose fact includes the value
    block: bool = False  # whether each value has a line of its own
    show: Callable[[Milestone, Wording], Sequence[Run]] | None = None  # by default, the value as text
    export: JsonType = TEXT  # empty values are omitted
    exported: bool = True  # whether the exported data include it
    search: Callable[[Milestone, Wording], Iterable[str]] = values.nothing
    facet: Facet | None = None
    translatable: bool = False  # whether translators get its text, beside the text of pages
    asked: bool = True  # whether people who add a milestone are asked for it; if not, it is derived or added later
    hint: str | Text = ""  # its help on the form, which readers see; by default `help`
    accepted: str = ""  # the `pattern`, if it does not follow from the parser
    is_own: bool = False  # whether the register defines it

    @property
    def pattern(self) -> str:
        """A regular expression for the texts that the parser accepts, in Python and in HTML; empty if there is none."""
        return self.accepted or PATTERNS.get(self.parse, "")

    @property
    def is_list(self) -> bool:
        """Whether the value is a list, separated by commas."""
        return self.export.schema.get("type") == "array"

    @property
    def has_roles(self) -> bool:
        """Whether each value of the list may have a role in brackets."""
        return self.export is PARTICIPATIONS

    @property
    def css_name(self) -> str:
        """Its name among the classes of HTML, where those of the extension have theirs."""
        return f"own-{self.name}" if self.is_own else self.name

    def line(self, register: Register) -> str:
        """Return an example line for authors, with a key of this register."""
        known = register.table(self.table) if self.table else ()
        return f":{self.name}: {next(iter(known), self.example)}"

    def choices(self, wording: Wording) -> Mapping[str, str]:
        """Return the choices of an author, with their labels; empty for free text."""
        if self.table:
            return {key: wording.entry(self.table, key) for key in wording.register.table(self.table)}
        return {value: wording.shown(label) for value, label in self.allowed}

    def fact_of(self, milestone: Milestone, wording: Wording) -> Fact | None:
        """Return the fact of a milestone; None if it has no value."""
        runs = self.show(milestone, wording) if self.show else values.as_text(self.value(milestone))
        label = wording.field_label(self.name, self.label)
        return Fact(self.css_name, label, runs, self.block) if runs else None

    def value(self, milestone: Milestone) -> Any:
        """Return the value of a milestone in this field; None or empty if it has none."""
        return milestone.value(self.name)

    def keys(self, milestone: Milestone) -> Iterator[str]:
        """Yield the keys, or allowed values, of a milestone in this field."""
        yield from keys_in(self.value(milestone))


def keys_in(value: Any) -> Iterator[str]:
    """Yield the keys, or allowed values, in the value of a field."""
    for item in value if isinstance(value, tuple) else filter(None, [value]):
        yield item.partner if isinstance(item, Participation) else item
