"""The texts of the extension, which a register can replace, and what is wrong with replacements."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

from babel.messages.pofile import read_po

from sphinx_milestones.core.problems import Finding, Problem
from sphinx_milestones.core.suggestions import closest_match
from sphinx_milestones.register.own_model import OwnModel, OwnText

TEMPLATE = Path(__file__).parents[1] / "locale/sphinx_milestones.pot"


@cache
def texts_of_extension() -> Mapping[str, str]:
    """Return each text that readers see, in English, with its plural; empty if it has none."""
    with TEMPLATE.open("rb") as file:
        ids = [message.id for message in read_po(file) if message.id]
    return {each if isinstance(each, str) else each[0]: "" if isinstance(each, str) else each[1] for each in ids}


def check_messages(model: OwnModel) -> Iterator[Finding]:
    """Yield what is wrong with a register's own texts."""
    for language, messages in model.messages.items():
        for text, own in messages.items():
            if reason := _why_wrong(text, own):
                line = model.lines.get(("messages", language, text))
                yield Finding(Problem.REGISTER_VALUE, f"[messages.{language}] “{text}” {reason}", model.path, line)


def _why_wrong(text: str, own: OwnText) -> str | None:
    """Return why a text cannot be replaced like this, as a predicate with advice; None if it can."""
    known = texts_of_extension()
    if text not in known:
        singular = next((one for one, several in known.items() if several == text), "")
        advice = f"Write its singular, “{singular}”." if singular else _suggest(text)
        return f"is not a text of the extension. {advice}"
    if isinstance(own, str):
        return _why_other_placeholders(own, known[text] or text)
    if not known[text]:
        return "has no plural. Write one text in quotation marks."
    faults = (
        _why_other_placeholders(form, known[text], all_needed=category not in ("zero", "one", "two"))
        for category, form in own.items()
    )
    return next(filter(None, faults), None)


def _suggest(text: str) -> str:
    """Return the advice for a text that there is not: the closest one, whatever its case."""
    by_folded = {known.lower(): known for known in texts_of_extension()}
    match = closest_match(text, by_folded)
    return f"Did you mean “{by_folded[match]}”?" if match else "Copy it from the manual."


def _why_other_placeholders(own: str, text: str, *, all_needed: bool = True) -> str | None:
    """Return why *own* cannot have its placeholders in place of *text*; a form for one number may leave them out."""
    expected, found = (set(re.findall(r"\{(\w*)\}", each)) for each in (text, own))
    if extra := found - expected:
        allowed = ", ".join(f"{{{name}}}" for name in sorted(expected)) or "none"
        return f"has no {{{min(extra)}}}: nothing would be filled in. Placeholders: {allowed}."
    if missing := expected - found if all_needed else set():
        return f"needs {{{min(missing)}}}, which “{own}” does not have. Add it."
    return "has a single brace. Delete it." if re.search(r"[{}]", re.sub(r"\{\w+\}", "", own)) else None
