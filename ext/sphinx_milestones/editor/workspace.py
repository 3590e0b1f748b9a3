"""The projects that are open in an editor, each with its register, read again when a file of it has changed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from gettext import NullTranslations
from pathlib import Path

from sphinx.config import CONFIG_FILENAME

from sphinx_milestones.cli.project import CommandError, Project, find_project
from sphinx_milestones.cli.year_pages import Pages
from sphinx_milestones.register.loader import load_register
from sphinx_milestones.register.register import Register
from sphinx_milestones.syntax.markup import Markup
from sphinx_milestones.views.wording import Wording


@dataclass(frozen=True, slots=True)
class Location:
    """A milestone on a page: title, file and line (0-based)."""

    title: str
    path: Path
    line: int


class OpenProject:
    """A project as its files are at one moment."""

    def __init__(self, project: Project) -> None:
        self.project = project
        self.pages = Pages(project)

    @cached_property
    def register(self) -> Register:
        """The register; incomplete while a data file has problems."""
        return load_register(self.project.data)[0]

    @cached_property
    def wording(self) -> Wording:
        """The labels of the entries, in the language of the pages."""
        return Wording(str(self.project.settings.get("language") or "en"), NullTranslations(), self.register)

    @cached_property
    def milestones(self) -> Mapping[str, list[Location]]:
        """Where each id is."""
        found: dict[str, list[Location]] = {}
        for path in self.pages.paths():
            for entry in self.pages.entries_on(path):
                found.setdefault(entry.id, []).append(Location(entry.title, path, entry.line))
        return found

    @property
    def required(self) -> list[str]:
        """The fields that each milestone must have."""
        return self.register.model.required_fields(self.project.setting("milestones_required_fields"))

    def markup_of(self, path: Path) -> Markup | None:
        """Return the markup of a page; None if it is no page."""
        return self.pages.markups.get(path.suffix)


class Workspace:
    """The open projects, by the folder of their configuration."""

    def __init__(self) -> None:
        self._projects: dict[Path, tuple[object, OpenProject]] = {}

    def of(self, path: Path) -> OpenProject | None:
        """Return the project that a page belongs to; None if it belongs to none that can be read."""
        folder = next((each for each in path.parents if (each / CONFIG_FILENAME).is_file()), None)
        if folder is None:
            return None
        try:
            found = find_project(str(folder), None)
            stamp = _stamp(found)
            if folder not in self._projects or self._projects[folder][0] != stamp:
                self._projects[folder] = (stamp, OpenProject(found))
        except (CommandError, OSError):
            return None
        return self._projects[folder][1]


def _stamp(project: Project) -> object:
    """Return what changes if a configuration, a data file or a page changes."""
    files = [project.confdir / CONFIG_FILENAME, *project.data.glob("*.toml"), *Pages(project).paths()]
    return tuple((str(path), path.stat().st_mtime_ns) for path in files if path.is_file())
