"""Fixtures for small Sphinx projects, built in this process."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

import pytest
from sphinx import locale
from sphinx.application import Sphinx
from sphinx.util.console import strip_colors
from sphinx.util.docutils import docutils_namespace, patch_docutils
from tests.support.pdfs import Built, faults

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

INDEX = "Start\n=====\n\n.. toctree::\n   :hidden:\n\n   page\n"


@pytest.fixture
def assert_valid() -> Callable[[Path], None]:
    """Assert that a PDF follows PDF/UA-1 and PDF/A-3a."""

    def assert_valid(path: Path) -> None:
        assert faults(path) == []

    return assert_valid


@pytest.fixture
def run() -> Callable[..., Built]:
    """Run Sphinx on a folder and return what it made; keyword arguments are configuration."""

    def run(source: Path, **config: Any) -> Built:
        out, warning = source.parent / f"{source.name}-out", io.StringIO()
        with patch_docutils(), docutils_namespace():
            app = Sphinx(source, source, out, source.parent / f"{source.name}-doctrees", "pdf", config, None, warning)
            app.build()
        # Sphinx keeps a language once loaded for as long as the process lives.
        locale.translators.clear()
        return Built(out, strip_colors(warning.getvalue()), app.statuscode)

    return run


@pytest.fixture
def as_large(monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """Have the PDFs to come made as those of large documents with many links are, or as those of small ones."""

    def as_large(*, large: bool) -> None:
        monkeypatch.setattr("sphinx_pdf.typst.typesetting.LARGE", 0 if large else 10**9)
        monkeypatch.setattr("sphinx_pdf.typst.typesetting.MANY_LINKS", -1)

    return as_large


@pytest.fixture
def build(tmp_path: Path, run: Callable[..., Built]) -> Callable[..., Built]:
    """Write a project of a start document and a page, or of any files, and run Sphinx on it."""

    def build(page: str = "", files: dict[str, str] | None = None, **config: Any) -> Built:
        source = tmp_path / config.pop("folder", "source")
        conf = "extensions = ['sphinx_pdf', 'myst_parser']\nproject = 'Register'\nauthor = 'Authority'\n"
        for name, text in {"conf.py": conf, "index.rst": INDEX, "page.rst": page, **(files or {})}.items():
            path = source / name
            path.parent.mkdir(parents=True, exist_ok=True)
            if not path.is_file() or path.read_text(encoding="utf-8") != text:
                path.write_text(text, encoding="utf-8")
        return run(source, **config)

    return build
