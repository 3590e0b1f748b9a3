"""A register's own model: the fields that it defines itself, and those that it requires; `own_model_file` reads it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from urllib.parse import quote

from sphinx_milestones.core.records import DocumentState, Milestone, Term, Text

TYPES = ("text", "number", "date", "url", "choice", "key")
#: Where a milestone shows a field: with the date, in the list above the text or in that below it, or nowhere.
PARTS = ("when", "head", "foot", "none")
#: The data files that the keys in a field may be of.
KEY_TABLES = ("partners", "kinds", "topics", "documents", "sources")

#: The categories of plurals in CLDR; each language has some of them, and all have the last.
PLURALS = ("zero", "one", "two", "few", "many", "other")

#: A text in place of one of the extension: one, or one for each plural category.
OwnText = str | Mapping[str, str]

_SAMPLES = {"text": "text", "number": "12", "date": "2024-12", "url": "https://example.org/"}
_IN_PATH, _AFTER_PATH = "/:@!$&'()*+,;=", "!*'()"  # what need not be encoded there (URL standard, RFC 3986)


@dataclass(frozen=True, slots=True)
class OwnField:
    """A field that a register defines itself: its key, its type, its label, and what is made of its values.

    `choices` are the allowed values of a choice with their labels, `table` is the data file that keys are of. A `link`
    has ``{value}`` where the value goes.
    """

    key: str
    label: Text
    type: str = "text"
    help: Text | None = None
    example: str = ""
    required: bool = False
    many: bool = False
    choices: tuple[tuple[str, Text], ...] = ()
    table: str = ""
    pattern: str = ""
    link: str = ""
    shown: str = "head"
    filter: bool = False
    export: bool = True

    @property
    def sample(self) -> str:
        """An example value, which for a choice or a key is only one of those that there are."""
        return self.example or next((key for key, _ in self.choices), "") or _SAMPLES.get(self.type, "key")

    @property
    def is_prose(self) -> bool:
        """Whether its text is in the language of the page, so that translators get it; identifiers are in none."""
        return self.type == "text" and not (self.many or self.pattern or self.link)

    def url_of(self, value: str) -> str:
        """Return the URL that a value leads to; empty if the field has no link."""
        before, _, after = self.link.partition("{value}")
        return before + quote(value, safe=_AFTER_PATH if "?" in before or "#" in before else _IN_PATH) + after


@dataclass(frozen=True, eq=False)
class OwnModel:
    """What a register defines itself; everything that it leaves out is as the extension has it.

    Two models are never equal, so that what is derived from one can be cached by it.
    """

    fields: Mapping[str, OwnField] = field(default_factory=dict)
    required: tuple[str, ...] | None = None
    messages: Mapping[str, Mapping[str, OwnText]] = field(default_factory=dict)  # by language and English text
    source_types: Mapping[str, Term] = field(default_factory=dict)
    document_states: Mapping[str, DocumentState] = field(default_factory=dict)  # new ones, and labels of built-in ones
    lines: Mapping[tuple[str, ...], int] = field(default_factory=dict)
    path: str = ""
    broken: bool = False  # whether its file cannot be read, so that its fields are unknown

    @cached_property
    def digest(self) -> str:
        """A text that differs if anything that a page can show of the model does."""
        sections = self.fields, self.source_types, self.document_states
        return repr((*map(dict, sections), self.required, self.messages, self.broken))

    def messages_in(self, language: str) -> Mapping[str, OwnText]:
        """Return the texts in a language, such as ``en_GB``, by those of the extension in English that they replace."""
        return {**self.messages.get(language.partition("_")[0], {}), **self.messages.get(language, {})}

    def required_fields(self, setting: Sequence[str]) -> list[str]:
        """Return the fields that every milestone must have; *setting* are those that the configuration names."""
        if self.broken:
            return ["id"]
        own = (name for name, each in self.fields.items() if each.required)
        return list(dict.fromkeys(["id", *(setting if self.required is None else self.required), *own]))

    def keys(self, milestone: Milestone, table: str) -> Iterator[str]:
        """Yield the keys of a data file in the own fields of a milestone."""
        for name, value in milestone.own:
            if name in self.fields and self.fields[name].table == table:
                yield from value if isinstance(value, tuple) else (value,)


NO_MODEL = OwnModel()
UNKNOWN_MODEL = OwnModel(broken=True)
