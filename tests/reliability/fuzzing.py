"""Values and data files made up by Atheris, which keeps what leads the code to where nothing led before.

``make reliability`` has it in `_build`, where it can be had; ``python -m tests.reliability.fuzzing RUNS`` runs it.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

HOME = Path(__file__).parents[2] / "_build/atheris"


def main(runs: int) -> None:
    """Try so many inputs; end with another code than 0 at the first fault."""
    sys.path.append(str(HOME))
    import atheris

    with atheris.instrument_imports(include=["sphinx_milestones"]):
        from tests.reliability.trying import TABLE, sound_register, try_data_file, try_value
        from tests.support.project import DATA
    names, tables = sorted(TABLE), sorted(DATA)
    folder = Path(tempfile.mkdtemp())
    register = sound_register(folder, DATA)

    def try_input(content: bytes) -> None:
        made = atheris.FuzzedDataProvider(content)
        if made.ConsumeBool():
            if text := " ".join(made.ConsumeUnicodeNoSurrogates(400).split()):
                try_value(made.PickValueInList(names), text, register)
        else:
            try_data_file(made.PickValueInList(tables), made.ConsumeBytes(400), folder)

    atheris.Setup([sys.argv[0], f"-atheris_runs={runs}", "-handle_alrm=0", "-print_final_stats=1"], try_input)
    atheris.Fuzz()


if __name__ == "__main__":
    main(int(sys.argv[1]))
