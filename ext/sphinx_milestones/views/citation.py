"""The citation of a milestone: as a sentence, and as an entry for BibTeX."""

from __future__ import annotations

from dataclasses import dataclass

from sphinx_milestones.core.records import Milestone

from .wording import Wording

# BibTeX counts braces even behind a backslash, so a lone one is written by its name.
_ESCAPES = str.maketrans(
    {
        "\\": r"\textbackslash{}",
        "{": r"\textbraceleft{}",
        "}": r"\textbraceright{}",
        "~": r"\textasciitilde{}",
        "^": r"\textasciicircum{}",
        **{char: f"\\{char}" for char in "&%$#_"},
    }
)


@dataclass(frozen=True, slots=True)
class Citation:
    """A milestone as another text cites it.

    The title is followed by the date of the event, as exact as it is written; the year of publication is that of the
    last review. `author` and `address` are empty if they are not known.
    """

    milestone: Milestone
    register: str
    author: str
    address: str
    wording: Wording

    @property
    def title(self) -> str:
        """The title with the date of what happened."""
        date = self.wording.date(self.milestone.date)
        return f"{self.milestone.title} ({date})" if date else self.milestone.title

    @property
    def text(self) -> str:
        """The parts as sentences, then the URL, without a full stop that is not part of it."""
        parts = [self.author, self.title, self.register, self.wording.reviewed(self.milestone)]
        return " ".join([*(f"{part.rstrip('.')}." for part in parts if part), *filter(None, [self.address])])

    @property
    def bibtex(self) -> str:
        """The entry for BibTeX; braces keep capitals, and the name of an organisation in one piece."""
        fields = {
            "author": f"{{{_escaped(self.author)}}}" if self.author else "",
            "title": f"{{{_escaped(self.title)}}}",
            "howpublished": _escaped(self.register),
            "year": (self.milestone.updated or self.milestone.added or "")[:4],
            "url": self.address,
        }
        lines = [f"  {name} = {{{value}}}," for name, value in fields.items() if value]
        return "\n".join([f"@misc{{{self.milestone.id},", *lines, "}"])


def _escaped(text: str) -> str:
    return " ".join(text.split()).translate(_ESCAPES)
