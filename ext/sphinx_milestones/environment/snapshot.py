"""The collection of everything that was read, made from the data that the domain stores by page."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from sphinx_milestones.core.periods import period_key, read_period
from sphinx_milestones.core.records import Dependencies, Mention, Milestone
from sphinx_milestones.register.collection import Collection
from sphinx_milestones.register.editions import EDITIONS
from sphinx_milestones.views.models import VIEWS

from .build_state import BuildState
from .config import partner_folder
from .view_positions import PlacedView


def take_snapshot(data: Mapping[str, Any], build: BuildState) -> Collection:
    """Return the collection of all current *data* of the domain."""
    milestones: dict[str, tuple[Milestone, ...]] = data["milestones"]
    mentions: dict[str, tuple[Mention, ...]] = data["mentions"]
    dependencies: dict[str, Dependencies] = data["dependencies"]
    views: dict[str, tuple[PlacedView, ...]] = data["views"]
    homes = {placed.view.name: doc for doc in sorted(views, reverse=True) for placed in views[doc] if placed.anchors}
    entries = {VIEWS[name].entries: doc for name, doc in homes.items() if VIEWS[name].entries}
    every = [placed.view for group in views.values() for placed in group]
    filtered = (doc for name, doc in homes.items() if VIEWS[name].filterable)
    return Collection(
        register=build.register,
        milestones=tuple(milestone for _, group in sorted(milestones.items()) for milestone in group),
        mentions=tuple(
            mention
            for doc, group in mentions.items()
            for mention in group
            if mention.role != "anchor" or doc == entries.get("partners")
        ),
        dependencies=tuple(key for noted in dependencies.values() for key in noted.keys),
        homes=homes,
        entry_homes=entries,
        filter_page=next((doc for doc in filtered if any(placed.can_be_filtered for placed in views[doc])), None),
        named_editions=frozenset(view.edition for view in every if "edition" in view.type.options),
        has_partner_entries=any(view.type.entries == "partners" for view in every),
        default_host=build.default_host,
        edition_types=tuple(kind for kind in build.builder.config.milestones_editions if kind in EDITIONS),
        complete=not build.unreadable,
        pages=frozenset(build.builder.env.found_docs | build.unreadable),
        partner_folder=partner_folder(build.builder),
        year_pages=_year_pages(milestones, build),
        has_partner_pages=build.makes_pages,
        new_days=build.builder.config.milestones_new_days,
    )


def _year_pages(pages: Iterable[str], build: BuildState) -> dict[str, str]:
    """Return the page of each year, decade or century, of those with milestones: the first by name."""
    metadata = build.builder.env.metadata
    periods = {doc: read_period(str(metadata.get(doc, {}).get("year", ""))) for doc in sorted(pages, reverse=True)}
    return {period_key(period): doc for doc, period in periods.items() if period}
