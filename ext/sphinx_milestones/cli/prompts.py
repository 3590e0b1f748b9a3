"""Asks on a terminal for what was not given: again until the answer is right, with what can be chosen."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

FEW = 20  # so many choices are shown at once; more on request

Check = Callable[[str], list[str]]


@dataclass(frozen=True)
class Question:
    """What to ask: `check` gives what is wrong with an answer; `choices` are keys with their words."""

    name: str
    help: str
    check: Check
    required: bool = False
    default: str = ""
    choices: Mapping[str, str] = field(default_factory=dict)


def ask(question: Question) -> str:
    """The answer, which is right; empty where nothing was answered and nothing is needed."""
    need = "" if question.required or question.default else " Press Enter to skip."
    sys.stdout.write(f"\n{question.help}{need}\n")
    if len(question.choices) > FEW:
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
            answer = ", ".join(_meant(item.strip(), question.choices) for item in answer.split(","))
        faults = question.check(answer) if answer else ["A value is required."]
        if not faults:
            return answer
        sys.stdout.writelines(f"{fault}\n" for fault in faults)


def _listed(choices: Mapping[str, str]) -> str:
    width = max(map(len, choices), default=0)
    lines = (f"{n:4} {key:{width}}  {words}" for n, (key, words) in enumerate(choices.items(), 1))
    return "".join(f"{line.rstrip()}\n" for line in lines)


def _meant(item: str, choices: Mapping[str, str]) -> str:
    """The key that a number or a beginning stands for; a role in brackets behind it is kept."""
    match = re.fullmatch(r"(.+?)(\s*\([^()]*\))?", item)
    if not match or match[1] in choices:
        return item
    keys = list(choices)
    if match[1].isascii() and match[1].isdigit() and 1 <= int(match[1]) <= len(keys):
        return keys[int(match[1]) - 1] + (match[2] or "")
    begun = [key for key in keys if key.startswith(match[1].lower())]
    return begun[0] + (match[2] or "") if len(begun) == 1 else item
