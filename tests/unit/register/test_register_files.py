"""Loading: partners, documents and the structure of data files."""

from __future__ import annotations

import os
import unicodedata
from pathlib import Path

import pytest

from sphinx_milestones.register.loader import load_register

OMAN = '[oman]\nkind = "country"\ncountry = "OM"\n'

FILES = {
    "a misspelt column": ("topics", "[a]\nlabel = 'A'\nlable = 'B'\n", 3, "[a] unknown field “lable”. Did you mean"),
    "a missing column": (
        "topics",
        "[a]\n",
        1,
        "[a] has no “label”. Add a line “label = …”. The name that readers see.",
    ),
    "a bad value": ("topics", "[a]\nlabel = 5\n", 2, "[a] label: 5 is not text."),
    "an invalid key": ("topics", "[A]\nlabel = 'A'\n", 1, "[A] is not a valid key. Use lowercase"),
    "an empty key": ("topics", "['']\nlabel = 'A'\n", 1, "[“”] is not a valid key."),
    "double brackets": ("topics", "[[a]]\nlabel = 'A'\n", 1, "[[a]] has double brackets. Write [a]."),
    "no entry": ("topics", "label = 'A'\n", 1, "“label” is outside any entry. Move it below the [key] of the entry"),
    "a long line": (
        "topics",
        f"# {'x' * 10_000}\n",
        1,
        "this line has 10\u00a0002 characters; the limit is 10\u00a0000.",
    ),
    "an invalid header": ("topics", "[Open Data]\n", 1, "is not valid TOML here: [Open Data] is not a valid key. Use"),
    "an open bracket": ("topics", "[a\n", 1, "is not valid TOML here: the key of an entry has no closing bracket."),
    "an open string": ("topics", "[a]\nlabel = 'A\n", 2, "is not valid TOML here: a string has no closing quotation"),
    "a repeated value": (
        "topics",
        "[a]\nlabel='A'\nlabel='B'\n",
        3,
        "is not valid TOML here: a value is defined twice.",
    ),
    "a country without a code": ("partners", "[a]\nkind = 'country'\n", 1, "[a] is a country without a code."),
    "a body without a name": ("partners", "[a]\nkind = 'bloc'\n", 1, "[a] has no name. Add a line “name = …”."),
    "an unknown parent": ("partners", OMAN + "parent = 'x'\n", 4, "[oman] parent: “x” is not in partners.toml."),
    "its own parent": ("partners", OMAN + "parent = 'oman'\n", 4, "[oman] parent: [oman] cannot be its own parent."),
    "an alias that is a key": (
        "partners",
        OMAN + "[a]\nkind = 'bloc'\nname = 'A'\naliases = ['oman']\n",
        7,
        "[a] aliases: “oman” is also a name of [oman].",
    ),
    "an alias of two": (
        "partners",
        OMAN + "aliases = ['f']\n[a]\nkind = 'bloc'\nname = 'A'\naliases = ['f']\n",
        8,
        "[a] aliases: “f” is also a name of [oman].",
    ),
    "no file": ("documents", "[a]\ntitle = 'A'\nstatus = 'available'\n", 1, "[a] is “available” but has no “file”."),
    "a missing file": (
        "documents",
        "[a]\ntitle = 'A'\nstatus = 'available'\nfile = 'x.txt'\n",
        4,
        "[a] file: “x.txt” is not in the folder “documents”. Put it there or fix the name.",
    ),
    "a file elsewhere": (
        "documents",
        "[a]\ntitle = 'A'\nstatus = 'available'\nfile = '../kinds.toml'\n",
        4,
        "[a] file: “../kinds.toml” is outside the folder “documents”.",
    ),
    "an empty file": (
        "documents",
        "[a]\ntitle = 'A'\nstatus = 'available'\nfile = 'empty.pdf'\n",
        4,
        "[a] file: “empty.pdf” is empty. Replace it.",
    ),
    "a damaged PDF": (
        "documents",
        "[a]\ntitle = 'A'\nstatus = 'available'\nfile = 'bad.pdf'\n",
        4,
        "[a] file: “bad.pdf” cannot be read as a PDF: it is damaged",
    ),
    "a wrong size": (
        "documents",
        "[a]\ntitle = 'A'\nstatus = 'available'\nfile = 'a.txt'\nmedia_type = 'text/plain'\nbytes = 5\n",
        6,
        "[a] bytes: declared as 5, but the file has 2. Delete the line.",
    ),
}


@pytest.mark.parametrize(("name", "text", "line", "message"), FILES.values(), ids=FILES.keys())
def test_each_problem_is_one_message_at_its_line(name: str, text: str, line: int, message: str, tmp_path: Path) -> None:
    """The rest of the file is loaded."""
    (tmp_path / "documents").mkdir()
    for file, content in (("empty.pdf", b""), ("bad.pdf", b"%PDF"), ("a.txt", b"ab")):
        (tmp_path / "documents" / file).write_bytes(content)
    (tmp_path / f"{name}.toml").write_text(text, encoding="utf-8")
    _, (finding,) = load_register(tmp_path)
    assert (finding.line, finding.message[: len(message)]) == (line, message)


def test_a_circle_of_parents_is_reported_to_its_members(tmp_path: Path) -> None:
    """The first parent is dropped, and with it the circle; a partner below the circle is not at fault."""
    partners = {"below": "a", "a": "b", "b": "a"}
    text = "".join(f"[{key}]\nkind = 'bloc'\nname = '{key}'\nparent = '{parent}'\n" for key, parent in partners.items())
    (tmp_path / "partners.toml").write_text(text, encoding="utf-8")
    register, (finding,) = load_register(tmp_path)
    assert finding.message == "[a] parent: “b” belongs to [a], directly or through others. Remove one of the parents."
    assert {key: partner.parent for key, partner in register.partners.items()} == {"below": "a", "a": None, "b": "a"}


def test_a_misspelt_file_name_is_reported(tmp_path: Path) -> None:
    """Its table is broken, so that its keys are not reported as unknown."""
    (tmp_path / "source.toml").write_text("", encoding="utf-8")
    (tmp_path / "topics.toml").mkdir()
    register, findings = load_register(tmp_path)
    assert {Path(finding.path).name: finding.message for finding in findings} == {
        "source.toml": "is not the name of a data file. Rename it to sources.toml.",
        "topics.toml": "cannot be read: Is a directory. Replace it with a text file, or delete it.",
    }
    assert register.broken == ("topics", "sources")


def test_the_fingerprint_changes_with_an_entry(tmp_path: Path) -> None:
    """And only with one of the entries that were used; a missing one is not like a broken one."""
    used, digests = (("partners", "oman"), ("topics", "maps")), []
    for partners, topics in ((OMAN, ""), (OMAN + "acronym = 'OM'\n", ""), (OMAN, "[x"), (OMAN, "[x]\nlabel = 'X'\n")):
        (tmp_path / "partners.toml").write_text(partners, encoding="utf-8")
        (tmp_path / "topics.toml").write_text(topics, encoding="utf-8")
        digests.append(load_register(tmp_path)[0].digest(used))
    assert (digests[0] == digests[3], len(set(digests))) == (True, 3)


@pytest.mark.parametrize("kind", ["device", "pipe", "large"])
def test_a_data_file_without_an_end_is_reported(kind: str, tmp_path: Path) -> None:
    """A link to a device, a pipe, and a file beyond the limit: none is read to its end."""
    path = tmp_path / "kinds.toml"
    if kind == "device":
        path.symlink_to("/dev/zero")
    elif kind == "pipe":
        os.mkfifo(path)
    else:
        with path.open("wb") as file:
            file.truncate(10**12)  # takes no space
    _, (finding,) = load_register(tmp_path)
    expected = (
        "has 1\xa0000\xa0000\xa0000\xa0000 bytes" if kind == "large" else "cannot be read: It is not a regular file"
    )
    assert finding.message.startswith(expected)


@pytest.mark.parametrize(("there", "written"), [("NFC", "NFD"), ("NFD", "NFC")])
def test_accents_may_be_written_in_two_ways(there: str, written: str, tmp_path: Path) -> None:
    """The file of a document is found, and so is a partner by its name; two equal aliases are reported."""
    as_there, as_written = (
        unicodedata.normalize(form, "Résumé")  # type: ignore[arg-type]
        for form in (there, written)
    )
    (tmp_path / "documents").mkdir()
    (tmp_path / f"documents/{as_there}.csv").write_text("a,b\n")
    document = f'[a]\ntitle = "A"\nstatus = "available"\nmedia_type = "text/csv"\nfile = "{as_written}.csv"\n'
    (tmp_path / "documents.toml").write_text(document, encoding="utf-8")
    partner = '[{key}]\nkind = "bloc"\nname = "{key}"\naliases = ["{alias}"]\n'
    text = partner.format(key="one", alias=as_there) + partner.format(key="two", alias=as_written)
    (tmp_path / "partners.toml").write_text(text, encoding="utf-8")
    register, findings = load_register(tmp_path)
    assert (register.documents["a"].status, register.documents["a"].bytes) == ("available", 4)
    assert register.key_of("partners", as_written) == register.key_of("partners", as_there) == "one"
    assert [finding.message.partition("”")[2] for finding in findings] == [
        " is also a name of [one]. Delete one of the two."
    ]
