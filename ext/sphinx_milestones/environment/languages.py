"""The languages in the settings: those that data files are in, and those that the search knows."""

from __future__ import annotations

import re
from collections.abc import Iterator

from babel import localedata
from sphinx.config import Config


def languages_of_data(config: Config) -> list[str]:
    """Return the languages of the data files as the project lists them; by default, that of the build."""
    return [*config.milestones_languages] or [str(config.language)]


def is_language(config: Config, language: str) -> bool:
    """Return whether the build is in *language*, in whichever country: ``en_GB`` in ``en``."""
    return re.split("[-_]", str(config.language))[0] == re.split("[-_]", language)[0]


def check_languages(config: Config) -> Iterator[str]:
    """Yield a message for each code that is not one, and one if the language of the build is missing."""
    for name in ("milestones_search_languages", "milestones_languages"):
        for code in (code for code in config[name] if not localedata.exists(code.replace("-", "_"))):
            yield f"{name}: “{code}” is not a language code, such as “ar”. Fix it."
    if not any(is_language(config, code) for code in languages_of_data(config)):
        yield f"milestones_languages: “{config.language}”, the language of the build, is missing. Add it."
