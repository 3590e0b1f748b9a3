"""Collect the texts of milestones in other languages than that of the build, for data files in several languages.

Sphinx translates a page into the language of the build only, and keeps all catalogues of a process in one mapping that
does not distinguish languages (seen with Sphinx 9.0.4). So each page is copied before it is translated, and the
transforms of Sphinx are applied to the copy with the settings of another language, without the catalogues of this one.

Delete when Sphinx can translate a doctree into a given language.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from copy import copy
from pathlib import Path
from typing import Any

from docutils import nodes
from docutils.utils import normalize_language_tag
from docutils.utils.smartquotes import smartchars
from sphinx.application import Sphinx
from sphinx.config import Config
from sphinx.environment import BuildEnvironment
from sphinx.locale import translators
from sphinx.transforms import SphinxSmartQuotes, SphinxTransform
from sphinx.transforms.i18n import Locale
from sphinx.util.i18n import CatalogRepository, docname_to_domain
from sphinx.util.logging import suppress_logging

from sphinx_milestones.core.problems import Finding, Problem
from sphinx_milestones.core.records import Translation
from sphinx_milestones.environment.diagnostics import warn
from sphinx_milestones.environment.domain import domain_of
from sphinx_milestones.environment.languages import is_language, languages_of_data
from sphinx_milestones.environment.milestone_text import translation_of
from sphinx_milestones.environment.page_checks import heads
from sphinx_milestones.workarounds.title_translation import TranslateTitles


def setup(app: Sphinx) -> None:
    """Compile the catalogues of the other languages, and translate each page that is read."""
    app.connect("builder-inited", compile_catalogues)
    app.connect("env-get-outdated", pages_with_new_catalogues)
    app.add_transform(CollectTranslations)


def pages_with_new_catalogues(app: Sphinx, env: BuildEnvironment, *_: object) -> list[str]:
    """Return the pages that have a catalogue now in another language, and had none when they were read."""
    new = []
    for language in _other_languages(app.config)[0]:
        for docname in sorted(domain_of(env).data["milestones"]):
            path = _catalogue_of(env, docname, language)
            known = (Path(env.srcdir, name).resolve() for name in env.dependencies.get(docname, ()))
            if path and path not in known:
                new.append(docname)
    return new


def _catalogue_of(env: BuildEnvironment, docname: str, language: str) -> Path | None:
    """Return the catalogue of a page; None if there is none."""
    name = f"{docname_to_domain(docname, env.config.gettext_compact)}.po"
    paths = (Path(env.srcdir, folder, language, "LC_MESSAGES", name) for folder in env.config.locale_dirs)
    return next((path.resolve() for path in paths if path.is_file()), None)


def compile_catalogues(app: Sphinx) -> None:
    """Compile the catalogues that have changed, as Sphinx does for the language of the build."""
    for language in _other_languages(app.config)[0]:
        for catalogue in _catalogues(app.builder.srcdir, app.config, language).catalogs:
            try:
                if catalogue.is_outdated():
                    catalogue.write_mo(language, app.config.gettext_allow_fuzzy_translations)
            except OSError as error:
                message = f"this catalogue cannot be read: {error.strerror}. Fix it."
                warn(Finding(Problem.TRANSLATION, message, str(catalogue.po_path), 1))


def _catalogues(srcdir: Any, config: Config, language: str) -> CatalogRepository:
    return CatalogRepository(srcdir, config.locale_dirs, language, config.source_encoding)


def _other_languages(config: Config) -> tuple[Sequence[str], Sequence[str]]:
    """Return the languages that have catalogues, and that of the source if the build is in another one."""
    source, *translated = languages_of_data(config)
    return translated, [] if is_language(config, source) else [source]


class CollectTranslations(SphinxTransform):
    """Hands the texts of the milestones of a page in other languages to the domain, before Sphinx translates it."""

    default_priority = 15

    def apply(self, **kwargs: Any) -> None:
        """Copy and translate the page for each language."""
        translated, source = _other_languages(self.config)
        if not (translated or source) or not heads(self.document):
            return
        found = []
        for language in [*source, *translated]:
            document = self._copy(language)
            with _settings_of(self.config, language) as config, suppress_logging():
                for transform in (_TranslateTitles, _Locale) if language in translated else ():
                    transform(document, config).apply()
                _SmartQuotes(document, config).apply()
            found.append([_translation(head.parent, language, language in source) for head in heads(document)])
            self._note_catalogue(language)
        by_milestone = [tuple(filter(None, texts)) for texts in zip(*found, strict=True)]
        domain_of(self.env).note_translations(self.env.docname, by_milestone)

    def _copy(self, language: str) -> nodes.document:
        document: nodes.document = self.document.deepcopy()
        document.settings = copy(document.settings)
        document.settings.language_code = language
        return document

    def _note_catalogue(self, language: str) -> None:
        """Note that the page depends on its catalogue, as Sphinx does for the language of the build."""
        if path := _catalogue_of(self.env, self.env.docname, language):
            self.env.note_dependency(str(path))


def _translation(section: nodes.Element, language: str, source: bool) -> Translation | None:
    """Return the texts of a milestone, without those that are not translated; None if none is."""
    title, *body = section.children
    has_title, has_body = (source or any(map(_is_translated, part)) for part in ([title], body))
    if not (has_title or has_body):
        return None
    return translation_of(section, language, title=has_title, body=has_body)


def _is_translated(node: nodes.Node) -> bool:
    return any(part.get("translated") for part in node.findall(nodes.Element))


class _Settings:
    """The configuration of the build with another language; what is set on it is set on the configuration itself."""

    def __init__(self, config: Config, language: str) -> None:
        self.__dict__.update(_config=config, language=language)

    def __getattr__(self, name: str) -> Any:
        return getattr(self.__dict__["_config"], name)

    def __setattr__(self, name: str, value: object) -> None:
        setattr(self.__dict__["_config"], name, value)


@contextmanager
def _settings_of(config: Config, language: str) -> Iterator[Any]:
    """Give the settings of another language, while Sphinx knows no catalogue."""
    known = dict(translators)
    translators.clear()
    try:
        yield _Settings(config, language)
    finally:
        translators.clear()
        translators.update(known)


class _InLanguage:
    """A transform with settings of its own."""

    def __init__(self, document: nodes.document, config: Any) -> None:
        super().__init__(document, startnode=None)  # type: ignore[call-arg]
        self._config = config

    @property
    def config(self) -> Any:
        """The settings."""
        return self._config


class _Locale(_InLanguage, Locale):
    pass


class _TranslateTitles(_InLanguage, TranslateTitles):
    pass


class _SmartQuotes(_InLanguage, SphinxSmartQuotes):
    def is_available(self) -> bool:
        """Return whether the project has typographic quotes in the language; Sphinx asks for that of the build."""
        excluded, code = self.config.smartquotes_excludes, self.config.language
        builder = domain_of(self.env).build.builder.name
        if code in excluded.get("languages", ()) or builder in excluded.get("builders", ()):
            return False
        return bool(self.config.smartquotes) and any(tag in smartchars.quotes for tag in normalize_language_tag(code))
