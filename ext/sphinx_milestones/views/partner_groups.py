"""The partners of milestones in groups: by kind and region for the index, the most frequent first for a list."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from sphinx_milestones.core.folding import fold_letters
from sphinx_milestones.core.records import Milestone
from sphinx_milestones.register import queries

from .model_parts import PartnerEntry, PartnerGroup, Year
from .wording import Wording


def grouped_partners(
    milestones: Sequence[Milestone], wording: Wording, spread: Callable[[Sequence[Milestone]], tuple[Year, ...]]
) -> tuple[PartnerGroup, ...]:
    """Return every partner by kind, then by region; after them those that only hosted.

    *spread* distributes the milestones of a partner over the years.
    """
    register = wording.register
    partners = register.partners
    took_part = queries.group_by_partner(milestones, register)
    found = queries.group_by_partner(milestones, register, hosts=True)
    bodies: dict[str | None, list[str]] = {}
    for key in sorted(found, key=wording.short_partner):
        bodies.setdefault(partners[key].parent, []).append(key)
    groups: dict[tuple[str, str | None], list[PartnerEntry]] = {}
    for key in sorted(found, key=lambda key: wording.sort_key(partners[key])):
        partner, hosted = partners[key], key not in took_part
        group = ("host", None) if hosted else (partner.kind, queries.region_of(partner, register))
        entry = PartnerEntry(partner, tuple(found[key]), tuple(bodies.get(key, ())), spread(found[key]), hosted)
        groups.setdefault(group, []).append(entry)

    def order(group: tuple[str, str | None]) -> tuple[int, str]:
        kind, region = group
        return (*register.kinds_of_partners, "host").index(kind), fold_letters(wording.region(region)) if region else ""

    return tuple(PartnerGroup(*group, tuple(groups[group])) for group in sorted(groups, key=order))


def frequent_partners(
    milestones: Sequence[Milestone], wording: Wording, limit: int | None = None
) -> tuple[PartnerGroup, ...]:
    """Return the partners by kind, the most frequent first, at most *limit* of each kind.

    The bodies of a country count for it, and are left out.
    """
    found, partners = queries.group_by_partner(milestones, wording.register), wording.register.partners
    kinds: dict[str, list[PartnerEntry]] = {kind: [] for kind in wording.register.kinds_of_partners}
    for key in sorted(found, key=lambda key: (-len(found[key]), wording.sort_key(partners[key], short=True))):
        if not queries.country_of(partners[key], wording.register):
            kinds[partners[key].kind].append(PartnerEntry(partners[key], tuple(found[key])))
    return tuple(PartnerGroup(kind, None, tuple(group[:limit])) for kind, group in kinds.items() if group)
