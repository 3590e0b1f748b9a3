"""An edition of the real register as it would be published: its feeds and its structured data, which need a URL."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from io import StringIO
from typing import TYPE_CHECKING, Any

import extruct  # type: ignore[import-untyped]
import pytest
from sphinx.application import Sphinx
from sphinx.util.docutils import docutils_namespace

from sphinx_milestones.environment.domain import domain_of
from sphinx_milestones.output.feeds import feed_texts
from sphinx_milestones.output.structured_data import data_of_page

if TYPE_CHECKING:
    from pathlib import Path

BASE = "https://example.org/r/"
# Marks of tests that build in their own process.
QUIET = [
    pytest.mark.filterwarnings("ignore:'myst_parser"),  # it uses what Sphinx 11 will not have
    pytest.mark.filterwarnings("ignore:'sphinx.environment.BuildEnvironment.app"),  # so does sphinx-sitemap
]


@dataclass(frozen=True)
class Published:
    """The text of each feed by name, and each event by the id of its milestone."""

    feeds: dict[str, str]
    events: dict[str, dict[str, Any]]


@cache
def published(root: Path, language: str) -> Published:
    """An edition of the site in *root*, from the pages that other tests have read; empty is the language of the source.

    Nothing is written: tests of small registers show that files and pages have these texts.
    """
    settings: dict[str, Any] = {"html_baseurl": BASE} | ({"language": language} if language else {})
    output, doctrees = root / f"_build/html/{language}", root / f"_build/doctrees{language}"
    with docutils_namespace():
        app = Sphinx(root / "docs", root, output, doctrees, "html", settings, None, StringIO())
        domain = domain_of(app.env)
        heads = "".join(data_of_page(domain, page) for page in sorted(domain.data["milestones"]))
        feeds = feed_texts(domain)
    found = extruct.extract(heads, syntaxes=["json-ld"])["json-ld"]
    events = [thing for each in found for thing in each["@graph"] if thing["@type"] == "Event"]
    return Published(feeds, {event["url"].rpartition("#")[2]: event for event in events})
