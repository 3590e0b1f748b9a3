"""The exports of records for other programs: pure functions from records to text."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from sphinx_milestones.core.records import Milestone
from sphinx_milestones.register.queries import participations, related, sort_by_date

from .fields import FIELDS
from .wording import Wording

FORMAT = 1
FLAGS = ("single_source", "sources_differ", "incomplete")  # omitted if false or zero


def milestones_json(milestones: Iterable[Milestone], wording: Wording, address: Callable[[Milestone], str]) -> str:
    """Return all milestones, oldest first, as JSON, one per line; *address* returns the URL of each.

    A relation is exported with both of its milestones, whichever names the other. Partners include those that take part
    through their bodies.
    """
    ordered = sort_by_date(milestones, newest_first=False)
    relations = related(ordered, wording.register)
    records = []
    for milestone in ordered:
        others = tuple(other.id for other in relations.get(milestone.id, ()))
        complete = replace(milestone, related=others, partners=participations(milestone, wording.register))
        records.append(_record(complete, wording, address(milestone)))
    lines = ",\n".join(json.dumps(record, ensure_ascii=False) for record in records)
    return f'{{"format": {FORMAT}, "language": {json.dumps(wording.language)}, "milestones": [\n{lines}\n]}}\n'


def _record(milestone: Milestone, wording: Wording, address: str) -> dict[str, Any]:
    values = {name: field.export(getattr(milestone, name), wording) for name, field in FIELDS.items()}
    record = {"id": milestone.id, "title": milestone.title, "address": address} | values | {"body": milestone.body}
    flags = {name: value for name in FLAGS if (value := getattr(milestone, name))}
    return {name: value for name, value in record.items() if value not in (None, [], (), "")} | flags


@dataclass(frozen=True, slots=True)
class Export:
    """A file of records: its media type, its function, and whether it is also attached to the PDF of the full register.

    The function takes the milestones, the wording, and a function that returns the URL of a milestone.
    """

    media_type: str
    function: Callable[[Iterable[Milestone], Wording, Callable[[Milestone], str]], str]
    attach_to_pdf: bool = False


EXPORTS: Mapping[str, Export] = {"milestones.json": Export("application/json", milestones_json, attach_to_pdf=True)}
