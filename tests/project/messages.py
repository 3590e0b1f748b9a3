"""The message catalogues: `make messages` updates those of the extension and of the site in each language."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory

from babel.messages.catalog import Catalog
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from tests.support.project import with_extensions

from sphinx_milestones.cli.starting.example import texts

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "ext/sphinx_milestones"
LOCALE = PACKAGE / "locale"
SITE = ROOT / "docs/locale"
UNTRANSLATED = {"contributing"}  # the guide stays in English
OF_SPHINX = ("About these documents", "Link to this heading")  # which its own catalogues lack
TEMPLATE = LOCALE / "sphinx_milestones.pot"
METHODS = [
    ("cli/**", "ignore"),
    ("**.py", "python"),
    ("**/templates/**.html", "jinja2"),
    ("**/templates/**.svg", "jinja2"),
]
KEYWORDS = {**DEFAULT_KEYWORDS, "counted": (1, 2)}
# Without a date and the name of a machine or a person, the same messages give the same file.
HEADER = """\
# Messages of {}.
msgid ""
msgstr ""
"Content-Type: text/plain; charset=UTF-8\\n"
"Content-Transfer-Encoding: 8bit\\n"

"""


def extract() -> Catalog:
    """Return all messages of the package."""
    catalog = Catalog(project="sphinx_milestones", charset="utf-8")
    found = extract_from_dir(
        PACKAGE, METHODS, keywords=KEYWORDS, comment_tags=("Translators:",), strip_comment_tags=True
    )
    for path, _line, message, comments, context in sorted(found, key=lambda entry: (entry[0], entry[1])):
        catalog.add(message, None, [(path, 0)], auto_comments=comments, context=context)
    return catalog


def template() -> bytes:
    """Return the template for translators."""
    file = BytesIO()
    write_po(file, extract(), width=120, omit_header=True, sort_output=True, include_lineno=False)
    return HEADER.format("the Sphinx extension sphinx_milestones").encode() + file.getvalue()


def extract_from_example() -> Catalog:
    """Return the texts of the example register, in which `init` writes a register in another language."""
    catalog = Catalog(project="example", charset="utf-8")
    for name, text in texts():
        catalog.add(text, None, [(name, 0)])
    return catalog


def catalogues(domain: str = "sphinx_milestones") -> Iterator[Path]:
    """Yield the catalogue of each language."""
    yield from sorted(LOCALE.glob(f"*/LC_MESSAGES/{domain}.po"))


def extract_from_templates() -> Catalog:
    """Return the messages of the site's own templates, which are in Sphinx's domain, and some of Sphinx itself."""
    catalog = Catalog(project="site", charset="utf-8")
    for label in OF_SPHINX:
        catalog.add(label)
    for path, _line, message, comments, context in extract_from_dir(ROOT / "docs/_templates", [("**.html", "jinja2")]):
        catalog.add(message, None, [(f"_templates/{path}", 0)], auto_comments=comments, context=context)
    return catalog


def extract_from_pages() -> Iterator[tuple[str, Catalog]]:
    """Yield the name and the messages of each domain of the site: a page, or a folder of pages."""
    with TemporaryDirectory() as folder:
        command = [sys.executable, "-m", "sphinx", "-q", "-b", "gettext", "-c", str(ROOT), str(ROOT / "docs"), folder]
        subprocess.run(command, check=True, cwd=ROOT, env=with_extensions())
        for path in sorted(Path(folder).glob("*.pot")):
            if path.stem in UNTRANSLATED:
                continue
            catalog = Catalog(project="site", charset="utf-8")
            for message in read_po(BytesIO(path.read_bytes())):
                pages = sorted({Path(name).name for name, _ in message.locations})
                if message.id:
                    catalog.add(message.id, None, [(page, 0) for page in pages])
            yield path.stem, catalog
    yield "sphinx", extract_from_templates()


def update(path: Path, messages: Catalog, *, site: bool) -> Catalog:
    """Update the catalogue of a language, if there is one, and return it; changed text of the *site* is fuzzy."""
    language = path.parts[-3]
    catalog = read_po(BytesIO(path.read_bytes() if path.exists() else b""), locale=language)
    catalog.update(messages, no_fuzzy_matching=not site)
    file = BytesIO()
    write_po(file, catalog, width=120, omit_header=True, include_lineno=False, ignore_obsolete=True)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(header(catalog, site=site).encode() + file.getvalue())
    return catalog


def header(catalog: Catalog, *, site: bool) -> str:
    """Return the header of a catalogue; without a date and a name, the same messages give the same file."""
    plural = f'"Language: {catalog.locale}\\n"\n"Plural-Forms: {catalog.plural_forms}\\n"\n\n'
    return HEADER.format("the site" if site else "the Sphinx extension sphinx_milestones").removesuffix("\n") + plural


def main() -> int:
    """Write the template of the extension, update the catalogues, and compile those of the extension."""
    TEMPLATE.write_bytes(template())
    for domain, messages in (("sphinx_milestones", extract()), ("example", extract_from_example())):
        for path in catalogues(domain):
            catalog = update(path, messages, site=False)
            with path.with_suffix(".mo").open("wb") as compiled:
                write_mo(compiled, catalog)
    domains = dict(extract_from_pages())
    for folder in SITE.glob("*/LC_MESSAGES"):
        for path in folder.glob("*.po"):
            if path.stem not in domains:  # its pages are gone
                path.unlink()
        for domain, messages in domains.items():
            update(folder / f"{domain}.po", messages, site=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
