"""A ``milestone`` directive for Sphinx: year pages become a timeline, a partner index and data, in every output.

To read the code, follow a milestone. The core, without Sphinx: `limits`, `dates`, `model`, `findings`, `fields`,
`tables`, `datafile` and `register` (with `regions`, `documents`), `query`, `views`, `facets`, `pictures`, `options`,
`wording` (with `date_words`, `index_words`), `cite`, `search`, `exports`, `consistency`. Then the adapter: `block`,
`directives` and `roles` make `nodes`; `placement`, `placed`, `references` and `domain` read the finished page,
where it is not `unreadable`; `freshness`, by `digests`, tells what to write again, also where something was left
`unwritten`; `links`, `pdfs`, `resolving`, `html`, `expand` and `standard` show it; `output` writes the files beside the
pages, `headers` what a server should say with them, `editions` what is printed of a part; `collecting` saves time. The
command that checks a register and adds to it is in `cli`.
"""

from __future__ import annotations

from pathlib import Path

from sphinx.application import Sphinx
from sphinx.util.typing import ExtensionMetadata

from .directives import manual, milestone
from .environment import config, cross_references
from .environment.domain import CATALOGUE, MilestoneDomain
from .environment.nodes import milestone_facts, view
from .environment.roles import ROLES
from .incremental.freshness import Freshness
from .output import editions, files, headers, html
from .output.expand import ExpandNodes
from .preview.preview import Preview
from .views.models import VIEWS
from .workarounds import unreadable_pages
from .workarounds.garbage_collection import Collecting

__version__ = "0.1.0"


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the parts with Sphinx."""
    config.setup(app)
    Collecting().setup(app)
    app.add_message_catalog(CATALOGUE, str(Path(__file__).parent / "locale"))
    app.add_domain(MilestoneDomain)
    app.add_directive("milestone", milestone.MilestoneDirective)
    app.add_directive("sources-differ", milestone.SourcesDifferDirective)
    for name in VIEWS:
        app.add_directive(name, milestone.ViewDirective)
    app.add_directive("register-manual", manual.ManualDirective)
    for name, role in ROLES.items():
        app.add_role(name, role)
    app.add_node(milestone_facts, html=(html.visit_facts, None))
    app.add_node(view, html=(html.visit_view, None))
    app.add_post_transform(ExpandNodes)
    app.connect("config-inited", editions.connect)
    app.connect("builder-inited", files.begin)
    app.connect("html-page-context", files.join_search)
    app.connect("build-finished", files.write_files)
    app.connect("build-finished", headers.write_headers)
    unreadable_pages.setup(app)
    cross_references.setup(app)
    Freshness().setup(app)
    Preview().setup(app)
    return {"version": __version__, "env_version": 3, "parallel_read_safe": True, "parallel_write_safe": True}
