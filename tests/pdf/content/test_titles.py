"""Titles of any direction and content, in contents, bookmarks, running header and the heading itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.support.pdf import drawn_texts

from sphinx_pdf.content.kinds import BOOKMARK, FORMULA, ISOLATED, LINK, NOTE, SPAN
from sphinx_pdf.content.text import TextTranslator
from sphinx_pdf.content.values import short_title

if TYPE_CHECKING:
    from pypdf import PageObject
    from tests.support.pdf import BuildProject

    from sphinx_pdf.content.kinds import Value
    from sphinx_pdf.typst.typesetting import ProcessLimits

MIXED, ARABIC, ENGLISH = "Launch of حكومتي", "البوابة الوطنية", "Launch of the portal"
CHAPTERS = "".join(f"{title}\n{'=' * 20}\n\nA text.\n\n" for title in (MIXED, ARABIC, ENGLISH))


def lines(page: PageObject) -> list[list[str]]:
    """Return the texts of each line of a page, from left to right."""
    rows: dict[int, list[tuple[float, str]]] = {}
    for x, y, text in drawn_texts(page):
        rows.setdefault(round(y), []).append((x, text))
    return [[text for _x, text in sorted(rows[y])] for y in sorted(rows, reverse=True)]


@pytest.mark.parametrize(("language", "end"), [("en", -1), ("ar", 0)])
def test_page_number_is_at_the_end_of_each_line_of_the_contents(build: BuildProject, language: str, end: int) -> None:
    """Whatever the direction of the title: on the right in English, on the left in Arabic."""
    built = build(CHAPTERS, language=language)
    entries = lines(built.reader.pages[1])[1:4]
    assert [entry[end] for entry in entries] == ["3", "3", "3"]
    assert [len(entry) > 1 for entry in entries] == [True] * 3


def test_running_header_keeps_the_order_of_its_titles(build: BuildProject) -> None:
    """The chapter is on the left of its section, although both titles are Arabic."""
    (header, *_rest) = lines(build(f"أول\n{'=' * 20}\n\nثان\n{'-' * 20}\n\nA text.\n").reader.pages[2])
    assert ["أول" in text for text in header] == [True, *[False] * (len(header) - 1)]
    assert "ثان" in header[-1]


def test_bookmarks_have_no_marks_of_direction(build: BuildProject) -> None:
    """Viewers show each on a line of its own."""
    assert build(CHAPTERS).bookmarks() == [MIXED, ARABIC, ENGLISH]


def test_only_text_of_the_other_direction_is_isolated() -> None:
    """Digits and punctuation have no direction of their own."""
    english, arabic = (TextTranslator(range(0x2000), right_to_left, print) for right_to_left in (False, True))
    assert english.isolate(["Launch 2024"]) == ["Launch 2024"]
    assert english.isolate([MIXED]) == [ISOLATED(c=[MIXED])]
    assert arabic.isolate([ARABIC, " (2024)"]) == [ARABIC, " (2024)"]
    assert arabic.isolate([ENGLISH]) == [ISOLATED(c=[ENGLISH])]


def test_short_title_has_no_notes_or_links() -> None:
    """A formula is followed by its source, which only bookmarks have."""
    formula = FORMULA(lines="[]", alt="a^2")
    title: list[Value] = ["On ", LINK(to="there#", c=["links"]), NOTE(id="note", c=["A note."]), formula]
    assert short_title(title) == ["On ", SPAN(c=["links"]), SPAN(c=[{**formula, "titled": True}, BOOKMARK(c=["a^2"])])]
    assert short_title(["Plain"]) == ["Plain"]


def test_heading_has_its_notes_and_links(build: BuildProject, limits: ProcessLimits | None) -> None:
    """They are printed once, at the heading; the bookmark has the source of the formula."""
    page = "On :math:`a^2`, `links <https://example.org/a>`_ and notes [#n]_ here\n" + "=" * 80
    built = build(f"{page}\n\nText [#n]_, `again <https://example.org/a>`_.\n\n.. [#n] The note.\n", limits=limits)
    assert built.warnings == ""
    assert built.bookmarks() == ["On a^2, links and notes here"]
    _cover, contents, text = built.pages()
    assert "links and notes here" in contents
    assert "links1 and notes 2 here Text 2, again1." in text
    assert (text.count("1https://example.org/a"), text.count("2The note.")) == (1, 1)
    assert set(built.links()) == {"https://example.org/a"}
