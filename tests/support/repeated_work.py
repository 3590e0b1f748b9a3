"""Has a process do once what is repeated in each build: a third of the time of a small one."""

from __future__ import annotations

import gc
from collections.abc import Iterable, Iterator
from copy import copy
from functools import cache
from importlib.metadata import entry_points
from typing import Any, ClassVar

import pytest
from docutils import frontend
from jinja2.sandbox import SandboxedEnvironment
from sphinx import jinja2glue, registry, theming
from sphinx.util import docutils


class Environment(SandboxedEnvironment):
    """The environment of a builder's templates, in which each template is compiled once."""

    compiled: ClassVar[dict[tuple[Any, ...], Any]] = {}

    def compile(self, *template: Any, **named: Any) -> Any:
        """Return the code of a template, which depends on its text, its name and the extensions of the syntax."""
        key = (template, *named.items(), *self.extensions)
        if key not in self.compiled:
            self.compiled[key] = super().compile(*template, **named)
        return self.compiled[key]


class SettingsParser(frontend.OptionParser):
    """The settings of docutils, whose options are made once for the same components: that of each page has seventy."""

    made: ClassVar[dict[tuple[Any, ...], dict[str, Any]]] = {}
    changed = ("defaults", "lists", "option_groups", "option_list", "relative_path_settings", "_long_opt", "_short_opt")

    def populate_from_components(self, components: Iterable[Any]) -> None:
        """Add the options of components, and their defaults."""
        key = tuple(each if isinstance(each, type) else type(each) for each in components)
        if key not in self.made:
            super().populate_from_components(components)
            self.made[key] = {name: copy(getattr(self, name)) for name in self.changed}
        self.__dict__ |= {name: copy(value) for name, value in self.made[key].items()}


def pytest_collection_finish() -> None:
    """Let no collection of garbage examine again what was imported and collected, which lasts to the end."""
    gc.collect()
    gc.freeze()


@pytest.fixture(autouse=True, scope="session")
def _repeat_no_work() -> Iterator[None]:
    """Compile templates once, make options of docutils once, and search for installed themes and extensions once."""
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(frontend, "OptionParser", SettingsParser)
        patched.setattr(docutils, "OptionParser", SettingsParser)
        patched.setattr(jinja2glue, "SandboxedEnvironment", Environment)
        installed = cache(entry_points)
        patched.setattr(registry, "entry_points", installed)
        patched.setattr(theming, "entry_points", installed)
        yield
