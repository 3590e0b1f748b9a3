"""Problems of partners: kinds that do not exist, aliases that clash, and parents that do not exist or form a circle."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from sphinx_milestones.core.m49 import NAMED
from sphinx_milestones.core.problems import Problem, ReportColumn
from sphinx_milestones.core.records import Partner
from sphinx_milestones.core.suggestions import suggest

from .register import Register, folded, keys_by_name

FALLBACK_KIND = "organisation"
GROUP_OF_HOSTS = "host"  # the group of partners that only hosted; it has a heading, as each kind does


def check_partner_kinds(kinds: dict[str, Any], report_on: Callable[[str], ReportColumn]) -> None:
    """Report and drop a kind with the name of the group of hosts."""
    if kinds.pop(GROUP_OF_HOSTS, None):
        message = "is the name of the group of partners that only hosted. Choose another key."
        report_on(GROUP_OF_HOSTS)(Problem.REGISTER_ENTRY, message, "")


def why_unknown_kind(kind: str, register: Register) -> str | None:
    """Return why *kind* is not a kind of partner, as sentences; None if it is one."""
    if kind in (known := register.kinds_of_partners):
        return None
    return f"“{kind}” is not a kind of partner. {suggest(kind, known, 'add it to partner-kinds.toml')}"


def check_partners(register: Register, partners: dict[str, Partner], report_on: Callable[[str], ReportColumn]) -> None:
    """Report problems of *partners*, each through ``report_on(key)``; replace unknown kinds, drop invalid parents.

    *register* has the kinds. If its file is broken, unknown kinds are not reported again.
    """
    named = keys_by_name(partners.values())
    for key, partner in partners.items():
        report = report_on(key)
        if reason := why_unknown_kind(partner.kind, register):
            if "partner_kinds" not in register.broken:
                report(Problem.REGISTER_VALUE, f"kind: {reason}", "kind")
            partner = partners[key] = replace(partner, kind=FALLBACK_KIND)
        if not partner.name and partner.country not in NAMED:
            column = "country" if partner.kind == "country" and not partner.country else "name"
            report(Problem.REGISTER_ENTRY, _missing_name(partner), column)
        for alias in partner.aliases:
            if owner := _owner_of_alias(alias, partner, partners, named):
                message = f"aliases: “{alias}” is also a name of [{owner}]. Delete one of the two."
                report(Problem.REGISTER_VALUE, message, "aliases")
        if reason := _why_invalid_parent(partner, partners):
            report(Problem.REGISTER_VALUE, f"parent: {reason}", "parent")
            partners[key] = replace(partners[key], parent=None)


def _missing_name(partner: Partner) -> str:
    """Return the message for a partner without a name."""
    if partner.country:
        return f"has no name, and none is known for the code “{partner.country}”. Add a line “name = …”."
    if partner.kind == "country":
        return "is a country without a code. Add a line “country = …” with its code of ISO 3166, or “name = …”."
    return "has no name. Add a line “name = …”."


def _owner_of_alias(
    alias: str, partner: Partner, partners: Mapping[str, Partner], named: Mapping[str, list[str]]
) -> str | None:
    """Return the key of another partner with this key, name or alias; None for the first of two with the same alias."""
    if alias.lower() in partners and alias.lower() != partner.key:
        return alias.lower()
    before = True
    for key in named[folded(alias)]:
        if key == partner.key:
            before = False
        elif before or folded(alias) not in map(folded, partners[key].aliases):
            return key
    return None


def _why_invalid_parent(partner: Partner, partners: Mapping[str, Partner]) -> str | None:
    """Return why the parent of a partner is invalid, as sentences; None if it is valid."""
    if partner.parent is None:
        return None
    if partner.parent not in partners:
        return f"“{partner.parent}” is not in partners.toml. {suggest(partner.parent, partners)}"
    if partner.parent == partner.key:
        return f"[{partner.key}] cannot be its own parent. Delete the line."
    if _is_own_ancestor(partner, partners):
        return f"“{partner.parent}” belongs to [{partner.key}], directly or through others. Remove one of the parents."
    return None


def _is_own_ancestor(partner: Partner, partners: Mapping[str, Partner]) -> bool:
    """Return whether a partner is its own ancestor; a circle without it is reported for the members."""
    seen: set[str] = set()
    above = partner.parent or ""
    while above in partners and above != partner.key and above not in seen:
        seen.add(above)
        above = partners[above].parent or ""
    return above == partner.key
