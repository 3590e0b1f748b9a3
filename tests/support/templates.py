"""Has each template compiled once in a process, not in each build: that was a third of a small one's time."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from types import CodeType

import pytest
from jinja2 import BytecodeCache
from jinja2.bccache import Bucket
from jinja2.sandbox import SandboxedEnvironment
from sphinx import jinja2glue


class Compiled(BytecodeCache):
    """What was compiled, by the name and the words of a template."""

    def __init__(self) -> None:
        self.compiled: dict[tuple[str, str], CodeType | None] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        """Give what is there."""
        bucket.code = self.compiled.get((bucket.key, bucket.checksum))

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep what was compiled."""
        self.compiled[bucket.key, bucket.checksum] = bucket.code


@pytest.fixture(autouse=True, scope="session")
def _templates_compiled_once() -> Iterator[None]:
    """Let Sphinx look there."""
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(jinja2glue, "SandboxedEnvironment", partial(SandboxedEnvironment, bytecode_cache=Compiled()))
        yield
