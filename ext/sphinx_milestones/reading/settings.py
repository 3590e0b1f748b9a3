"""The settings of a project, read from ``conf.py`` without executing it: assignments of values that are written out."""

from __future__ import annotations

import ast
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from sphinx_milestones.core.problems import Finding, Problem

CONF = "conf.py"
_LISTS = (
    *("exclude_patterns", "extensions", "html_extra_path", "html_static_path", "milestones_required_fields"),
    *("myst_enable_extensions", "templates_path"),
)
_TEXTS = ("html_baseurl", "master_doc", "milestones_data", "milestones_host", "root_doc")
USED = (*_LISTS, *_TEXTS, "language", "smartquotes", "source_suffix")


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
                message = f"{name} is computed, and this file is not executed; its default is used. Pass it to `load`."
                findings.append(Finding(Problem.CONFIGURATION, message, str(path), statement.lineno))
    return settings, findings


def why_wrong(name: str, value: object) -> str | None:
    """Return why a setting cannot have this value; None if it can."""
    if name in _LISTS:
        right, wanted = _is_list(value), "a list of strings"
    elif name in _TEXTS:
        right, wanted = isinstance(value, str) and "\0" not in value, "a string"
    elif name == "source_suffix":
        right = isinstance(value, str) or _is_list([*value] if isinstance(value, dict) else value)
        wanted = "a string, or a dictionary of strings"
    else:
        return None
    return None if right else f"{name}: “{value!r}” is not {wanted}; its default is used. Fix it."


def _is_list(value: object) -> bool:
    return isinstance(value, list | tuple | set) and all(isinstance(item, str) for item in value)


def _names(statement: ast.stmt) -> list[str]:
    """Return the settings that a statement gives a value."""
    targets: list[ast.expr] = []
    if isinstance(statement, ast.Assign):
        targets = statement.targets
    elif isinstance(statement, ast.AnnAssign) and statement.value:
        targets = [statement.target]
    return [target.id for target in targets if isinstance(target, ast.Name) and target.id in USED]
