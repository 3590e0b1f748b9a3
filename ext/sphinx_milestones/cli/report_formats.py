"""Mistakes as text for people and as what programs read: annotations of GitHub, JSON, SARIF.

Each takes the places as well where kinds of messages are explained, by their codes.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from typing import Any
from urllib.parse import quote

from sphinx_milestones import __version__
from sphinx_milestones.core.problems import Problem
from sphinx_milestones.environment.config import ADDRESS

from .check import Mistake

Places = Mapping[str, str]

_BOLD, _DIM, _PLAIN = "\x1b[1m", "\x1b[2m", "\x1b[0m"
_SARIF = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"


def count(mistakes: Sequence[Mistake]) -> str:
    """How many there are, in how many files."""
    if not mistakes:
        return "No problems found."
    files = len({mistake.path for mistake in mistakes})
    return f"Found {_many(len(mistakes), 'problem')} in {_many(files, 'file')}."


def _many(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def as_text(mistakes: Sequence[Mistake], places: Places, *, colour: bool = False) -> str:
    """A line for each, as compilers write it, and their count; then where each kind is explained."""
    bold, dim, plain = (_BOLD, _DIM, _PLAIN) if colour else ("", "", "")
    lines = []
    for mistake in mistakes:
        place = f"{bold}{mistake.path}:{mistake.line}:{plain} " if mistake.path else ""
        code = f" {dim}[{mistake.code}]{plain}" if mistake.code else ""
        lines.append(f"{place}{mistake.message}{code}")
    lines.append(count(mistakes))
    codes = dict.fromkeys(mistake.code for mistake in mistakes if mistake.code in places)
    lines += [f"{dim}[{code}]{plain}: see {places[code]}" for code in codes]
    return "\n".join(lines) + "\n"


def as_github(mistakes: Sequence[Mistake], places: Places) -> str:
    """The commands by which a workflow run of GitHub shows each at its line of a pull request, and their count."""
    return "".join(f"{_annotation(mistake, places)}\n" for mistake in mistakes) + f"{count(mistakes)}\n"


def _annotation(mistake: Mistake, places: Places) -> str:
    place = {"file": mistake.path, "line": mistake.line} if mistake.path else {}
    properties = {**place, "title": mistake.code}
    written = ",".join(f"{name}={_escaped(value, ',:')}" for name, value in properties.items() if value)
    more = f"\nSee {places[mistake.code]}" if mistake.code in places else ""
    return f"::warning {written}::{_escaped(mistake.message + more)}"


def _escaped(value: object, special: str = "") -> str:
    """A value as the commands take it: what would end it is written as a percent sign and its code."""
    text = str(value)
    for character in f"%\r\n{special}":  # the percent sign first: the others are written with it
        text = text.replace(character, f"%{ord(character):02X}")
    return text


def as_json(mistakes: Sequence[Mistake], places: Places) -> str:
    """An object with the list of them and their count."""
    found = [
        {
            "path": mistake.path or None,
            "line": mistake.line or None,
            "code": mistake.code,
            "message": mistake.message,
            "help": places.get(mistake.code),
        }
        for mistake in mistakes
    ]
    return _dump({"problems": found, "count": len(found)})


def as_sarif(mistakes: Sequence[Mistake], places: Places) -> str:
    """A log in the Static Analysis Results Interchange Format, with a rule for each kind of message."""
    rules = {f"milestones.{problem.code}": _rule(problem, places) for problem in Problem}
    rules |= {m.code: {} for m in mistakes if m.code and m.code not in rules}
    driver = {
        "name": "sphinx-milestones",
        "version": __version__,
        "rules": [{"id": code, **rule} for code, rule in rules.items()],
    }
    run = {"tool": {"driver": driver}, "columnKind": "unicodeCodePoints", "results": [_result(m) for m in mistakes]}
    return _dump({"$schema": _SARIF, "version": "2.1.0", "runs": [run]})


def _rule(problem: Problem, places: Places) -> dict[str, Any]:
    rule: dict[str, Any] = {"shortDescription": {"text": problem.meaning}, "help": {"text": problem.fix}}
    place = places.get(f"milestones.{problem.code}", "")
    return rule | {"helpUri": place} if ADDRESS.match(place) else rule  # which has to be a whole address


def _result(mistake: Mistake) -> dict[str, Any]:
    result: dict[str, Any] = {"level": "warning", "message": {"text": mistake.message}}
    if mistake.code:
        result["ruleId"] = mistake.code
    if mistake.path:
        place = {"artifactLocation": {"uri": quote(mistake.path)}, "region": {"startLine": mistake.line}}
        result["locations"] = [{"physicalLocation": place}]
    return result


def _dump(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"


FORMATS: Mapping[str, Callable[[Sequence[Mistake], Places], str]] = {
    "text": as_text,
    "github": as_github,
    "json": as_json,
    "sarif": as_sarif,
}
