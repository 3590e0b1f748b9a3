"""The records as data for other programs: pure functions from records to text."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from typing import Any

from sphinx_milestones.core.dates import Date
from sphinx_milestones.core.records import Count, Milestone
from sphinx_milestones.register.queries import in_order, related

from .wording import Wording

FORMAT = 1


def milestones_json(milestones: Iterable[Milestone], wording: Wording, address: Callable[[Milestone], str]) -> str:
    """All milestones, oldest first, as JSON, one on a line; `address` gives each one's place in the site.

    A date stands as written, with its precision and the first and last day that it may mean (ISO 8601).
    """
    ordered = in_order(milestones, newest_first=False)
    belonging = related(ordered)
    records = (_milestone(each, wording, address(each), belonging.get(each.id, [])) for each in ordered)
    lines = ",\n".join(json.dumps(record, ensure_ascii=False) for record in records)
    return f'{{"format": {FORMAT}, "language": {json.dumps(wording.language)}, "milestones": [\n{lines}\n]}}\n'


def _milestone(milestone: Milestone, wording: Wording, address: str, belonging: Iterable[Milestone]) -> dict[str, Any]:
    record: dict[str, Any] = {
        "id": milestone.id,
        "title": milestone.title,
        "address": address,
        "date": _date(milestone.date) if milestone.date else None,
        "kind": _labelled(milestone.kind, wording.kind(milestone.kind)) if milestone.kind else None,
        "partners": [
            {"key": part.partner, "name": wording.partner(part.partner), "role": part.role}
            for part in milestone.partners
        ],
        "host": {"key": milestone.host, "name": wording.partner(milestone.host)} if milestone.host else None,
        "topics": [_labelled(topic, wording.topic(topic)) for topic in milestone.topics],
        "place": milestone.place,
        "mode": milestone.mode,
        "participants": _count(milestone.participants) if milestone.participants else None,
        "countries": _count(milestone.countries) if milestone.countries else None,
        "documents": list(milestone.documents),
        "sources": list(milestone.sources),
        "related": [other.id for other in belonging],
        "added": milestone.added,
        "updated": milestone.updated,
        "body": milestone.body,
    }
    if milestone.incomplete:
        record["incomplete"] = True
    return {name: value for name, value in record.items() if value not in (None, [], "")}


def _labelled(key: str, label: str) -> dict[str, str]:
    return {"key": key, "label": label}


def _date(date: Date) -> dict[str, Any]:
    return {
        "written": date.text,
        "precision": date.precision.name.lower(),
        "from": date.lower.isoformat(),
        "to": date.upper.isoformat(),
        "approximate": date.approximate,
        "uncertain": date.uncertain,
    }


def _count(count: Count) -> dict[str, Any]:
    meanings = {"": "exactly", ">": "more than", "<": "fewer than", "~": "about"}
    return {"written": count.text, "value": count.value, "qualifier": meanings[count.qualifier]}
