"""What ``milestones.json`` says in one language, for tests of it; and what exports are made of, without Sphinx."""

from __future__ import annotations

import json
from collections.abc import Iterable
from gettext import NullTranslations
from typing import Any

from tests.support.small_register import wording

from sphinx_milestones.core.records import Milestone
from sphinx_milestones.reading.load import LoadedRegister
from sphinx_milestones.views.exports.data import ExportData
from sphinx_milestones.views.exports.milestones_json import milestones_json
from sphinx_milestones.views.wording import Wording


def read_data(text: str, language: str = "") -> dict[str, Any]:
    """Return a file, each text as it is in *language*, by default that of the pages' source."""
    data: dict[str, Any] = json.loads(text)
    languages = data["languages"]
    return {name: _in(value, language or languages[0], {*languages}) for name, value in data.items()}


def read_records(text: str, language: str = "") -> list[dict[str, Any]]:
    """Return the milestones of a file, as `read_data` does."""
    records: list[dict[str, Any]] = read_data(text, language)["milestones"]
    return records


def _in(value: Any, language: str, languages: set[str]) -> Any:
    if isinstance(value, list):
        return [_in(each, language, languages) for each in value]
    if not isinstance(value, dict):
        return value
    if value and {*value} <= languages:
        return value.get(language)
    return {name: _in(each, language, languages) for name, each in value.items()}


class _Addresses:
    """Addresses by id and key; no reference is known."""

    def milestone(self, milestone: Milestone) -> str:
        """Return its page and anchor."""
        return f"{milestone.docname}.html#{milestone.id}"

    def partner(self, key: str) -> str:
        """Return a page of its own."""
        return f"partners/{key}.html"

    def document(self, key: str) -> str:
        """Return a file of its own."""
        return f"documents/{key}"

    def image(self, milestone: Milestone) -> str:
        """Return a file of its own."""
        return f"_images/{milestone.image}" if milestone.image else ""

    def text(self, *_: object) -> str | None:
        """Return nothing."""
        return None

    def link(self, _role: str, _target: str, fallback: str, _wording: Wording) -> str:
        """Return the text without a link."""
        return fallback


def export_data(milestones: Iterable[Milestone] = (), words: Wording | None = None, **more: Any) -> ExportData:
    """Return what exports are made of, in the language of *words*, by default those of the small register."""
    words = words or wording()
    return ExportData(milestones, words.register, {words.language.replace("_", "-"): words}, _Addresses(), **more)


def records_of_load(loaded: LoadedRegister) -> list[dict[str, Any]]:
    """Return the records of what was read without a build, like `read_records`, without what only a build knows."""
    words = Wording("en", NullTranslations(), loaded.register)
    return [comparable(record) for record in read_records(milestones_json(export_data(loaded.milestones, words)))]


def comparable(record: dict[str, Any]) -> dict[str, Any]:
    """Return a record without its addresses and the text of a finished page."""
    return {name: value for name, value in record.items() if name not in ("address", "image_address", "text", "html")}
