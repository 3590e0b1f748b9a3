"""The order of the pages of periods in the contents: by time, where a pattern of file names has found them.

Sphinx sorts what a pattern matches by name, so that “19th-century” would come after “1930s”.
"""

from __future__ import annotations

from collections.abc import Sequence
from posixpath import basename, dirname
from typing import Any

from sphinx import addnodes
from sphinx.transforms import SphinxTransform

from sphinx_milestones.core.periods import read_slug


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


def sort_periods(pages: Sequence[str]) -> list[str]:
    """Return the pages; in each folder, those of periods are in the order of time."""
    sorted_pages = list(pages)
    for folder in dict.fromkeys(map(dirname, pages)):
        periods = {page: period for page in pages if dirname(page) == folder and (period := read_slug(basename(page)))}
        positions = [position for position, page in enumerate(pages) if page in periods]
        names = list(periods)
        latest_first = names != sorted(names) and names == sorted(names, reverse=True)
        names.sort(key=lambda page: (periods[page].year, -periods[page].last_year), reverse=latest_first)
        for position, page in zip(positions, names, strict=True):
            sorted_pages[position] = page
    return sorted_pages
