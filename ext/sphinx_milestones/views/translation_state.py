"""The state of a translation: how many messages of its catalogues are translated, fuzzy or missing, by page."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from babel.messages.catalog import Message
from babel.messages.pofile import PoFileError, read_po


class State(NamedTuple):
    """Numbers of messages. A translation that is fuzzy or missing is not shown."""

    translated: int
    fuzzy: int
    missing: int


class Row(NamedTuple):
    """The state of a page (its docname), or of a catalogue whose messages are on no page (its domain)."""

    page: str | None
    catalogue: str
    state: State


def read_messages(path: Path) -> list[Message]:
    """Return the messages of a catalogue.

    :raises ValueError: if it cannot be read; the message states why
    """
    try:
        with path.open("rb") as file:
            return [message for message in read_po(file, abort_invalid=True) if message.id]
    except (OSError, PoFileError, LookupError) as error:  # LookupError: an encoding that is none
        raise ValueError(getattr(error, "strerror", None) or error) from error


def state_of(messages: Iterable[Message]) -> State:
    """Return how many messages are translated, fuzzy and missing; one with plural forms is missing if any form is."""
    translated = fuzzy = missing = 0
    for message in messages:
        if not all([message.string] if isinstance(message.string, str) else message.string or [""]):
            missing += 1
        elif message.fuzzy:
            fuzzy += 1
        else:
            translated += 1
    return State(translated, fuzzy, missing)


def state_by_page(catalogues: Mapping[str, Sequence[Message]], pages: Mapping[str, str]) -> Iterator[Row]:
    """Yield a row for each page with messages, then for each catalogue with messages that belong to no page.

    *catalogues* has messages by domain, *pages* the domain of each page. A message on several pages is counted in each.
    """
    of_pages: dict[str, list[Message]] = {}
    others: dict[str, list[Message]] = {}
    for catalogue, messages in catalogues.items():
        own = [page for page, name in pages.items() if name == catalogue]
        for message in messages:
            found = own if len(own) == 1 else [page for page in own if _is_on(message, page)]
            for page in found:
                of_pages.setdefault(page, []).append(message)
            if not found:
                others.setdefault(catalogue, []).append(message)
    yield from (Row(page, pages[page], state_of(of_pages[page])) for page in sorted(of_pages))
    yield from (Row(None, name, state_of(others[name])) for name in sorted(others))


def _is_on(message: Message, page: str) -> bool:
    """Return whether a location of a message is a page; a catalogue gives it with more or fewer folders."""
    parts = PurePosixPath(page).parts
    for name, _line in message.locations:
        located = PurePosixPath(name.replace("\\", "/")).with_suffix("").parts
        if located[-len(parts) :] == parts or parts[-len(located) :] == located:
            return True
    return False
