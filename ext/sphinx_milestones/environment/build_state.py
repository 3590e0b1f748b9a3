"""The state of one build. It is created with the builder, changed only here, and never stored."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping, Set
from contextlib import suppress
from dataclasses import dataclass, field, replace
from functools import cached_property
from gettext import translation
from pathlib import Path

from sphinx.builders import Builder
from sphinx.config import CONFIG_FILENAME
from sphinx.locale import get_translator

from sphinx_milestones.core.problems import Finding, Problem
from sphinx_milestones.core.records import Text
from sphinx_milestones.core.urls import site_url
from sphinx_milestones.register.collection import Collection
from sphinx_milestones.register.consistency import check_references, find_unused_entries
from sphinx_milestones.register.loader import load_register
from sphinx_milestones.register.own_model import UNKNOWN_MODEL
from sphinx_milestones.register.published_checks import check_published
from sphinx_milestones.register.register import Register
from sphinx_milestones.register.tables import TABLES
from sphinx_milestones.views.digits import LATIN
from sphinx_milestones.views.locales import catalogues_for
from sphinx_milestones.views.own_messages import check_messages
from sphinx_milestones.views.wording import Wording

from .config import folder_of_data, numbering_system, own_labels, path_of_pdf
from .diagnostics import warn
from .downloads import DownloadablePdf
from .languages import is_language, languages_of_data
from .setting_checks import check_settings
from .unread_pages import find_unread_pages

CATALOGUE = "sphinx_milestones"


@dataclass
class BuildState:
    """The current builder, the register as loaded from its data files, and the progress of the build."""

    builder: Builder
    register: Register
    #: The pages that this build skips.
    unreadable: frozenset[str] = frozenset()
    #: Whether this build has run the checks that need every page.
    consistency_checked: bool = False
    #: Whether the exports in the output folder are up to date.
    exports_current: bool = False
    #: The generated partner pages in the output folder that are up to date.
    current_pages: frozenset[str] = frozenset()
    _rendered: dict[tuple[str, Hashable], str] = field(default_factory=dict)

    @classmethod
    def begin(cls, builder: Builder) -> BuildState:
        """Return the state for a new build: read the data files, and report problems in them and in the settings."""
        data = folder_of_data(builder)
        register, findings = load_register(data) if data else (Register(model=UNKNOWN_MODEL, broken=tuple(TABLES)), [])
        findings += check_messages(register.model)
        for message in check_settings(builder, register):
            findings.append(Finding(Problem.CONFIGURATION, message, str(Path(builder.confdir, CONFIG_FILENAME))))
        for finding in findings:
            warn(finding)
        return cls(builder, register)

    @property
    def default_host(self) -> str | None:
        """The host of milestones that name none; None if it is not a partner."""
        host: str = self.builder.config.milestones_host
        return host if host in self.register.partners else None

    @property
    def makes_pages(self) -> bool:
        """Whether the builder makes a file for each page, with its own URL."""
        return self.builder.format == "html" and self.builder.name not in ("epub", "singlehtml")

    @property
    def base(self) -> str:
        """The URL at which the site begins, with a slash at its end; empty if it is unknown."""
        return site_url(str(self.builder.config.html_baseurl))

    @property
    def author(self) -> str:
        """The author of the register; empty if the project names none."""
        config = self.builder.config
        return "" if config.author == config.values["author"].default else str(config.author)

    @cached_property
    def wording(self) -> Wording:
        """The wording in the language of the build."""
        config = self.builder.config
        translations = get_translator(CATALOGUE, "general")
        labels: dict[str, Text] = {}
        with suppress(ValueError):  # reported when the build began
            labels = own_labels(config)
        searched = tuple(config.milestones_search_languages)
        digits = numbering_system(config)
        return Wording(config.language, translations, self.register, searched, labels, digits=digits)

    @cached_property
    def wordings(self) -> Mapping[str, Wording]:
        """The wording in each language of the data files, by BCP 47 code, the language of the pages' source first."""
        config, folder = self.builder.config, Path(__file__).parents[1] / "locale"
        found = {}
        for code in languages_of_data(config):
            wording = self.wording
            if not is_language(config, code):
                own = translation(CATALOGUE, folder, catalogues_for(code), fallback=True)
                wording = replace(wording, language=code.replace("-", "_"), translations=own, digits=LATIN)
            found[code.replace("_", "-")] = wording
        return found

    @property
    def code(self) -> str:
        """The BCP 47 code of the language of the build, as data files have it."""
        return next((code for code, each in self.wordings.items() if each is self.wording), self.wording.language)

    def pdf(self, edition: str) -> DownloadablePdf | None:
        """Return the PDF of an edition, of the full register if its name is empty; None if it was not built."""
        full = path_of_pdf(self.builder)
        return DownloadablePdf.measure(full.with_name(f"{edition}.pdf") if edition else full) if full else None

    def check_references(self, collection: Collection) -> None:
        """Report duplicate ids, references without a target, and lost addresses."""
        self.consistency_checked = True
        for finding in (*check_references(collection, self.builder.env.doc2path), *check_published(collection)):
            warn(finding)

    def check_unread_pages(self) -> None:
        """Report milestones that no build reads: in each build, as a file that is not read changes nothing in it."""
        for finding in find_unread_pages(self.builder, self.unreadable):
            warn(finding)

    def check_use(self, collection: Collection) -> None:
        """Report entries of data files that no page uses."""
        for finding in find_unused_entries(collection):
            warn(finding)

    def skip(self, unreadable: Set[str]) -> None:
        """Note the pages that this build skips."""
        self.unreadable = frozenset(unreadable)

    def note_exports(self, *, current: bool) -> None:
        """Note whether the exports in the output folder are up to date."""
        self.exports_current = current

    def note_current_pages(self, pages: Set[str]) -> None:
        """Note which generated partner pages need not be written again."""
        self.current_pages = frozenset(pages)

    def render_once(self, page: str, model: Hashable, render: Callable[[], str]) -> str:
        """Return the HTML of *model* on a page; what was rendered for the comparison with the last build is reused."""
        if (page, model) not in self._rendered:
            self._rendered[page, model] = render()
        return self._rendered[page, model]
