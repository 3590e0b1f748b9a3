"""How to cite a milestone: as a sentence, and as an entry of BibTeX."""

from __future__ import annotations

from dataclasses import dataclass

from sphinx_milestones.core.records import Milestone

from .wording import Wording

# BibTeX counts braces even behind a backslash, so a lone one is written by its name.
_WRITTEN = str.maketrans(
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
    """An entry of a register as another text cites it.

    The date of what happened stands with the title, as exact as it is written; the year of publication is that of the
    last review. `author` is empty where the project names none, `address` where nobody knows it.
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
        """The parts as sentences; the address stands at the end, without a full stop that is no part of it."""
        reviewed = self.wording.reviewed(self.milestone)
        said = self.wording.translations.gettext("Last reviewed {date}").format(date=reviewed) if reviewed else ""
        parts = [self.author, self.title, self.register, said]
        return " ".join([*(f"{part.rstrip('.')}." for part in parts if part), *filter(None, [self.address])])

    @property
    def bibtex(self) -> str:
        """The entry; braces keep the capitals of titles and the name of a body in one piece."""
        fields = {
            "author": f"{{{_written(self.author)}}}" if self.author else "",
            "title": f"{{{_written(self.title)}}}",
            "howpublished": _written(self.register),
            "year": (self.milestone.updated or self.milestone.added or "")[:4],
            "url": self.address,
        }
        lines = [f"  {name} = {{{value}}}," for name, value in fields.items() if value]
        return "\n".join([f"@misc{{{self.milestone.id},", *lines, "}"])


def _written(words: str) -> str:
    return " ".join(words.split()).translate(_WRITTEN)
