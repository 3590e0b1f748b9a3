"""The projects whose manuals are built: from their source package on the package index, or from their repository."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Project:
    """A manual in a source package, or in a repository."""

    #: The name and version on the package index, or the commit of the repository, and the folder of ``conf.py`` in it.
    release: str
    folder: str
    #: What makes it worth trying.
    kind: str
    #: What building it needs besides the package itself.
    needs: tuple[str, ...] = ()
    #: Settings of Sphinx, as ``name=value``.
    settings: tuple[str, ...] = ()
    #: The environment to build it in; extensions of one may not go with those of another.
    environment: str = "venv"
    #: Files of a manual, by name, that it does not have or that need the network. Then the package is not installed.
    files: Mapping[str, str] = field(default_factory=dict)
    #: The repository on GitHub of a manual that is in no package; ``needs`` has the package itself.
    repository: str = ""

    @property
    def name(self) -> str:
        """The name on the package index."""
        return self.release.partition("==")[0]


#: A reference of hazm, whose docstrings are in Persian; what it imports is not needed to read them.
PERSIAN = {
    "conf.py": """
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))
project, author, language = "هضم", "Roshan", "fa"
extensions = ["sphinx.ext.autodoc", "sphinx.ext.napoleon"]
autodoc_mock_imports = [
    *("nltk", "gensim", "pycrfsuite", "fasttext", "flashtext", "sklearn", "smart_open", "tqdm", "numpy", "cgi"),
]
autodoc_member_order = "bysource"
pdf_theme = {"depth": 3}
""",
    "index.rst": "هضم\n===\n\n.. toctree::\n   :glob:\n\n   modules/*\n",
    **{
        f"modules/{name}.rst": f"{name}\n{'=' * len(name)}\n\n.. automodule:: hazm.{name}\n   :members:\n"
        for name in (
            *("chunker", "dependency_parser", "embedding", "informal_normalizer", "lemmatizer", "normalizer"),
            *("pos_tagger", "sentence_tokenizer", "sequence_tagger", "stemmer", "token_splitter", "utils"),
            *("word_tokenizer", "corpus_readers.bijankhan_reader", "corpus_readers.dadegan_reader"),
            *("corpus_readers.hamshahri_reader", "corpus_readers.persica_reader", "corpus_readers.quran_reader"),
            *("corpus_readers.peykare_reader", "corpus_readers.wikipedia_reader", "corpus_readers.treebank_reader"),
        )
    },
}

PALLETS = ("Pallets-Sphinx-Themes", "sphinxcontrib-log-cabinet", "sphinx-tabs")

PROJECTS = (
    Project("django==5.2.19", "docs", "two thousand pages"),
    Project("sphinx==9.0.4", "doc", "cross-references", ("sphinxcontrib-websupport",)),
    Project(
        "rqalpha==6.4.2",
        "docs/source",
        "Chinese",
        (
            "nbsphinx",
            "sphinx-autodoc-typehints",
            "sphinx-rtd-theme",
            "noto-cjk-sans-otc",
            "ipykernel",
            "pypandoc-binary",
        ),
    ),
    Project(
        "nbsphinx==0.9.8",
        "doc",
        "notebooks",
        (
            *("ipykernel", "sphinxcontrib-bibtex", "sphinxcontrib-svg2pdfconverter", "sphinx-last-updated-by-git"),
            *("sphinx-codeautolink", "insipid-sphinx-theme", "jupytext", "matplotlib", "pypandoc-binary"),
        ),
        ("nbsphinx_execute=never",),
    ),
    Project("hazm==0.10.0", "manual", "Persian", ("fontpkg-amiri",), files=PERSIAN),
    Project(
        "emcee==3.1.6",
        "docs",
        "notebooks with mathematics",
        ("myst-nb", "sphinx-book-theme", "setuptools<81", "ipython"),
        environment="books",
    ),
    Project(
        "rinohtype==0.5.6",
        "doc",
        "another builder's",
        ("sphinx-immaterial", "sphinxcontrib-autoprogram"),
        ("html_theme_options.font=",),  # it would be looked up on the network
        environment="rinoh",
    ),
    Project("pep8ir==c406f8c", ".", "Persian", ("fontpkg-amiri",), repository="hanifbirgani/pep8ir"),
    Project(
        "odoo-book==30fb240",
        "source",
        "Persian",
        ("fontpkg-amiri", "sphinx-book-theme"),
        environment="books",
        repository="odoonix/odoo-book-development",
    ),
    Project(
        "odoo-accounting==5dd04a3",
        "source",
        "Persian",
        ("fontpkg-amiri", "sphinx-book-theme"),
        environment="books",
        repository="odoonix/odoo-book-accounting",
    ),
    # All of it is translated; its fonts are for LaTeX.
    Project(
        "prais4-manual==6674f5e",
        ".",
        "Arabic",
        (
            *("fontpkg-amiri", "sphinx==8.2.3", "myst-parser[linkify]==4.0.1", "sphinx-rtd-theme==3.0.2"),
            *("sphinxnotes-strike==1.2.1", "linuxdoc==20240924", "docxbuilder==1.2.0", "sphinx-new-tab-link==0.8.0"),
        ),
        ("language=ar",),
        environment="prais",
        repository="unccd/Prais4-reporting-manual",
    ),
    Project(
        "myst-parser==4ec4cf8",
        "docs",
        "MyST, sphinx-design, autodoc2",
        ("myst-parser[linkify,rtd]==5.2.0",),
        ("intersphinx_mapping=",),
        environment="myst",
        repository="executablebooks/MyST-Parser",
    ),
    Project(
        "sphinx-book-theme==055af05",
        "docs",
        "notebooks and examples of all directives",
        ("sphinx-book-theme[doc]==1.4.0",),
        ("nb_execution_mode=off",),
        files={"content/pydata-content-blocks.md": "# PyData Theme Elements\n"},  # it would be downloaded
        environment="theme",
        repository="executablebooks/sphinx-book-theme",
    ),
    Project("babel==2.19.0", "docs", "API", ("noto-cjk-sans-otc",)),
    Project(
        "attrs==26.1.0",
        "docs",
        "MyST and reStructuredText",
        ("myst-parser", "furo", "sphinx-notfound-page", "sphinxcontrib-towncrier", "towncrier"),
    ),
    Project("werkzeug==3.1.9", "docs", "API", PALLETS),
    Project("flask==3.1.2", "docs", "guide and API", PALLETS),
    Project("jinja2==3.1.6", "docs", "grammar and API", PALLETS),
    Project("tornado==6.5.2", "docs", "API", ("sphinx-rtd-theme", "sphinxcontrib-asyncio")),
)
