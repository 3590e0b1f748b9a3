"""References that Sphinx and MyST resolve without the domain, and the suppression of redundant warnings.

The roles are resolved by `domain`; the text of a reference without one is made in `links`.
"""

from __future__ import annotations

from typing import Any

from docutils import nodes
from sphinx.addnodes import pending_xref
from sphinx.application import Sphinx
from sphinx.domains import Domain
from sphinx.environment import BuildEnvironment
from sphinx.transforms.post_transforms import SphinxPostTransform

from .domain import MilestoneDomain, domain_of


def setup(app: Sphinx) -> None:
    """Take part in the resolution of references."""
    app.add_post_transform(ResolveFileLinks)
    app.connect("missing-reference", resolve_label)
    app.connect("missing-reference", use_as_text, priority=900)  # after everything that can resolve it
    app.connect("warn-missing-reference", is_reported_elsewhere)


class ResolveFileLinks(SphinxPostTransform):
    """Turns Markdown's ``[](2024.md#2024-first)`` into a role, since MyST looks for headings and labels only."""

    default_priority = 6  # before MyST's own, which is 9

    def run(self, **kwargs: Any) -> None:
        """Replace links whose anchor is that of an object of the domain in the named file."""
        domain = domain_of(self.env)
        for node in self.document.findall(pending_xref):
            if node.get("refdomain") == "doc" and node.get("reftargetid"):
                for role, key in domain.links(node["refdoc"]).candidates("any", node["reftargetid"]):
                    collection = domain.collection
                    target = collection.index_entry(key) if role == "partner" else collection.location_of(role, key)
                    if (node["reftarget"], node["reftargetid"]) == target:
                        node.attributes |= {"refdomain": "ms", "reftype": role, "reftarget": key}
                        break


def resolve_label(
    app: Sphinx, env: BuildEnvironment, node: pending_xref, contnode: nodes.Element
) -> nodes.reference | None:
    """Resolve ``{ref}`` with a milestone's id if there is no such label.

    Ids are not registered as labels of Sphinx, which would report duplicates again and find each id twice.
    """
    domain = env.domains["ms"]
    if node.get("refdomain") != "std" or node.get("reftype") != "ref" or not isinstance(domain, MilestoneDomain):
        return None
    reference = domain.resolve_xref(env, node["refdoc"], app.builder, "milestone", node["reftarget"], node, contnode)
    return reference if isinstance(reference, nodes.reference) else None


def use_as_text(
    app: Sphinx, env: BuildEnvironment, node: pending_xref, contnode: nodes.TextElement
) -> nodes.TextElement | None:
    """Suppress missing-reference warnings while a page is unreadable: the target may be in it."""
    return contnode if domain_of(env).build.unreadable else None


def is_reported_elsewhere(app: Sphinx, domain: Domain | None, node: pending_xref) -> bool | None:
    """Suppress warnings about references of the domain: the consistency check reports them."""
    return True if domain is domain_of(app.env) else None
