"""The fields that the milestones of a register can have: the built-in ones, then its own."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from sphinx_milestones.register.own_model import OwnModel
from sphinx_milestones.register.register import Register

from .field import Field
from .fields import FIELDS
from .own_fields import row_of


def fields_of(register: Register) -> Mapping[str, Field]:
    """Return the fields by name, in order."""
    return _fields_of(register.model)


@lru_cache(maxsize=8)
def _fields_of(model: OwnModel) -> Mapping[str, Field]:
    return {**FIELDS, **{name: row_of(own) for name, own in model.fields.items()}}


def translatable_fields(register: Register) -> list[str]:
    """Return the names of the fields with a text that translators get."""
    return [name for name, field in fields_of(register).items() if field.translatable]
