"""``milestones.json``: every milestone and every entry of the data files, in all languages, and its JSON Schema."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from sphinx_milestones.core.records import Milestone, Translation
from sphinx_milestones.register.tables import TABLES
from sphinx_milestones.syntax.blocks import without_code
from sphinx_milestones.views.json_types import members
from sphinx_milestones.views.register_fields import fields_of

from .data import ExportData
from .entries import BY_LANGUAGE, LANGUAGE, entries_of, entry_schema, published, published_schema

FORMAT = 2
SCHEMA = "milestones.schema.json"
FLAGS = ("single_source", "sources_differ", "incomplete")  # omitted if false or zero
TEXTS = {"text": "body", "html": "html"}


def milestones_json(data: ExportData) -> str:
    """Return the content of the file, with a line for each milestone and each entry."""
    head = {"$schema": SCHEMA, "format": FORMAT, "languages": data.languages, "title": data.title}
    head |= {"version": data.version, "licence": data.licence, "homepage": data.homepage}
    members = [f"{_json(name)}: {_json(value)}" for name, value in head.items() if value]
    records = ",\n".join(map(_json, records_of(data)))
    members.append(f'"milestones": [\n{records}\n]')
    tables = {table: entries_of(table, data) for table in TABLES} | {"published": published(data)}
    for name, entries in tables.items():
        rows = ",\n".join(f"{_json(key)}: {_json(entry)}" for key, entry in entries.items())
        members.append(f"{_json(name)}: {{\n{rows}\n}}" if rows else f"{_json(name)}: {{}}")
    return "{" + ",\n".join(members) + "}\n"


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


def records_of(data: ExportData) -> list[dict[str, Any]]:
    """Return the record of each milestone, oldest first."""
    return data.once("records", lambda: [_record(milestone, data) for milestone in data.milestones])


def _record(milestone: Milestone, data: ExportData) -> dict[str, Any]:
    texts = data.texts(milestone)
    record: dict[str, Any] = {"id": milestone.id, "title": _in_languages(texts, "title")}
    record["title_html"] = _in_languages(texts, "title_html")
    record |= {"address": data.addresses.milestone(milestone), "page": milestone.docname}
    for name, field in fields_of(data.register).items():
        value = field.value(milestone) if field.exported else None
        if field.translatable and field.exported:
            record[name] = {code: value for code, text in texts.items() if (value := dict(text.fields).get(name))}
        elif value not in (None, "", ()):
            record[name] = field.export.write(value)
    record["image_address"] = data.addresses.image(milestone)
    record |= {name: _in_languages(texts, attribute) for name, attribute in TEXTS.items()}
    source = source_of(milestone)
    record["source"] = {"syntax": milestone.syntax, "text": source} if source else {}
    record |= {name: getattr(milestone, name) for name in FLAGS}
    return {name: value for name, value in record.items() if value}


def source_of(milestone: Milestone) -> str:
    """Return the text as written, without the comments of Markdown, which authors write for each other."""
    lines = zip(milestone.markup.split("\n"), without_code(milestone.markup).split("\n"), strict=True)
    markdown = milestone.syntax == "markdown"
    return "\n".join(line for line, outside_code in lines if not (markdown and outside_code.startswith("%"))).strip()


def _in_languages(texts: Mapping[str, Translation], name: str) -> dict[str, str]:
    return {language: value for language, text in texts.items() if (value := getattr(text, name))}


def milestones_schema(data: ExportData) -> str:
    """Return the JSON Schema of the file."""
    tables = {table: entry_schema(table, data.register) for table in TABLES} | {"published": published_schema()}
    schema = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "A register of milestones",
        "description": f"Format {FORMAT} of milestones.json, as sphinx-milestones writes it.",
        **members(
            {
                "$schema": {"const": SCHEMA},
                "format": {"const": FORMAT},
                "languages": {"type": "array", "minItems": 1, "items": {"type": "string", "pattern": LANGUAGE}},
                "milestones": {"type": "array", "items": _milestone_schema(data)},
                **tables,
            },
            title=BY_LANGUAGE,
            **{name: {"type": "string"} for name in ("version", "licence", "homepage")},
        ),
    }
    return json.dumps(schema, ensure_ascii=False, indent=1) + "\n"


def _milestone_schema(data: ExportData) -> dict[str, Any]:
    fields = {
        name: {**(BY_LANGUAGE if field.translatable else field.export.schema), "description": field.help}
        for name, field in fields_of(data.register).items()
        if field.exported
    }
    required = {"id": fields.pop("id"), "title": BY_LANGUAGE}
    required |= {"address": {"type": "string"}, "page": {"type": "string"}}
    source = {"syntax": {"enum": ["markdown", "restructuredtext"]}, "text": {"type": "string"}}
    optional = {
        "image_address": {"type": "string"},
        "title_html": BY_LANGUAGE,
        "text": BY_LANGUAGE,
        "html": BY_LANGUAGE,
        "source": members(source),
    }
    flags = {"single_source": {"const": True}, "sources_differ": {"type": "integer", "minimum": 1}}
    return members(required, **fields, **optional, **flags, incomplete={"const": True})
