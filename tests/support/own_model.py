"""A register with a field of each type of its own, and a milestone that has them all."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.support.small_register import REGISTER

from sphinx_milestones.core.problems import Finding
from sphinx_milestones.register.own_model import OwnModel
from sphinx_milestones.register.own_model_file import read_own_model
from sphinx_milestones.register.register import Register

FIELDS = """\
[fields.author]
type = "key"
table = "partners"
many = true
filter = true
label = { en = "Author", ar = "المؤلف" }
help = "Who wrote it."

[fields.orcid]
many = true
pattern = '\\d{4}-\\d{4}-\\d{4}-\\d{3}[\\dX]'
example = "0000-0002-1825-0097"
link = "https://orcid.org/{value}"
label = "ORCID"

[fields.state]
type = "choice"
choices = { draft = "Draft", final = { en = "Final", ar = "نهائي" } }
label = { en = "State", ar = "الحالة" }
filter = true
shown = "when"

[fields.height]
type = "number"
label = "Height (m)"

[fields.opened]
type = "date"
label = "Opened"
shown = "foot"

[fields.website]
type = "url"
label = "Website"

[fields.material]
label = "Material"
required = true

[fields.shelf]
label = "Shelf"
shown = "none"
export = false
"""

LINES = """\
:author: un-desa, oman
:orcid: 0000-0002-1825-0097
:state: final
:height: 1234.50
:opened: 2024-12-24
:website: https://example.org/tower
:material: Coral stone
:shelf: B 12
"""


def read_model(text: str) -> tuple[OwnModel, list[Finding]]:
    """Return the model in the text of a ``register.toml``, and the problems of the file."""
    findings: list[Finding] = []
    with TemporaryDirectory() as folder:
        path = Path(folder) / "register.toml"
        path.write_text(text, encoding="utf-8")
        return read_own_model(path, findings), findings


def register_with(text: str) -> Register:
    """Return the small register with a model, which has no problem."""
    model, findings = read_model(text)
    assert findings == []
    return replace(REGISTER, model=model)
