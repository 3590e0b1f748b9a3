"""The search index: the text by which a milestone or partner is found, and the line that a result shows."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable

from sphinx_milestones.core.folding import fold
from sphinx_milestones.core.records import Milestone
from sphinx_milestones.register.queries import ancestors, sort_by_date

from . import models
from .model_parts import PartnerEntry
from .register_fields import fields_of
from .wording import Wording


def search_text(milestone: Milestone, wording: Wording) -> str:
    """Return the text by which a milestone is found besides its title and body, according to the rows of `fields`."""
    fields = fields_of(wording.register).values()
    return " ".join(text for field in fields for text in field.search(milestone, wording) if text)


def search_script(
    milestones: Iterable[Milestone],
    wording: Wording,
    location_of: Callable[[str], tuple[str | None, str] | None] = lambda _partner: None,
    pdfs_on: Callable[[str], Iterable[str]] = lambda _partner: (),
) -> str:
    """Return a script with a row for each milestone and partner.

    *location_of* returns the page and the anchor of a partner, if there is one, *pdfs_on* the names of the PDFs on a
    partner that its page offers.

    It is not JSON, since a page opened as a file could not load that. A row is [page, anchor, title, line to show, and
    folded texts that find it: title and labels of a milestone, names of a partner, body of a milestone or names of
    what a partner belongs to]. Of results with equal scores, the later row is shown first:
    the newest milestone, and partners last.
    """
    ordered = sort_by_date(milestones, newest_first=False)
    rows = []
    for entry in models.partner_entries(ordered, wording):
        page, anchor = location_of(entry.partner.key) or (None, "")
        if page is not None:
            title = wording.partner_with_acronym(entry.partner.key)
            rows.append(_packed(page, anchor, title, *_partner_texts(entry, wording, [*pdfs_on(entry.partner.key)])))
    for each in ordered:
        words = " ".join(sorted(set(fold(each.body).split())))  # each once and sorted: half the size, compressed
        texts = fold(each.title), fold(search_text(each, wording)), "", words
        rows.append(_packed(each.docname, each.id, each.title, _line(each, wording), *texts))
    return f"var milestonesToSearch = [{','.join(rows)}];\n"


def _partner_texts(entry: PartnerEntry, wording: Wording, pdfs: list[str]) -> tuple[str, ...]:
    """Return the line to show of a partner, and the texts that find it."""
    facts = [wording.partner_kind(entry.partner.kind), wording.milestones(len(entry.milestones)), *pdfs]
    names, *above = (wording.names_of_partner(each.key) for each in ancestors(entry.partner, wording.register))
    return " · ".join(filter(None, facts)), "", "", fold(names), fold(" ".join([*above, *pdfs]))


def _packed(*row: str | None) -> str:
    return json.dumps(row, ensure_ascii=False, separators=(",", ":"))


def _line(milestone: Milestone, wording: Wording) -> str:
    """Return date and partners: ``December 2024 · Oman, UN DESA``."""
    partners = wording.listed(wording.short_partner(part.partner) for part in milestone.partners)
    return " · ".join(filter(None, [wording.date(milestone.date), partners]))
