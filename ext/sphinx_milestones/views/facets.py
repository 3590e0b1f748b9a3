"""The facets of a timeline: by what its readers can choose, and how many milestones each choice holds."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sphinx_milestones.core.records import Milestone
from sphinx_milestones.register.queries import region_of, regions_of, years_of

from .locales import folded, region_keys
from .wording import Wording


@dataclass(frozen=True, slots=True)
class Option:
    """A choice: its key, as addresses have it, its label and how many milestones it holds; a partner's has a region."""

    key: str
    label: str
    count: int
    region: str | None = None


@dataclass(frozen=True, slots=True)
class Facets:
    """What a timeline can be filtered by; a facet that would leave no choice has no options."""

    count: int
    years: range
    options: Mapping[str, tuple[Option, ...]]


def facets(milestones: Iterable[Milestone], wording: Wording) -> Facets:
    """The facets of these milestones; options in the order of their file, regions and partners by name."""
    given = list(milestones)
    register, keys = wording.register, {code: key for key, code in region_keys().items()}
    kinds = Counter(milestone.kind for milestone in given)
    topics = Counter(topic for milestone in given for topic in set(milestone.topics))
    regions = Counter(region for milestone in given for region in regions_of(milestone, register))
    partners = Counter(key for milestone in given for key in {part.partner for part in milestone.partners})

    def partner(key: str) -> Option:
        region = region_of(register.partners[key], register)
        return Option(key, wording.partner_with_acronym(key), partners[key], region and keys[region])

    def by_region(code: str) -> str:
        return folded(wording.region(code))

    by_name = sorted(partners, key=lambda key: wording.sort_key(register.partners[key]))
    options = {
        "kind": [Option(key, wording.kind(key), kinds[key]) for key in register.kinds if kinds[key]],
        "topic": [Option(key, wording.topic(key), topics[key]) for key in register.topics if topics[key]],
        "region": [Option(keys[c], wording.region(c), regions[c]) for c in sorted(regions, key=by_region)],
        "partner": [partner(key) for key in by_name],
    }
    years = sorted({year for milestone in given for year in years_of(milestone)})
    return Facets(
        len(given),
        range(years[0], years[-1] + 1) if years else range(0),
        {name: tuple(found) for name, found in options.items() if len(found) > 1},
    )
