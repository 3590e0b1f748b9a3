"""A made-up register of any size, the same for the same seed."""

from __future__ import annotations

import random
from collections import defaultdict
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

SEED = 1
PARTNERS = 60
YEARS = range(2010, 2026)
KINDS = ("agreement", "programme", "visit", "workshop")
TOPICS = ("cloud", "health", "identity", "statistics")
SOURCES = 40
ADDRESSES = 500
WORDS = """
delegation service ministry portal citizen record strategy workshop payment identity training review network
statistics standard exchange data office region programme access centre library method survey report partner
school harbour hospital licence permit address map budget team month session the a of in with for and on its
was showed learned opened signed compared planned visited described measured shared new common digital public
national first second joint open secure simple regional annual detailed
""".split()  # noqa: SIM905

CONF = """
project, author, language = "Milestones", "Office", "en"
extensions = ["myst_parser", "sphinx_milestones", "sphinx_pdf"]
myst_enable_extensions = ["colon_fence"]
exclude_patterns = ["_build"]
milestones_host = "partner-0"
pdf_documents = [("index", "milestones.pdf", project, author)]
"""
INDEX = """# Milestones

```{toctree}
:hidden:

timeline
```

```{toctree}
:hidden:
:glob:

years/*
```

```{toctree}
:hidden:

partners
sources
```
"""
VIEWS = {
    "timeline": "# Timeline\n\n:::{timeline}\n:::\n\n## Kinds\n\n:::{kind-legend}\n:::\n",
    "partners": "# Partners\n\n:::{partner-index}\n:::\n",
    "sources": "# Sources\n\n:::{source-list}\n:::\n",
}


def write_register(folder: Path, size: int, seed: int = SEED) -> None:
    """Write a project of *size* milestones: a page for each year, three pages of views, and the data files."""
    chance = random.Random(seed)
    pages: dict[int, list[str]] = defaultdict(list)
    for number in range(size):
        year = YEARS[number * len(YEARS) // size]
        pages[year].append(_milestone(chance, number, year))
    files = {"conf.py": CONF, "index.md": INDEX, **{f"{name}.md": text for name, text in VIEWS.items()}}
    files |= {f"data/{name}.toml": text for name, text in _data().items()}
    for year, entries in pages.items():
        files[f"years/{year}.md"] = f"---\nyear: {year}\n---\n\n# {year}\n\n" + "\n".join(entries)
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


def _milestone(chance: random.Random, number: int, year: int) -> str:
    """Return an entry whose body has 40 to 80 words, a link and, but for the first, a reference to an earlier one."""
    words = chance.choices(WORDS, k=chance.randint(40, 80))
    words.insert(10, f"[{words[0]} {words[1]}](https://example.org/{chance.randrange(ADDRESSES)})")
    if number:
        words.insert(25, f"{{ms:milestone}}`m-{chance.randrange(number)}`")
    # Every partner and source is used if there are enough milestones.
    partners = dict.fromkeys([1 + number % (PARTNERS - 1), *chance.sample(range(1, PARTNERS), chance.randint(0, 2))])
    return "\n".join(
        [
            f":::{{milestone}} {' '.join(chance.choices(WORDS, k=6)).capitalize()} {number}",
            f":id: m-{number}",
            f":date: {year}-{chance.randint(1, 12):02}-{chance.randint(1, 28):02}",
            f":kind: {chance.choice(KINDS)}",
            f":partners: {', '.join(f'partner-{partner}' for partner in partners)}",
            f":topics: {chance.choice(TOPICS)}",
            f":sources: source-{number % SOURCES}",
            "",
            f"{' '.join(words).capitalize()}.",
            ":::\n",
        ]
    )


def _data() -> dict[str, str]:
    """Return the data files: partners, kinds, topics and sources."""
    partners = [f'[partner-{n}]\nkind = "organisation"\nname = "Organisation {n}"\n' for n in range(PARTNERS)]
    terms = {name: [_term(key) for key in keys] for name, keys in (("kinds", KINDS), ("topics", TOPICS))}
    sources = [
        f'[source-{n}]\ntitle = "Report {n}"\npublisher = "Office"\nurl = "https://example.org/report-{n}"\n'
        for n in range(SOURCES)
    ]
    return {name: "\n".join(entries) for name, entries in {"partners": partners, **terms, "sources": sources}.items()}


def _term(key: str) -> str:
    return f'[{key}]\nlabel = "{key.capitalize()}"\ndefinition = "What is called {key} here."\n'
