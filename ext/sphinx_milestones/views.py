"""The views: what each page-wide list of the register takes and holds, as plain data for every kind of output."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from . import query
from .fields import Field, Report, keys_of, list_items
from .findings import Problem, choose
from .model import Document, Milestone, Partner, Source, Term
from .query import Selection
from .register import Lookup
from .tables import KINDS_OF_PARTNER
from .wording import Wording, region_keys


@dataclass(frozen=True, slots=True)
class View:
    """A view as an author asked for it."""

    name: str
    selection: Selection = Selection()
    limit: int | None = None
    newest_first: bool = True


@dataclass(frozen=True, slots=True)
class Year:
    """The milestones that begin in a year; `year` is None for those without a date."""

    year: int | None
    milestones: tuple[Milestone, ...]


@dataclass(frozen=True, slots=True)
class PartnerEntry:
    """A partner in the index, with its milestones, newest first, and what it is for those listed."""

    partner: Partner
    milestones: tuple[Milestone, ...]


@dataclass(frozen=True, slots=True)
class PartnerGroup:
    """Partners of one kind, and one M49 region where `region` is given."""

    kind: str
    region: str | None
    entries: tuple[PartnerEntry, ...]


@dataclass(frozen=True, slots=True)
class Citation:
    """A document or source with the milestones that name it, newest first."""

    entry: Document | Source
    milestones: tuple[Milestone, ...]


@dataclass(frozen=True, slots=True)
class LegendEntry:
    """A kind with how many milestones are of it."""

    term: Term
    count: int


def select(view: View, milestones: Iterable[Milestone], wording: Wording) -> list[Milestone]:
    """The milestones that a view asks for, in its order."""
    taken = [milestone for milestone in milestones if view.selection.takes(milestone, wording.register)]
    return query.in_order(taken, newest_first=view.newest_first)[: view.limit]


def timeline(view: View, milestones: Iterable[Milestone], wording: Wording) -> tuple[Year, ...]:
    """The chosen milestones by year."""
    return tuple(Year(year, tuple(group)) for year, group in query.by_year(select(view, milestones, wording)))


def milestone_list(view: View, milestones: Iterable[Milestone], wording: Wording) -> tuple[Milestone, ...]:
    """The chosen milestones."""
    return tuple(select(view, milestones, wording))


def partner_index(view: View, milestones: Iterable[Milestone], wording: Wording) -> tuple[PartnerGroup, ...]:
    """Every partner of a milestone, by kind, then by region; after them those who were hosts only."""
    ordered = select(view, milestones, wording)
    partners = wording.register.partners
    found = query.by_partner(ordered)
    hosted: dict[str, list[Milestone]] = {}
    for milestone in ordered:
        if milestone.host and milestone.host not in found:
            hosted.setdefault(milestone.host, []).append(milestone)

    def place(key: str) -> tuple[object, ...]:
        region = query.region_of(partners[key], wording.register)
        kind = KINDS_OF_PARTNER.index(partners[key].kind)
        return kind, wording.region(region) if region else "", wording.sort_key(partners[key])

    groups: dict[tuple[str, str | None], list[PartnerEntry]] = {}
    for key in sorted(found, key=place):
        group = partners[key].kind, query.region_of(partners[key], wording.register)
        groups.setdefault(group, []).append(PartnerEntry(partners[key], tuple(found[key])))
    hosts = [PartnerEntry(partners[key], tuple(group)) for key, group in hosted.items()]
    if hosts:
        groups["host", None] = sorted(hosts, key=lambda entry: wording.sort_key(entry.partner))
    return tuple(PartnerGroup(kind, region, tuple(entries)) for (kind, region), entries in groups.items())


def document_list(view: View, milestones: Iterable[Milestone], wording: Wording) -> tuple[Citation, ...]:
    """Every document, in the order of its file."""
    named = query.citing(select(view, milestones, wording), "documents")
    return tuple(Citation(entry, tuple(named.get(key, ()))) for key, entry in wording.register.documents.items())


def source_list(view: View, milestones: Iterable[Milestone], wording: Wording) -> tuple[Citation, ...]:
    """Every source, in the order of its file."""
    named = query.citing(select(view, milestones, wording), "sources")
    return tuple(Citation(entry, tuple(named.get(key, ()))) for key, entry in wording.register.sources.items())


def kind_legend(view: View, milestones: Iterable[Milestone], wording: Wording) -> tuple[LegendEntry, ...]:
    """Every kind, in the order of its file."""
    kinds = [milestone.kind for milestone in select(view, milestones, wording)]
    return tuple(LegendEntry(term, kinds.count(key)) for key, term in wording.register.kinds.items())


def pdf_download(_view: View, _milestones: Iterable[Milestone], _wording: Wording) -> tuple[()]:
    """Nothing of the register: the file itself is measured when it is shown."""
    return ()


def _year(text: str, _lookup: Lookup, report: Report) -> int | None:
    if re.fullmatch(r"\d{4}", text, re.ASCII):
        return int(text)
    report(Problem.VIEW, f"“{text}” is not a year. Write four digits, as `2024`.")
    return None


def _years(text: str, lookup: Lookup, report: Report) -> tuple[int, ...]:
    return tuple(filter(None, (_year(item, lookup, report) for item in list_items(text, report))))


def _limit(text: str, _lookup: Lookup, report: Report) -> int | None:
    if re.fullmatch(r"[1-9]\d{0,4}", text, re.ASCII):
        return int(text)
    report(Problem.VIEW, f"“{text}” is not a number of milestones. Write one in digits, as `3`.")
    return None


def _regions(text: str, _lookup: Lookup, report: Report) -> tuple[str, ...]:
    known = region_keys()
    items = list_items(text, report)
    for item in (item for item in items if item not in known):
        report(Problem.VIEW, f"“{item}” is not a region. {choose(item, known)}")
    return tuple(known[item] for item in items if item in known)


def _order(text: str, _lookup: Lookup, report: Report) -> bool:
    allowed = {"newest": True, "oldest": False}
    if text not in allowed:
        report(Problem.VIEW, f"“{text}” is not an order. {choose(text, allowed)}")
    return allowed.get(text, True)


OPTIONS: Mapping[str, Field] = {
    option.name: option
    for option in (
        Field("year", _years, "Only these years.", "2015, 2019"),
        Field("from", _year, "From this year on.", "2015"),
        Field("to", _year, "Up to this year.", "2019"),
        Field("kind", keys_of("kinds"), "Only these kinds.", "visit, agreement"),
        Field("partner", keys_of("partners"), "Only with one of these partners; a host does not count.", "norway"),
        Field("topic", keys_of("topics"), "Only about one of these topics.", "open-data"),
        Field("region", _regions, "Only with partners of these regions (UN M49, English name).", "northern-europe"),
        Field("limit", _limit, "No more than so many.", "3"),
        Field("order", _order, "`newest` first (as a rule) or `oldest` first.", "oldest"),
    )
}


@dataclass(frozen=True, slots=True)
class ViewType:
    """A kind of view: how its model is made, which options it takes, and what the reference page says."""

    model: Callable[[View, Iterable[Milestone], Wording], tuple[Any, ...]]
    help: str
    takes_options: bool = False


VIEWS: Mapping[str, ViewType] = {
    "timeline": ViewType(timeline, "The milestones by year.", True),
    "milestone-list": ViewType(milestone_list, "Milestones in a plain list.", True),
    "partner-index": ViewType(partner_index, "Every partner by kind and region, with its milestones."),
    "document-list": ViewType(document_list, "Every document, its state, and where it is named."),
    "source-list": ViewType(source_list, "Every source, and what it supports."),
    "kind-legend": ViewType(kind_legend, "The kinds with their definitions and how many milestones are of each."),
    "pdf-download": ViewType(
        pdf_download, "A link to the PDF with its true size and pages; nothing where there is none."
    ),
}


def read_view(name: str, values: Mapping[str, Any]) -> View:
    """Make a view from its options as read by the table `OPTIONS`."""
    many = {option: values.get(option) or () for option in ("year", "kind", "partner", "topic", "region")}
    selection = Selection(
        years=many["year"],
        first=values.get("from"),
        last=values.get("to"),
        kinds=many["kind"],
        partners=many["partner"],
        topics=many["topic"],
        regions=many["region"],
    )
    return View(name, selection, values.get("limit"), values.get("order", True))
