"""Whether links to every published milestone still work: checks of the register against ``published.toml``."""

from __future__ import annotations

from collections.abc import Iterator

from sphinx_milestones.core.problems import Finding, Problem
from sphinx_milestones.core.suggestions import closest_match

from .collection import Collection
from .published import PublishedId


def check_published(collection: Collection) -> Iterator[Finding]:
    """Yield published ids without a milestone or on another page, and replacements that do not exist."""
    published = collection.register.published
    for entry in published.ids.values() if collection.complete else ():
        if message := _fault(entry, collection):
            yield Finding(Problem.PUBLISHED, f"[{entry.id}] {message}", *published.lines[entry.id])


def _fault(entry: PublishedId, collection: Collection) -> str | None:
    milestone = collection.by_id.get(entry.id)
    if milestone and (entry.moved_to or entry.withdrawn):
        name = "moved_to" if entry.moved_to else "withdrawn"
        return f"this milestone is still on page “{milestone.docname}”. Delete “{name}”, or the milestone."
    if milestone and milestone.docname != entry.pages[0]:
        advice = "Run `python -m sphinx_milestones publish`, and links to the old page will lead there"
        return f"this milestone has moved from page “{entry.pages[0]}” to “{milestone.docname}”. {advice}."
    if entry.moved_to:
        return _fault_of_replacement(entry, collection)
    if milestone or entry.withdrawn:
        return None
    match = closest_match(entry.id, collection.by_id)
    pages = ", ".join(f'"{page}"' for page in entry.pages)
    change = f'{entry.id} = {{ moved_to = "{match or "its-new-id"}", pages = [{pages}] }}'
    advice = 'For a milestone that was withdrawn, write withdrawn = "…", with the reason, instead of moved_to.'
    question = f" Did it become “{match}”?" if match else ""
    return f"this published id is no longer on any page.{question} Restore it, or write {change}. {advice}"


def _fault_of_replacement(entry: PublishedId, collection: Collection) -> str | None:
    published = collection.register.published
    current = published.current_id(entry.id)
    if current is None:
        return f"moved_to: “{entry.moved_to}” leads back in a circle. Write the current id of the milestone."
    last = published.ids.get(current)
    if current in collection.by_id or (last and last.withdrawn):
        return None
    match = closest_match(current, collection.by_id)
    question = f"Did you mean “{match}”? " if match else ""
    return f"moved_to: no milestone has the id “{current}”. {question}Write the current id of the milestone."
