"""Report settings of the wrong type, and reset them to their defaults.

Sphinx warns about a value of an undeclared type, without the expected form or the line, and still passes it on (seen
with 9.0.4). It does not check the items of a list.

Delete when Sphinx resets settings of the wrong type to their defaults.
"""

from __future__ import annotations

from pathlib import Path

from sphinx.application import Sphinx
from sphinx.config import CONFIG_FILENAME, Config

from sphinx_milestones.core.problems import Finding, Problem
from sphinx_milestones.environment.config import SETTINGS, why_wrong_type
from sphinx_milestones.environment.diagnostics import warn


def setup(app: Sphinx) -> None:
    """Connect to the start of a build, before the settings are read."""
    app.connect("config-inited", replace_wrong_types, priority=400)


def replace_wrong_types(app: Sphinx, config: Config) -> None:
    """Report settings whose values have the wrong type, and reset them to their defaults (`config-inited`)."""
    for name in SETTINGS:
        if fault := why_wrong_type(name, config[name]):
            warn(Finding(Problem.CONFIGURATION, f"{name}: {fault}", str(Path(app.confdir, CONFIG_FILENAME))))
            config[name] = SETTINGS[name].default
