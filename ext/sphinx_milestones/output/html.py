"""HTML: each of the two nodes is one template, which a project can override in its own ``templates_path``."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from hashlib import sha256
from itertools import groupby
from operator import attrgetter
from pathlib import Path
from typing import Any

from docutils import nodes
from jinja2 import ChoiceLoader, Environment, FileSystemLoader, PackageLoader
from sphinx.builders import Builder
from sphinx.builders.html import StandaloneHTMLBuilder
from sphinx.writers.html5 import HTML5Translator

from sphinx_milestones.core.records import Milestone
from sphinx_milestones.environment.domain import MilestoneDomain, domain_of
from sphinx_milestones.environment.links import Links
from sphinx_milestones.environment.nodes import milestone_facts, view
from sphinx_milestones.environment.view_positions import PlacedView, place_of
from sphinx_milestones.views import pictures
from sphinx_milestones.views.citation import Citation
from sphinx_milestones.views.facets import facets
from sphinx_milestones.views.index_wording import IndexWords
from sphinx_milestones.views.models import VIEWS

PACKAGE = Path(__file__).parents[1]


def dress_digest(builder: Builder) -> str:
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
    environment.filters["runs"] = _runs
    return environment


def _runs(items: Iterable[Any], attribute: str) -> list[tuple[Any, list[Any]]]:
    """Items in a row that agree in an attribute, each row after what they agree in."""
    return [(agreed, list(row)) for agreed, row in groupby(items, attrgetter(attribute))]


def render_template(domain: MilestoneDomain, docname: str, template: str, **context: object) -> str:
    """What a template gives on a page; it knows the register, its words and where links lead from there."""
    overrides = tuple(map(str, _overrides(domain.builder)))
    links = Links(domain, docname)
    words = domain.wording
    return (
        _templates(overrides)
        .get_template(f"milestones/{template}")
        .render(
            words=words,
            index=IndexWords(words),
            links=links,
            register=domain.register,
            find=domain.find,
            pdfs=domain.pdfs,
            pictures=pictures,
            _=words.translations.gettext,
            **context,
        )
    )


def render_view(domain: MilestoneDomain, docname: str, placed: PlacedView) -> str:
    """The HTML of a view on a page; what was rendered to see whether it is fresh is what is written."""
    if (docname, placed) not in domain.rendered:
        domain.rendered[docname, placed] = _render_view(domain, docname, placed)
    return domain.rendered[docname, placed]


def _render_view(domain: MilestoneDomain, docname: str, placed: PlacedView) -> str:
    asked = placed.view
    model = VIEWS[asked.name].model(asked, domain.milestones, domain.wording)
    suffix = f"-{placed.position + 1}" if placed.position else ""
    at_home = docname == domain.home_of(asked.name)
    if domain.builder.name == "singlehtml" and not at_home:
        suffix += f"-{docname.replace('/', '-')}"  # all pages are one there, and share its ids
    filtered = placed.can_be_filtered and not suffix and domain.builder.name != "epub"
    listed = [milestone for year in model for milestone in year.milestones] if filtered else []
    return render_template(
        domain,
        docname,
        f"{asked.name}.html",
        model=model,
        filter=facets(listed, domain.wording) if len(listed) > 1 else None,
        suffix=suffix,
        anchors=placed.anchors and at_home,
        level=placed.level,
        asked=asked,
    )


def visit_facts(self: HTML5Translator, node: milestone_facts) -> None:
    """Print a milestone's facts."""
    domain = domain_of(self.builder.env)
    docname, template = node["docname"], f"milestone-{node['part']}.html"
    milestone = domain.at(docname, node["position"])
    earlier, later = domain.neighbours.get(milestone.id, (None, None))
    related, citation = domain.related.get(milestone.id, ()), _citation(domain, docname, milestone)
    context = {"related": related, "earlier": earlier, "later": later, "citation": citation}
    self.body.append(render_template(domain, docname, template, milestone=milestone, **context))
    raise nodes.SkipNode


def _citation(domain: MilestoneDomain, docname: str, milestone: Milestone) -> Citation:
    """How to cite a milestone; its address stands there only where it is one for others too."""
    config = domain.builder.config
    author = "" if config.author == config.values["author"].default else config.author
    address = Links(domain, docname).permanent(milestone) if config.html_baseurl else ""
    return Citation(milestone, config.project, author, address, domain.wording)


def visit_view(self: HTML5Translator, node: view) -> None:
    """Print a view, with the ids that labels before it have given it."""
    self.body.extend(f'<span id="{self.attval(anchor)}"></span>' for anchor in node["ids"])
    domain = domain_of(self.builder.env)
    self.body.append(render_view(domain, node["docname"], place_of(node, self.section_level)))
    raise nodes.SkipNode
