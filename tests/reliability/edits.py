"""The edits that can be made of a register, each of them alone.

An edit makes a new content of an old one and of choices, which a test makes as it likes: at random, or so that few
steps describe a failure. What the choices lead to need not be valid: unknown keys, two milestones of one id. Where
there is nothing to edit, the content stays as it is.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from functools import wraps
from typing import Protocol, TypeVar

from tests.reliability.content import ASSETS, OPTIONAL_TABLES, OTHERS, SETTINGS, Content, Page, Values, milestone_of
from tests.reliability.values import COLUMNS, CONFIGURATION, ENTRIES, FIELDS, NAMES, SLIPS

T = TypeVar("T")


class Choose(Protocol):
    """Chooses one of several."""

    def __call__(self, among: Sequence[T], /) -> T:
        """Return one of *among*, which are never none."""
        ...


Edit = Callable[[Content, Choose], Content]

# -- milestones and their pages


def _with_page(content: Content, name: str, page: Page | None) -> Content:
    """The same with a year page written or deleted."""
    years = {other: former for other, former in content.years.items() if other != name}
    return content._replace(years=years | ({name: page} if page else {}))


def _of_a_page(change: Callable[[Page, Choose], Page]) -> Edit:
    """The edit that makes this change to one of the year pages."""

    @wraps(change)
    def edit(content: Content, choose: Choose) -> Content:
        if not content.years:
            return content
        year = choose(sorted(content.years))
        return _with_page(content, year, change(content.years[year], choose))

    return edit


def _another(values: Sequence[T], now: object, choose: Choose) -> T:
    """One of the values that would be a change."""
    return choose([value for value in values if value != now])


def _field(name: str) -> Edit:
    """The edit that gives a field of a milestone another value, or leaves the field out."""

    def edit(page: Page, choose: Choose) -> Page:
        if not page.milestones:
            return page
        milestones = list(page.milestones)
        at = choose(range(len(milestones)))
        value = _another(FIELDS[name], milestones[at].get(name, ""), choose)
        milestones[at] = {other: text for other, text in {**milestones[at], name: value}.items() if text}
        return page._replace(milestones=tuple(milestones))

    return _of_a_page(edit)


@_of_a_page
def add(page: Page, choose: Choose) -> Page:
    """Add a milestone above or below those of a page."""
    new = milestone_of(choose(FIELDS["id"]), choose(FIELDS["date"]), body="New.")
    return page._replace(milestones=(new, *page.milestones) if choose([True, False]) else (*page.milestones, new))


@_of_a_page
def delete(page: Page, choose: Choose) -> Page:
    """Delete a milestone."""
    gone = choose(range(len(page.milestones) or 1))
    return page._replace(milestones=(*page.milestones[:gone], *page.milestones[gone + 1 :]))


@_of_a_page
def title_page(page: Page, choose: Choose) -> Page:
    """Give a year page another title."""
    return page._replace(title=_another(["2020", "A year", "*Last* year"], page.title, choose))


@_of_a_page
def break_page(page: Page, choose: Choose) -> Page:
    """Write what is wrong below a year page; where it has that already, fix it."""
    return page._replace(slip="" if page.slip else choose(SLIPS))


@_of_a_page
def translate_page(page: Page, _choose: Choose) -> Page:
    """Write a year page in the other syntax, in a file of the other name."""
    return page._replace(suffix=".rst" if page.suffix == ".md" else ".md")


def write_page(content: Content, choose: Choose) -> Content:
    """Write a new year page, in the place of the one of that name where there is one."""
    name = choose(NAMES)
    new = milestone_of(choose(FIELDS["id"]), "2022-01", body="New.")
    return _with_page(content, name, Page(choose([".md", ".rst"]), "2022", f"Of {name}", choose([(), (new,)])))


def delete_page(content: Content, choose: Choose) -> Content:
    """Delete a year page."""
    return _with_page(content, choose(sorted(content.years)), None) if content.years else content


def rename_page(content: Content, choose: Choose) -> Content:
    """Give a year page a name that no other has."""
    free = [name for name in NAMES if name not in content.years]
    if not content.years or not free:
        return content
    old = choose(sorted(content.years))
    return _with_page(_with_page(content, old, None), choose(free), content.years[old])


def move_milestone(content: Content, choose: Choose) -> Content:
    """Move a milestone to the bottom of another year page."""
    names = sorted(name for name, page in content.years.items() if page.milestones)
    if not names or len(content.years) == 1:
        return content
    old = choose(names)
    new = choose([name for name in sorted(content.years) if name != old])
    page, target = content.years[old], content.years[new]
    at = choose(range(len(page.milestones)))
    moved = page.milestones[at]
    rest = page._replace(milestones=(*page.milestones[:at], *page.milestones[at + 1 :]))
    content = _with_page(content, old, rest)
    return _with_page(content, new, target._replace(milestones=(*target.milestones, moved)))


def move_lists(content: Content, choose: Choose) -> Content:
    """Move the views to another page, or back."""
    name = choose(["lists.md", "reported.rst", "story.md"])
    empty = {
        "lists.md": "# Lists\n\nNone.\n",
        "reported.rst": "Reported\n========\n\nNothing.\n",
        "story.md": OTHERS["lists.md"],
    }
    text = _another([OTHERS[name], empty[name]], content.others[name], choose)
    return content._replace(others={**content.others, name: text})


def write_over_partner(content: Content, choose: Choose) -> Content:
    """Write a page at the address of a generated one; where it is there already, delete it."""
    name = choose(["partners/oman.md", "partners/home/index.md"])
    others = {other: text for other, text in content.others.items() if other != name}
    by_hand = {} if name in content.others else {name: "---\norphan: true\n---\n\n# By hand\n"}
    return content._replace(others=others | by_hand)


# -- data files and settings


def _with_table(content: Content, name: str, entries: Mapping[str, Values]) -> Content:
    """The same with other entries in a data file; one that need not be there is deleted with its last entry."""
    tables = {**content.tables, name: entries}
    return content._replace(tables={name: rows for name, rows in tables.items() if rows or name not in OPTIONAL_TABLES})


def edit_entry(content: Content, choose: Choose) -> Content:
    """Give a value of an entry in a data file another."""
    name = choose(sorted(COLUMNS))
    if not content.tables.get(name):
        return content
    key, column = choose(sorted(content.tables[name])), choose(sorted(COLUMNS[name]))
    old = content.tables[name][key]
    new = {**old, column: _another(COLUMNS[name][column], old.get(column), choose)}
    return _with_table(content, name, {**content.tables[name], key: new})


def add_entry(content: Content, choose: Choose) -> Content:
    """Add an entry to a data file."""
    missing = sorted(name for name in ENTRIES if not ENTRIES[name].keys() <= content.tables.get(name, {}).keys())
    if not missing:
        return content
    name = choose(missing)
    return _with_table(content, name, {**content.tables.get(name, {}), **ENTRIES[name]})


def remove_entry(content: Content, choose: Choose) -> Content:
    """Remove an entry from a data file."""
    name = choose(sorted(content.tables))
    if not content.tables[name]:
        return content
    gone = choose(sorted(content.tables[name]))
    return _with_table(content, name, {key: entry for key, entry in content.tables[name].items() if key != gone})


def publish(content: Content, _choose: Choose) -> Content:
    """Record the page of each milestone, before its former ones, as the command does."""
    published = dict(content.tables.get("published", {}))
    for name, page in sorted(content.years.items()):
        for identifier in (milestone.get("id", "") for milestone in page.milestones):
            entry, here = published.get(identifier, {}), f"years/{name}"
            if re.fullmatch("[a-z]+", identifier):
                pages = [here, *(page for page in entry.get("pages", ()) if page != here)]
                published[identifier] = {**entry, "pages": pages}
    return _with_table(content, "published", published)


def replace_published(content: Content, choose: Choose) -> Content:
    """Write of a published id, or of one that never was, what replaced it, that it was withdrawn, or another page."""
    published = content.tables.get("published", {})
    identifier = choose(FIELDS["id"][:-1])
    pages = published.get(identifier, {}).get("pages", ["years/2020"])
    new = choose(
        [
            {"moved_to": choose(FIELDS["id"][:-1]), "pages": pages},
            {"withdrawn": "It never took place.", "pages": pages},
            {"pages": [choose([f"years/{name}" for name in NAMES] + ["lists", "gone/deep", "../out"]), *pages]},
        ]
    )
    return _with_table(content, "published", {**published, identifier: new})


def break_table(content: Content, choose: Choose) -> Content:
    """Make a data file no TOML; where one is not, fix it."""
    return content._replace(slips={} if content.slips else {choose(sorted(content.tables)): '[open\nlabel = "'})


def configure(content: Content, choose: Choose) -> Content:
    """Change a setting."""
    name = choose(sorted(CONFIGURATION))
    now = content.settings.get(name, SETTINGS.get(name))
    return content._replace(settings={**content.settings, name: _another(CONFIGURATION[name], now, choose)})


def edit_asset(content: Content, choose: Choose) -> Content:
    """Edit a file that Sphinx copies."""
    name = choose(sorted(ASSETS))
    text = _another(
        [ASSETS[name], ASSETS[name].replace("1", "2").replace("red", "green") + " "], content.assets.get(name), choose
    )
    return content._replace(assets={**content.assets, name: text})


def delete_asset(content: Content, choose: Choose) -> Content:
    """Delete a file that Sphinx copies; one stays in each folder."""
    name = choose(["_static/other.css", "extra/page.html", "picture.svg"])
    return content._replace(assets={other: text for other, text in content.assets.items() if other != name})


_OF_PAGES = (add, delete, title_page, break_page, translate_page, write_page, delete_page, rename_page)
_OF_MOVES = (move_milestone, move_lists, write_over_partner, publish, replace_published)
_OF_DATA = (edit_entry, add_entry, remove_entry, break_table, configure)
_OF_ASSETS = (edit_asset, delete_asset)

#: All of them by name; an edit of a field has the field's.
EDITS: Mapping[str, Edit] = {name: _field(name) for name in FIELDS} | {
    edit.__name__: edit for edit in (*_OF_PAGES, *_OF_MOVES, *_OF_DATA, *_OF_ASSETS)
}
