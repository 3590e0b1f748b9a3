"""Settings of a wrong type are reported, and have their defaults.

Sphinx warns of a value of a type that is not declared, without its form or its line, and passes it on to everybody who
reads it (seen with 9.0.4); of what is in a list it knows nothing.

Delete when Sphinx gives settings of a wrong type their defaults.
"""

from __future__ import annotations

from pathlib import Path

from sphinx.application import Sphinx
from sphinx.config import CONFIG_FILENAME, Config

from sphinx_milestones.core.problems import Finding, Problem
from sphinx_milestones.environment.config import SETTINGS, why_wrong_type
from sphinx_milestones.environment.diagnostics import warn


def setup(app: Sphinx) -> None:
    """Take part in a build, before anybody reads the settings."""
    app.connect("config-inited", replace_wrong_types, priority=400)


def replace_wrong_types(app: Sphinx, config: Config) -> None:
    """Report settings whose values are of a wrong type, and give them their defaults (`config-inited`)."""
    for name in SETTINGS:
        if fault := why_wrong_type(name, config[name]):
            warn(Finding(Problem.CONFIGURATION, f"{name}: {fault}", str(Path(app.confdir, CONFIG_FILENAME))))
            config[name] = SETTINGS[name].default
