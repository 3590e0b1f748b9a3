"""What a reader may type to find a milestone or a partner, and what the search then shows of it."""

from __future__ import annotations

import json
from collections.abc import Iterable

from sphinx_milestones.core.records import Milestone
from sphinx_milestones.register.queries import in_order, years_of

from . import models
from .models import View
from .wording import Wording


def search_text(milestone: Milestone, wording: Wording) -> str:
    """What else than its title and text finds a milestone: date, years, place, labels, all names of its partners."""
    dated = [wording.date(milestone.date)] if milestone.date else []
    words = [*dated, *map(str, years_of(milestone)), milestone.place or "", wording.kind(milestone.kind)]
    words += map(wording.topic, milestone.topics)
    words += (wording.names_of_partner(part.partner) for part in milestone.partners)
    return " ".join(filter(None, words))


def search_script(milestones: Iterable[Milestone], wording: Wording, partner_index: str | None) -> str:
    """A script with all that is to be found: milestones, and partners in the document of their index.

    It is no JSON, since a page opened as a file may read none. Each row has, by place, the document, the anchor, a
    title and a line to show; then the words that find it: title, names and labels of a milestone, names of a partner,
    text of a milestone. Among equals a search shows the later row first: the newest milestone, and partners last.
    """
    ordered = in_order(milestones, newest_first=False)
    listed = models.partner_index(View("partner-index"), ordered, wording) if partner_index else ()
    rows = []
    for entry in (entry for group in listed for entry in group.entries):
        key, count = entry.partner.key, len(entry.milestones)
        line = f"{wording.partner_kind(entry.partner.kind)} · {wording.milestones(count)}"
        texts = "", "", wording.names_of_partner(key), ""
        rows.append(_packed(partner_index, f"partner-{key}", wording.partner_with_acronym(key), line, *texts))
    for each in ordered:
        words = " ".join(sorted(set(each.body.lower().split())))  # each once and in order: half the size, packed
        texts = each.title, search_text(each, wording), "", words
        rows.append(_packed(each.docname, each.id, each.title, _line(each, wording), *texts))
    return f"var milestonesToSearch = [{','.join(rows)}];\n"


def _packed(*row: str | None) -> str:
    return json.dumps(row, ensure_ascii=False, separators=(",", ":"))


def _line(milestone: Milestone, wording: Wording) -> str:
    """Date and partners: ``December 2024 · Oman, UN DESA``."""
    partners = ", ".join(wording.short_partner(part.partner) for part in milestone.partners)
    return " · ".join(filter(None, [wording.date(milestone.date), partners]))
