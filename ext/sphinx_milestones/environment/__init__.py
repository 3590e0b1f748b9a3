"""The integration into Sphinx: settings, nodes, roles, links, checks, and the domain with all collected data."""

from __future__ import annotations

from pathlib import Path

from sphinx.application import Sphinx

from . import config, cross_references, hidden_characters, page_year
from .build_state import CATALOGUE
from .domain import MilestoneDomain, domain_of
from .page_order import SortPeriods
from .roles import ROLES


def setup(app: Sphinx) -> None:
    """Add the settings, the domain, its roles and the message catalogue."""
    config.setup(app)
    app.add_message_catalog(CATALOGUE, str(Path(__file__).parents[1] / "locale"))
    app.add_domain(MilestoneDomain)
    for name, role in ROLES.items():
        app.add_role(name, role)
    app.add_transform(SortPeriods)
    cross_references.setup(app)
    hidden_characters.setup(app)
    page_year.setup(app)
    app.connect("builder-inited", begin)


def begin(app: Sphinx) -> None:
    """Read the data files for a build."""
    domain_of(app.env).begin(app.builder)
