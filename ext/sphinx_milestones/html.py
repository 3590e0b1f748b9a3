"""HTML: each of the two nodes is one template, which a project can override in its own ``templates_path``."""

from __future__ import annotations

from functools import cache
from hashlib import sha256
from pathlib import Path

from docutils import nodes
from jinja2 import ChoiceLoader, Environment, FileSystemLoader, PackageLoader
from sphinx.writers.html5 import HTML5Translator

from .domain import MilestoneDomain, domain_of
from .links import Links
from .nodes import milestone_facts, view
from .views import VIEWS, View


@cache
def templates_digest() -> str:
    """A hash of the package's own templates, which Sphinx does not watch."""
    files = sorted(Path(__file__).parent.glob("templates/**/*.html"))
    return sha256(b"".join(file.read_bytes() for file in files)).hexdigest()


@cache
def _templates(overrides: tuple[str, ...]) -> Environment:
    """The templates, a project's own first. Everything is escaped unless it was rendered here."""
    loader = ChoiceLoader([*(FileSystemLoader(folder) for folder in overrides), PackageLoader(__package__)])
    return Environment(loader=loader, autoescape=True, trim_blocks=True, lstrip_blocks=True)


def _render(domain: MilestoneDomain, docname: str, template: str, **context: object) -> str:
    builder = domain.builder
    overrides = tuple(str(Path(builder.confdir) / folder) for folder in builder.config.templates_path)
    links = Links(domain, docname)
    words = domain.wording
    return (
        _templates(overrides)
        .get_template(f"milestones/{template}.html")
        .render(
            words=words,
            links=links,
            register=domain.register,
            find=domain.find,
            pdfs=domain.pdfs,
            _=words.translations.gettext,
            **context,
        )
    )


def render_view(domain: MilestoneDomain, docname: str, asked: View, position: int, level: int = 2) -> str:
    """The HTML of a view on a page.

    `position` counts its like on that page from 0 and keeps ids apart; `level` is that of the view's own headings.
    """
    model = VIEWS[asked.name].model(asked, domain.milestones, domain.wording)
    suffix = f"-{position + 1}" if position else ""
    if domain.builder.name == "singlehtml" and docname != domain.home_of(asked.name):
        suffix += f"-{docname.replace('/', '-')}"  # all pages are one there, and share its ids
    return _render(
        domain,
        docname,
        asked.name,
        model=model,
        suffix=suffix,
        level=level,
        asked=asked,
        title=domain.builder.config.project,
    )


def visit_facts(self: HTML5Translator, node: milestone_facts) -> None:
    """Print a milestone's facts."""
    domain = domain_of(self.builder.env)
    milestone = domain.at(node["docname"], node["position"])
    self.body.append(_render(domain, node["docname"], f"milestone-{node['part']}", milestone=milestone))
    raise nodes.SkipNode


def visit_view(self: HTML5Translator, node: view) -> None:
    """Print a view, with the ids that labels before it have given it."""
    self.body.extend(f'<span id="{self.attval(anchor)}"></span>' for anchor in node["ids"])
    domain = domain_of(self.builder.env)
    self.body.append(
        render_view(domain, node["docname"], node["view"], node["position"], min(self.section_level + 1, 5))
    )
    raise nodes.SkipNode
