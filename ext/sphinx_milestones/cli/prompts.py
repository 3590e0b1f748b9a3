"""Questions on a terminal: asked until the answer is valid, with the choices if there are any."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from sphinx_milestones.register.field_parsers import SEPARATOR

MAX_LISTED = 20  # choices that are listed at once; more are listed on request

Check = Callable[[str], list[str]]  # returns the problems of an answer, as sentences


@dataclass(frozen=True)
class Question:
    """A question, how to check its answer, and the choices: keys with their labels."""

    name: str
    help: str
    check: Check
    required: bool = False
    default: str = ""
    choices: Mapping[str, str] = field(default_factory=dict)


def ask(question: Question) -> str:
    """Ask until the answer is valid, and return it; empty if it was skipped."""
    hint = "" if question.required or question.default else " Press Enter to skip."
    sys.stdout.write(f"\n{question.help}{hint}\n")
    if len(question.choices) > MAX_LISTED:
        sys.stdout.write(
            f"Enter “?” to list all {len(question.choices)} choices. A number or the start of a key is enough.\n"
        )
    else:
        sys.stdout.write(_listed(question.choices))
    default = f" [{question.default}]" if question.default else ""
    while True:
        answer = " ".join(input(f"{question.name}{default}: ").split()) or question.default
        if answer == "?":
            sys.stdout.write(_listed(question.choices) or "There are no choices for this question.\n")
            continue
        if not answer and not question.required:
            return ""
        if question.choices:
            answer = ", ".join(_resolve_choice(item.strip(), question.choices) for item in SEPARATOR.split(answer))
        problems = question.check(answer) if answer else ["A value is required."]
        if not problems:
            return answer
        sys.stdout.writelines(f"{problem}\n" for problem in problems)


def _listed(choices: Mapping[str, str]) -> str:
    """Return the choices as numbered lines."""
    width = max(map(len, choices), default=0)
    lines = (f"{number:4} {key:{width}}  {label}" for number, (key, label) in enumerate(choices.items(), 1))
    return "".join(f"{line.rstrip()}\n" for line in lines)


def _resolve_choice(item: str, choices: Mapping[str, str]) -> str:
    """Return the key for its number or a unique prefix; what is in brackets after it is preserved."""
    match = re.fullmatch(r"(.+?)(\s*\([^()]*\))?", item)
    if not match or match[1] in choices:
        return item
    keys = list(choices)
    if match[1].isascii() and match[1].isdigit() and 1 <= int(match[1]) <= len(keys):
        return keys[int(match[1]) - 1] + (match[2] or "")
    matches = [key for key in keys if key.startswith(match[1].lower())]
    return matches[0] + (match[2] or "") if len(matches) == 1 else item
