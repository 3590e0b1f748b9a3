"""The options of views, one row each: how it is parsed, and its text on the reference page."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from sphinx_milestones.core.dates import Point
from sphinx_milestones.core.keys import why_invalid_key
from sphinx_milestones.core.m49 import CONTINENTS, REGION_KEYS
from sphinx_milestones.core.periods import read_period
from sphinx_milestones.core.problems import Problem, Report
from sphinx_milestones.core.suggestions import suggest
from sphinx_milestones.register.field_parsers import keys_of, list_items
from sphinx_milestones.register.queries import Selection
from sphinx_milestones.register.register import Lookup
from sphinx_milestones.views.field import Field
from sphinx_milestones.views.models import View


def _year(text: str, _lookup: Lookup, report: Report) -> int | None:
    period = _period(text)
    if period and not period.unspecified:
        return period.year
    report(Problem.VIEW, f"“{text}” is not a year. Write four digits, such as `2024`; `-0043` is 44 BC.")
    return None


def _years(text: str, lookup: Lookup, report: Report) -> tuple[int, ...]:
    items = list_items(text, report)
    for item in (item for item in items if not _period(item)):
        _year(item, lookup, report)
    periods = filter(None, map(_period, items))
    return tuple(year for period in periods for year in range(period.year, period.last_year + 1))


def _period(text: str) -> Point | None:
    """Return a year of four digits or more, a decade or a century."""
    return read_period(text) if len(text.lstrip("-Y")) >= 4 else None


def _limit(text: str, _lookup: Lookup, report: Report) -> int | None:
    if re.fullmatch(r"[1-9]\d{0,4}", text, re.ASCII):
        return int(text)
    report(Problem.VIEW, f"“{text}” is not a positive whole number. Write it in digits, such as `3`.")
    return None


def _regions(text: str, _lookup: Lookup, report: Report) -> tuple[str, ...]:
    items = list_items(text, report)
    for item in (item for item in items if item not in REGION_KEYS):
        report(Problem.VIEW, f"“{item}” is not a region. {suggest(item, REGION_KEYS)}")
    codes = [REGION_KEYS[item] for item in items if item in REGION_KEYS]
    return tuple(part for code in codes for part in (code, *CONTINENTS.get(code, ())))


def _order(text: str, _lookup: Lookup, report: Report) -> bool:
    allowed = {"newest": True, "oldest": False}
    if text not in allowed:
        report(Problem.VIEW, f"“{text}” is not a sort order. {suggest(text, allowed)}")
    return allowed.get(text, True)


def _edition(text: str, _lookup: Lookup, report: Report) -> str | None:
    if fault := why_invalid_key(text):
        report(Problem.VIEW, f"“{text}” is not a valid edition name. {fault}")
        return None
    return text


OPTIONS: Mapping[str, Field] = {
    option.name: option
    for option in (
        Field("year", _years, "Only these years, or decades (`184X`) and centuries (`18XX`).", "2015, 2019"),
        Field("from", _year, "From this year onwards.", "2015"),
        Field("to", _year, "Up to and including this year.", "2019"),
        Field("kind", keys_of("kinds"), "Only these kinds.", "visit, agreement"),
        Field("partner", keys_of("partners"), "Only with at least one of these partners; hosts are ignored.", "norway"),
        Field("topic", keys_of("topics"), "Only with at least one of these topics.", "open-data"),
        Field("region", _regions, "Only with partners in these regions (UN M49, English name).", "northern-europe"),
        Field("limit", _limit, "The maximum number of milestones, or of partners.", "3"),
        Field("order", _order, "`newest` first (default) or `oldest` first.", "oldest"),
        Field("edition", _edition, "The name of the PDF; by default, that of the full register.", "year-2024"),
    )
}


def read_view(name: str, values: Mapping[str, Any]) -> View:
    """Return a view from its options as parsed by the table `OPTIONS`."""
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
    return View(name, selection, values.get("limit"), values.get("order", True), values.get("edition") or "")
