"""Load the data files of a register into records; problems are reported with file and line.

Invalid values are left out, and the rest of the entry is loaded; a missing file is an empty table.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from sphinx_milestones.core.problems import Finding, Problem
from sphinx_milestones.core.suggestions import closest_match

from .document_files import examine
from .own_model_file import read_own_model
from .own_model_tables import FILE as MODEL
from .partner_checks import check_partner_kinds, check_partners
from .published import FILE as PUBLISHED
from .published import read_published
from .register import Register
from .state_checks import check_documents, check_sources
from .table_loader import TableLoader
from .tables import TABLES


def load_register(folder: Path) -> tuple[Register, list[Finding]]:
    """Load the data files of *folder*; return the register and the problems found, whatever the files contain."""
    findings: list[Finding] = []
    tables: dict[str, dict[str, Any]] = {}
    readers = {table.name: TableLoader(table, folder / table.file, findings) for table in TABLES.values()}
    model = read_own_model(folder / MODEL, findings)
    for path in sorted(folder.glob("*.toml")):
        intended = closest_match(path.stem, readers)
        if intended and path.stem not in readers and path.name != MODEL and not readers[intended].path.exists():
            readers[intended].broken = True
            message = f"is not the name of a data file. Rename it to {TABLES[intended].file}."
            findings.append(Finding(Problem.REGISTER_FILE, message, str(path)))
    lines: dict[tuple[str, str], tuple[str, int]] = {}
    for name, reader in readers.items():
        tables[name] = reader.entries()
        lines |= {(name, key): (str(reader.path), reader.line(key) or 1) for key in tables[name]}
    broken = tuple(name for name, reader in readers.items() if reader.broken)
    broken += ("register",) if model.broken else ()
    check_partner_kinds(tables["partner_kinds"], readers["partner_kinds"].reporter)
    kinds = Register(partner_kinds=tables["partner_kinds"], broken=broken)
    check_partners(kinds, tables["partners"], readers["partners"].reporter)
    check_sources(model, tables["sources"], readers["sources"].reporter)
    documents = tables["documents"]
    check_documents(model, documents, readers["documents"].reporter)
    for key, document in documents.items():
        documents[key] = examine(document, folder / "documents", readers["documents"].reporter(key))
    published, unsound = read_published(folder / PUBLISHED)
    return Register(**tables, published=published, model=model, broken=broken, lines=lines), [*findings, *unsound]
