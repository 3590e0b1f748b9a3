"""Extensions that registers use beside this one: how each is set up and used, and what it adds to the output.

The packages are in noxfile.py.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

INVENTORY = "objects.inv"  # of the register itself, as another project would refer to it
ADDRESS = "https://isles.example/"


@dataclass(frozen=True)
class Extension:
    """An extension: its module, its settings, and its use on a page, in the text of a milestone and on the front page.

    `files` are those that it needs in the project, by path; `found` is what its output has, by path in an HTML site.
    """

    module: str
    settings: str = ""
    page: str = ""
    milestone: str = ""
    index: str = ""
    parallel: bool = True  # whether it can read pages in several processes; Sphinx warns of one that cannot
    files: Mapping[str, str] = field(default_factory=dict)
    found: Mapping[str, str] = field(default_factory=dict)


MODULE = '''"""Lending."""


def lend(title: str) -> bool:
    """Return whether a title can be lent."""
    return bool(title)
'''
CODE = "```python\nlend('Atlas')\n```\n"

EXTENSIONS: Mapping[str, Extension] = {
    "ablog": Extension(
        "ablog",
        f'blog_baseurl = "{ADDRESS}"\nblog_path = "blog"\n',
        "```{post} 2024-05-01\n:tags: isles\n```\n",
        "More on {ref}`the blog <blog-posts>`.",
        parallel=False,
        found={"blog/tag/isles.html": "beside", "blog/atom.xml": "<entry>"},
    ),
    "autodoc": Extension(
        "sphinx.ext.autodoc",
        settings="import sys\nsys.path.insert(0, '.')\n",
        page="```{eval-rst}\n.. automodule:: lending\n   :members:\n```\n",
        milestone="Titles were lent by {py:func}`lending.lend`.",
        files={"lending.py": MODULE},
        found={"beside.html": 'id="lending.lend"'},
    ),
    "autosectionlabel": Extension(
        "sphinx.ext.autosectionlabel",
        settings="autosectionlabel_prefix_document = True\n",
        page="See {ref}`beside:beside another extension`.\n",
        milestone="See {ref}`years/2017:the north isles library consortium is founded`.",
        found={"beside.html": 'href="#beside-another-extension"'},
    ),
    "copybutton": Extension(
        "sphinx_copybutton",
        page=CODE,
        milestone=CODE,
        found={"beside.html": "copybutton.js", "_static/copybutton.js": "clipboard"},
    ),
    "design": Extension(
        "sphinx_design",
        page="::::{grid} 2\n:::{grid-item-card} A card\nIts text.\n:::\n::::\n",
        milestone="```{dropdown} More\nHidden text.\n```",
        found={"beside.html": "sd-card"},
    ),
    "intersphinx": Extension(
        "sphinx.ext.intersphinx",
        settings=f'intersphinx_mapping = {{"isles": ("{ADDRESS}", "{INVENTORY}")}}\n',
        page="{external+isles:ms:milestone}`2019-lending-agreement` of {external+isles:ms:partner}`iceland`\n",
        milestone="It follows {external+isles:ms:milestone}`2017-founding`.",
        found={"beside.html": f'href="{ADDRESS}years/2019.html#2019-lending-agreement"'},
    ),
    "multiversion": Extension("sphinx_multiversion"),
    "needs": Extension(
        "sphinx_needs",
        page="```{req} Titles can be lent\n:id: REQ_1\n\nBy anyone.\n```\n\n```{needtable}\n```\n",
        milestone="This meets {need}`REQ_1`.",
        found={"beside.html": 'id="REQ_1"'},
    ),
    "notfound": Extension(
        "notfound.extension",
        found={"404.html": "/en/latest/_static/"},
    ),
    "opengraph": Extension(
        "sphinxext.opengraph",
        f'ogp_site_url = "{ADDRESS}"\n',
        found={"years/2019.html": 'property="og:title" content="2019"'},
    ),
    "sitemap": Extension(
        "sphinx_sitemap",
        'sitemap_url_scheme = "{link}"\n',
        found={"sitemap.xml": f"{ADDRESS}years/2019.html"},
    ),
    "tags": Extension(
        "sphinx_tags",
        'tags_create_tags = True\ntags_extension = ["md"]\n',
        "```{tags} isles, lending\n```\n",
        index="```{toctree}\n:hidden:\n_tags/tagsindex\n```\n",
        found={"beside.html": "_tags/isles.html", "_tags/isles.html": "beside"},
    ),
}
