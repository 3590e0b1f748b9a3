"""The pages of a project: which files they are, by the patterns and suffixes of its settings, as Sphinx takes them."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from sphinx_milestones.syntax.markup import Markup, markups_of

_ALWAYS = ("**/_sources", ".#*", "**/.#*", "*.lproj/**")


def find_pages(folder: Path, settings: Mapping[str, Any]) -> Iterator[tuple[str, Path, Markup]]:
    """Yield the name, the path and the markup of each page below *folder*, sorted by name."""
    root = folder / str(settings.get("root_doc", settings.get("master_doc", "index")))
    markdown = Path(f"{root}.md").exists() and not Path(f"{root}.rst").exists()
    markups = markups_of(settings, markdown=markdown)
    names = ("exclude_patterns", "templates_path", "html_static_path", "html_extra_path")
    excluded = [pattern for name in names for pattern in settings.get(name, ())]
    found: dict[str, tuple[Path, Markup]] = {}
    for path in _files(folder, _matcher([*excluded, *_ALWAYS])):
        suffix = next((suffix for suffix in markups if path.endswith(suffix)), None)
        if suffix:
            found.setdefault(path.removesuffix(suffix), (folder / path, markups[suffix]))
    for name in sorted(found):
        yield name, *found[name]


def _files(folder: Path, excluded: re.Pattern[str]) -> Iterator[str]:
    """Yield the paths below *folder* that are not excluded."""
    for parent, folders, files in os.walk(folder, followlinks=True):
        relative = Path(parent).relative_to(folder).as_posix()
        inside = "" if relative == "." else f"{relative}/"
        folders[:] = sorted(name for name in folders if not excluded.fullmatch(inside + name))
        yield from sorted(inside + name for name in files if not excluded.fullmatch(inside + name))


def _matcher(patterns: Sequence[str]) -> re.Pattern[str]:
    """Return a regular expression for patterns: ``*`` matches within a folder, ``**`` in folders too."""
    translated = map(_translated, patterns)
    return re.compile("|".join(f"(?:{pattern})" for pattern in translated if _is_valid(pattern)))


def _is_valid(pattern: str) -> bool:
    """Return whether a pattern has no range that ends before it begins; such a range matches nothing."""
    try:
        re.compile(pattern)
    except re.error:
        return False
    return True


def _translated(pattern: str) -> str:
    parts = re.findall(r"\*\*/?|\*|\?|\[!?\]?[^]]*\]|.", pattern.rstrip("/"), re.DOTALL)
    fixed = {"**": ".*", "**/": "(?:.*/)?", "*": "[^/]*", "?": "[^/]"}
    return "".join(
        fixed.get(part) or (_set(part) if part[0] == "[" and len(part) > 1 else re.escape(part)) for part in parts
    )


def _set(part: str) -> str:
    """Return a set of characters, in which only a hyphen has a meaning."""
    inner = part[1:-1]
    excluded = "^" if inner.startswith("!") else ""
    return f"[{excluded}{re.escape(inner.removeprefix('!')).replace(chr(92) + '-', '-')}]"
