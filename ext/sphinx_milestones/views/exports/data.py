"""What exports are made of: the milestones in all languages of the data, the register, the addresses of a site."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any, Protocol, TypeVar

from sphinx_milestones.core.placeholders import fill_links, fill_placeholders
from sphinx_milestones.core.records import Milestone, Text, Translation
from sphinx_milestones.register.queries import participations, related, sort_by_date
from sphinx_milestones.register.register import Register
from sphinx_milestones.views.register_fields import translatable_fields
from sphinx_milestones.views.wording import Wording

Made = TypeVar("Made")


class Addresses(Protocol):
    """The addresses of a site, and the texts and links of references to what it has."""

    def milestone(self, milestone: Milestone) -> str:
        """Return the address of a milestone."""

    def partner(self, key: str) -> str:
        """Return the address of a partner; empty if there is none."""

    def document(self, key: str) -> str:
        """Return the address at which a document can be opened; empty if there is none."""

    def image(self, milestone: Milestone) -> str:
        """Return the address of the image of a milestone; empty if it has none."""

    def text(self, role: str, target: str, wording: Wording) -> str | None:
        """Return the text of a reference; None if its target is unknown."""

    def link(self, role: str, target: str, fallback: str, wording: Wording) -> str:
        """Return the HTML of a reference."""


@dataclass(frozen=True)
class ExportData:
    """All that an export may contain.

    `wordings` are by BCP 47 code, that of the language of the pages' source first. `title` (by language, that of the
    build only), `version`, `licence` and `homepage` are of the project, each empty if it has none.
    """

    read: Iterable[Milestone]
    register: Register
    wordings: Mapping[str, Wording]
    addresses: Addresses
    title: Mapping[str, str] = field(default_factory=dict)
    version: str = ""
    licence: str = ""
    homepage: str = ""
    _made: dict[str, Any] = field(default_factory=dict)

    def once(self, name: str, make: Callable[[], Made]) -> Made:
        """Return what *make* returns, made once for all files that have it."""
        if name not in self._made:
            self._made[name] = make()
        made: Made = self._made[name]
        return made

    @property
    def languages(self) -> list[str]:
        """The codes of the languages."""
        return [*self.wordings]

    @cached_property
    def milestones(self) -> list[Milestone]:
        """The milestones, oldest first.

        A relation is in both of its milestones, whichever names the other. Partners include those that take part
        through their bodies.
        """
        ordered = sort_by_date(self.read, newest_first=False)
        relations = related(ordered, self.register)
        return [
            replace(
                milestone,
                related=tuple(other.id for other in relations.get(milestone.id, ())),
                partners=participations(milestone, self.register),
            )
            for milestone in ordered
        ]

    def texts(self, milestone: Milestone) -> dict[str, Translation]:
        """Return the texts of a milestone by language, references filled in; empty ones are not translated."""
        each, source = milestone, self.languages[0]
        fields = each.texts(translatable_fields(self.register))
        own = Translation(source, each.title, each.body, each.html, fields, each.title_html)
        # The page is in the language of the source, unless there is a translation into that.
        found = {source: own} | {text.language.replace("_", "-"): text for text in milestone.translations}
        wordings = self.wordings.items()
        return {code: _filled(found[code], wording, self.addresses) for code, wording in wordings if code in found}

    def in_languages(self, text: Callable[[Wording], str]) -> dict[str, str]:
        """Return a text in each language."""
        return {code: text(wording) for code, wording in self.wordings.items()}

    def by_language(self, text: Text) -> dict[str, str]:
        """Return a text of a data file by language; one without a language is in that of the pages' source."""
        source = self.languages[0]
        return {code.replace("_", "-") or source: each for code, each in text.by_language}


def title_in(milestone: Milestone, language: str) -> str:
    """Return the title of a milestone in a language; in that of its page if there is no translation."""
    titles = {text.language.replace("-", "_"): text.title for text in milestone.translations}
    return titles.get(language) or milestone.title


def _filled(text: Translation, wording: Wording, addresses: Addresses) -> Translation:
    body = fill_placeholders(text.body, lambda role, target: addresses.text(role, target, wording))
    html = fill_links(text.html, lambda role, target, own: addresses.link(role, target, own, wording))
    return replace(text, body=body, html=html)
