"""The order of the pages of periods in the contents: by time, where a pattern of file names has found them.

Sphinx sorts what a pattern matches by name, so that “19th-century” would come after “1930s”.
"""

from __future__ import annotations

from typing import Any

from sphinx import addnodes
from sphinx.transforms import SphinxTransform

from sphinx_milestones.core.periods import sort_periods


class SortPeriods(SphinxTransform):
    """Sorts the pages of periods in a ``toctree`` with `:glob:` by time, or from the latest on if it is reversed."""

    default_priority = 500  # before Sphinx collects the contents of the pages

    def apply(self, **_kwargs: Any) -> None:
        """Sort the entries of each ``toctree``; those with a title of their own are as the author lists them."""
        for contents in self.document.findall(addnodes.toctree):
            if contents["glob"]:
                pages = sort_periods([page for title, page in contents["entries"] if title is None])
                sorted_pages = iter(pages)
                contents["entries"] = [
                    (title, page if title is not None else next(sorted_pages)) for title, page in contents["entries"]
                ]
                contents["includefiles"] = sort_periods(contents["includefiles"])
