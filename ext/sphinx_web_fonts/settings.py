"""The validated settings."""

from __future__ import annotations

from collections.abc import Iterable

from sphinx.config import Config
from sphinx.errors import ConfigError
from sphinx.locale import __

from .families import Family, find_family


def chosen_families(config: Config) -> list[Family]:
    """Return the families that `web_fonts` names.

    :raises ConfigError: if it is not a list of names, or names a family that no installed package offers.
    """
    if isinstance(config.web_fonts, str):
        message = __("web_fonts: “%s” is a text. Write a list, even of one family: [“%s”].")
        raise ConfigError(message % (config.web_fonts, config.web_fonts))
    match config.web_fonts:
        case [*names] if all(isinstance(name, str) and name.strip() for name in names):
            pass
        case other:
            message = __("web_fonts: %r is not a list of names of families, such as [“Noto Sans”].")
            raise ConfigError(message % (other,))
    return [find_family(name) for name in config.web_fonts]


def chosen_weights(config: Config, families: Iterable[Family]) -> tuple[int, int]:
    """Return `web_font_weights`, the lightest and the boldest.

    :raises ConfigError: if they are not two weights, in this order, that each family has.
    """
    match config.web_font_weights:
        case (int(lightest), int(boldest)) if 0 < lightest <= boldest:
            pass
        case other:
            message = __("web_font_weights: %r is not two weights, the lightest first, such as (400, 600).")
            raise ConfigError(message % (other,))
    for family in families:
        for weight in (lightest, boldest):
            if not family.has(weight):
                message = __("web_font_weights: “%s” has no weight %d. It has: %s.")
                raise ConfigError(message % (family.name, weight, family.weights))
    return lightest, boldest
