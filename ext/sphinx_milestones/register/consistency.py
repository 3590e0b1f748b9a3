"""What only the whole register can know: doubles, references that lead nowhere, entries that nobody uses."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from pathlib import Path

from sphinx_milestones.core.problems import Finding, Problem
from sphinx_milestones.core.records import Mention, Milestone
from sphinx_milestones.core.suggestions import suggest

from .queries import partners_used
from .register import Register


@dataclass(frozen=True, slots=True)
class Whole:
    """Everything that was read; `lookups` are pairs of a table's name and a key that a page asked for.

    Where not every page was `readable`, what a text refers to may stand on one of those.
    """

    milestones: Sequence[Milestone]
    mentions: Sequence[Mention]
    lookups: Sequence[tuple[str, str]]
    register: Register
    default_host: str | None
    partners_shown: Set[str]
    editions: Sequence[str]
    readable: bool


def inconsistencies(whole: Whole, path_of: Callable[..., Path]) -> Iterator[Finding]:
    """Yield what does not agree; *path_of* is Sphinx's ``doc2path``."""
    first: dict[str, Milestone] = {}
    for milestone in whole.milestones:
        other = first.setdefault(milestone.id, milestone)
        if other is not milestone:
            place = f"{path_of(other.docname, False)}:{other.line}"
            message = f"milestone “{milestone.id}” has the same id as the one at {place}. Change one of the two ids."
            yield Finding(Problem.ID_DUPLICATE, message, str(path_of(milestone.docname)), milestone.line)
    for mention in whole.mentions:
        yield from _check_mention(mention, first, whole)


def _check_mention(mention: Mention, milestones: Mapping[str, Milestone], whole: Whole) -> Iterator[Finding]:
    table, register = f"{mention.role}s", whole.register
    if mention.role == "anchor" and mention.target.removeprefix("partner-") in whole.partners_shown:
        message = f"“{mention.target}” is already the anchor of a partner's entry on this page. Reword this heading, "
        message += "or give the milestone or label another id."
        yield Finding(Problem.ID_DUPLICATE, message, mention.path, mention.line)
    if mention.role in ("milestone", "related", "edition") and not whole.readable:
        return
    if mention.role == "edition" and mention.target not in whole.editions:
        advice = (
            suggest(mention.target, whole.editions) if whole.editions else "Set `milestones_editions` in `conf.py`."
        )
        message = f"view “pdf-download”, :edition: unknown edition “{mention.target}”. {advice}"
        yield Finding(Problem.VIEW, message, mention.path, mention.line)
    if mention.role == "related" and mention.target not in milestones:
        message = f":related: unknown milestone “{mention.target}”. {suggest(mention.target, milestones)}"
        yield Finding(Problem.REFERENCE, message, mention.path, mention.line)
    if mention.role not in ("milestone", "partner", "document") or table in register.broken:
        return
    known = milestones if mention.role == "milestone" else register.table(table)
    if mention.target in known:
        return
    if right := register.key_of(table, mention.target):
        message = f"{{{mention.role}}}: “{mention.target}” is another name for “{right}”. Use the key “{right}”."
        yield Finding(Problem.KEY_ALIAS, message, mention.path, mention.line)
    else:
        message = f"{{{mention.role}}}: unknown {mention.role} “{mention.target}”. {suggest(mention.target, known)}"
        yield Finding(Problem.REFERENCE, message, mention.path, mention.line)


def unused(whole: Whole) -> Iterator[Finding]:
    """Yield the entries that no page uses: advice to delete them, for a register in which nothing else is wrong."""
    register, milestones = whole.register, whole.milestones
    if any(milestone.incomplete for milestone in milestones):
        return
    documents = {key for milestone in milestones for key in milestone.documents}
    partners = {mention.target for mention in whole.mentions if mention.role == "partner"}
    used = {
        "partners": partners_used(milestones, register, filter(None, {whole.default_host, *partners})),
        "topics": {topic for milestone in milestones for topic in milestone.topics},
        "documents": documents | {mention.target for mention in whole.mentions if mention.role == "document"},
        "sources": {key for milestone in milestones for key in milestone.sources},
    }
    # Where a page asked in vain, what seems unused may be what it meant.
    doubtful = {name for name, key in whole.lookups if key not in register.table(name)}
    for name, keys in used.items():
        for key in (key for key in register.table(name) if key not in keys and name not in doubtful):
            message = f"[{key}] is not used on any page. Use it in a milestone, or delete the entry."
            yield Finding(Problem.ENTRY_UNUSED, message, *register.lines[name, key])
