"""Issues as text for people, and for programs: GitHub annotations, JSON and SARIF 2.1.0.

Each format also takes links to the explanations of messages, by code.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from typing import Any
from urllib.parse import quote

from sphinx_milestones import __version__
from sphinx_milestones.core.problems import Problem
from sphinx_milestones.environment.forge import ADDRESS

from .check import Issue

Links = Mapping[str, str]

_BOLD, _DIM, _PLAIN = "\x1b[1m", "\x1b[2m", "\x1b[0m"
_SARIF = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"


def count(issues: Sequence[Issue]) -> str:
    """Return the number of issues and files as a sentence."""
    if not issues:
        return "No problems found."
    files = len({issue.path for issue in issues})
    return f"Found {_many(len(issues), 'problem')} in {_many(files, 'file')}."


def _many(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def as_text(issues: Sequence[Issue], links: Links, *, colour: bool = False) -> str:
    """Return a line for each issue, in the style of compilers, their count, and links to explanations."""
    bold, dim, plain = (_BOLD, _DIM, _PLAIN) if colour else ("", "", "")
    lines = []
    for issue in issues:
        location = f"{bold}{issue.path}:{issue.line}:{plain} " if issue.path else ""
        code = f" {dim}[{issue.code}]{plain}" if issue.code else ""
        lines.append(f"{location}{issue.message}{code}")
    lines.append(count(issues))
    codes = dict.fromkeys(issue.code for issue in issues if issue.code in links)
    lines += [f"{dim}[{code}]{plain}: see {links[code]}" for code in codes]
    return "\n".join(lines) + "\n"


def as_github(issues: Sequence[Issue], links: Links) -> str:
    """Return workflow commands that annotate each issue at its line in a pull request, and their count."""
    return "".join(f"{_annotation(issue, links)}\n" for issue in issues) + f"{count(issues)}\n"


def _annotation(issue: Issue, links: Links) -> str:
    location = {"file": issue.path, "line": issue.line} if issue.path else {}
    properties = {**location, "title": issue.code}
    written = ",".join(f"{name}={_escaped(value, ',:')}" for name, value in properties.items() if value)
    more = f"\nSee {links[issue.code]}" if issue.code in links else ""
    return f"::warning {written}::{_escaped(issue.message + more)}"


def _escaped(value: object, special: str = "") -> str:
    """Return a value for a workflow command, with its delimiters percent-encoded."""
    text = str(value)
    for character in f"%\r\n{special}":  # the percent sign first, as it is part of the codes
        text = text.replace(character, f"%{ord(character):02X}")
    return text


def as_json(issues: Sequence[Issue], links: Links) -> str:
    """Return a JSON object with the list of issues and their count."""
    found = [
        {
            "path": issue.path or None,
            "line": issue.line or None,
            "code": issue.code,
            "message": issue.message,
            "help": links.get(issue.code),
        }
        for issue in issues
    ]
    return _dump({"problems": found, "count": len(found)})


def as_sarif(issues: Sequence[Issue], links: Links) -> str:
    """Return a log in the Static Analysis Results Interchange Format, with a rule for each message code."""
    rules = {f"milestones.{problem.code}": _rule(problem, links) for problem in Problem}
    rules |= {issue.code: {} for issue in issues if issue.code and issue.code not in rules}
    driver = {
        "name": "sphinx-milestones",
        "version": __version__,
        "rules": [{"id": code, **rule} for code, rule in rules.items()],
    }
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "results": [_result(issue) for issue in issues],
    }
    return _dump({"$schema": _SARIF, "version": "2.1.0", "runs": [run]})


def _rule(problem: Problem, links: Links) -> dict[str, Any]:
    rule: dict[str, Any] = {"shortDescription": {"text": problem.meaning}, "help": {"text": problem.fix}}
    location = links.get(f"milestones.{problem.code}", "")
    return rule | {"helpUri": location} if ADDRESS.match(location) else rule  # SARIF requires an absolute URI


def _result(issue: Issue) -> dict[str, Any]:
    result: dict[str, Any] = {"level": "warning", "message": {"text": issue.message}}
    if issue.code:
        result["ruleId"] = issue.code
    if issue.path:
        location = {"artifactLocation": {"uri": quote(issue.path)}, "region": {"startLine": issue.line}}
        result["locations"] = [{"physicalLocation": location}]
    return result


def _dump(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"


FORMATS: Mapping[str, Callable[[Sequence[Issue], Links], str]] = {
    "text": as_text,
    "github": as_github,
    "json": as_json,
    "sarif": as_sarif,
}
