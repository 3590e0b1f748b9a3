"""The citation of a milestone: as a sentence, and as an entry for BibTeX."""

from __future__ import annotations

from dataclasses import dataclass

from sphinx_milestones.core.records import Milestone

from .wording import Wording

# BibTeX counts braces even after a backslash, so unbalanced ones are written as commands.
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
    """The citation of a milestone.

    The title is followed by the date of the event, exactly as precise as written; the year of publication is that of
    the last review. `author` and `address` are empty if unknown.
    """

    milestone: Milestone
    register: str
    author: str
    address: str
    wording: Wording

    @property
    def title(self) -> str:
        """The title with the date of the event."""
        date = self.wording.date(self.milestone.date)
        return f"{self.milestone.title} ({date})" if date else self.milestone.title

    @property
    def text(self) -> str:
        """The parts as sentences, then the URL, without a full stop that is not part of it."""
        parts = [self.author, self.title, self.register, self.wording.reviewed(self.milestone)]
        return " ".join([*(f"{part.rstrip('.')}." for part in parts if part), *filter(None, [self.address])])

    @property
    def bibtex(self) -> str:
        """The BibTeX entry; braces preserve capitals, and keep the name of an organisation together."""
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
