"""The roles ``milestone``, ``partner`` and ``document``, and ``ms:year``; each takes a key, or ``text <key>``."""

from __future__ import annotations

from docutils import nodes
from sphinx.roles import XRefRole
from sphinx.util.typing import RoleFunction


class RegisterRole(XRefRole):
    """A reference in the domain ``ms``, written with or without the prefix of the domain."""

    def run(self) -> tuple[list[nodes.Node], list[nodes.system_message]]:
        """Return a pending reference."""
        self.name = f"ms:{self.name.removeprefix('ms:')}"
        return super().run()


ROLES: dict[str, RoleFunction | XRefRole] = {
    name: RegisterRole(innernodeclass=nodes.inline) for name in ("milestone", "partner", "document")
}

# A year has the prefix always: its name is a common word.
DOMAIN_ROLES: dict[str, RoleFunction | XRefRole] = {**ROLES, "year": RegisterRole(innernodeclass=nodes.inline)}
