"""The settings of a project, read from ``conf.py`` without executing it: assignments of values that are written out."""

from __future__ import annotations

import ast
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from sphinx_milestones.core.problems import Finding, Problem

CONF = "conf.py"
USED = (
    *("exclude_patterns", "extensions", "html_baseurl", "html_extra_path", "html_static_path", "language"),
    *("master_doc", "milestones_data", "milestones_host", "milestones_required_fields", "root_doc", "smartquotes"),
    *("source_suffix", "templates_path"),
)


def read_settings(path: Path) -> tuple[Mapping[str, Any], list[Finding]]:
    """Return the settings that matter here, and what could not be read of them."""
    try:
        module = ast.parse(path.read_bytes())
    except (OSError, SyntaxError, ValueError, RecursionError, MemoryError) as error:
        line = error.lineno if isinstance(error, SyntaxError) else None
        return {}, [Finding(Problem.CONFIGURATION, f"cannot be read: {error}. Fix it first.", str(path), line or 1)]
    settings, findings = {}, []
    for statement in module.body:
        for name in _names(statement):
            try:
                settings[name] = ast.literal_eval(statement.value)  # type: ignore[attr-defined]
            except (ValueError, TypeError, SyntaxError, MemoryError, RecursionError):
                message = f"{name} is computed, and this file is not executed; its default is used. Give it to `load`."
                findings.append(Finding(Problem.CONFIGURATION, message, str(path), statement.lineno))
    return settings, findings


def _names(statement: ast.stmt) -> list[str]:
    """Return the settings that a statement gives a value."""
    targets: list[ast.expr] = []
    if isinstance(statement, ast.Assign):
        targets = statement.targets
    elif isinstance(statement, ast.AnnAssign) and statement.value:
        targets = [statement.target]
    return [target.id for target in targets if isinstance(target, ast.Name) and target.id in USED]
