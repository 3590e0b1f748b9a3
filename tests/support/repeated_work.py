"""Has a process do once what is repeated in each build: a third of the time of a small one."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from functools import cache
from importlib.metadata import entry_points
from typing import Any, ClassVar

import pytest
from jinja2.sandbox import SandboxedEnvironment
from sphinx import jinja2glue, registry, theming


class Environment(SandboxedEnvironment):
    """The environment of a builder's templates, in which each template is compiled once."""

    compiled: ClassVar[dict[tuple[Any, ...], Any]] = {}

    def compile(self, *template: Any, **named: Any) -> Any:
        """Return the code of a template, which depends on its text, its name and the extensions of the syntax."""
        key = (template, *named.items(), *self.extensions)
        if key not in self.compiled:
            self.compiled[key] = super().compile(*template, **named)
        return self.compiled[key]


def pytest_collection_finish() -> None:
    """Let no collection of garbage examine again what was imported and collected, which lasts to the end."""
    gc.collect()
    gc.freeze()


@pytest.fixture(autouse=True, scope="session")
def _repeat_no_work() -> Iterator[None]:
    """Compile templates once, and search for installed themes and extensions once."""
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(jinja2glue, "SandboxedEnvironment", Environment)
        installed = cache(entry_points)
        patched.setattr(registry, "entry_points", installed)
        patched.setattr(theming, "entry_points", installed)
        yield
