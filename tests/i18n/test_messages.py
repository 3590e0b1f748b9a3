"""The extension's own text: its catalogue is current, and a translated build has no English text left in it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from io import BytesIO
from typing import TYPE_CHECKING

import pytest
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from tests.project import messages
from tests.support.html_pages import Element, Pages
from tests.support.pdf import text_of

if TYPE_CHECKING:
    from pathlib import Path

    from tests.support.project import Project

pytestmark = pytest.mark.filterwarnings("ignore:'myst_parser")  # it uses what Sphinx 11 will not have

# Russian has dates and countries in CLDR, and Sphinx's own text; the register below is in Cyrillic. So every word with
# a plain Latin vowel is English of the extension: in the catalogue made here each vowel has an accent.
LANGUAGE = "ru"
ACCENTS = str.maketrans("aeiouAEIOU", "áéíóúÁÉÍÓÚ")
FILES = {
    "conf.py": """\
from pathlib import Path

project = "Реестр"
author = "Авторы"
language = "ru"
extensions = ["myst_parser", "sphinx_milestones", "sphinx_pdf"]
myst_enable_extensions = ["colon_fence"]
html_theme = "basic"
milestones_host = "k1"
milestones_editions = ["year", "partner"]
milestones_pdf = "_build/pdf/r.pdf"
milestones_edit_url = "https://xyz.tld/{path}"
milestones_report_url = "https://xyz.tld/{id}"
pdf_documents = [("index", "r.pdf", project, author)]
exclude_patterns = ["_build"]


def setup(app):
    app.add_message_catalog("sphinx_milestones", str(Path(__file__).parent / "catalogues"))
""",
    "data/kinds.toml": '[k]\nlabel = "Визит"\ndefinition = "Приезд."\n\n[l]\nlabel = "Семинар"\n',
    "data/topics.toml": '[t]\nlabel = "Тема"\n\n[s]\nlabel = "Другая"\n',
    "data/partners.toml": (
        '[k1]\nkind = "agency"\nname = "Дом"\nparent = "p"\n\n'
        '[p]\nkind = "country"\ncountry = "KW"\nurl = "https://xyz.tld/"\nwikidata = "Q842"\naliases = ["Султанат"]\n'
        'note = "Заметка."\n\n[b]\nkind = "bloc"\nname = { ru = "Группа", ar = "مجموعة" }\n\n'
        '[r]\nkind = "organisation"\nname = "Организация"\n\n'
        + "".join(f'[p{n}]\nkind = "agency"\nname = "Орган {n}"\nparent = "p"\n\n' for n in range(8))
    ),
    "data/documents.toml": (
        '[d1]\ntitle = "Один"\nstatus = "not-located"\n\n[d2]\ntitle = "Два"\nstatus = "on-request"\npages = 2\n\n'
        '[d3]\ntitle = "Три"\nstatus = "withdrawn"\nlanguage = "ru"\nmedia_type = "application/pdf"\n\n'
        '[d4]\ntitle = "Четыре"\nstatus = "external"\nurl = "https://xyz.tld/d"\nsize = "3.8 MB"\n\n'
        '[d5]\ntitle = "Пять"\nstatus = "available"\nfile = "d.txt"\n'
    ),
    "data/documents/d.txt": "Пять",
    "data/sources.toml": (
        '[s1]\ntitle = "Источник"\npublisher = "Дом"\nurl = "https://xyz.tld/s"\naccessed = "2026-11-23"\n\n'
        '[s2]\ntitle = "Второй"\n\n[s3]\ntitle = "Третий"\nquality = "печать"\n'
    ),
    "years/2024.md": """\
---
year: 2024
---

# 2024

:::{milestone} Первый визит
:id: 2024-1
:date: 2024-12~
:kind: k
:partners: p (host), r (funder), b (beneficiary), p0 (organiser), p1 (participant), p2 (signatory), p3, p4, p5, p6, p7
:topics: t, s
:place: Маскат
:mode: hybrid
:participants: >500
:countries: ~50
:documents: d1, d2, d3, d4, d5
:sources: s1, s2
:related: 2023-1
:added: 2026-11-23

Текст.

:::{sources-differ}
Одно и другое.
:::
:::

:::{milestone} Второй визит
:id: 2023-1
:date: 2023?
:kind: l
:partners: p
:topics: t
:mode: in-person
:participants: <1
:sources: s1

Текст.
:::

:::{milestone} Третий визит
:id: x-1
:kind: l
:partners: r
:mode: online
:countries: 1
:sources: s1

Текст.
:::
""",
    "index.md": "# Реестр\n\n"
    + "".join(
        f":::{{{name}}}\n:::\n\n"
        for name in (
            "timeline",
            "milestone-list",
            "partner-index",
            "partner-matrix",
            "milestone-chart",
            "document-list",
            "source-list",
            "kind-legend",
            "role-legend",
            "pdf-download",
        )
    )
    + ":::{timeline}\n:year: 1990\n:::\n\n```{toctree}\nyears/2024\n```\n",
}
PROBLEMS = re.compile(r"^.*\[milestones\.[\w-]+\]$")


def test_the_template_is_current() -> None:
    """It has each message of the code; `make messages` writes it."""
    assert messages.TEMPLATE.read_bytes() == messages.template(), "run `make messages`"


def test_the_translations_of_the_example_are_current() -> None:
    """Each text of the example register, in which `init` writes a new one, is translated, and nothing else is."""
    (path,) = messages.catalogues("example")
    translated = read_po(BytesIO(path.read_bytes()), locale=path.parts[-3])
    extracted = messages.extract_from_example()
    assert {message.id for message in translated} == {message.id for message in extracted}, "run `make messages`"
    assert [message.id for message in translated if message.id and (not message.string or message.fuzzy)] == []


def test_no_message_is_in_code_and_in_a_template() -> None:
    """A label is in one place: what a template and the code both show comes from the code."""
    places = {message.id: {path for path, _ in message.locations} for message in messages.extract() if message.id}
    both = {text for text, paths in places.items() if len({path.startswith("templates/") for path in paths}) > 1}
    assert both == set()


@pytest.fixture
def translated(project: Project) -> Project:
    """A register in Cyrillic, and a catalogue in which each message of the extension is marked."""
    catalog = messages.extract()
    catalog.locale = LANGUAGE
    for message in catalog:
        if isinstance(message.id, tuple):
            one, several = map(_marked, message.id)
            message.string = (one, *[several] * (catalog.num_plurals - 1))
        elif isinstance(message.id, str) and message.id:
            message.string = _marked(message.id)
    compiled = BytesIO()
    write_mo(compiled, catalog)
    for path in sorted((project.root / "years").glob("*")) + sorted((project.root / "data").glob("*.toml")):
        path.unlink()
    for name, text in FILES.items():
        project.write(name, text)
    project.write(f"catalogues/{LANGUAGE}/LC_MESSAGES/sphinx_milestones.mo", compiled.getvalue())
    return project


def _marked(text: str) -> str:
    """Return a message with accents on its vowels, but not in its placeholders."""
    return "".join(part if part.startswith("{") else part.translate(ACCENTS) for part in re.split(r"(\{\w+\})", text))


def english(text: str) -> list[str]:
    """Return the words with a plain vowel, apart from those in URLs and placeholders."""
    text = re.sub(r"https?://\S+|\S+\.tld\S*|\{\w+\}", "", text)
    return [word for word in re.findall(r"[A-Za-zÀ-ÿ]{2,}", text) if re.search("[aeiouAEIOU]", word)]


def own_texts(page: Element) -> Iterator[str]:
    """Yield the text and the attributes for readers and scripts of what the extension puts on a page."""
    for element in page.walk():
        if not any(name.startswith("ms-") for name in element.classes):
            continue
        for inner in element.walk():
            if inner.tag in ("pre", "svg"):
                continue
            yield from (child for child in inner.children if isinstance(child, str))
            for name, value in inner.attributes.items():
                if name in ("title", "alt", "aria-label", "placeholder", "data-all", "data-some", "data-none"):
                    yield value or ""
                if name in ("data-copy", "data-copied"):
                    yield value or ""


def test_a_translated_site_has_no_english(translated: Project) -> None:
    """Neither in text, in the attributes that are read out, nor in what the scripts show."""
    translated.build("pdf")
    build = translated.build()
    assert [line for line in build.warnings if not PROBLEMS.match(line)] == []
    pages = Pages(build.outdir)
    texts = [text for name in pages.names for text in own_texts(pages[name])]
    assert sorted({word for text in texts for word in english(text)}) == []
    shown = " ".join(texts)
    assert [text for text in ("Fíltér", "Wébsíté", "Úndátéd") if text not in shown] == []


@pytest.mark.parametrize("builder", ["text", "pdf"])
def test_a_translated_text_or_pdf_has_no_english(translated: Project, builder: str) -> None:
    """The facts, lists, tables, alternative texts and titles of every edition."""
    folder: Path = translated.build(builder).outdir
    texts = [path.read_text(encoding="utf-8") for path in folder.rglob("*.txt")]
    texts += [text_of(path) for path in folder.rglob("*.pdf")]
    assert texts
    assert sorted({word for text in texts for word in english(text)}) == []
