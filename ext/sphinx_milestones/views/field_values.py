"""How the values of fields are shown, exported and searched; the rows of `fields` refer to these functions."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from sphinx_milestones.core.dates import Date
from sphinx_milestones.core.records import Count, Milestone, Participation
from sphinx_milestones.register.queries import participations, years_of

from . import labels
from .locales import capitalized
from .runs import DateText, PlainText, Run
from .wording import Wording

# -- shown


def as_text(value: object) -> Sequence[Run]:
    """Return a value as plain text, each item of a tuple separately; nothing if it is empty."""
    items = value if isinstance(value, tuple) else (value,)
    return [PlainText(str(item)) for item in items if item]


def date(milestone: Milestone, _wording: Wording) -> Sequence[Run]:
    """Return the date, even if it is unknown."""
    return [DateText(milestone.date)]


def place(milestone: Milestone, wording: Wording) -> Sequence[Run]:
    """Return the place and the form of a meeting."""
    mode = wording.gettext(labels.MODES[milestone.mode]) if milestone.mode else ""
    return as_text(capitalized(wording.listed(filter(None, [milestone.place, mode]))))


def participation(milestone: Milestone, wording: Wording) -> Sequence[Run]:
    """Return both counts in a phrase: ``more than 500 participants from 107 countries``."""
    ngettext, people, countries = wording.translations.ngettext, "", ""
    if count := milestone.participants:
        # Translators: {count} is a number, or a phrase such as “more than 500”
        people = ngettext("{count} participant", "{count} participants", count.value)
        people = people.format(count=_count(count, wording))
    if count := milestone.countries:
        # Translators: {count} is a number, or a phrase such as “more than 500”
        countries = ngettext("{count} country", "{count} countries", count.value)
        countries = countries.format(count=_count(count, wording))
    if people and countries:
        # Translators: “500 participants from 107 countries”; each half has a message of its own
        people = wording.gettext("{people} from {places}").format(people=people, places=countries)
    return as_text(people or countries)


def _count(count: Count, wording: Wording) -> str:
    return wording.gettext(labels.COUNTS[count.qualifier]).format(count=wording.number(count.value))


# -- exported to JSON


def unchanged(value: Any, _wording: Wording) -> Any:
    """Return the value unchanged."""
    return value


def date_to_json(value: Date | None, _wording: Wording) -> Any:
    """Return a date as written, with its precision and the first and last day that it may mean (ISO 8601)."""
    return value and {
        "written": value.text,
        "precision": value.precision.name.lower(),
        "from": value.lower.isoformat(),
        "to": value.upper.isoformat(),
        "approximate": value.approximate,
        "uncertain": value.uncertain,
    }


def count_to_json(value: Count | None, _wording: Wording) -> Any:
    """Return the text of a count, its number, and the meaning of its qualifier."""
    meanings = {"": "exactly", ">": "more than", "<": "fewer than", "~": "about"}
    return value and {"written": value.text, "value": value.value, "qualifier": meanings[value.qualifier]}


def terms_to_json(table: str) -> Callable[[Any, Wording], Any]:
    """Return a function that turns one or several keys of a vocabulary into keys with labels."""

    def labelled(value: Any, wording: Wording) -> Any:
        if isinstance(value, tuple):
            return [labelled(key, wording) for key in value]
        return value and {"key": value, "label": wording.entry(table, value)}

    return labelled


def partners_to_json(value: Sequence[Participation], wording: Wording) -> Any:
    """Return partners by key, with name and role; those that took part through bodies also with the keys of these."""
    return [
        {"key": part.partner, "name": wording.partner(part.partner), "role": part.role}
        | ({"through": list(part.through)} if part.through else {})
        for part in value
    ]


def host_to_json(value: str | None, wording: Wording) -> Any:
    """Return the host by key, with its name."""
    return value and {"key": value, "name": wording.partner(value)}


# -- searched


def nothing(_milestone: Milestone, _wording: Wording) -> Iterable[str]:
    """Return no text: nobody searches for a milestone by this field."""
    return ()


def own_text(name: str) -> Callable[[Milestone, Wording], Iterable[str]]:
    """Return a function that returns the text of a field as written."""
    return lambda milestone, _wording: filter(None, [getattr(milestone, name)])


def date_texts(milestone: Milestone, wording: Wording) -> Iterable[str]:
    """Return the date in words, and every year that it touches."""
    return [wording.date(milestone.date), *map(str, years_of(milestone))] if milestone.date else ()


def partner_names(milestone: Milestone, wording: Wording) -> Iterable[str]:
    """Return all names of everyone who takes part."""
    return [wording.names_of_partner(part.partner) for part in participations(milestone, wording.register)]
