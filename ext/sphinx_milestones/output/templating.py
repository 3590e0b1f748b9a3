"""The HTML templates: a project can override each in its `templates_path`."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from hashlib import sha256
from itertools import groupby
from operator import attrgetter
from pathlib import Path
from typing import Any

from jinja2 import ChoiceLoader, Environment, FileSystemLoader, PackageLoader
from markupsafe import Markup
from sphinx.builders import Builder
from sphinx.builders.html import StandaloneHTMLBuilder

from sphinx_milestones.core.records import Milestone
from sphinx_milestones.environment.links import Links
from sphinx_milestones.views import charts, facts, form, labels, marks, year_strip
from sphinx_milestones.views.facets import facet_keys
from sphinx_milestones.views.index_wording import IndexWording

from . import proposals
from .export_files import data_files

PACKAGE = Path(__file__).parents[1]


def theme_fingerprint(builder: Builder) -> str:
    """Return a hash of what affects every page: package files, the project's templates, messages and assets, settings.

    Sphinx notices neither changes of the package or of messages nor the removal of a project's template; it records new
    settings before it writes pages with them, and pages request an asset by a hash of its content.
    """
    config = builder.config
    own = [
        Path(builder.confdir, entry)
        for entry in config.templates_path + config.html_theme_path + config.html_static_path
    ]
    for folder in config.locale_dirs:
        own += sorted(Path(builder.srcdir, folder).glob("*/LC_MESSAGES/sphinx.po"))
    contents = [_contents(path) for path in own]
    settings = builder.build_info.config_hash if isinstance(builder, StandaloneHTMLBuilder) else ""
    return sha256(repr((package_fingerprint(), contents, settings)).encode()).hexdigest()


@cache
def package_fingerprint() -> str:
    """Return a hash of the files of the package."""
    return sha256(repr(_contents(PACKAGE)).encode()).hexdigest()


def _contents(path: Path) -> list[tuple[str, str]]:
    """Return the path and a hash of the content of a file, or of each in a folder."""
    files = [path] if path.is_file() else [found for found in sorted(path.rglob("*")) if found.is_file()]
    return [
        (found.relative_to(path).as_posix(), sha256(found.read_bytes()).hexdigest())
        for found in files
        if found.parent.name != "__pycache__"
    ]


def _overrides(builder: Builder) -> list[Path]:
    """Return the folders of the project's own templates."""
    return [Path(builder.confdir, folder) for folder in builder.config.templates_path]


@cache
def _templates(overrides: tuple[str, ...]) -> Environment:
    """Return the template environment, a project's own templates first. All text is escaped unless rendered here."""
    loader = ChoiceLoader([*(FileSystemLoader(folder) for folder in overrides), PackageLoader("sphinx_milestones")])
    environment = Environment(loader=loader, autoescape=True, trim_blocks=True, lstrip_blocks=True)
    environment.filters["group_consecutive"] = _group_consecutive
    environment.filters["shown_title"] = _shown_title
    return environment


def _group_consecutive(items: Iterable[Any], attribute: str) -> list[tuple[Any, list[Any]]]:
    """Group consecutive items by an attribute; return (value, items) pairs."""
    return [(value, list(group)) for value, group in groupby(items, attrgetter(attribute))]


def _shown_title(milestone: Milestone) -> str:
    """Return the title of a milestone with its markup, in which code looks as in text; all text in it is escaped."""
    html = milestone.title_html.replace("<code>", '<code class="docutils literal notranslate">')
    return Markup(html) if html else milestone.title


def render_template(links: Links, template: str, **context: object) -> str:
    """Render a template with *context*, for the page of *links*."""
    overrides = tuple(map(str, _overrides(links.builder)))
    wording = links.wording
    return (
        _templates(overrides)
        .get_template(f"milestones/{template}")
        .render(
            wording=wording,
            index=IndexWording(wording),
            links=links,
            register=links.register,
            find=links.collection.get_milestone,
            charts=charts,
            data_files=data_files,
            form=form,
            proposals=proposals,
            facts=facts,
            labels=labels,
            facet_keys=facet_keys,
            marks=marks,
            year_strip=year_strip,
            _=wording.gettext,
            **context,
        )
    )
