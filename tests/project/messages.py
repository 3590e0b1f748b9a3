"""The message catalogues of the extension: `make messages` writes the template and updates each language."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

PACKAGE = Path(__file__).parents[2] / "ext/sphinx_milestones"
LOCALE = PACKAGE / "locale"
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
# Messages of the Sphinx extension sphinx_milestones.
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
    return HEADER.encode() + file.getvalue()


def catalogues() -> Iterator[Path]:
    """Yield the catalogue of each language."""
    yield from sorted(LOCALE.glob("*/LC_MESSAGES/sphinx_milestones.po"))


def main() -> int:
    """Write the template; update and compile the catalogues."""
    LOCALE.mkdir(exist_ok=True)
    TEMPLATE.write_bytes(template())
    messages = extract()
    for path in catalogues():
        catalog = read_po(BytesIO(path.read_bytes()), locale=path.parts[-3])
        catalog.update(messages, no_fuzzy_matching=True)
        file = BytesIO()
        write_po(file, catalog, width=120, sort_output=True, include_lineno=False, ignore_obsolete=True)
        path.write_bytes(file.getvalue())
        with path.with_suffix(".mo").open("wb") as compiled:
            write_mo(compiled, catalog)
    return 0


if __name__ == "__main__":
    sys.exit(main())
