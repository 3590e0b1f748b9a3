"""The timeline of a register in Chromium: this one, and TimelineJS and vis-timeline with the same milestones."""

from __future__ import annotations

import gzip
import json
import random
import shutil
import subprocess
import sys
import threading
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import TYPE_CHECKING, Any

from playwright.sync_api import Browser, Page, ViewportSize, sync_playwright
from playwright.sync_api import TimeoutError as TookTooLongError
from tests.support.browser import chromium
from tests.support.records import read_records

from .measuring import Spread
from .register import SEED, write_register

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

WINDOW: ViewportSize = {"width": 1280, "height": 900}
TOGGLES = 100
FRAMES = 120
#: Milliseconds: no page is waited for longer, and a slow one is asked for fewer choices and frames.
PATIENCE = 60_000

#: Each page says when it can be used (`isReady`), makes a choice or takes it back (`toggle`), and moves on (`advance`).
OURS = """
const isReady = () => document.readyState === "complete" && !document.querySelector(".ms-filter").hidden;
const toggle = (name, key) => document.querySelector(`.ms-filter [name=${name}][value="${key}"]`).click();
const advance = () => scrollBy(0, innerHeight);
"""
TIMELINEJS = """<!doctype html><meta charset="utf-8"><title>TimelineJS</title>
<link rel="stylesheet" href="node_modules/@knight-lab/timelinejs/dist/css/timeline.css">
<div id="timeline" style="width: 100%; height: 800px"></div>
<script src="milestones.js"></script>
<script src="node_modules/@knight-lab/timelinejs/dist/js/timeline.js"></script>
<script>
let ready = false;
const isReady = () => ready;
const events = milestones.map(({ date, title, kind, partners }) => {
  const [year, month, day] = date.split("-").map(Number);
  return { start_date: { year, month, day }, group: kind, text: { headline: title, text: partners.join(", ") } };
});
const timeline = new TL.Timeline("timeline", { events }, { font: null, hash_bookmark: false });
timeline.on("ready", () => { ready = true; });
</script>
"""
VIS = """<!doctype html><meta charset="utf-8"><title>vis-timeline</title>
<link rel="stylesheet" href="node_modules/vis-timeline/styles/vis-timeline-graph2d.min.css">
<div id="timeline"></div>
<script src="milestones.js"></script>
<script src="node_modules/vis-timeline/standalone/umd/vis-timeline-graph2d.min.js"></script>
<script>
let ready = false;
const isReady = () => ready;
const chosen = { kind: new Set(), partner: new Set() };
const takes = ({ kind, partners }) =>
  (!chosen.kind.size || chosen.kind.has(kind)) &&
  (!chosen.partner.size || partners.some((partner) => chosen.partner.has(partner)));
const items = new vis.DataSet(milestones.map((each, id) => ({ ...each, id, content: each.title, start: each.date })));
const view = new vis.DataView(items, { filter: takes });
const timeline = new vis.Timeline(document.getElementById("timeline"), view, { maxHeight: 800 });
timeline.on("changed", () => { ready = true; });
const toggle = (name, key) => { chosen[name].delete(key) || chosen[name].add(key); view.refresh(); };
const advance = () => {
  const { start, end } = timeline.getWindow();
  timeline.setWindow(+start + (end - start) / 100, +end + (end - start) / 100, { animation: false });
};
</script>
"""
READY = "() => typeof isReady === 'function' && isReady() && performance.now()"
FRAME = "const frame = () => new Promise((done) => requestAnimationFrame(() => setTimeout(done)));"
CHOICE = f"""async ([name, key]) => {{
  {FRAME}
  await frame();
  const start = performance.now();
  toggle(name, key);
  await frame();
  return performance.now() - start;
}}"""
SCROLL = f"""async ([frames, patience]) => {{
  {FRAME}
  await frame();
  const times = [performance.now()];
  for (let at = 0; at < frames && times.at(-1) - times[0] < patience; at++) {{
    advance();
    await new Promise(requestAnimationFrame);
    times.push(performance.now());
  }}
  return Math.max(...times.slice(1).map((time, at) => time - times[at]));
}}"""


@dataclass
class Figures:
    """What was measured of one timeline, in milliseconds and bytes; what it cannot do has no figures."""

    weight: int = 0
    without_script: int = 0
    ready: list[float] = field(default_factory=list)
    choices: list[float] = field(default_factory=list)
    worst: list[float] = field(default_factory=list)


def measure(size: int, folder: Path, rounds: int, *, others: bool, say: Callable[[str], None]) -> str:
    """Return a table of what the timeline of *size* milestones costs a reader; *others* asks for other tools' too."""
    site = _site(folder / f"register-{size}", size, say)
    milestones = read_records((site / "data/milestones.json").read_text(encoding="utf-8"))
    pages = {"`sphinx_milestones`": (site, "timeline.html")}
    if others:
        pages |= _others(folder / "npm", milestones, say)
    path = chromium()
    assert path, "No browser: install Chromium, or set CHROMIUM"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox", "--disable-gpu"])
        found: dict[str, Figures] = {}
        for name, place in pages.items():
            say(name)
            found[name] = _measured(browser, *place, milestones, rounds)
        head = f"Chromium {browser.version}, a window of {WINDOW['width']} by {WINDOW['height']} pixels.\n\n"
        browser.close()
    return head + _table(found, size)


def _site(project: Path, size: int, say: Callable[[str], None]) -> Path:
    """Write a register and its page with the timeline; return the output folder."""
    shutil.rmtree(project, ignore_errors=True)
    write_register(project, size)
    say(f"building the timeline of {size} milestones")
    command = [sys.executable, "-m", "sphinx", "-Q", "-b", "html", "-D", "html_theme=furo", ".", "_build/html"]
    subprocess.run([*command, "timeline.md"], cwd=project, check=True)
    return project / "_build/html"


def _others(folder: Path, milestones: list[dict[str, Any]], say: Callable[[str], None]) -> dict[str, tuple[Path, str]]:
    """Put other tools in place, each with a page of the same milestones; return their names and pages."""
    npm = shutil.which("npm")
    if npm is None:
        say("The other tools are left out: they need npm")
        return {}
    folder.mkdir(parents=True, exist_ok=True)
    shutil.copy(Path(__file__).with_name("package.json"), folder)
    subprocess.run([npm, "install", "--silent", "--no-audit", "--no-fund", "--ignore-scripts"], cwd=folder, check=True)
    shown = [
        {
            "date": milestone["date"]["written"],
            "title": milestone["title"],
            "kind": milestone["kind"],
            "partners": [partner["key"] for partner in milestone["partners"]],
        }
        for milestone in milestones
    ]
    (folder / "milestones.js").write_text(f"const milestones = {json.dumps(shown)};\n", encoding="utf-8")
    found = {}
    for package, page, html in (("@knight-lab/timelinejs", "timelinejs", TIMELINEJS), ("vis-timeline", "vis", VIS)):
        (folder / f"{page}.html").write_text(html, encoding="utf-8")
        version = json.loads((folder / "node_modules" / package / "package.json").read_text(encoding="utf-8"))[
            "version"
        ]
        found[f"{package.rpartition('/')[2]} {version}"] = (folder, f"{page}.html")
    return found


@contextmanager
def _served(folder: Path) -> Iterator[tuple[str, set[Path]]]:
    """Serve a folder; yield its address, and the files that were asked for."""
    asked: set[Path] = set()

    class Handler(SimpleHTTPRequestHandler):
        def log_message(self, *_: object) -> None:
            asked.add(Path(self.translate_path(self.path)))

    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Handler, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}", asked
    server.shutdown()
    server.server_close()


def _measured(browser: Browser, folder: Path, name: str, milestones: list[dict[str, Any]], rounds: int) -> Figures:
    """Open a page again and again; the first time without a script, to see what there is to read."""
    figures = Figures()
    titles = [milestone["title"] for milestone in milestones]
    with _served(folder) as (address, asked):
        bare = browser.new_page(java_script_enabled=False)
        bare.goto(f"{address}/{name}")
        text = set(bare.locator("body").all_text_contents()[0].split("\n"))
        figures.without_script = sum(title in text for title in titles)
        bare.close()
        asked.clear()
        for turn in range(rounds):
            page = browser.new_page(viewport=WINDOW)
            page.set_default_timeout(PATIENCE)
            try:
                _one_round(page, f"{address}/{name}", milestones, figures, SEED + turn)
            except TookTooLongError:
                break
            finally:
                page.close()
        figures.weight = sum(len(gzip.compress(path.read_bytes(), 6)) for path in asked if path.is_file())
    return figures


def _one_round(page: Page, address: str, milestones: list[dict[str, Any]], figures: Figures, seed: int) -> None:
    page.goto(address, wait_until="commit")
    if "timeline.html" in address:
        page.wait_for_selector(".ms-filter", state="attached")
        page.add_script_tag(content=OURS)
    figures.ready.append(page.wait_for_function(READY, polling="raf").json_value())
    if not page.evaluate("typeof toggle === 'function'"):
        return
    figures.worst.append(page.evaluate(SCROLL, [FRAMES, PATIENCE]))
    kinds = [("kind", milestone["kind"]) for milestone in milestones]
    partners = [("partner", part["key"]) for milestone in milestones for part in milestone["partners"]]
    chance = random.Random(seed)
    taken: list[float] = []
    for choice in chance.choices(sorted({*kinds, *partners}), k=TOGGLES):
        if sum(taken) < PATIENCE:
            taken.append(page.evaluate(CHOICE, choice))
    figures.choices += taken


def _table(found: dict[str, Figures], size: int) -> str:
    heads = (
        *("Timeline", "Ready", "Choice to next frame, p50 / p95", "Longest frame while scrolling"),
        *("Weight, gzip", "Shown without JavaScript"),
    )
    lines = [f"| {' | '.join(heads)} |", "|---" * len(heads) + "|"]
    return "\n".join([*lines, *(_row(name, figures, size) for name, figures in found.items())])


def _row(name: str, figures: Figures, size: int) -> str:
    choices = sorted(figures.choices)
    cells = [
        Spread(tuple(figures.ready)).written(0, " ms") if figures.ready else f"not within {PATIENCE // 1000} s",
        " / ".join(f"{choices[len(choices) * part // 100]:.0f}" for part in (50, 95)) + " ms" if choices else "–",
        f"{max(figures.worst):.0f} ms" if figures.worst else "–",
        f"{figures.weight / 1000:.0f} KB",
        f"{figures.without_script} of {size}",
    ]
    return f"| {name} | {' | '.join(cells)} |"
