"""The first subset is requested before the style sheets, by the same script on every page."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.support.html_pages import Pages


def test_each_page_requests_the_same_file_early(html: Pages) -> None:
    """A file that exists; the script comes before the first style sheet."""
    scripts = set()
    for name in ("index.html", "years/2021.html", "partners/oman.html"):
        head = (html.folder / name).read_text(encoding="utf-8").partition("</head>")[0]
        (script,) = re.findall(r"<script>(if \(location.protocol.*?)</script>", head)
        assert head.index(script) < head.index('rel="stylesheet"')
        scripts.add(script)
    (script,) = scripts
    (file,) = re.findall(r'content_root \+ "([^"]+)"', script)
    assert (html.folder / file).is_file()
