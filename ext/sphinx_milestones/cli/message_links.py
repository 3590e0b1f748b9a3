"""Links to the explanation of each message: on the published site, or else on a page of the project."""

from __future__ import annotations

import re
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

from sphinx_milestones.core.problems import Problem
from sphinx_milestones.directives.manual import anchor

from .project import CommandError, Project


def help_links(project: Project) -> dict[str, str]:
    """Return a URL or path with anchor by message code; empty if no page of the project lists the messages."""
    page = _page(project.source)
    if page is None:
        return {}
    settings: Mapping[str, Any] = {}
    with suppress(CommandError):  # `check` reports it
        settings = project.settings
    target = project.shown(page)
    if base := str(settings.get("html_baseurl") or "").rstrip("/"):
        suffix = settings.get("html_link_suffix") or settings.get("html_file_suffix") or ".html"
        target = f"{base}/{page.relative_to(project.source).with_suffix('').as_posix()}{suffix}"
    codes = (f"milestones.{problem.code}" for problem in Problem)
    return {code: f"{target}#{anchor('messages', code)}" for code in codes}


def _page(folder: Path) -> Path | None:
    pages = (path for path in sorted(folder.rglob("*")) if path.suffix in (".md", ".rst"))
    return next((path for path in pages if re.search(r"register-manual(\}|::) messages", _text(path))), None)


def _text(path: Path) -> str:
    with suppress(OSError):
        return path.read_text(encoding="utf-8", errors="replace")
    return ""
