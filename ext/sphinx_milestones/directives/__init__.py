"""The directives: from text to nodes."""

from __future__ import annotations

from sphinx.application import Sphinx

from sphinx_milestones.views.models import VIEWS

from .manual import ManualDirective
from .milestone import MilestoneDirective, SourcesDifferDirective
from .translation_state import TranslationStateDirective
from .view import ViewDirective


def setup(app: Sphinx) -> None:
    """Add the directives."""
    app.add_directive("milestone", MilestoneDirective)
    app.add_directive("sources-differ", SourcesDifferDirective)
    for name in VIEWS:
        app.add_directive(name, ViewDirective)
    app.add_directive("register-manual", ManualDirective)
    app.add_directive("translation-state", TranslationStateDirective)
