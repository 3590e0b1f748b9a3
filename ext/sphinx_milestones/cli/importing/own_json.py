"""``milestones.json`` of a register: its milestones, and the entries of its data files, which need no new keys."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from sphinx_milestones.cli.project import CommandError
from sphinx_milestones.core.limits import excess_message
from sphinx_milestones.register.column_types import localized_text
from sphinx_milestones.register.tables import TABLES, Column
from sphinx_milestones.views.exports.entries import DERIVED
from sphinx_milestones.views.exports.milestones_json import FLAGS, FORMAT
from sphinx_milestones.views.field import Field

from .rows import Cell, Lost, Record, Table
from .source_file import MAX_ROWS

SYNTAXES = ("markdown", "restructuredtext")
_IMAGE = ("image", "alt", "credit")
# Members that follow from others, or name the record.
_FOLLOWING = ("image_address", "id", "address", "page", "text", *FLAGS)


def is_register(value: Any) -> bool:
    """Return whether a JSON value is the data of a register."""
    return isinstance(value, dict) and isinstance(value.get("milestones"), list) and "format" in value


def from_json(value: Mapping[str, Any], fields: Mapping[str, Field]) -> Table:
    """Return the milestones of a register, and the entries that they may refer to.

    :raises CommandError: if it is in another version of the format, or has too many milestones
    """
    if value["format"] != FORMAT:
        message = f"it is in format {str(value['format'])[:20]} of milestones.json; this version reads {FORMAT}."
        raise CommandError(f"{message} Rebuild it with this version of sphinx-milestones.")
    if excess := excess_message(len(value["milestones"]), MAX_ROWS, "milestones"):
        raise CommandError(f"the file {excess}. Split it.")
    languages = value.get("languages")
    source = str(languages[0]) if isinstance(languages, list) and languages else ""
    table = Table("data of a register", [], {name: name for name in (*fields, "title", "text", *SYNTAXES)})
    for number, milestone in enumerate(value["milestones"], 1):
        if not isinstance(milestone, dict):
            table.lost.append(Lost(f"milestone {number}", "", str(milestone)[:200], "It is not a milestone."))
            continue
        where = f"milestone “{milestone['id']}”" if isinstance(milestone.get("id"), str) else f"milestone {number}"
        table.records.append(Record(where, dict(_cells(where, milestone, source, table.lost, fields))))
    table.entries = {name: dict(_entries(name, value.get(name), source, table.lost)) for name in TABLES}
    if published := value.get("published"):
        ids = ", ".join(published) if isinstance(published, dict) else str(published)[:200]
        table.lost.append(Lost("published", "", ids, "Run `publish` after the import."))
    return table


def _cells(
    where: str, milestone: Mapping[str, Any], source: str, lost: list[Lost], fields: Mapping[str, Field]
) -> Iterator[tuple[str, Cell]]:
    """Yield the column and the cell of each member."""
    members = {"source": None, "html": None, **milestone}
    written = members["source"]
    if isinstance(written, dict) and written.get("syntax") in SYNTAXES and isinstance(written.get("text"), str):
        yield written["syntax"], written["text"]
    for name, member in milestone.items():
        if name in ("id", "mode", "added", "updated") and isinstance(member, str):
            yield name, member
        elif name in _FOLLOWING or name == "source":
            continue
        elif name in _IMAGE:
            lost.append(Lost(where, name, str(member)[:200], "The data do not include the file of an image."))
        elif name == "title_html":
            lost.append(Lost(where, name, str(member)[:200], "Titles are imported as plain text. Mark it up again."))
        elif name == "html" or name == "title" or (name in fields and fields[name].translatable):
            yield from _text_in(where, name, member, source, lost)
        elif name in fields and (cell := _cell(fields[name], member)):
            yield name, cell
        else:
            lost.append(Lost(where, name, str(member)[:200], "It is not in the format of milestones.json."))


def _text_in(where: str, name: str, member: Any, source: str, lost: list[Lost]) -> Iterator[tuple[str, Cell]]:
    """Yield a text in the language of the source; in another one, it belongs to a message catalogue."""
    for language, text in member.items() if isinstance(member, dict) else [("", member)]:
        if isinstance(text, str) and language == source:
            yield "text" if name == "html" else name, text
        else:
            lost.append(Lost(where, f"{name} ({language})", str(text), "Translations belong in message catalogues."))


def _cell(field: Field, member: Any) -> Cell | None:
    """Return the cell of a field; None if its value is not in the format."""
    if not field.table:
        return field.export.read(member)
    items = member if isinstance(member, list) else [member]
    if field.has_roles and all(isinstance(part, dict) and isinstance(part.get("key"), str) for part in items):
        own = (part for part in items if not part.get("through"))
        return tuple({"key": part["key"], "role": _roles(part)} for part in own)
    if not all(isinstance(item, str) for item in items):
        return None
    return tuple({"key": item} for item in items)


def _roles(part: Mapping[str, Any]) -> str:
    """Return the roles of a partner as a page has them."""
    roles = part.get("roles")
    return ", ".join(map(str, roles)) if isinstance(roles, list) else str(part.get("role") or "")


def _entries(name: str, entries: Any, source: str, lost: list[Lost]) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield the key and the values of each entry of a data file, as TOML has them."""
    columns = {column.name: column for column in TABLES[name].columns}
    for key, entry in entries.items() if isinstance(entries, dict) else ():
        if not isinstance(entry, dict):
            lost.append(Lost(f"{name} “{key}”", "", str(entry)[:200], "It is not an entry."))
            continue
        entry = _without_file(key, entry, lost) if name == "documents" else entry
        values = {}
        for member, value in entry.items():
            if member in columns:
                values[member] = _value(columns[member], value, source)
            elif member not in DERIVED.get(name, {}):
                lost.append(Lost(f"{name} “{key}”", member, str(value)[:200], "No column has this name."))
        yield key, values


def _value(column: Column, value: Any, source: str) -> Any:
    """Return the value of a column; a text in the language of the source alone as text, not as a table."""
    if column.read is localized_text and isinstance(value, dict) and list(value) == [source]:
        return value[source]
    return value


def _without_file(key: str, entry: Mapping[str, Any], lost: list[Lost]) -> Mapping[str, Any]:
    """Return a document without its file, which the data do not have, but with its address if that is complete."""
    if "file" not in entry:
        return entry
    address = str(entry.get("address", ""))
    lost.append(Lost(f"documents “{key}”", "file", str(entry["file"]), "The data do not include the file."))
    rest = {name: value for name, value in entry.items() if name not in ("file", "url")}
    if address.startswith(("http://", "https://")):
        return {**rest, "status": "external", "url": address}
    return {**rest, "status": "not-located"}
