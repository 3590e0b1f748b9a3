"""Checks that need the full register: duplicate ids, references without a target, unused entries."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from sphinx_milestones.core.problems import Finding, Problem
from sphinx_milestones.core.records import Mention, Milestone
from sphinx_milestones.core.suggestions import suggest

from .collection import Collection
from .column_types import PARTNER_KINDS
from .field_parsers import ROLES
from .own_model import KEY_TABLES
from .queries import partners_used


def check_references(collection: Collection, path_of: Callable[..., Path]) -> Iterator[Finding]:
    """Yield duplicate ids and references without a target; *path_of* is Sphinx's ``doc2path``."""
    first: dict[str, Milestone] = {}
    for milestone in collection.milestones:
        other = first.setdefault(milestone.id, milestone)
        if other is not milestone:
            location = f"{path_of(other.docname, False)}:{other.line}"
            message = f"milestone “{milestone.id}” has the same id as the one at {location}. Change one of the two ids."
            yield Finding(Problem.ID_DUPLICATE, message, str(path_of(milestone.docname)), milestone.line)
    yield from _check_partner_pages(collection, path_of)
    for mention in collection.mentions:
        yield from _check_mention(mention, collection)


def _check_partner_pages(collection: Collection, path_of: Callable[..., Path]) -> Iterator[Finding]:
    """Yield the pages with the address of a partner page."""
    for key, page in collection.partner_page_names.items():
        if own := collection.page_at(page):
            message = f"this page has the address of the page on partner “{key}”, which is left out. Rename it, or set "
            message += "`milestones_partner_pages` in `conf.py` to another folder."
            yield Finding(Problem.PAGE_ADDRESS, message, str(path_of(own)))


def _check_mention(mention: Mention, collection: Collection) -> Iterator[Finding]:
    table, register, milestones = f"{mention.role}s", collection.register, collection.by_id
    if mention.role == "anchor" and mention.target.removeprefix("partner-") in collection.partners_shown:
        message = f"“{mention.target}” is already the anchor of a partner's entry on this page. Reword this heading, "
        message += "or give the milestone or label another id."
        yield Finding(Problem.ID_DUPLICATE, message, mention.path, mention.line)
    if mention.role in ("milestone", "related", "edition", "year") and not collection.complete:
        return
    if mention.role == "edition" and mention.target not in collection.editions:
        known = collection.editions
        advice = suggest(mention.target, known) if known else "Set `milestones_editions` in `conf.py`."
        message = f"view “pdf-download”, :edition: unknown edition “{mention.target}”. {advice}"
        yield Finding(Problem.VIEW, message, mention.path, mention.line)
    if mention.target not in milestones and (current := _replacement_of(mention, collection)):
        message = f"“{mention.target}” was replaced by “{current.id}”. Use the id “{current.id}”."
        yield Finding(Problem.REFERENCE, message, mention.path, mention.line)
        return
    if mention.role == "related" and mention.target not in milestones:
        message = f":related: unknown milestone “{mention.target}”. {suggest(mention.target, milestones)}"
        yield Finding(Problem.REFERENCE, message, mention.path, mention.line)
    if mention.role not in ("milestone", "partner", "document", "year") or table in register.broken:
        return
    own: Mapping[str, Mapping[str, object]] = {"milestone": milestones, "year": collection.year_pages}
    entries = own[mention.role] if mention.role in own else register.table(table)
    if mention.target in entries:
        return
    name = "ms:year" if mention.role == "year" else mention.role
    if right := register.key_of(table, mention.target):
        message = f"{{{name}}}: “{mention.target}” is another name for “{right}”. Use the key “{right}”."
        yield Finding(Problem.KEY_ALIAS, message, mention.path, mention.line)
    else:
        message = f"{{{name}}}: unknown {mention.role} “{mention.target}”. {suggest(mention.target, entries)}"
        yield Finding(Problem.REFERENCE, message, mention.path, mention.line)


def _replacement_of(mention: Mention, collection: Collection) -> Milestone | None:
    """Return the milestone that has replaced the one that a mention names by its published id."""
    named = mention.role in ("milestone", "related", "any") and mention.target in collection.register.published.ids
    return collection.get_milestone(mention.target) if named else None


def find_unused_entries(collection: Collection) -> Iterator[Finding]:
    """Yield unused entries. None while an entry is incomplete, since an unused one may be intended there."""
    register, milestones = collection.register, collection.milestones
    if any(milestone.incomplete for milestone in milestones):
        return
    own = {
        table: {key for milestone in milestones for key in register.model.keys(milestone, table)}
        for table in KEY_TABLES
    }
    documents = {key for milestone in milestones for key in milestone.documents}
    partners = own["partners"] | {mention.target for mention in collection.mentions if mention.role == "partner"}
    used = {
        "partners": partners_used(milestones, register, filter(None, {collection.default_host, *partners})),
        "topics": {topic for milestone in milestones for topic in milestone.topics},
        "roles": {*ROLES, *(role for each in milestones for part in each.partners for role in part.roles)},
        "partner_kinds": {*PARTNER_KINDS, *(partner.kind for partner in register.partners.values())},
        "documents": documents | {mention.target for mention in collection.mentions if mention.role == "document"},
        "sources": {key for milestone in milestones for key in milestone.sources},
    }
    # If a page uses a key that does not exist, an entry that seems unused may be the intended one.
    unknown = ((name, key) for name, key in collection.dependencies if key not in register.table(name))
    doubtful = {name for name, key in unknown if name != "roles" or key not in ROLES}
    for name, keys in used.items():
        in_use = keys | own.get(name, set())
        for key in (key for key in register.table(name) if key not in in_use and name not in doubtful):
            use = "by any partner. Use it for one" if name == "partner_kinds" else "on any page. Use it in a milestone"
            message = f"[{key}] is not used {use}, or delete the entry."
            yield Finding(Problem.ENTRY_UNUSED, message, *register.lines[name, key])
