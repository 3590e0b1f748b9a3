"""How the values of fields are shown and searched; the rows of `fields` refer to these functions."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from sphinx_milestones.core.records import Count, Milestone
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
    ngettext, people, countries = wording.ngettext, "", ""
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
