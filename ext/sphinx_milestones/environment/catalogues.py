"""The message catalogues of a register's translations, as Sphinx finds them in `locale_dirs`: which there are.

Sphinx translates pages with them; into other languages than that of the build, `workarounds.other_languages` does.
"""

from __future__ import annotations

from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

from sphinx.environment import BuildEnvironment
from sphinx.util.i18n import docname_to_domain

from .build_state import CATALOGUE
from .domain import domain_of

OF_EXTENSION = Path(__file__).parents[1] / "locale"


def catalogues_by_language(env: BuildEnvironment) -> dict[str, dict[str, Path]]:
    """Return the catalogues of each translation by domain, with that of the extension, if it has one."""
    found: dict[str, dict[str, Path]] = {}
    for folder in (Path(env.srcdir, name) for name in env.config.locale_dirs):
        for path in sorted(folder.glob("*/LC_MESSAGES/**/*.po")):
            language, _, *parts = path.relative_to(folder).with_suffix("").parts
            found.setdefault(language, {}).setdefault("/".join(parts), path)
    for language, catalogues in found.items():
        own = OF_EXTENSION / language / f"LC_MESSAGES/{CATALOGUE}.po"
        if own.is_file():
            catalogues.setdefault(CATALOGUE, own)
    return dict(sorted(found.items()))


def domains_of_pages(env: BuildEnvironment) -> dict[str, str]:
    """Return the domain of the catalogue that has the messages of each page."""
    return {page: docname_to_domain(page, env.config.gettext_compact) for page in sorted(env.found_docs)}


def catalogues_fingerprint(env: BuildEnvironment) -> str:
    """Return a hash of everything that the state of the translations is made from."""
    catalogues = [
        (language, domain, _content(path))
        for language, by_domain in catalogues_by_language(env).items()
        for domain, path in by_domain.items()
    ]
    return sha256(repr((catalogues, domains_of_pages(env))).encode()).hexdigest()


def _content(path: Path) -> bytes:
    """Return the content of a catalogue; nothing if it cannot be read, which is reported where its state is shown."""
    try:
        return path.read_bytes()
    except OSError:
        return b""


def pages_with_other_state(env: BuildEnvironment) -> Iterator[str]:
    """Yield the pages that show the state of the translations as it no longer is."""
    shown: dict[str, str] = domain_of(env).data["catalogues"]
    now = catalogues_fingerprint(env) if shown else ""
    yield from (page for page, before in shown.items() if before != now)
