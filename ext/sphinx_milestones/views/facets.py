"""The facets of a timeline: what readers can filter by, and how many milestones each choice has."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from sphinx_milestones.core.folding import fold_letters
from sphinx_milestones.core.m49 import CONTINENT_OF, REGION_KEYS
from sphinx_milestones.core.records import Milestone
from sphinx_milestones.register.queries import MAX_CONSECUTIVE_YEARS, participations, region_of, regions_of, years_of
from sphinx_milestones.register.register import Register

from .field import Field
from .register_fields import fields_of
from .wording import Wording

_REGION_NAMES = {code: key for key, code in REGION_KEYS.items()}


@dataclass(frozen=True, slots=True)
class Option:
    """A choice: its key as in URLs, its label, and how many milestones it has; for a partner, also its regions.

    `region` has the keys of its region and its continent, if they are choices, separated by a space.
    """

    key: str
    label: str
    count: int
    region: str | None = None


@dataclass(frozen=True, slots=True)
class Choices:
    """The choices of a facet; `name` is its name in URLs."""

    name: str
    label: str
    options: tuple[Option, ...]


@dataclass(frozen=True, slots=True)
class Facets:
    """The facets of a timeline; one with a single choice is omitted."""

    count: int
    years: Sequence[int]
    choices: tuple[Choices, ...]


def facets(milestones: Iterable[Milestone], wording: Wording) -> Facets:
    """Return the facets of these milestones: fields in their order, then the longest, regions and partners."""
    listed = list(milestones)
    fields = fields_of(wording.register)
    shorter = [field for name, field in fields.items() if field.facet and name != "partners"]
    choices = [_choices(field, listed, wording) for field in shorter]
    choices += [_regions(listed, wording), _choices(fields["partners"], listed, wording)]
    return Facets(
        len(listed),
        _years(year for milestone in listed for year in years_of(milestone)),
        tuple(choice for choice in choices if len(choice.options) > 1),
    )


def _years(years: Iterable[int]) -> list[int]:
    """Return every year from the first to the last; only *years* if that is too many to choose from."""
    distinct = sorted(set(years))
    consecutive = range(distinct[0], distinct[-1] + 1) if distinct else range(0)
    return list(consecutive) if len(consecutive) <= MAX_CONSECUTIVE_YEARS else distinct


def facet_keys(milestone: Milestone, register: Register) -> Iterator[tuple[str, Sequence[str]]]:
    """Yield the facets whose keys a row of a timeline must state as attributes, with those keys.

    Its kind and named partners are not among them: its text has their keys.
    """
    if above := [part.partner for part in participations(milestone, register) if part.through]:
        yield "partner", above
    for field in fields_of(register).values():
        if field.facet and field.name not in ("kind", "partners") and (keys := list(field.keys(milestone))):
            yield field.facet.name, keys


def _choices(field: Field, milestones: Sequence[Milestone], wording: Wording) -> Choices:
    """Return the choices of a field: partners by name, others in the order of their file."""
    counts = Counter(key for milestone in milestones for key in _keys(field, milestone, wording.register))
    labels = field.choices(wording)
    keys = [key for key in labels or sorted(counts) if counts[key]]
    regions: dict[str, str | None] = {}
    if field.name == "partners":
        partners, offered = wording.register.partners, _region_counts(milestones, wording.register)
        keys.sort(key=lambda key: wording.sort_key(partners[key]))
        for key in keys:
            code = region_of(partners[key], wording.register)
            regions[key] = " ".join(_REGION_NAMES[each] for each in _with_continent(code) if each in offered) or None
    name, label = field.facet or ("", "")
    options = (Option(key, labels.get(key) or key, counts[key], regions.get(key)) for key in keys)
    return Choices(name, wording.shown(label), tuple(options))


def _keys(field: Field, milestone: Milestone, register: Register) -> set[str]:
    """Return the choices of a field that apply to a milestone, including partners that take part through bodies."""
    if field.name == "partners":
        return {part.partner for part in participations(milestone, register)}
    return set(field.keys(milestone))


def _regions(milestones: Sequence[Milestone], wording: Wording) -> Choices:
    """Return the regions of partners, by name."""
    counts = _region_counts(milestones, wording.register)
    codes = sorted(counts, key=lambda code: fold_letters(wording.region(code)))
    options = tuple(Option(_REGION_NAMES[code], wording.region(code), counts[code]) for code in codes)
    return Choices("region", wording.gettext("Region"), options)


def _region_counts(milestones: Iterable[Milestone], register: Register) -> Mapping[str, int]:
    """Return the number of milestones by region; for a continent that a partner has as region, of all its regions."""
    regions = [regions_of(milestone, register) for milestone in milestones]
    present = set().union(*regions)
    covering = ({each for code in codes for each in _with_continent(code)} for codes in regions)
    return Counter(code for codes in covering for code in codes & present)


def _with_continent(code: str | None) -> tuple[str, ...]:
    """Return the code of a region and that of its continent; nothing if there is none."""
    return tuple(each for each in (code, CONTINENT_OF.get(code or "")) if each)
