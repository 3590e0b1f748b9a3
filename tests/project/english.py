"""``make lint``: no name, message, docstring, comment or page uses a private word for a standard term.

The glossary is in CONTRIBUTING.md. The register's own text is left out: it is about events that were held.
"""

from __future__ import annotations

import ast
import io
import re
import sys
import tokenize
from collections.abc import Iterable, Iterator
from pathlib import Path

ROOT = Path(__file__).parents[2]

#: Parts of a name that are refused, and what to use instead.
NAMES = {
    "said": "text, message",
    "told": "reported",
    "tell": "report",
    "tells": "reports",
    "telling": "reporting",
    "held": "local, hosted",
    "kept": "cached, retained",
    "meant": "intended",
    "mend": "fix",
    "mended": "fixed",
    "wanting": "missing",
    "stands": "is in",
    "stood": "was in",
    "dress": "theme",
}
#: Phrases that are refused in a text, besides the words above, and what to use instead.
PHRASES = {
    r"mends": "fixes",
    r"by lot": "at random",
    r"for want of": "because … is missing",
    r"as far as": "if, when available",
    r"at the (head|foot)": "header, footer",
    r"slips? of the pen": "typo",
    r"(broke|broken) off": "interrupted",
    r"counts? as": "is treated as",
    r"in small letters": "lowercase",
    r"(is|are) to be had": "is available",
    r"stand(s|ing)?[- ]in": "placeholder, is in",
    r"stand (in|on|at|below|above|for|apart)": "is in, appears on",
}
TEXT = re.compile(rf"\b({'|'.join([*NAMES, *PHRASES])})\b", re.IGNORECASE)
# An event is held, in any English.
TEXT_OF_EVENTS = re.compile(r"\bheld (in|at|from|by|on|between)\b", re.IGNORECASE)

FOLDERS = ["ext", "tests", "docs/contributing", "docs/_static", "docs/_templates", "changes", ".github", ".ci"]
SUFFIXES = {".css", ".html", ".jinja", ".js", ".md", ".py", ".rst", ".toml", ".txt", ".typ", ".yml", ""}
#: Files that have the old words in order to refuse them, and the licences of fonts.
EXEMPT = re.compile(r"tests/project/(test_)?english\.py|ext/sphinx_pdf/fonts/OFL.*|(.*/)?(_build|__pycache__)/.*")
GLOSSARY = re.compile(r"^## Glossary\n.*?(?=^## )", re.MULTILINE | re.DOTALL)


def names(tree: ast.AST) -> Iterator[tuple[int, str]]:
    """Yield the line and the name of whatever is defined: classes, functions, arguments, variables, attributes."""
    for node in ast.walk(tree):
        match node:
            case ast.ClassDef(name=name, lineno=line) | ast.FunctionDef(name=name, lineno=line):
                yield line, name
            case ast.arg(arg=name, lineno=line):
                yield line, name
            case (
                ast.Name(id=name, ctx=ast.Store(), lineno=line) | ast.Attribute(attr=name, ctx=ast.Store(), lineno=line)
            ):
                yield line, name


def texts(source: str, tree: ast.AST) -> Iterator[tuple[int, str]]:
    """Yield the line and the text of each line of a string, a docstring or a comment."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield from ((node.lineno + number, text) for number, text in enumerate(node.value.splitlines()))
    for token in tokenize.generate_tokens(io.StringIO(source).readline):
        if token.type == tokenize.COMMENT:
            yield token.start[0], token.string


def find(source: str) -> Iterator[tuple[int, str, str]]:
    """Yield (line, what was found, what to use instead) for the old words of a module."""
    tree = ast.parse(source)
    for line, name in sorted(set(names(tree))):
        words = " ".join(re.findall(r"[A-Z]?[a-z]+|[A-Z]+", name))
        yield from ((line, f"name {name}", instead) for _, _, instead in find_in_lines([(line, words)]))
    yield from find_in_lines(texts(source, tree))


def find_in_lines(lines: Iterable[tuple[int, str]]) -> Iterator[tuple[int, str, str]]:
    """Yield (line, what was found, what to use instead) for the old words of numbered lines."""
    for line, text in lines:
        if found := TEXT.search(TEXT_OF_EVENTS.sub("", text)):
            word = found[1].lower()
            instead = NAMES.get(word) or next(each for phrase, each in PHRASES.items() if re.fullmatch(phrase, word))
            yield line, f"“{word}” in: {' '.join(text.split())}", instead


def find_in_page(text: str) -> Iterator[tuple[int, str, str]]:
    """Yield (line, what was found, what to use instead) for the old words of any other text, its glossary aside."""
    blanked = GLOSSARY.sub(lambda section: "\n" * section[0].count("\n"), text)
    yield from find_in_lines(enumerate(blanked.splitlines(), 1))


def files() -> Iterator[Path]:
    """Yield what is read: the packages, the tests, the guide for editors, and the files at the top."""
    for path in [*ROOT.iterdir(), *(path for folder in FOLDERS for path in (ROOT / folder).rglob("*"))]:
        if path.is_file() and path.suffix in SUFFIXES and not EXEMPT.fullmatch(path.relative_to(ROOT).as_posix()):
            yield path


def main() -> int:
    """Print each occurrence with its file and line; return 1 if there is one."""
    found = [
        f"{path.relative_to(ROOT).as_posix()}:{line}: {what}\n    Use a standard term: {instead}.\n"
        for path in sorted(files())
        for line, what, instead in [
            *find_in_lines([(1, path.stem.replace("_", " "))]),
            *(find if path.suffix == ".py" else find_in_page)(path.read_text(encoding="utf-8")),
        ]
    ]
    sys.stdout.writelines(found)
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
