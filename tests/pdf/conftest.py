"""Fixtures that build projects as PDFs and validate the PDFs."""

from __future__ import annotations

import re
import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Any

import page as validator
import pytest
from tests.support.pdf import Built, run_sphinx, write_project

from sphinx_pdf.typst.typesetting import ProcessLimits

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from tests.support.pdf import BuildProject

EVERY_NODE = Path(__file__).parent / "every_node"
#: Makes every PDF as a large document with many links is made.
LARGE = ProcessLimits(characters=0, links=-1)
STREAM = re.compile(rb"/Length (\d+)[^\n]*>>\nstream\n")
#: False positives of the validator, each with the reason.
FALSE_POSITIVES = {
    "PDFA3A-STREAM-LENGTH-001": "it takes a line end that closes an attachment for the one before endstream"
}


@pytest.fixture(autouse=True)
def no_source_date(monkeypatch: pytest.MonkeyPatch) -> None:
    """Build without the date that the environment may set."""
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)


@pytest.fixture
def build(tmp_path: Path) -> BuildProject:
    """Write a project of a start document and a page, or of any files, and build it."""

    def build(
        page: str = "",
        files: Mapping[str, str] | None = None,
        *,
        folder: str = "source",
        limits: ProcessLimits | None = None,
        **config: Any,
    ) -> Built:
        write_project(tmp_path / folder, page, files or {})
        return run_sphinx(tmp_path / folder, limits=limits, **config)

    return build


@pytest.fixture(scope="session")
def every_node(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """The PDF of a project with every supported node, built once."""
    return build_every_node(tmp_path_factory, None)


@pytest.fixture(scope="session")
def large_every_node(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """The same PDF, made as a large document is."""
    return build_every_node(tmp_path_factory, LARGE)


def build_every_node(tmp_path_factory: pytest.TempPathFactory, limits: ProcessLimits | None) -> Built:
    """Build the project of the folder ``every_node``."""
    source = tmp_path_factory.mktemp("every-node") / "source"
    shutil.copytree(EVERY_NODE, source)
    return run_sphinx(source, limits=limits)


@pytest.fixture(params=[None, LARGE], ids=["small", "large"])
def limits(request: pytest.FixtureRequest) -> ProcessLimits | None:
    """The limits of a small document, then those of a large one."""
    limits: ProcessLimits | None = request.param
    return limits


@pytest.fixture
def assert_valid() -> Callable[[Path], None]:
    """Assert that a PDF conforms to PDF/UA-1 and PDF/A-3a."""

    def assert_valid(path: Path) -> None:
        assert find_violations(path) == []

    return assert_valid


def find_violations(path: Path) -> list[tuple[str, str]]:
    """Return the violations of PDF/UA-1 and PDF/A-3a in a PDF; stream lengths are checked here."""
    found = []
    for profile in (validator.ValidationProfile.PDF_UA_1, validator.ValidationProfile.PDF_A_3A):
        report = validator.validate_pdf(path, profile=profile)
        found += [(failure.rule_id, failure.message) for failure in report.failures]
    found = [violation for violation in found if violation[0] not in FALSE_POSITIVES]
    content = path.read_bytes()
    streams = list(STREAM.finditer(content))
    ends = [content[stream.end() + int(stream[1]) :][:10] for stream in streams]
    found += [("stream length", str(end)) for end in ends if end != b"\nendstream"]
    assert len(streams) == len(re.findall(rb"endstream\nendobj", content))
    return found
