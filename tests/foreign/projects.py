"""The projects whose manuals are built: all have them in their source package on the package index."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Project:
    """A manual in a source package."""

    #: The name and version on the package index, and the folder of ``conf.py`` in the package.
    release: str
    folder: str
    #: What makes it worth trying.
    kind: str
    #: What building it needs besides the package itself.
    needs: tuple[str, ...] = ()
    #: Settings of Sphinx, as ``name=value``.
    settings: tuple[str, ...] = ()


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
    Project("babel==2.19.0", "docs", "API"),
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
