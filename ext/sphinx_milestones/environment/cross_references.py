"""Where Sphinx and MyST do not ask the domain: labels, addresses of files, and what to say of a lost reference."""

from __future__ import annotations

from typing import Any

from docutils import nodes
from sphinx.addnodes import pending_xref
from sphinx.application import Sphinx
from sphinx.domains import Domain
from sphinx.environment import BuildEnvironment
from sphinx.transforms.post_transforms import SphinxPostTransform

from .domain import MilestoneDomain, domain_of
from .links import Links


def setup(app: Sphinx) -> None:
    """Take part in the resolution of references."""
    app.add_post_transform(ResolveFileAddresses)
    app.connect("missing-reference", resolve_label)
    app.connect("missing-reference", take_as_text, priority=900)  # after all that can resolve it
    app.connect("warn-missing-reference", is_told)


class ResolveFileAddresses(SphinxPostTransform):
    """Turns Markdown's ``[](2024.md#2024-first)`` into a role, since MyST looks for headings and labels only."""

    default_priority = 6  # before MyST's own, which is 9

    def run(self, **kwargs: Any) -> None:
        """Find the links whose anchor stands in the file that they name."""
        domain = domain_of(self.env)
        for node in self.document.findall(pending_xref):
            if node.get("refdomain") == "doc" and node.get("reftargetid"):
                for role, key in Links(domain, node["refdoc"]).meant("any", node["reftargetid"]):
                    if (node["reftarget"], node["reftargetid"]) == domain.place_of(role, key):
                        node.attributes |= {"refdomain": "ms", "reftype": role, "reftarget": key}
                        break


def resolve_label(
    app: Sphinx, env: BuildEnvironment, node: pending_xref, contnode: nodes.Element
) -> nodes.reference | None:
    """Answer ``{ref}`` with a milestone's id where there is no such label.

    Ids are no labels of Sphinx's own: it would report a second time what is reported here, and find each twice.
    """
    domain = env.domains["ms"]
    if node.get("refdomain") != "std" or node.get("reftype") != "ref" or not isinstance(domain, MilestoneDomain):
        return None
    reference = domain.resolve_xref(env, node["refdoc"], app.builder, "milestone", node["reftarget"], node, contnode)
    return reference if isinstance(reference, nodes.reference) else None


def take_as_text(
    app: Sphinx, env: BuildEnvironment, node: pending_xref, contnode: nodes.TextElement
) -> nodes.TextElement | None:
    """Keep Sphinx from telling what follows from a page that cannot be read, on which the target may stand."""
    return contnode if domain_of(env).unreadable else None


def is_told(app: Sphinx, domain: Domain | None, node: pending_xref) -> bool | None:
    """Keep Sphinx from telling what the consistency check tells."""
    return True if domain is domain_of(app.env) else None
