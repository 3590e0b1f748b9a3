"""What each document tells the rest of a site, in hashes that are kept with what was read of it.

A build that reads nothing takes them as they are; after an edit only those of the documents read are made anew.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from hashlib import sha256
from typing import TYPE_CHECKING, NamedTuple

from sphinx.environment import BuildEnvironment

if TYPE_CHECKING:
    from sphinx_milestones.environment.domain import MilestoneDomain


class Digest(NamedTuple):
    """Hashes of what a document tells."""

    pages: str  # all that a page can show of another document
    data: str  # that, and what only data and search show: bodies, and the days of review


def digest(values: Iterable[object]) -> str:
    """A hash of plain values."""
    whole = sha256()
    for value in values:
        whole.update(repr(value).encode())
    return whole.hexdigest()


def all_told(domain: MilestoneDomain) -> Digest:
    """What all documents tell, in one; what was not hashed yet since it was read is hashed now."""
    env, kept = domain.env, domain.data["digests"]
    for docname in env.found_docs:
        if docname not in kept:
            kept[docname] = _told(domain, docname)
    told = [(docname, *kept[docname]) for docname in sorted(env.found_docs)]
    shared = [env.domains.standard_domain.labels, sorted(env.toctree_includes.items())]
    pages = digest([*shared, [(docname, pages) for docname, pages, _ in told]])
    return Digest(pages, digest([pages, [data for _, _, data in told]]))


def _told(domain: MilestoneDomain, docname: str) -> Digest:
    data, env = domain.data, domain.env
    milestones = data["milestones"].get(docname, ())
    shown = [replace(milestone, line=0, body="", added=None, updated=None) for milestone in milestones]
    mentions = [(mention.role, mention.target) for mention in data["mentions"].get(docname, ())]
    pages = digest([shown, mentions, data["views"].get(docname, ()), _frame(env, docname)])
    return Digest(pages, digest([pages, [(each.body, each.added, each.updated) for each in milestones]]))


def _frame(env: BuildEnvironment, docname: str) -> list[object]:
    """What tables of contents and references without words show of a document: its title, headings and anchors."""
    headings = env.metadata[docname].get("myst_slugs", {}) if docname in env.metadata else {}
    nodes = [kept[docname].pformat() for kept in (env.titles, env.tocs) if docname in kept]
    return [nodes, [(slug, *heading[1:]) for slug, heading in headings.items()]]  # without their lines
