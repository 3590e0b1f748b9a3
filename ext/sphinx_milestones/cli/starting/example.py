"""The files of a new register: those of the example register, adapted to the author's choices."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from gettext import find, translation
from importlib.util import find_spec
from pathlib import Path

from sphinx_milestones.syntax.markup import MARKDOWN, REST, Markup
from sphinx_milestones.views.locales import catalogues_for

from .texts import Part, markdown_of, rest_of, texts_of_data, texts_of_page, translated_data, translated_page

PACKAGE = Path(__file__).parents[2]
# In a wheel, the example is in the package; in the repository, it is a part of the manual.
FOLDER = next(folder for folder in (PACKAGE / "example", PACKAGE.parent / "manual/example") if folder.is_dir())
FRONT_PAGE = "index.md"
# What each wish needs: its extra, and the modules of that.
MODULES = {
    "markdown": ("myst_parser",),
    "pdf": ("fontTools", "math_core", "pypdf", "typst"),
    "pdf-arabic": ("fontpkg_amiri",),
    "furo": ("furo",),
}
MARKUPS = {"myst": MARKDOWN, "rest": REST}


def is_installed(need: str) -> bool:
    """Return whether the modules of a need are installed."""
    return all(find_spec(module) for module in MODULES[need])


@dataclass(frozen=True)
class Wishes:
    """What an author can choose; a name that is empty is that of the example."""

    name: str = ""
    language: str = "en"
    markup: Markup = MARKDOWN
    pdf: bool = True
    furo: bool = True

    @property
    def is_arabic(self) -> bool:
        """Whether the language is Arabic, which has a search and, for PDFs, a font of its own."""
        return catalogues_for(self.language)[-1] == "ar"

    @property
    def needs(self) -> list[str]:
        """The needs, as in `MODULES`."""
        wanted = {"markdown": self.markup is MARKDOWN, "pdf": self.pdf, "pdf-arabic": self.pdf and self.is_arabic}
        return [need for need, is_wanted in (wanted | {"furo": self.furo}).items() if is_wanted]

    @property
    def requirements(self) -> str:
        """The lines of ``requirements.txt``."""
        if {"markdown", "pdf", "furo"} <= set(self.needs):
            return "sphinx-milestones[site]\n"
        extras = ",".join(need for need in self.needs if need != "furo")
        return (f"sphinx-milestones[{extras}]\n" if extras else "sphinx-milestones\n") + "furo\n" * self.furo

    @property
    def is_translated(self) -> bool:
        """Whether the texts of the example are in the language."""
        codes = catalogues_for(self.language)
        return codes[-1] == "en" or find("example", PACKAGE / "locale", codes) is not None

    def translate(self, text: str) -> str:
        """Return a text of the example in the language; the same if there is no translation."""
        catalogues = translation("example", PACKAGE / "locale", catalogues_for(self.language), fallback=True)
        return catalogues.gettext(text)


def source_files() -> Iterator[Path]:
    """Yield the path of each file of the example, from its folder."""
    for path in sorted(FOLDER.rglob("*")):
        name = path.relative_to(FOLDER)
        if path.is_file() and not {"_build", "__pycache__"} & set(name.parts):
            yield name


def texts() -> Iterator[tuple[str, str]]:
    """Yield what is to be translated, with the name of its file."""
    for name in source_files():
        if name.suffix in (".md", ".toml", ".py"):
            text = (FOLDER / name).read_text(encoding="utf-8")
            texts_of = {".md": texts_of_page, ".toml": texts_of_data, ".py": _texts_of_settings}[name.suffix]
            yield from ((name.as_posix(), each) for each in texts_of(text))


def files(wishes: Wishes) -> Iterator[tuple[Path, bytes]]:
    """Yield the path and the content of each file of the new register."""
    for name in source_files():
        content = (FOLDER / name).read_bytes()
        if name.suffix == ".md":
            yield name.with_suffix(wishes.markup.suffix), _page(name, content.decode(), wishes).encode()
        elif name.suffix == ".toml":
            yield name, translated_data(content.decode(), wishes.translate).encode()
        elif name.name == "requirements.txt":
            yield name, wishes.requirements.encode()
        else:
            edits = {"conf.py": _edits_of_settings, "Makefile": _edits_of_makefile}.get(name.name)
            yield name, _edited(content.decode(), edits(wishes)).encode() if edits else content


def _page(name: Path, text: str, wishes: Wishes) -> str:
    parts = translated_page(text, wishes.translate)
    if wishes.name and name.name == FRONT_PAGE:
        at = next(at for at, part in enumerate(parts) if part.form == "heading")
        parts[at] = Part("heading", parts[at].head, wishes.markup.escape(wishes.name))
    return markdown_of(parts) if wishes.markup is MARKDOWN else rest_of(parts)


def _texts_of_settings(conf: str) -> list[str]:
    return re.findall('^(?:project|author = copyright) = "(.*)"$', conf, re.MULTILINE)


def _edits_of_settings(wishes: Wishes) -> Iterator[tuple[str, str]]:
    """Yield the changes of ``conf.py``, as regular expressions and what takes the place of their matches."""
    project, author = map(wishes.translate, _texts_of_settings((FOLDER / "conf.py").read_text(encoding="utf-8")))
    yield "(?<=^project = ).*$", json.dumps(wishes.name or project, ensure_ascii=False)
    yield "(?<=^author = copyright = ).*$", json.dumps(author, ensure_ascii=False)
    yield "(?<=^language = ).*$", json.dumps(wishes.language)
    if wishes.markup is not MARKDOWN:
        yield r'"myst_parser", |^myst_enable_extensions = .*\n', ""
    if wishes.is_arabic:
        yield '(?<="sphinx_milestones")', ', "sphinx_arabic_search"'
    if not wishes.pdf:
        yield r', "sphinx_pdf"|^(?:milestones_pdf|milestones_editions|pdf_documents) = .*\n', ""
    if not wishes.furo:
        yield "(?<=^html_theme = ).*$", '"alabaster"'


def _edits_of_makefile(wishes: Wishes) -> Iterator[tuple[str, str]]:
    if not wishes.pdf:
        yield r"(?<=^html:) pdf|^\.PHONY: pdf\n(?:.+\n)+\n", ""


def _edited(text: str, edits: Iterator[tuple[str, str]]) -> str:
    for pattern, new in edits:
        text = re.sub(pattern, new.replace("\\", r"\\"), text, flags=re.MULTILINE)
    return text
