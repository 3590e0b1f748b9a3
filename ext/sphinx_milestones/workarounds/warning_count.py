"""Whether a build has reported any warning.

Sphinx has no public way to ask (seen with 9.0.4): only the private `Sphinx._warncount` counts all warnings,
including those of worker processes and of other extensions. For the related question whether warnings are errors, see
https://github.com/sphinx-doc/sphinx/issues/11239.

Delete when Sphinx has a public attribute for the number of warnings.
"""

from __future__ import annotations

from sphinx.application import Sphinx


def has_warned(app: Sphinx) -> bool:
    """Return whether any warning has been reported so far."""
    return bool(app._warncount)  # noqa: SLF001
