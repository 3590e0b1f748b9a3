"""The search index: the text by which a milestone or partner is found, and the lines that a result shows."""

from __future__ import annotations

import json
from collections.abc import Iterable

from sphinx_milestones.core.folding import fold
from sphinx_milestones.core.records import Milestone
from sphinx_milestones.register.queries import ancestors, sort_by_date

from . import models
from .fields import FIELDS
from .models import View
from .wording import Wording


def search_text(milestone: Milestone, wording: Wording) -> str:
    """Return what finds a milestone besides its title and text, as the rows of its fields have it."""
    return " ".join(text for field in FIELDS.values() for text in field.search(milestone, wording) if text)


def search_script(milestones: Iterable[Milestone], wording: Wording, partner_index: str | None) -> str:
    """Return a script with a row for each milestone and partner; *partner_index* is the document that shows partners.

    It is not JSON, which a page opened as a file could not load. A row is [document, anchor, title, line to show, and
    folded texts that find it: title and labels of a milestone, names of a partner, body of a milestone or names of
    what a partner belongs to]. Of equal results the later row is shown first: the newest milestone, and partners last.
    """
    ordered = sort_by_date(milestones, newest_first=False)
    listed = models.partner_index(View(models.ENTRY_VIEWS["partners"]), ordered, wording) if partner_index else ()
    rows = []
    for entry in (entry for group in listed for entry in group.entries):
        key, count = entry.partner.key, len(entry.milestones)
        line = f"{wording.partner_kind(entry.partner.kind)} · {wording.milestones(count)}"
        names, *above = (wording.names_of_partner(each.key) for each in ancestors(entry.partner, wording.register))
        texts = "", "", fold(names), fold(" ".join(above))
        rows.append(_packed(partner_index, f"partner-{key}", wording.partner_with_acronym(key), line, *texts))
    for each in ordered:
        words = " ".join(sorted(set(fold(each.body).split())))  # each once and in order: half the size, packed
        texts = fold(each.title), fold(search_text(each, wording)), "", words
        rows.append(_packed(each.docname, each.id, each.title, _line(each, wording), *texts))
    return f"var milestonesToSearch = [{','.join(rows)}];\n"


def _packed(*row: str | None) -> str:
    return json.dumps(row, ensure_ascii=False, separators=(",", ":"))


def _line(milestone: Milestone, wording: Wording) -> str:
    """Return date and partners: ``December 2024 · Oman, UN DESA``."""
    partners = wording.listed(wording.short_partner(part.partner) for part in milestone.partners)
    return " · ".join(filter(None, [wording.date(milestone.date), partners]))
