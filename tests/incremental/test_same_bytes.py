"""A register gives the same bytes in any folder, for any user, on any day, with any hash seed and any Python."""

from __future__ import annotations

import datetime
import os
import shutil
import site
import subprocess
import sys
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from tests.support.variants import variant

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from tests.support.register import Register

pytestmark = variant

EXTENSIONS = Path(__file__).parents[2] / "ext"
DAYS = 400  # so that it is another year, too

# Python runs a module of this name as it starts. `datetime` itself cannot be patched, only replaced.
CLOCK = f"""\
import datetime, time

SHIFT = {DAYS} * 86400

def shifted(of):
    return lambda seconds=None: of(time.time() if seconds is None else seconds)

time.time = lambda real=time.time: real() + SHIFT
time.time_ns = lambda real=time.time_ns: real() + SHIFT * 10**9
time.localtime, time.gmtime, time.ctime = shifted(time.localtime), shifted(time.gmtime), shifted(time.ctime)
time.strftime = lambda form, when=None, real=time.strftime: real(form, when or time.localtime())

class Date(datetime.date):
    @classmethod
    def today(cls):
        return cls.fromtimestamp(time.time())

class Datetime(datetime.datetime):
    @classmethod
    def now(cls, tz=None):
        return cls.fromtimestamp(time.time(), tz)

    today = utcnow = now

datetime.date, datetime.datetime = Date, Datetime
"""


@dataclass(frozen=True)
class Run:
    """The circumstances of a build: its folder, user, day, hash seed and number of processes."""

    source: Path
    seed: int = 0
    processes: int = 1
    python: str = sys.executable
    umask: int = 0o022
    path: tuple[str, ...] = ()
    environment: Mapping[str, str] = field(default_factory=dict)

    def run(self, *arguments: str) -> str:
        """What Python says, given these arguments."""
        environment = {**os.environ, "SOURCE_DATE_EPOCH": "1700000000", "PYTHONHASHSEED": str(self.seed)}
        environment |= {"PYTHONPATH": os.pathsep.join([*self.path, str(EXTENSIONS)]), **self.environment}
        done = subprocess.run(
            [self.python, *arguments], env=environment, umask=self.umask, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stderr
        return done.stdout

    def build(self, builder: str, name: str) -> dict[str, bytes]:
        """The output of `sphinx-build`."""
        output = self.source.with_name(f"{self.source.name}-{builder}-{name}")
        places = ["-d", f"{output}-doctrees", str(self.source), str(output)]
        self.run("-m", "sphinx", "-q", "-W", "-b", builder, "-j", str(self.processes), *places)
        files = sorted(path for path in output.rglob("*") if path.is_file())
        return {str(path.relative_to(output)): path.read_bytes() for path in files}


@pytest.fixture
def sources(register: Register, tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """The same register in two folders."""
    pdf = 'pdf_documents = [("index", "milestones.pdf", "A register", "Somebody")]\nmilestones_host'
    register.edit("conf.py", '"sphinx_milestones"]', '"sphinx_milestones", "sphinx_pdf"]')
    register.edit("conf.py", "milestones_host", f'milestones_editions = ["year", "partner"]\n{pdf}')
    folders = [tmp_path_factory.mktemp("one") / "first", tmp_path_factory.mktemp("another") / "of" / "second"]
    return [shutil.copytree(register.root, folder) for folder in folders]


@pytest.fixture
def another_day(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A folder for Python's path with a module that changes the day."""
    folder = tmp_path_factory.mktemp("clock")
    (folder / "sitecustomize.py").write_text(CLOCK, encoding="utf-8")
    return str(folder)


def assert_one_output(outputs: list[dict[str, bytes]]) -> None:
    """Return the names of the files that are not the same in all."""
    first = outputs[0]
    assert first
    for output in outputs[1:]:
        assert {name for name in output.keys() | first.keys() if output.get(name) != first.get(name)} == set()


def test_the_clock_of_another_day_is_changed(another_day: str) -> None:
    """The clock of the builds below shows another day."""
    code = (
        "import datetime, time; print(datetime.datetime.now().date(), datetime.date.today(), time.strftime('%Y-%m-%d'))"
    )
    dates = Run(Path(), path=(another_day,)).run("-c", code).split()
    assert len(set(dates)) == 1
    assert datetime.date.fromisoformat(dates[0]) - datetime.date.today() >= datetime.timedelta(DAYS)  # noqa: DTZ011


@pytest.fixture
def runs(sources: list[Path], another_day: str, tmp_path: Path) -> list[Run]:
    """Four hash seeds, two folders, two users, two days, and one, two and four processes; two runs differ in all."""
    first, second = sources
    user = {"HOME": str(tmp_path), "USER": "other", "LOGNAME": "other", "TZ": "Asia/Bahrain", "LANG": "de_DE.UTF-8"}
    other: dict[str, Any] = {"umask": 0o077, "environment": {**user, "LC_ALL": "C", "COLUMNS": "40"}}
    return [
        Run(first),
        Run(second, 3, 4, path=(another_day,), **other),
        Run(first, 1, 2, **other),
        Run(second, 2, 1, path=(another_day,)),
    ]


@pytest.mark.parametrize("builder", ["html", "pdf"])
def test_the_output_is_the_same_everywhere(runs: list[Run], builder: str) -> None:
    """Two builds of which everything differs, hash seed, folder, user, day and number of processes, give one output."""
    assert_one_output([run.build(builder, str(run.seed)) for run in runs[:2]])


@pytest.mark.reliability
@pytest.mark.parametrize("builder", ["html", "latex", "pdf"])
def test_the_output_is_the_same_in_any_combination(runs: list[Run], builder: str) -> None:
    """So do four builds with each of these combined in another way."""
    assert_one_output([run.build(builder, str(run.seed)) for run in runs])


def other_pythons() -> Iterator[Path]:
    """The interpreters of other supported versions on this machine, one of each."""
    for minor in (minor for minor in range(11, 16) if minor != sys.version_info.minor):
        versions = sorted(Path(os.environ.get("PYENV_ROOT", os.devnull)).glob(f"versions/3.{minor}.*/bin/python"))
        found = [Path(name) for name in [shutil.which(f"python3.{minor}")] if name]
        yield from [path for path in versions + found if ".pyenv/shims" not in str(path)][:1]


@pytest.mark.parametrize(
    ("builder", "most"),
    [("html", 1), *(pytest.param(builder, None, marks=pytest.mark.reliability) for builder in ("html", "pdf"))],
)
def test_the_output_is_the_same_with_another_python(
    sources: list[Path], shared_folder: Path, builder: str, most: int | None
) -> None:
    """Each other version of Python, with the same packages, gives the same output."""
    # The packages are those of this Python; bytecode of another is not to be left among them.
    apart = {"PYTHONPYCACHEPREFIX": str(shared_folder / "bytecode")}
    given: dict[str, Any] = {"path": tuple(site.getsitepackages()), "environment": apart}
    others = [Run(sources[0], python=str(path), **given) for path in islice(other_pythons(), most)]
    if not others:
        pytest.skip("no other version of Python is installed here, from 3.11 on")
    runs = [Run(sources[0]), *others]
    assert_one_output([run.build(builder, str(number)) for number, run in enumerate(runs)])
