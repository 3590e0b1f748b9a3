"""Where readers can send a proposal, by the settings: the web editor of the repository, an email address or nowhere."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple
from urllib.parse import quote, urlsplit

from sphinx.config import Config

from sphinx_milestones.core.suggestions import suggest
from sphinx_milestones.core.urls import why_invalid_url


class Forge(NamedTuple):
    """A service that hosts repositories: the URLs of its editor for a new and an existing file, and of a new issue.

    Their placeholders are replaced in the browser. Without ``{text}``, a service cannot fill in the text of a file.
    """

    name: str
    new: str
    edit: str
    issue: str


FORGES: Mapping[str, Forge] = {
    "github": Forge(
        "GitHub",
        "/new/{branch}?filename={path}&value={text}",
        "/edit/{branch}/{path}",
        "/issues/new?title={title}&body={text}",
    ),
    "gitlab": Forge(
        "GitLab",
        "/-/new/{branch}?file_name={path}",
        "/-/edit/{branch}/{path}",
        "/-/issues/new?issue[title]={title}&issue[description]={text}",
    ),
    "gitea": Forge(
        "Gitea",
        "/_new/{branch}/?filename={path}&value={text}",
        "/_edit/{branch}/{path}",
        "/issues/new?title={title}&body={text}",
    ),
}
_KINDS_BY_HOST = {"github.com": "github", "gitlab.com": "gitlab", "codeberg.org": "gitea"}
ADDRESS = re.compile(r"https?://|mailto:")
_MAIL = re.compile(r"[^\s@,;?#&%\"<>]+@[^\s@,;?#&%\"<>]+")
_SETTING = "milestones_forge"
_KEYS = ("repository", "kind", "branch", "folder")


def forge_of(config: Config) -> Forge | None:
    """Return the forge of a project, with the full URLs of its repository; None if it has none, or an invalid one."""
    given: Mapping[str, str] = config.milestones_forge
    if not given or list(check_forge(given)):
        return None
    repository, branch = given["repository"].rstrip("/"), given.get("branch") or "main"
    name, *paths = FORGES[_kind_of(given)]
    return Forge(name, *(repository + path.replace("{branch}", quote(branch)) for path in paths))


def repository_path(config: Config, path: str) -> str:
    """Return the path in the repository of a file given by its path from the folder of ``conf.py``."""
    folder = str(config.milestones_forge.get("folder", "")).strip("/")
    return f"{folder}/{path}" if folder else path


def edit_url(config: Config, path: str, line: int) -> str | None:
    """Return the URL where a line of a file can be edited, by a setting or else at the forge; None without them."""
    template: str = config.milestones_edit_url
    forge = None if template else forge_of(config)
    if forge is None:
        return fill_template(template, path=path, line=line)
    return fill_template(f"{forge.edit}#L{{line}}", path=repository_path(config, path), line=line)


def fill_template(template: str, **values: object) -> str | None:
    """Return the URL of a template; None if the result is not a URL."""
    try:
        url = template.format_map({name: quote(str(value)) for name, value in values.items()})
    except (LookupError, ValueError, AttributeError, MemoryError):
        return None  # reported when the build began, like a result that is not a URL
    return url if ADDRESS.match(url) else None


def _kind_of(given: Mapping[str, str]) -> str:
    """Return the kind of a forge: the one given, else that of its host; empty if it is unknown."""
    host = urlsplit(str(given.get("repository"))).hostname or ""
    return str(given.get("kind") or _KINDS_BY_HOST.get(host, ""))


def check_forge(given: Mapping[str, str]) -> Iterator[str]:
    """Yield a message for each error in the setting."""
    unknown = [str(name) for name in given if name not in _KEYS]
    for name in unknown:
        yield f"{_SETTING}: unknown key “{name}”. {suggest(name, _KEYS)}"
    for name, value in given.items():
        if not isinstance(value, str):
            yield f"{_SETTING}: “{name}” is “{value!r}”, not a string. Write it in quotation marks."
            return
    repository = given.get("repository", "")
    if not repository:
        if given and not unknown:
            yield f"{_SETTING}: “repository” is missing. Add the URL of the repository."
    elif reason := why_invalid_url(repository):
        yield f"{_SETTING}: {reason}"
    elif not re.match("https?://", repository):
        yield f"{_SETTING}: “{repository}” is not the URL of a repository. Start it with “https://”."
    elif (kind := _kind_of(given)) not in FORGES:
        found = f"“{kind}” is not a kind of forge." if kind else "“kind” is missing."
        yield f"{_SETTING}: {found} {suggest(kind, FORGES)}"


def check_mail(address: str) -> Iterator[str]:
    """Yield a message if *address* is not an email address."""
    if address and not _MAIL.fullmatch(address):
        yield f"milestones_mail: “{address}” is not an email address. Write one such as “register@example.org”."
