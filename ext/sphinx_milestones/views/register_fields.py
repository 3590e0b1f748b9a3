"""The fields of a register: the built-in ones."""

from __future__ import annotations

from collections.abc import Mapping

from sphinx_milestones.register.register import Register

from .field import Field
from .fields import FIELDS


def fields_of(_register: Register) -> Mapping[str, Field]:
    """Return the fields that the milestones of a register can have, by name and in order."""
    return FIELDS


def translatable_fields(register: Register) -> list[str]:
    """Return the names of the fields with a text that translators get."""
    return [name for name, field in fields_of(register).items() if field.translatable]
