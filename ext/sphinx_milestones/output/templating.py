"""The templates: a project can override each in its own `templates_path`."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from hashlib import sha256
from itertools import groupby
from operator import attrgetter
from pathlib import Path
from typing import Any

from jinja2 import ChoiceLoader, Environment, FileSystemLoader, PackageLoader
from sphinx.builders import Builder
from sphinx.builders.html import StandaloneHTMLBuilder

from sphinx_milestones.environment.links import Links
from sphinx_milestones.views import charts, marks, year_strip
from sphinx_milestones.views.index_wording import IndexWords

PACKAGE = Path(__file__).parents[1]


def theme_fingerprint(builder: Builder) -> str:
    """A hash of what every page is made with: the package, its templates and style, the project's templates, settings.

    Sphinx does not watch the package, and not whether one of the project's templates is gone; and it notes new settings
    before it makes pages with them.
    """
    folders = [PACKAGE, *_overrides(builder)]
    files = [(folder, path) for folder in folders for path in sorted(folder.rglob("*")) if path.is_file()]
    kept = [(folder, path) for folder, path in files if path.parent.name != "__pycache__"]
    said = [(path.relative_to(folder).as_posix(), path.read_bytes()) for folder, path in kept]
    settings = builder.build_info.config_hash if isinstance(builder, StandaloneHTMLBuilder) else ""
    return sha256(repr((said, settings)).encode()).hexdigest()


def _overrides(builder: Builder) -> list[Path]:
    """The folders of the project's own templates."""
    return [Path(builder.confdir, folder) for folder in builder.config.templates_path]


@cache
def _templates(overrides: tuple[str, ...]) -> Environment:
    """The templates, a project's own first. Everything is escaped unless it was rendered here."""
    loader = ChoiceLoader([*(FileSystemLoader(folder) for folder in overrides), PackageLoader("sphinx_milestones")])
    environment = Environment(loader=loader, autoescape=True, trim_blocks=True, lstrip_blocks=True)
    environment.filters["runs"] = _group_consecutive
    return environment


def _group_consecutive(items: Iterable[Any], attribute: str) -> list[tuple[Any, list[Any]]]:
    """Items in a row that agree in an attribute, each row after what they agree in."""
    return [(agreed, list(row)) for agreed, row in groupby(items, attrgetter(attribute))]


def render_template(links: Links, template: str, **context: object) -> str:
    """Return what a template makes of *context* on the page that *links* start on."""
    overrides = tuple(map(str, _overrides(links.builder)))
    words = links.wording
    return (
        _templates(overrides)
        .get_template(f"milestones/{template}")
        .render(
            words=words,
            index=IndexWords(words),
            links=links,
            register=links.register,
            find=links.collection.get_milestone,
            charts=charts,
            marks=marks,
            year_strip=year_strip,
            _=words.translations.gettext,
            **context,
        )
    )
