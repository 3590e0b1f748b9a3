"""The cover of the PDF of the full register: its texts, and a picture of the years."""

from __future__ import annotations

from collections.abc import Sequence

from sphinx_milestones.core.records import Milestone
from sphinx_milestones.environment.domain import MilestoneDomain
from sphinx_milestones.environment.links import Links
from sphinx_milestones.register.queries import years_spanned
from sphinx_milestones.views.brief_wording import BriefWording
from sphinx_milestones.views.charts import kind_label
from sphinx_milestones.views.marks import families
from sphinx_milestones.views.model_parts import Year
from sphinx_milestones.views.models import View, timeline
from sphinx_milestones.views.print_layout import cover_layout
from sphinx_milestones.views.year_bins import WIDE
from sphinx_milestones.views.year_strip import kinds_of, strip

from .print_drawings import PrintStyle, print_drawing


def cover_of(domain: MilestoneDomain, title: str, style: PrintStyle) -> dict[str, str]:
    """Return the parts of the cover, by their names in the PDF builder; empty for a register without dates.

    The name of the project is included if the *title* of the document differs from it.
    """
    config = domain.env.config
    links, wording = domain.links(config.root_doc), domain.build.wording
    milestones = links.collection.milestones
    years = wording.years(years_spanned(milestones))
    if not years:
        return {}
    today = wording.with_digits(config.today)
    counts = f"{wording.listed([BriefWording(wording).counts(milestones), years])}."
    return {
        "summary": counts if title == config.project else f"{config.project}. {counts}",
        "date": wording.gettext("Last reviewed {date}").format(date=today) if today else "",
        "picture": _picture(links, milestones, style),
        "alt": wording.gettext("A timeline: {what}").format(what=counts),
    }


def _picture(links: Links, milestones: Sequence[Milestone], style: PrintStyle) -> str:
    """Return the years as an SVG drawing, the latest at the top, with the meaning of the marks below them."""
    wording, register = links.wording, links.register
    shown = strip(timeline(View("strip"), milestones, wording), register, limits=WIDE)
    columns = [column for column in shown[::-1] if column.years]
    years = [wording.years(column.years[:1]) for column in columns]
    found = families(register, kinds_of([Year(None, tuple(milestones))], register))
    texts = [wording.listed(kind_label(kind, wording) for kind in kinds) for kinds in found.values()]
    layout = cover_layout(columns, years, texts)
    return print_drawing(links, "cover.svg", style, layout=layout, key=list(zip(found, layout.key, strict=True)))
